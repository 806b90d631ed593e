"""Comments are stored once, masked, screened as the rules say, and never silently dropped."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from surveys import contribution_profile, contributions, public_consultations
from surveys.contributions import Assessment, ContributionSheet, Sending
from surveys.errors import ConsultationNotOpen, InvalidAnswers, Problem, SameKeyOtherAnswers, UnknownConsultation
from surveys.intake import Receipt
from surveys.models import Consultation, Contribution
from surveys.receipts import ServerKey
from tests import builders
from tests.conftest import NOW

KEY = b"0123456789abcdef"
SERVER = ServerKey(b"s" * 32)


def sheet(text: str = "Setuju dengan pasal ini", **fields: Any) -> ContributionSheet:
    values = {"passage": "pasal-1", "parent_id": None, "stance": "support", "language": "id", **fields}
    return ContributionSheet(text=text, **values)


def send(
    session: Session,
    consultation: Consultation,
    sent: ContributionSheet,
    key: bytes = KEY,
    assessment: Assessment | None = None,
) -> Receipt:
    public = public_consultations.public_consultation(session, consultation.public_id)
    version_id = consultation.versions[0].id
    checked = contributions.check(session, public, version_id, sent)
    sending = Sending(key, SERVER, NOW)
    return contributions.accept(session, public, version_id, checked, sending, assessment or Assessment())


def made(session: Session, **fields: Any) -> Consultation:
    return builders.consultation(session, builders.agency(session, time_zone="Asia/Jayapura"), **fields)


def problems(session: Session, consultation: Consultation, sent: ContributionSheet) -> dict[str, str]:
    with pytest.raises(InvalidAnswers) as error:
        send(session, consultation, sent)
    return {name: problem.code for name, problem in error.value.problems.items()}


def test_a_comment_becomes_one_row_without_a_person(session: Session) -> None:
    consultation = made(session, profile='["role","province"]')
    receipt = send(session, consultation, sheet("Hubungi saya di 0812-3456-7890", profile={"role": "citizen"}))
    row = session.scalars(select(Contribution)).one()
    assert receipt.stored
    assert "0812" not in row.text
    assert row.text.startswith("Hubungi saya di [")
    # 2026-11-24 03:00 UTC is noon of that day in Jayapura (UTC+9).
    assert (row.passage, row.stance, row.day) == ("pasal-1", "support", dt.date(2026, 11, 24))
    assert json.loads(row.profile) == {"role": "citizen"}
    assert row.key_hash == SERVER.receipt_hash(receipt.code)


def test_a_retry_stores_nothing_and_gives_the_same_code_even_after_closing(session: Session) -> None:
    consultation = made(session)
    first = send(session, consultation, sheet())
    consultation.state = "closed"
    session.flush()
    second = send(session, consultation, sheet())
    assert (second.code, second.stored) == (first.code, False)
    assert session.scalar(select(func.count()).select_from(Contribution)) == 1


def test_the_same_key_with_another_text_is_refused_not_dropped(session: Session) -> None:
    consultation = made(session)
    send(session, consultation, sheet())
    for other in (sheet("Lain"), sheet(stance="object"), sheet(passage="pasal-2")):
        with pytest.raises(SameKeyOtherAnswers):
            send(session, consultation, other)


@pytest.mark.parametrize("change", [{"state": "closed"}, {"closes_at": NOW}])
def test_a_closed_consultation_takes_nothing(session: Session, change: dict[str, Any]) -> None:
    consultation = made(session)
    for name, value in change.items():
        setattr(consultation, name, value)
    session.flush()
    with pytest.raises(ConsultationNotOpen) as error:
        send(session, consultation, sheet())
    assert error.value.state == "closed"


def test_the_database_refuses_one_by_itself(session: Session) -> None:
    with pytest.raises(DBAPIError, match="takes no contributions"):
        builders.contribution(session, made(session, state="closed"))


@pytest.mark.parametrize(
    ("screening", "abuse", "state"),
    [
        ("before", None, "waiting"),
        ("before", 0, "waiting"),
        ("after", None, "shown"),
        ("after", 59, "shown"),
        ("after", 60, "waiting"),
    ],
)
def test_screening_says_what_is_shown_at_once(session: Session, screening: str, abuse: int | None, state: str) -> None:
    send(session, made(session, screening=screening), sheet(), assessment=Assessment(abuse, "f" * 32))
    row = session.scalars(select(Contribution)).one()
    assert (row.state, row.abuse, row.campaign) == (state, abuse, "f" * 32)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"text": ""}, {"text": "required"}),
        ({"text": "x" * 5_001}, {"text": "too-long"}),
        ({"text": "a\x00b"}, {"text": "unreadable-text"}),
        ({"stance": "maybe"}, {"stance": "unknown-option"}),
        ({"stance": ""}, {"stance": "required"}),
        ({"passage": "pasal-9"}, {"passage": "unknown-passage"}),
        ({"profile": {"age": "25-34"}}, {"age": "unknown-question"}),  # not among those that the agency picked
        ({"profile": {"role": "king"}}, {"role": "unknown-option"}),
        ({"parent_id": "0" * 32}, {"parent": "gone"}),
        ({"parent_id": "a\x00b"}, {"parent": "gone"}),
        ({"problems": {"text": Problem("text", "repeated")}}, {"text": "repeated"}),
    ],
)
def test_what_is_wrong_is_told_by_field(session: Session, changes: dict[str, Any], wrong: dict[str, str]) -> None:
    consultation = made(session, profile='["role"]', replies_allowed=True)
    assert problems(session, consultation, sheet(**changes)) == wrong
    assert session.scalar(select(func.count()).select_from(Contribution)) == 0


def test_a_reply_stands_on_its_parents_passage_one_level_deep(session: Session) -> None:
    consultation = made(session, replies_allowed=True)
    parent = builders.contribution(session, consultation, passage="pasal-2")
    send(session, consultation, sheet(parent_id=parent.id, passage="pasal-1"))
    reply = session.scalars(select(Contribution).where(Contribution.parent_id == parent.id)).one()
    assert reply.passage == "pasal-2"
    assert problems(session, consultation, sheet(parent_id=reply.id)) == {"parent": "gone"}


@pytest.mark.parametrize("state", ["waiting", "hidden", "withdrawn"])
def test_only_what_is_shown_can_be_replied_to(session: Session, state: str) -> None:
    consultation = made(session, replies_allowed=True)
    parent = builders.contribution(session, consultation, state=state)
    assert problems(session, consultation, sheet(parent_id=parent.id)) == {"parent": "gone"}


def test_replies_are_the_agencys_choice(session: Session) -> None:
    consultation = made(session)
    parent = builders.contribution(session, consultation)
    assert problems(session, consultation, sheet(parent_id=parent.id)) == {"parent": "not-offered"}


def test_nobody_replies_across_consultations(session: Session) -> None:
    stranger = builders.contribution(session, made(session, replies_allowed=True))
    other = made(session, replies_allowed=True)
    assert problems(session, other, sheet(parent_id=stranger.id)) == {"parent": "gone"}


def test_the_text_that_was_read_belongs_to_the_consultation(session: Session) -> None:
    consultation, other = made(session), made(session)
    public = public_consultations.public_consultation(session, consultation.public_id)
    with pytest.raises(UnknownConsultation):
        contributions.check(session, public, other.versions[0].id, sheet())


def test_profile_questions_keep_their_order_and_ask_for_groups_only() -> None:
    assert tuple(contribution_profile.every()) == contribution_profile.CODES
    asked = contribution_profile.questions(["disability", "nik", "role"])
    assert [question.code for question in asked] == ["role", "disability"]
    assert all(question.options and not question.required for question in contribution_profile.every().values())
    assert len(contribution_profile.every()["province"].options) == 38
