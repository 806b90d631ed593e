"""A quota takes as many answers as it says, and not one more, however many come at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from surveys import intake, publication, quotas
from surveys.answers import AnswerSheet
from surveys.checks import problems
from surveys.definition import Computed, Option, Question, Questionnaire, Quota, Section, dump, load
from surveys.editing import loose_ends, put_quota, remove_quota
from surveys.errors import QuotaReached, UnknownPart
from surveys.models import QuotaCount, Response, Survey
from surveys.receipts import ServerKey
from tests import builders
from tests.conftest import NOW

PLACE = Question(
    "tempat", "choice", {"id": "Tempat?"}, options=tuple(Option(code, {"id": code}) for code in ("kota", "desa"))
)
AGE = Question("umur", "number", {"id": "Umur?"})
SECTIONS = (Section("satu", {}, (PLACE, AGE)),)
IN_TOWN: list[Any] = ["=", ["answer", "tempat"], "kota"]


def asking(*wanted: Quota) -> Questionnaire:
    return Questionnaire({"id": "Judul"}, SECTIONS, quotas=wanted)


def a_survey(session: Session, *wanted: Quota) -> Survey:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], asking(*wanted))
    session.commit()
    return survey


def submission(session: Session, survey: Survey, answers: dict[str, Any], key: bytes) -> intake.Submission:
    public = publication.public_survey(session, survey.public_id)
    sheet = AnswerSheet(answers, "id", "web", survey.units[0].unit_id)
    version = (public.version_id, public.questionnaire)
    return intake.prepare(public, version, sheet, key, ServerKey(b"s" * 32), NOW)


def accept(session: Session, survey: Survey, answers: dict[str, Any], key: bytes) -> intake.Receipt:
    sent = submission(session, survey, answers, key)
    try:
        receipt = intake.accept(session.connection(), sent)
    except QuotaReached:
        session.rollback()
        raise
    session.commit()
    return receipt


def counts(session: Session) -> dict[str, int]:
    return {row.code: row.count for row in session.scalars(select(QuotaCount))}


def test_further_answers_of_a_group_are_not_taken(session: Session) -> None:
    survey = a_survey(session, Quota("kota", 2, IN_TOWN))
    for key in (b"a", b"b"):
        accept(session, survey, {"tempat": "kota"}, key * 16)
    with pytest.raises(QuotaReached) as reached:
        accept(session, survey, {"tempat": "kota"}, b"c" * 16)
    assert reached.value.quota == "kota"
    accept(session, survey, {"tempat": "desa"}, b"d" * 16)
    accept(session, survey, {}, b"e" * 16)
    assert counts(session) == {"kota": 2}
    assert session.scalar(select(func.count()).select_from(Response)) == 4
    [standing] = quotas.standings(session, survey.id, asking(Quota("kota", 2, IN_TOWN)))
    assert (standing.count, standing.is_reached) == (2, True)


def test_a_retry_counts_once_and_gets_its_receipt_from_a_full_survey(session: Session) -> None:
    survey = a_survey(session, Quota("semua", 1))
    first = accept(session, survey, {"tempat": "kota"}, b"a" * 16)
    again = accept(session, survey, {"tempat": "kota"}, b"a" * 16)
    assert (again.code, again.stored) == (first.code, False)
    assert counts(session) == {"semua": 1}
    assert publication.public_survey(session, survey.public_id).is_full


def test_an_answer_that_one_quota_refuses_counts_for_none(session: Session) -> None:
    survey = a_survey(session, Quota("a-semua", 9), Quota("kota", 1, IN_TOWN))
    accept(session, survey, {"tempat": "kota"}, b"a" * 16)
    with pytest.raises(QuotaReached):
        accept(session, survey, {"tempat": "kota"}, b"b" * 16)
    assert counts(session) == {"a-semua": 1, "kota": 1}
    assert not publication.public_survey(session, survey.public_id).is_full


def test_a_quota_reads_computed_values_and_masked_texts(session: Session) -> None:
    made = Questionnaire(
        {"id": "J"},
        SECTIONS,
        computed=(Computed("dewasa", [">=", ["answer", "umur"], 18]),),
        quotas=(Quota("dewasa-saja", 5, ["answer", "dewasa"]),),
    )
    assert problems(made) == []
    assert [q.code for q in quotas.concerned(made.quotas, made, {"umur": "40"})] == ["dewasa-saja"]
    assert quotas.concerned(made.quotas, made, {"umur": "17"}) == []
    assert quotas.concerned(made.quotas, made, {}) == []
    assert quotas.concerned((Quota("x", 1, ["=", ["answer", "nanti"], "1"]),), made, {"umur": "40"}) == []


def test_without_quotas_nothing_is_counted(session: Session) -> None:
    survey = a_survey(session)
    sent = submission(session, survey, {"tempat": "kota"}, b"a" * 16)
    assert sent.is_single
    assert quotas.standings(session, survey.id, asking()) == []


def test_however_many_come_at_once_the_limit_holds(app: Flask, session: Session) -> None:
    survey, limit, people = a_survey(session, Quota("kota", 7, IN_TOWN), Quota("semua", 30)), 7, 24
    waiting = [submission(session, survey, {"tempat": "kota"}, bytes([n]) * 16) for n in range(people)]
    session.rollback()
    with app.app_context():
        engine = db.engine.execution_options(writing=True)
    ready, outcomes = threading.Barrier(8), list[str]()

    def send(mine: list[intake.Submission]) -> None:
        ready.wait()
        for sent in mine:
            try:
                with engine.begin() as connection:
                    intake.accept(connection, sent)
                outcomes.append("stored")
            except QuotaReached:
                outcomes.append("full")

    threads = [threading.Thread(target=send, args=(waiting[at::8],)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full"] * (people - limit) + ["stored"] * limit
    assert session.scalar(select(func.count()).select_from(Response)) == limit
    assert counts(session) == {"kota": limit, "semua": limit}


@pytest.mark.parametrize(
    ("quota", "wrong"),
    [
        (Quota("kota", 1, IN_TOWN), []),
        (Quota("kota", 0), ["bad-limit"]),
        (Quota("kota", 1_000_001), ["bad-limit"]),
        (Quota("kota", "9"), ["bad-limit"]),  # type: ignore[arg-type]  # as a file may say
        (Quota("kota", True), ["bad-limit"]),
        (Quota("k k", 1), ["bad-code"]),
        (Quota("kota", 1, ["=", ["answer", "nanti"], "1"]), ["unknown-code"]),
        (Quota("kota", 1, ["=", ["answer", "tempat"], "gunung"]), ["unknown-option"]),
        (Quota("kota", 1, ["answer", "umur"]), ["wrong-kind"]),
        (Quota("kota", 1, "x"), ["wrong-kind"]),  # type: ignore[arg-type]  # as a file may say
    ],
)
def test_what_is_wrong_is_found_before_publishing(quota: Quota, wrong: list[str]) -> None:
    found = problems(asking(quota))
    assert [problem.code for problem in found] == wrong
    assert all(problem.field == f"quota.{quota.code}" for problem in found)
    assert load(dump(asking(quota))) == asking(quota)


def test_two_quotas_have_two_codes() -> None:
    assert [p.code for p in problems(asking(Quota("a", 1), Quota("a", 2)))] == ["taken-code"]
    many = [Quota(f"k{n}", 1) for n in range(51)]
    assert [p.code for p in problems(asking(*many))] == ["too-many-quotas"]


def test_quotas_are_put_in_changed_and_taken_out() -> None:
    made = put_quota(put_quota(asking(), Quota("a", 1)), Quota("b", 2))
    assert put_quota(made, Quota("a", 9, IN_TOWN)).quotas == (Quota("a", 9, IN_TOWN), Quota("b", 2))
    assert remove_quota(made, "a").quotas == (Quota("b", 2),)
    with pytest.raises(UnknownPart):
        remove_quota(made, "c")


def test_a_condition_on_a_question_that_is_gone_is_a_loose_end() -> None:
    made = Questionnaire({"id": "J"}, (Section("satu", {}, (AGE,)),), quotas=(Quota("kota", 1, IN_TOWN),))
    assert [(p.field, p.code, p.found) for p in loose_ends(made)] == [("quota.kota", "condition-unknown", "tempat")]
