"""A new version while the survey runs: written, checked, published once; what is published stays as it was."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import writing
from app.extensions import db
from surveys import agencies, authoring, drafting, queries, versions
from surveys.comparison import CHANGED
from surveys.definition import Question, Questionnaire, dump, load
from surveys.errors import (
    ChangedMeanwhile,
    DomainError,
    FrozenVersion,
    InvalidQuestionnaire,
    VersionMoved,
    WrongState,
)
from surveys.models import DraftRevision, Survey, VerdictDecision
from tests import builders
from tests.conftest import NOW

AUTHOR, SECOND, APPROVER = "author@dinas.example", "second@dinas.example", "approver@dinas.example"
DAY = dt.timedelta(days=1)


@pytest.fixture
def survey(session: Session) -> Survey:
    return builders.survey(session, [builders.unit(session, builders.agency(session))])


def reword(questionnaire: Questionnaire, code: str = "waktu", **changes: object) -> Questionnaire:
    """The questionnaire with one question changed: its words, unless `changes` says what."""

    def one(question: Question) -> Question:
        values = changes or {"label": {**question.label, "id": "Cepatkah pelayanannya?"}}
        return dataclasses.replace(question, **values) if question.code == code else question  # type: ignore[arg-type]

    sections = [
        dataclasses.replace(section, questions=tuple(map(one, section.questions))) for section in questionnaire.sections
    ]
    return dataclasses.replace(questionnaire, sections=tuple(sections))


def write(session: Session, survey: Survey, actor: str = AUTHOR, **changes: object) -> None:
    version = versions.writable(session, survey)
    changed = reword(load(version.definition), **changes)  # type: ignore[arg-type]
    drafting.save(session, version, changed, drafting.edition(session, version), NOW, actor)


def seen(session: Session, survey: Survey) -> str:
    return versions.mark(drafting.current_version(session, survey))


def handed_in(session: Session, survey: Survey) -> str:
    versions.begin(session, survey, NOW, AUTHOR)
    write(session, survey)
    versions.submit(session, survey, NOW, AUTHOR)
    return seen(session, survey)


@pytest.mark.parametrize("state", ["scheduled", "open", "closed"])
def test_a_new_version_leaves_the_survey_and_the_old_one_as_they_are(session: Session, state: str) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state=state)
    first, link = survey.versions[0].definition, survey.units[0].link
    mark = handed_in(session, survey)
    assert authoring.questionnaire_of(survey) == load(first)  # until it is published
    versions.publish(session, survey, mark, NOW + DAY, APPROVER, "Bagus")
    assert (survey.state, survey.units[0].link) == (state, link)
    assert [(version.number, version.published_at) for version in survey.versions] == [
        (1, builders.CREATED),
        (2, NOW + DAY),
    ]
    assert survey.versions[0].definition == first
    assert authoring.questionnaire_of(survey).by_code["waktu"].label["id"] == "Cepatkah pelayanannya?"
    assert session.scalars(select(DraftRevision)).all() == []


def test_each_step_is_in_the_audit_trail_with_what_was_said(session: Session, survey: Survey) -> None:
    mark = handed_in(session, survey)
    versions.send_back(session, survey, mark, NOW, APPROVER, " Terlalu panjang ")
    versions.submit(session, survey, NOW, SECOND)
    versions.publish(session, survey, mark, NOW, APPROVER, "Bagus")
    versions.begin(session, survey, NOW, AUTHOR)
    versions.discard(session, survey, seen(session, survey), NOW, SECOND)
    taken = [
        (e.kind, e.actor, e.detail["version"], e.detail.get("note", "")) for e in versions.history(session, survey)
    ]
    assert taken == [
        ("version-discarded", SECOND, 3, ""),
        ("version-begun", AUTHOR, 3, ""),
        ("version-published", APPROVER, 2, "Bagus"),
        ("version-submitted", SECOND, 2, ""),
        ("version-sent-back", APPROVER, 2, "Terlalu panjang"),
        ("version-submitted", AUTHOR, 2, ""),
        ("version-begun", AUTHOR, 2, ""),
    ]


def test_beginning_twice_gives_the_same_draft(session: Session, survey: Survey) -> None:
    assert versions.begin(session, survey, NOW, AUTHOR) is versions.begin(session, survey, NOW, SECOND)
    assert len(versions.history(session, survey)) == 1


@pytest.mark.parametrize("state", ["draft", "in-review", "results-published"])
def test_no_version_begins_before_approval_or_after_the_results(session: Session, state: str) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state=state)
    with pytest.raises(WrongState):
        versions.begin(session, survey, NOW, AUTHOR)


def test_what_waits_is_not_written_and_what_is_published_never_again(session: Session, survey: Survey) -> None:
    with pytest.raises(WrongState):
        versions.writable(session, survey)
    mark = handed_in(session, survey)
    waiting = drafting.current_version(session, survey)
    with pytest.raises(WrongState):
        versions.writable(session, survey)
    other = reword(load(waiting.definition), "biaya")
    with pytest.raises(WrongState):
        drafting.save(session, waiting, other, drafting.edition(session, waiting), NOW, AUTHOR)
    versions.publish(session, survey, mark, NOW, APPROVER)
    with pytest.raises(FrozenVersion):
        drafting.save(session, waiting, other, 0, NOW, AUTHOR)


def test_steps_that_come_too_late_say_where_the_version_is(session: Session, survey: Survey) -> None:
    def standing(step: Callable[[], object]) -> str:
        with pytest.raises(VersionMoved) as refused:
            step()
        return refused.value.standing

    mark = handed_in(session, survey)
    assert standing(lambda: versions.submit(session, survey, NOW, AUTHOR)) == "waiting"
    assert standing(lambda: versions.discard(session, survey, mark, NOW, AUTHOR)) == "waiting"
    versions.send_back(session, survey, mark, NOW, APPROVER, "Ubah")
    assert standing(lambda: versions.publish(session, survey, mark, NOW, APPROVER)) == "written"
    versions.submit(session, survey, NOW, AUTHOR)
    versions.publish(session, survey, mark, NOW, APPROVER)
    for step in (
        lambda: versions.publish(session, survey, mark, NOW, APPROVER),
        lambda: versions.send_back(session, survey, mark, NOW, APPROVER, "Ubah"),
        lambda: versions.discard(session, survey, mark, NOW, AUTHOR),
        lambda: versions.submit(session, survey, NOW, AUTHOR),
    ):
        assert standing(step) == "published"


def test_nobody_publishes_or_discards_other_questions_than_they_saw(session: Session, survey: Survey) -> None:
    mark = handed_in(session, survey)
    versions.send_back(session, survey, mark, NOW, APPROVER, "Ubah")
    write(session, survey, code="biaya")
    with pytest.raises(ChangedMeanwhile):
        versions.discard(session, survey, mark, NOW, AUTHOR)
    versions.submit(session, survey, NOW, AUTHOR)
    with pytest.raises(ChangedMeanwhile):
        versions.publish(session, survey, mark, NOW, APPROVER)


def test_a_discarded_version_leaves_nothing_but_the_trail(session: Session, survey: Survey) -> None:
    versions.begin(session, survey, NOW, AUTHOR)
    write(session, survey)
    versions.decide(session, survey, "waktu", CHANGED, NOW, AUTHOR, "Artinya lain")
    versions.discard(session, survey, seen(session, survey), NOW, AUTHOR)
    assert [version.number for version in survey.versions] == [1]
    assert session.scalars(select(VerdictDecision)).all() == []
    again = versions.begin(session, survey, NOW, AUTHOR)
    assert again.definition == survey.versions[0].definition
    assert drafting.state(session, again).edition == 0


def test_a_version_that_is_not_fit_is_not_handed_in(session: Session, survey: Survey) -> None:
    versions.begin(session, survey, NOW, AUTHOR)
    write(session, survey, label={})
    with pytest.raises(InvalidQuestionnaire):
        versions.submit(session, survey, NOW, AUTHOR)


def test_an_authors_own_questions_in_the_skm_stay_when_it_is_handed_in(session: Session, survey: Survey) -> None:
    version = versions.begin(session, survey, NOW, AUTHOR)
    was = load(version.definition)
    own = Question("parkir", "short-text", {"id": "Bagaimana parkirnya?"})
    more = dataclasses.replace(was.sections[0], questions=(*was.sections[0].questions, own))
    drafting.save(session, version, dataclasses.replace(was, sections=(more, *was.sections[1:])), 0, NOW, AUTHOR)
    agencies.add_service_type(session, survey.units[0].unit, "kk", "KK")
    versions.submit(session, survey, NOW, AUTHOR)
    asked = load(drafting.current_version(session, survey).definition).by_code
    assert "parkir" in asked
    assert [option.code for option in asked["layanan"].options] == ["kk", "umum"]


def test_a_survey_taken_back_goes_on_with_the_version_that_was_begun(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="scheduled")
    handed_in(session, survey)
    authoring.take_back(session, survey, NOW, APPROVER, "Nanti saja")
    assert [version.number for version in survey.versions] == [1, 2]
    assert versions.writable(session, survey).number == 2
    authoring.submit(session, survey, NOW, AUTHOR)
    authoring.approve(session, survey, NOW, APPROVER)
    assert authoring.version_of(survey).number == 2


def test_a_survey_that_is_no_instrument_any_more_says_so(session: Session, survey: Survey) -> None:
    version = versions.begin(session, survey, NOW, AUTHOR)
    other = dataclasses.replace(load(version.definition), instrument="")
    drafting.save(session, version, other, 0, NOW, AUTHOR)
    versions.submit(session, survey, NOW, AUTHOR)
    versions.publish(session, survey, seen(session, survey), NOW, APPROVER)
    assert (survey.instrument, dump(other)) == (None, survey.versions[-1].definition)


def test_of_many_tabs_that_publish_at_once_one_does(app: Flask, session: Session, survey: Survey) -> None:
    mark = handed_in(session, survey)
    survey_id, start, results = survey.id, threading.Barrier(4, timeout=30), []
    session.commit()

    def press(step: Callable[[Session, Survey], None]) -> None:
        with app.app_context(), writing(), Session(db.engine) as own:
            start.wait()
            try:
                step(own, own.get_one(Survey, survey_id))
                own.commit()
                results.append("done")
            except DomainError as error:
                results.append(error.code)

    def publish(own: Session, one: Survey) -> None:
        versions.publish(own, one, mark, NOW, APPROVER)

    def send_back_and_discard(own: Session, one: Survey) -> None:
        versions.send_back(own, one, mark, NOW, APPROVER, "Tidak jadi")
        versions.discard(own, one, mark, NOW, AUTHOR)

    threads = [threading.Thread(target=press, args=[step]) for step in (publish, publish, publish)]
    threads.append(threading.Thread(target=press, args=[send_back_and_discard]))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "version-moved", "version-moved", "version-moved"]
    session.rollback()
    numbers = [version.number for version in queries.version_history(session, [survey_id])[survey_id]]
    kinds = [entry.kind for entry in versions.history(session, session.get_one(Survey, survey_id))]
    assert (numbers, kinds[0]) in [([1, 2], "version-published"), ([1], "version-discarded")]
