"""Who may approve what they wrote, and an author's word on what became of a question."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from surveys import agencies, authoring, drafting, queries, versions
from surveys.authoring import Plan
from surveys.comparison import CHANGED, REWORDED, SAME
from surveys.errors import InvalidEntry, OwnWork, WrongState
from surveys.instruments import skm
from surveys.models import Survey
from tests import builders
from tests.conftest import NOW
from tests.surveys.test_versions import APPROVER, AUTHOR, SECOND, seen, write


@pytest.fixture
def survey(session: Session) -> Survey:
    return builders.survey(session, [builders.unit(session, builders.agency(session))])


def test_where_the_agency_wants_two_people_no_writer_publishes(session: Session, survey: Survey) -> None:
    agencies.separate_approval(session, survey.agency, True, NOW, "admin@dinas.example")
    versions.begin(session, survey, NOW, "beginner@dinas.example")
    write(session, survey, SECOND)
    versions.submit(session, survey, NOW, AUTHOR)
    mark = seen(session, survey)
    for writer in (AUTHOR, SECOND):
        with pytest.raises(OwnWork):
            versions.publish(session, survey, mark, NOW, writer)
    versions.publish(session, survey, mark, NOW, "beginner@dinas.example")  # to begin is not to write


def test_who_made_a_survey_does_not_approve_its_first_version(session: Session) -> None:
    agency = builders.agency(session, separate_approval=True)
    units = [builders.unit(session, agency)]
    made = authoring.create_survey(
        session, agency, skm.questionnaire({"id": "Survei"}, {}), Plan(units), now=NOW, actor=AUTHOR
    )
    authoring.submit(session, made, NOW, SECOND)
    for writer in (AUTHOR, SECOND):
        with pytest.raises(OwnWork):
            authoring.approve(session, made, NOW, writer)
    authoring.approve(session, made, NOW, APPROVER, "Lengkap")
    assert made.transitions[-1].note == "Lengkap"


def test_an_author_decides_with_a_reason_between_reworded_and_changed(session: Session, survey: Survey) -> None:
    versions.begin(session, survey, NOW, AUTHOR)
    write(session, survey)
    for code, verdict, reason, problem in (
        ("waktu", CHANGED, " ", "reason: missing"),
        ("waktu", CHANGED, "x" * 2001, "reason: too-long"),
        ("waktu", SAME, "x", "verdict: unknown"),
        ("biaya", CHANGED, "x", "verdict: unknown"),  # it is the same
        ("tidak-ada", CHANGED, "x", "verdict: unknown"),
    ):
        with pytest.raises(InvalidEntry, match=problem):
            versions.decide(session, survey, code, verdict, NOW, AUTHOR, reason)

    def said() -> list[tuple[str, str]]:
        version = drafting.current_version(session, survey)
        return [(c.verdict, c.reason) for c in versions.changes(session, version) if c.code == "waktu"]

    versions.decide(session, survey, "waktu", CHANGED, NOW, AUTHOR, "Artinya lain")
    assert said() == [(CHANGED, "Artinya lain")]
    versions.decide(session, survey, "waktu", REWORDED, NOW, AUTHOR, "")
    assert said() == [(REWORDED, "")]
    versions.decide(session, survey, "waktu", CHANGED, NOW, AUTHOR, "Artinya lain")
    versions.submit(session, survey, NOW, AUTHOR)
    with pytest.raises(WrongState):
        versions.decide(session, survey, "waktu", REWORDED, NOW, AUTHOR, "")
    versions.publish(session, survey, seen(session, survey), NOW, APPROVER)
    history = queries.version_history(session, [survey.id])[survey.id]
    assert [version.broken for version in history] == [frozenset(), frozenset({"waktu"})]
