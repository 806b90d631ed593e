"""Statements: the agency's own, proposals that wait for a look, and hiding that leaves its reason."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from surveys import audit, statements, voting
from surveys.contributions import Sending
from surveys.errors import (
    ConsultationNotOpen,
    InvalidAnswers,
    InvalidEntry,
    NotOffered,
    SameKeyOtherAnswers,
    UnknownStatement,
    WrongState,
)
from surveys.models import Consultation
from surveys.public_consultations import PublicConsultation, public_consultation
from surveys.receipts import ServerKey
from tests import builders
from tests.conftest import NOW

ANI, TODAY = "ani@dinas.example", dt.date(2026, 11, 24)
KEY = ServerKey(b"k" * 32)


def opened(session: Session, **fields: object) -> Consultation:
    rules = {"voting": True, "proposals_allowed": True, **fields}
    return builders.consultation(session, builders.agency(session), **rules)


def public(session: Session, consultation: Consultation) -> PublicConsultation:
    return public_consultation(session, consultation.public_id)


def add(session: Session, consultation: Consultation, text: str) -> int:
    return statements.add(session, consultation, text, "id", NOW, TODAY, ANI)


def propose(session: Session, consultation: Consultation, text: str, key: bytes = b"1" * 16) -> str:
    checked = statements.check_proposal(text)
    receipt = statements.propose(session, public(session, consultation), checked, "id", Sending(key, KEY, NOW))
    return receipt.code


def test_an_own_statement_is_shown_at_once_under_the_next_number(session: Session) -> None:
    consultation = opened(session)
    add(session, consultation, "  Parkir  harus\nmurah ")
    add(session, consultation, "Parkir harus tertib")
    assert [(row.number, row.text, row.state) for row in statements.listed(session, consultation.id)] == [
        (1, "Parkir harus murah", "shown"),
        (2, "Parkir harus tertib", "shown"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing"),
        (" \n…", "missing"),
        ("x" * 281, "too-long"),
        ("a\x00b", "not-storable"),
        ("PARKIR murah!", "known"),
    ],
)
def test_what_can_not_be_a_statement_is_refused(session: Session, text: str, code: str) -> None:
    consultation = opened(session)
    add(session, consultation, "Parkir murah")
    with pytest.raises(InvalidEntry) as refused:
        add(session, consultation, text)
    assert (refused.value.problem.field, refused.value.problem.code) == ("text", code)


def test_280_letters_are_enough(session: Session) -> None:
    consultation = opened(session)
    add(session, consultation, "x" * 280)
    assert statements.numbers(session, consultation.id) == {"waiting": 0, "shown": 1, "hidden": 0}


def test_words_stand_once_somebody_has_voted_on_them(session: Session) -> None:
    consultation = opened(session)
    id_ = add(session, consultation, "Parkir murah")
    statements.edit(session, consultation, id_, "Parkir harus murah", "id", NOW, ANI)
    voting.vote(session, consultation.id, "a" * 32, id_, 1, False, NOW)
    with pytest.raises(WrongState):
        statements.edit(session, consultation, id_, "Parkir harus mahal", "id", NOW, ANI)
    session.expire_all()
    assert statements.statement_of(session, consultation.id, id_).text == "Parkir harus murah"


def test_hiding_needs_a_reason_and_both_ways_leave_a_line(session: Session) -> None:
    consultation = opened(session)
    id_ = add(session, consultation, "Parkir murah")
    with pytest.raises(InvalidEntry):
        statements.screen(session, consultation, id_, "hidden", "", NOW, ANI)
    statements.screen(session, consultation, id_, "hidden", "off-topic", NOW, ANI)
    session.expire_all()
    assert statements.statement_of(session, consultation.id, id_).reason == "off-topic"
    statements.screen(session, consultation, id_, "shown", "", NOW, ANI)
    statements.screen(session, consultation, id_, "shown", "", NOW, ANI)
    steps = [entry.kind for entry in audit.consultation_entries(session, consultation.id)]
    assert steps == ["statement-shown", "statement-hidden", "statement-added"]


def test_a_statement_of_another_consultation_is_unknown(session: Session) -> None:
    one, other = opened(session), opened(session)
    id_ = add(session, other, "Parkir murah")
    with pytest.raises(UnknownStatement):
        statements.screen(session, one, id_, "hidden", "off-topic", NOW, ANI)


def test_a_proposal_waits_whatever_the_screening_of_comments(session: Session) -> None:
    consultation = opened(session, screening="after")
    propose(session, consultation, "Hubungi 0812 3456 7890 untuk parkir murah")
    (row,) = statements.listed(session, consultation.id)
    assert (row.state, row.proposed) == ("waiting", True)
    assert "0812" not in row.text
    assert voting.shown_statements(session, consultation.id) == []


def test_the_same_proposal_sent_twice_is_kept_once(session: Session) -> None:
    consultation = opened(session)
    first = propose(session, consultation, "Parkir murah")
    assert propose(session, consultation, "Parkir murah") == first
    assert len(statements.listed(session, consultation.id)) == 1
    with pytest.raises(SameKeyOtherAnswers):
        propose(session, consultation, "Parkir mahal")


@pytest.mark.parametrize(("text", "code"), [("", "required"), ("x" * 10_000, "too-long"), ("a\x00", "unreadable-text")])
def test_a_proposal_is_held_to_the_same_rules(text: str, code: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        statements.check_proposal(text)
    assert refused.value.problems["proposal"].code == code


def test_nobody_proposes_where_or_when_it_is_not_offered(session: Session) -> None:
    with pytest.raises(NotOffered):
        propose(session, opened(session, proposals_allowed=False), "Parkir murah")
    with pytest.raises(ConsultationNotOpen):
        propose(session, opened(session, closes_at=NOW), "Parkir murah")


def test_what_says_nearly_the_same_is_found(session: Session) -> None:
    """Six of seven words are shared: 0.86. Four of nine: 0.44."""
    consultation = opened(session)
    add(session, consultation, "Tarif parkir motor cukup dua ribu")
    found = statements.similar(session, consultation.id, "Tarif parkir motor cukup dua ribu saja")
    assert found is not None
    assert found.number == 1
    assert statements.similar(session, consultation.id, "Tarif parkir mobil dan truk dua ribu itu") is None


def test_too_many_that_wait_are_too_many(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MOST_WAITING", 1)
    consultation = opened(session)
    propose(session, consultation, "Parkir murah")
    with pytest.raises(InvalidAnswers) as refused:
        propose(session, consultation, "Parkir tertib", b"2" * 16)
    assert refused.value.problems["proposal"].code == "too-many"
