"""20,000 comments: the moderators' list goes along an index, and a page deep in it costs what the first one does."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from surveys import public_contributions, screening
from surveys.base import random_id
from surveys.campaigns import campaign_of
from surveys.models import Consultation, Contribution
from surveys.screening import Filter
from tests import builders

COMMENTS = 20_000
LETTER = "Kami warga kelurahan ini menolak kenaikan tarif parkir karena memberatkan pedagang kecil di pasar lama"


@pytest.fixture
def consultation(session: Session) -> Consultation:
    found = builders.consultation(session, builders.agency(session))
    version_id = found.versions[0].id
    fixed = {"consultation_id": found.id, "version_id": version_id, "passage": "pasal-1", "language": "id"}
    rows = [
        {
            **fixed,
            "id": random_id(),
            "day": dt.date(2026, 11, 1) + dt.timedelta(number % 20),
            "stance": ("support", "object", "suggest", "ask")[number % 4],
            "text": LETTER if number % 4 == 0 else f"Komentar nomor {number} tentang pasal ini",
            "profile": "{}",
            "state": "waiting" if number % 2 else "shown",
            "abuse": number % 101,
            "campaign": "c" * 16 if number % 4 == 0 else f"{number:016x}",
            "key_hash": f"{number + 10**9:032x}",
        }
        for number in range(COMMENTS)
    ]
    session.execute(insert(Contribution), rows)
    session.execute(text("ANALYZE"))
    session.commit()
    return found


def milliseconds(work) -> float:  # type: ignore[no-untyped-def]
    best = float("inf")
    for _round in range(5):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1000


@pytest.mark.parametrize("asked", [Filter(), Filter(likely_abuse=True), Filter(passage="pasal-1", stance="object")])
def test_pages_of_the_moderators(session: Session, consultation: Consultation, asked: Filter) -> None:
    key = None
    for _page in range(100):
        key = screening.page(session, consultation, asked, key).following or key
    first = milliseconds(lambda: screening.page(session, consultation, asked))
    deep = milliseconds(lambda: screening.page(session, consultation, asked, key))
    print(f"\nmoderators' page: first {first:.1f} ms, after 100 pages {deep:.1f} ms ({asked})")  # noqa: T201
    assert max(first, deep) < 30


def test_the_moderators_statement_uses_its_index(session: Session, consultation: Consultation) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("the plan is read from SQLite")
    for asked, index in ((Filter(), "state_day_id"), (Filter(likely_abuse=True), "state_abuse_day_id")):
        key = (80, dt.date(2026, 11, 10), "0" * 32)
        statement = screening.selection(consultation.id, asked, key).limit(21)
        compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = str(session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all())
        assert f"ix_contribution_consultation_id_{index}" in plan
        assert "TEMP B-TREE" not in plan


def test_the_public_list_and_the_intake_look(session: Session, consultation: Consultation) -> None:
    page = milliseconds(lambda: public_contributions.page(session, consultation.id, "pasal-1", "Asia/Jakarta"))
    look = milliseconds(lambda: campaign_of(session, consultation.id, LETTER))
    print(f"\npublic page with a campaign of 5,000: {page:.1f} ms; looking for a text's campaign: {look:.1f} ms")  # noqa: T201
    assert page < 60
    assert look < 20
