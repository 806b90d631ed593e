"""What an agency waits for when it answers 20,000 comments, three quarters of them coded: `make bench`.

Wall-clock time of a request, the database's share with it, the median of `ROUNDS` after one that warms up.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from surveys import public_outcome
from surveys.base import random_id
from surveys.consultation_text import ConsultationText
from surveys.consultation_versions import document_of
from surveys.models import (
    Agency,
    Code,
    CodeAssignment,
    CommentReading,
    Consultation,
    Contribution,
    ModerationStep,
    OutcomeContribution,
    OutcomePoint,
    OutcomeTheme,
    Reply,
    Theme,
    ThemedContribution,
)
from surveys.models.coding import CONTRIBUTION
from tests import builders, databases
from tests.benchmarks.test_consultations import PASSAGES, draft, words
from tests.sign_in import sign_in

COMMENTS, CONSULTATIONS, THEMES, CODES = 20_000, 50, 20, 60
ROUNDS = 10
NOW = dt.datetime.now(dt.UTC)
ANI = "ani@dinas.example"


@dataclass(frozen=True)
class Desk:
    """`office`: somebody of the agency who may do everything there, signed in; `theme`, `comment`: ids of one."""

    app: Flask
    office: FlaskClient
    oversight: FlaskClient
    consultation: int
    public_id: str
    theme: int
    comment: str


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with request.getfixturevalue(request.param).database() as url:
        app = create_app(databases.settings(url, tmp_path_factory.mktemp("answering")))
        with app.app_context(), Session(db.engine.execution_options(writing=True)) as session:
            made = filled(app, session)
            if request.param == "postgresql":
                session.execute(text("ANALYZE"))  # as it does by itself within a minute; SQLite never does
                session.commit()
        yield made  # outside: the context would keep who is signed in
        with app.app_context():
            db.engine.dispose()
            app.extensions["answer_engine"].dispose()


def filled(app: Flask, session: Session) -> Desk:
    chance = random.Random(7)
    agency = builders.agency(session)
    for _ in range(CONSULTATIONS - 1):
        _consultation(session, agency, chance, 60)
    made = _consultation(session, agency, chance, PASSAGES)
    ids = _comments(session, made, chance)
    themes = _themed(session, made, chance, ids)
    _answered(session, made, themes, ids)
    made.state = "closed"
    session.commit()
    office, oversight = app.test_client(), app.test_client()
    kept = (made.id, made.public_id, themes[0].id, ids[-1])
    sign_in(office, session, "administrator", agency)
    sign_in(oversight, session, "oversight")
    return Desk(app, office, oversight, *kept)


def _consultation(session: Session, agency: Agency, chance: random.Random, passages: int) -> Consultation:
    text = ConsultationText({"id": f"Rancangan tentang {words(chance, 4)}"})
    times = {"opens_at": NOW - dt.timedelta(days=30), "closes_at": NOW + dt.timedelta(days=9)}
    return builders.consultation(session, agency, text, document=draft(chance, passages), **times)


def _comments(session: Session, made: Consultation, chance: random.Random) -> list[str]:
    """18,500 shown ones, the rest waiting, hidden or appealed; a tenth stands on the whole draft."""
    ids = [random_id() for _ in range(COMMENTS)]
    states = ("waiting", *("shown",) * 37, "hidden", "appealed")
    passages = [passage.id for passage in document_of(made.versions[0]).passages]
    rows = [
        {
            "id": id_,
            "consultation_id": made.id,
            "version_id": made.versions[0].id,
            "passage": chance.choice(passages) if number % 10 else "",
            "day": (NOW - dt.timedelta(days=number % 25)).date(),
            "stance": ("support", "object", "suggest", "ask")[number % 4],
            "text": words(chance, 25),
            "language": "id",
            "profile": "{}",
            "state": states[number % 40],
            "abuse": number % 101,
            "campaign": f"{number % 15_000:016x}",
            "key_hash": f"{number + 10**9:032x}",
        }
        for number, id_ in enumerate(ids)
    ]
    session.execute(insert(Contribution), rows)
    steps = [
        {"contribution_id": row["id"], "at": NOW, "step": "hidden", "reason": "insult", "note": "", "actor": ANI}
        for row in rows
        if row["state"] in ("hidden", "appealed")
    ]
    session.execute(insert(ModerationStep), steps)
    return ids


def _themed(session: Session, made: Consultation, chance: random.Random, ids: list[str]) -> list[Theme]:
    """Three comments of four are coded, a quarter of those twice; one of twenty is put into a theme by hand."""
    themes = [
        Theme(consultation_id=made.id, name=f"Tema {number}", name_key=f"tema {number}") for number in range(THEMES)
    ]
    session.add_all(themes)
    session.flush()
    codes = [
        Code(
            consultation_id=made.id,
            name=f"Kode {n}",
            name_key=f"kode {n}",
            theme_id=themes[n % THEMES].id,
            description="",
        )
        for n in range(CODES)
    ]
    session.add_all(codes)
    session.flush()
    days = dict(session.execute(select(Contribution.id, Contribution.day)).all())
    readings = [
        {
            "id": number,
            "consultation_id": made.id,
            "day": days[id_],
            "response_id": id_,
            "question_code": CONTRIBUTION,
            "coder": ANI,
            "at": NOW,
        }
        for number, id_ in enumerate(ids, start=1)
        if number % 4
    ]
    session.execute(insert(CommentReading), readings)
    assigned = [
        {"reading_id": row["id"], "code_id": code.id}
        for row in readings
        for code in chance.sample(codes, 1 + (row["id"] % 4 == 1))
    ]
    session.execute(insert(CodeAssignment), assigned)
    by_hand = [{"contribution_id": id_, "theme_id": chance.choice(themes).id} for id_ in ids[::20]]
    session.execute(insert(ThemedContribution), by_hand)
    return themes


def _answered(session: Session, made: Consultation, themes: list[Theme], ids: list[str]) -> None:
    """Half of the themes and 500 comments are answered; ten points name two themes and five comments each."""
    fixed = {"consultation_id": made.id, "verdict": "partly", "text": "Kami pakai sebagian.", "at": NOW, "actor": ANI}
    session.add_all(Reply(theme_id=theme.id, **fixed) for theme in themes[::2])
    session.add_all(Reply(contribution_id=id_, **fixed) for id_ in ids[::40])
    for number in range(10):
        words_ = {"asked": '{"id":"Parkir"}', "heard": '{"id":"Kami"}', "did": '{"id":"Ubah"}'}
        point = OutcomePoint(consultation_id=made.id, position=number + 1, verdict="partly", **words_)
        session.add(point)
        session.flush()
        session.add_all(
            OutcomeTheme(point_id=point.id, theme_id=theme.id) for theme in themes[2 * number : 2 * number + 2]
        )
        session.add_all(
            OutcomeContribution(point_id=point.id, contribution_id=id_) for id_ in ids[number * 5 : number * 5 + 5]
        )


def wall_ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


ROOM = "/office/consultations/{0.consultation}"
PAGES = [
    "/replies",
    "/replies?theme=0",
    "/replies?stance=ask",
    "/replies?state=answered",
    "/replies?after=2026-11-10-80000000000000000000000000000000",
    "/replies/comments/{0.comment}",
    "/replies/themes/{0.theme}",
    "/outcome",
    "/outcome/points/new",
    "/outcome/publish",
    "/bench/themes",
    "/bench/themes/{0.theme}",
    "/comments",
    "/comments?state=shown",
    "/comments?likely=1",
    "",
]


@pytest.mark.parametrize("page", [*(ROOM + page for page in PAGES), "/office/consultations", "/office"])
def test_pages_of_the_office(request: pytest.FixtureRequest, desk: Desk, page: str) -> None:
    _measure(request, page, _reading(desk.office, page.format(desk)))


def test_the_list_of_oversight(request: pytest.FixtureRequest, desk: Desk) -> None:
    address = "/office/oversight/consultations"
    _measure(request, address, _reading(desk.oversight, address))


def test_the_outcome_when_nothing_is_kept(request: pytest.FixtureRequest, desk: Desk) -> None:
    with desk.app.app_context(), Session(db.engine) as session:
        _measure(request, "the outcome as citizens read it", lambda: public_outcome.outcome(session, desk.consultation))


def _reading(client: FlaskClient, address: str) -> Callable[[], object]:
    def read() -> None:
        assert client.get(address).status_code == 200

    return read


def _measure(request: pytest.FixtureRequest, name: str, work: Callable[[], object]) -> None:
    work()
    took = median(wall_ms(work) for _ in range(ROUNDS))
    request.config.get_terminal_writer().line(f"\n{request.node.callspec.params['desk']} {name}: {took:.0f} ms")
