"""An agency works with statements: adding, screening, looking before the closing as the rule says, and the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.opinion_maps import update_maps
from app.jobs import database
from surveys import audit
from surveys.models import Agency, Consultation, Statement
from tests import builders
from tests.app.office import errors, person
from tests.conftest import NOW
from tests.voted import TEXTS, two_camps

pytestmark = pytest.mark.usefixtures("now")


def opened(session: Session, agency: Agency | None = None, **fields: Any) -> Consultation:
    """Commits."""
    made = builders.consultation(session, agency or builders.agency(session), **{"voting": True, **fields})
    session.commit()
    return made


def room(consultation: Consultation, name: str = "statements") -> str:
    return f"/office/consultations/{consultation.id}/{name}"


def stored(session: Session) -> list[tuple[str, str, str]]:
    """Text, state and reason of each statement; no transaction stays open."""
    rows = session.scalars(select(Statement).order_by(Statement.number).execution_options(populate_existing=True))
    found = [(row.text, row.state, row.reason) for row in rows]
    session.commit()
    return found


def looks(session: Session, consultation: Consultation) -> list[str]:
    found = [entry.detail["what"] for entry in audit.consultation_entries(session, consultation.id, "totals-seen")]
    session.commit()
    return found


def test_an_author_adds_and_edits_statements_and_an_analyst_screens_them(app: Flask, session: Session) -> None:
    consultation = opened(session)
    author, analyst = (person(app, session, role, consultation.agency) for role in ("author", "analyst"))
    assert author.post(room(consultation), data={"text": "Parkir murah", "language": "id"}).status_code == 303
    statement = session.scalars(select(Statement)).one()
    session.commit()
    page = room(consultation, f"statements/{statement.id}")
    assert author.post(page, data={"text": "Parkir harus murah", "language": "id"}).status_code == 303
    assert author.post(f"{page}/screen", data={"state": "hidden", "reason": "unclear"}).status_code == 403
    assert analyst.post(f"{page}/screen", data={"state": "hidden", "reason": "unclear"}).status_code == 303
    assert stored(session) == [("Parkir harus murah", "hidden", "unclear")]
    assert "Disembunyikan: Sulit dipahami" in analyst.get(room(consultation)).text
    analyst.post(f"{page}/screen", data={"state": "shown"})
    assert stored(session) == [("Parkir harus murah", "shown", "")]


@pytest.mark.parametrize(
    ("text", "words"), [("", "Tulis pernyataannya."), ("x" * 281, "Persingkat menjadi paling banyak 280 huruf.")]
)
def test_what_is_refused_is_told_beside_the_field(app: Flask, session: Session, text: str, words: str) -> None:
    consultation = opened(session)
    author = person(app, session, "author", consultation.agency)
    assert errors(author.post(room(consultation), data={"text": text, "language": "id"})) == [words]
    assert stored(session) == []


def test_hiding_without_a_reason_asks_for_one(app: Flask, session: Session) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation)
    session.commit()
    analyst = person(app, session, "analyst", consultation.agency)
    screen = room(consultation, f"statements/{statement.id}/screen")
    for data in ({"state": "hidden"}, {"state": "hidden", "reason": "x"}, {"state": "gone"}, {}):
        assert analyst.post(screen, data=data).status_code == 303
    assert "Pilih alasannya dulu" in analyst.get(room(consultation)).text
    assert stored(session) == [("Parkir harus murah", "shown", "")]


@pytest.mark.parametrize(
    ("rule", "status", "seen", "kept"),
    [("nothing", 404, False, []), ("counts", 200, False, ["counts"]), ("everything", 200, True, ["results"])],
)
def test_before_the_closing_a_look_is_a_step_that_is_written_down(
    app: Flask, session: Session, rule: str, status: int, seen: bool, kept: list[str]
) -> None:
    consultation = opened(session, running_totals=rule)
    builders.statement(session, consultation, number=1, agree=31, disagree=2)
    session.commit()
    analyst = person(app, session, "analyst", consultation.agency)
    assert ">33<" not in analyst.get(room(consultation)).text
    page = analyst.post(room(consultation, "statements/look"))
    assert page.status_code == status
    assert (">33<" in page.text) is (status == 200)
    assert (">31<" in page.text) is seen
    assert looks(session, consultation) == kept


def test_after_the_closing_all_is_there_without_a_trace(app: Flask, session: Session) -> None:
    consultation = opened(session, running_totals="nothing", closes_at=NOW - dt.timedelta(hours=1))
    builders.statement(session, consultation, agree=31)
    session.commit()
    analyst = person(app, session, "analyst", consultation.agency)
    assert ">31<" in analyst.get(room(consultation)).text
    assert looks(session, consultation) == []


def mapped(app: Flask, session: Session, **fields: Any) -> Consultation:
    made = two_camps(session, builders.agency(session), **fields)
    session.commit()
    with app.app_context():
        update_maps(database(), "2026-11-24", lambda: NOW)
    return made


def test_opinion_groups_are_seen_as_the_rule_says(app: Flask, session: Session) -> None:
    consultation = mapped(app, session, running_totals="everything")
    analyst = person(app, session, "analyst", consultation.agency)
    assert "Kelompok A" not in analyst.get(room(consultation, "opinions")).text
    assert "Kelompok A" in analyst.post(room(consultation, "opinions")).text
    assert looks(session, consultation) == ["results"]


def test_counts_alone_are_no_opinion_groups(app: Flask, session: Session) -> None:
    consultation = mapped(app, session, running_totals="counts")
    analyst = person(app, session, "analyst", consultation.agency)
    assert analyst.post(room(consultation, "opinions")).status_code == 404
    assert looks(session, consultation) == []


def test_the_votes_are_a_file_after_the_closing_and_not_before(app: Flask, session: Session) -> None:
    consultation = mapped(app, session, running_totals="everything")
    analyst = person(app, session, "analyst", consultation.agency)
    assert analyst.get(room(consultation, "votes.csv")).status_code == 404
    consultation.state = "closed"
    session.commit()
    rows = list(csv.DictReader(io.StringIO(analyst.get(room(consultation, "votes.csv")).text)))
    voted = [row.agree + row.disagree + row.passed for row in session.scalars(select(Statement))]
    session.commit()
    assert len(rows) == sum(voted)
    assert {int(row["voter-id"]) for row in rows} == set(range(1, 66))
    assert {int(row["comment-id"]) for row in rows} == set(range(1, len(TEXTS) + 1))


def test_a_statement_written_while_the_consultation_closed_is_shown_with_the_reason(
    app: Flask, session: Session
) -> None:
    consultation = opened(session)
    author = person(app, session, "author", consultation.agency)
    consultation.state = "closed"
    session.commit()
    typed = {"text": "Taman kota perlu lampu.", "language": "id"}
    answer = author.post(room(consultation), data=typed, headers={"Origin": "http://localhost"})
    assert answer.status_code == 409
    assert typed["text"] in answer.text
    assert stored(session) == []
