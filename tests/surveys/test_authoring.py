"""A survey's life: who wins, what is frozen, what is written down."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.database import writing
from app.extensions import db
from surveys import authoring, drafting
from surveys.authoring import Plan
from surveys.definition import PAGES, load
from surveys.errors import InvalidEntry, NothingToPublish, UnknownUnit, WrongState
from surveys.models import ServiceUnit, Survey, SurveyTransition
from tests import builders
from tests.conftest import NOW

AUTHOR, APPROVER = "author@dinas.example", "approver@dinas.example"
DAY = dt.timedelta(days=1)
TITLE = {"id": "Survei Kepuasan Masyarakat 2026"}


def draft(session: Session, units: list[ServiceUnit] | None = None, **changes: Any) -> Survey:
    units = units if units is not None else [builders.unit(session, builders.agency(session))]
    title, layout = changes.pop("title", TITLE), changes.pop("layout", PAGES)
    asked = drafting.skm_questionnaire(session, units, title, layout)
    plan = Plan(units, **{"opens_at": NOW + DAY, "closes_at": NOW + 30 * DAY, **changes})
    return authoring.create_survey(session, units[0].agency, asked, plan, now=NOW, actor=AUTHOR)


def scheduled(session: Session, **changes: Any) -> Survey:
    survey = draft(session, **changes)
    authoring.submit(session, survey, NOW, AUTHOR)
    authoring.approve(session, survey, NOW, APPROVER)
    return survey


def test_a_whole_life_is_written_down(session: Session) -> None:
    survey = scheduled(session)
    authoring.open_survey(session, survey, NOW + DAY, APPROVER)
    authoring.close_survey(session, survey, NOW + 2 * DAY, APPROVER)
    authoring.reopen(session, survey, NOW + 3 * DAY, APPROVER, "Terlalu dini", closes_at=NOW + 9 * DAY)
    authoring.close_survey(session, survey, NOW + 4 * DAY, APPROVER)
    authoring.publish_results(session, survey, NOW + 5 * DAY, APPROVER)
    assert [(step.from_state, step.to_state, step.actor, step.note) for step in survey.transitions] == [
        ("", "draft", AUTHOR, ""),
        ("draft", "in-review", AUTHOR, ""),
        ("in-review", "scheduled", APPROVER, ""),
        ("scheduled", "open", APPROVER, ""),
        ("open", "closed", APPROVER, ""),
        ("closed", "open", APPROVER, "Terlalu dini"),
        ("open", "closed", APPROVER, ""),
        ("closed", "results-published", APPROVER, ""),
    ]
    assert survey.transitions[-1].at == NOW + 5 * DAY


def test_approving_freezes_the_questionnaire(session: Session) -> None:
    survey = draft(session)
    assert survey.versions[-1].published_at is None
    authoring.submit(session, survey, NOW, AUTHOR)
    authoring.approve(session, survey, NOW, APPROVER)
    assert survey.state == "scheduled"
    assert survey.versions[-1].published_at == NOW


def test_a_scheduled_survey_taken_back_gets_a_new_version(session: Session) -> None:
    survey = scheduled(session)
    first = survey.versions[0].definition
    authoring.take_back(session, survey, NOW, APPROVER, "Judul keliru")
    new_title = {"id": "Survei 2026 yang benar"}
    plan = Plan([served.unit for served in survey.units])
    authoring.update_draft(session, survey, new_title, PAGES, plan, now=NOW, actor=AUTHOR)
    assert [(version.number, version.published_at) for version in survey.versions] == [(1, NOW), (2, None)]
    assert survey.versions[0].definition == first
    assert authoring.questionnaire_of(survey).title == new_title
    authoring.submit(session, survey, NOW, AUTHOR)
    authoring.approve(session, survey, NOW + DAY, APPROVER)
    assert [version.published_at for version in survey.versions] == [NOW, NOW + DAY]


def test_a_survey_sent_back_can_be_written_and_submitted_again(session: Session) -> None:
    survey = draft(session)
    authoring.submit(session, survey, NOW, AUTHOR)
    authoring.send_back(session, survey, NOW, APPROVER, " Tambah unit ")
    assert (survey.state, survey.transitions[-1].note) == ("draft", "Tambah unit")
    authoring.submit(session, survey, NOW, AUTHOR)
    assert [version.number for version in survey.versions] == [1]


STEPS = {
    "submit": lambda session, survey: authoring.submit(session, survey, NOW, AUTHOR),
    "approve": lambda session, survey: authoring.approve(session, survey, NOW, AUTHOR),
    "send_back": lambda session, survey: authoring.send_back(session, survey, NOW, AUTHOR, ""),
    "take_back": lambda session, survey: authoring.take_back(session, survey, NOW, AUTHOR, ""),
    "open": lambda session, survey: authoring.open_survey(session, survey, NOW, AUTHOR),
    "close": lambda session, survey: authoring.close_survey(session, survey, NOW, AUTHOR),
    "reopen": lambda session, survey: authoring.reopen(session, survey, NOW, AUTHOR, "", closes_at=None),
    "publish": lambda session, survey: authoring.publish_results(session, survey, NOW, AUTHOR),
}
ALLOWED = {
    "draft": {"submit"},
    "in-review": {"approve", "send_back"},
    "scheduled": {"open", "take_back"},
    "open": {"close"},
    "closed": {"reopen", "publish"},
    "results-published": set(),
}


@pytest.mark.parametrize("state", ALLOWED)
def test_only_the_steps_of_its_state_can_be_taken(session: Session, state: str) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state=state)
    session.commit()
    for name, step in STEPS.items():
        if name in ALLOWED[state]:
            step(session, survey)
        else:
            with pytest.raises(WrongState) as raised:
                step(session, survey)
            assert raised.value.state == state
        session.rollback()


def test_a_step_on_a_stale_page_says_where_the_survey_is(session: Session) -> None:
    survey = draft(session)
    authoring.submit(session, survey, NOW, AUTHOR)
    session.execute(text("UPDATE survey SET state = 'draft'"))  # somebody else; our object still says in-review
    with pytest.raises(WrongState) as raised:
        authoring.approve(session, survey, NOW, APPROVER)
    assert (raised.value.state, raised.value.to_state) == ("draft", "scheduled")
    assert survey.versions[-1].published_at is None


def test_of_many_who_approve_at_once_one_does(app: Flask, session: Session) -> None:
    survey = draft(session)
    authoring.submit(session, survey, NOW, AUTHOR)
    survey_id, start, results = survey.id, threading.Barrier(4, timeout=30), []
    session.commit()

    def press() -> None:
        with app.app_context(), writing(), Session(db.engine) as own:
            start.wait()
            try:
                authoring.approve(own, own.get_one(Survey, survey_id), NOW, APPROVER)
                own.commit()
                results.append("approved")
            except WrongState:
                results.append("too late")

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["approved", "too late", "too late", "too late"]
    steps = select(func.count()).where(SurveyTransition.to_state == "scheduled")
    assert session.scalar(steps) == 1


def test_advance_opens_and_closes_what_is_due_once(session: Session) -> None:
    survey = scheduled(session)
    by_hand = scheduled(session, opens_at=None, closes_at=None)
    assert authoring.advance(session, NOW) == []
    assert authoring.advance(session, NOW + DAY) == [authoring.Step(survey.id, "scheduled", "open")]
    assert authoring.advance(session, NOW + DAY) == []
    assert authoring.advance(session, NOW + 30 * DAY) == [authoring.Step(survey.id, "open", "closed")]
    assert authoring.advance(session, NOW + 99 * DAY) == []
    assert (survey.state, by_hand.state) == ("closed", "scheduled")
    assert [step.actor for step in survey.transitions[-2:]] == ["scheduler", "scheduler"]


def test_advance_never_opens_a_survey_whose_last_day_has_passed(session: Session) -> None:
    survey = scheduled(session)
    assert authoring.advance(session, NOW + 60 * DAY) == []
    assert survey.state == "scheduled"
    with pytest.raises(InvalidEntry, match="closes_at: passed"):
        authoring.open_survey(session, survey, NOW + 60 * DAY, APPROVER)


def test_a_survey_reopened_without_an_end_stays_open(session: Session) -> None:
    survey = scheduled(session)
    authoring.advance(session, NOW + DAY)
    authoring.advance(session, NOW + 30 * DAY)
    with pytest.raises(InvalidEntry, match="closes_at: passed"):
        authoring.reopen(session, survey, NOW + 31 * DAY, APPROVER, "", closes_at=NOW + 30 * DAY)
    authoring.reopen(session, survey, NOW + 31 * DAY, APPROVER, "", closes_at=None)
    assert authoring.advance(session, NOW + 32 * DAY) == []


def test_steps_by_hand_are_kept_as_the_period(session: Session) -> None:
    survey = scheduled(session)
    authoring.open_survey(session, survey, NOW, APPROVER)
    authoring.close_survey(session, survey, NOW, APPROVER)  # at the same instant: no empty period is written
    assert (survey.opens_at, survey.closes_at) == (NOW, NOW + 30 * DAY)
    authoring.reopen(session, survey, NOW, APPROVER, "", closes_at=None)
    authoring.close_survey(session, survey, NOW + 3 * DAY, APPROVER)
    assert (survey.opens_at, survey.closes_at) == (NOW, NOW + 3 * DAY)


def test_submitting_takes_up_the_service_types_of_that_moment(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    survey = draft(session, [unit])
    assert "layanan" not in authoring.questionnaire_of(survey).by_code
    builders.unit(session, unit.agency, services=("elsewhere",))
    unit.service_types += builders.unit(session, unit.agency, services=("ktp", "kia")).service_types
    authoring.submit(session, survey, NOW, AUTHOR)
    questions = load(drafting.current_version(session, survey).definition).by_code
    assert [option.code for option in questions["layanan"].options] == ["kia", "ktp", "umum"]


def test_a_survey_without_units_goes_nowhere(session: Session) -> None:
    survey = draft(session)
    authoring.update_draft(session, survey, TITLE, PAGES, Plan([]), now=NOW, actor=AUTHOR)
    with pytest.raises(NothingToPublish):
        authoring.submit(session, survey, NOW, AUTHOR)


def test_units_that_stay_keep_their_links(session: Session) -> None:
    agency = builders.agency(session)
    stays, leaves, comes = (builders.unit(session, agency) for _ in range(3))
    survey = draft(session, [stays, leaves])
    links = {served.unit_id: served.link for served in survey.units}
    authoring.update_draft(session, survey, TITLE, PAGES, Plan([comes, stays]), now=NOW, actor=AUTHOR)
    session.expire(survey)
    assert {served.unit_id for served in survey.units} == {stays.id, comes.id}
    assert links[stays.id] in {served.link for served in survey.units}


def test_a_survey_may_serve_units_of_agencies_below(session: Session) -> None:
    ministry = builders.agency(session)
    unit = builders.unit(session, builders.agency(session, parent_id=ministry.id))
    asked = drafting.skm_questionnaire(session, [unit], TITLE, PAGES)
    assert authoring.create_survey(session, ministry, asked, Plan([unit]), now=NOW, actor=AUTHOR).units


@pytest.mark.parametrize("active", [True, False])
def test_foreign_and_inactive_units_are_refused(session: Session, active: bool) -> None:
    own = builders.unit(session, builders.agency(session), active=active)
    other = builders.unit(session, builders.agency(session)) if active else own
    with pytest.raises(UnknownUnit):
        draft(session, [own, other])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": {"id": "  "}}, "title: missing"),
        ({"title": {"id": "x" * 201}}, "title: too-long"),
        ({"title": {"id": "a\x00b"}}, "title: not-storable"),
        ({"title": {"id": "a\ud800b"}}, "title: not-storable"),
        ({"layout": "carousel"}, "layout: unknown"),
        ({"closes_at": NOW}, "closes_at: before-opening"),
        ({"closes_at": NOW + DAY}, "closes_at: before-opening"),
    ],
)
def test_a_plan_that_can_not_be_is_refused(session: Session, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidEntry, match=message):
        draft(session, **changes)


def test_a_survey_whose_last_day_passed_is_not_approved(session: Session) -> None:
    survey = draft(session)
    authoring.submit(session, survey, NOW, AUTHOR)
    with pytest.raises(InvalidEntry, match="closes_at: passed"):
        authoring.approve(session, survey, NOW + 30 * DAY, APPROVER)


def test_a_note_is_short_text(session: Session) -> None:
    survey = draft(session)
    authoring.submit(session, survey, NOW, AUTHOR)
    for note, message in (("x" * 2001, "note: too-long"), ("\x00", "note: not-storable")):
        with pytest.raises(InvalidEntry, match=message):
            authoring.send_back(session, survey, NOW, APPROVER, note)
