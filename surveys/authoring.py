"""A survey's life as its agency leads it: write, submit, approve, open, close, publish the results.

Each step moves the survey only if it still stands where the step begins, in one conditional UPDATE,
so of two people who press at the same time one gets `WrongState` and nothing happens twice.
`opens_at` and `closes_at` hold the plan, and once a step was taken by hand before its time, that moment.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from surveys import drafting, lifecycle, pictures, versions
from surveys.agencies import descendant_ids
from surveys.definition import Localized, Questionnaire, dump, load
from surveys.entries import check_text
from surveys.errors import InvalidEntry, Problem, UnknownUnit, WrongState
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, RESULTS_PUBLISHED, SCHEDULED
from surveys.models import Agency, ServiceUnit, Survey, SurveyTransition, SurveyUnit, SurveyVersion
from surveys.originals import PERIODS

LONGEST_TITLE = 200
LONGEST_NOTE = 2000
SCHEDULER = "scheduler"  # the actor of the steps that `advance` takes


@dataclass(frozen=True)
class Plan:
    """The units that a survey serves, of its agency or of those below, and when.

    Without `opens_at` an approved survey waits for `open_survey`; without `closes_at` it stays open until
    `close_survey`. `originals_days`: see surveys.originals.
    """

    units: Sequence[ServiceUnit]
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    originals_days: int | None = None


@dataclass(frozen=True)
class Step:
    """A step that was taken."""

    survey_id: int
    from_state: str
    to_state: str


def create_survey(
    session: Session, agency: Agency, questionnaire: Questionnaire, plan: Plan, *, now: dt.datetime, actor: str
) -> Survey:
    """A draft of any questionnaire, which need not be fit to publish yet.

    Raises UnknownUnit for a unit that is inactive or not below the agency, and InvalidEntry for `title` (missing,
    too-long, not-storable), `originals_days` (unknown) and `closes_at` (before-opening).
    """
    values = _checked(session, agency, questionnaire.title, plan)
    survey = Survey(agency=agency, instrument=questionnaire.instrument or None, state=DRAFT, created_at=now, **values)
    survey.units = [SurveyUnit(unit=unit) for unit in plan.units]
    survey.versions = [SurveyVersion(number=1, definition=dump(questionnaire))]
    survey.transitions = [SurveyTransition(from_state="", to_state=DRAFT, at=now, actor=actor)]
    session.add(survey)
    session.flush()
    pictures.take_along(session, agency.id, questionnaire)
    return survey


def update_draft(
    session: Session, survey: Survey, title: Localized, layout: str, plan: Plan, *, now: dt.datetime, actor: str
) -> None:
    """Change a draft's title, layout (definition.ONE_PAGE or PAGES) and plan.

    Units that stay keep their short links; the SKM asks for their service types. Raises as create_survey does,
    WrongState, and InvalidEntry for `layout` (unknown).
    """
    values = _checked(session, survey.agency, title, plan)
    drafting.check_layout(layout)
    _change(session, survey, DRAFT, DRAFT, **values)
    kept = {served.unit_id: served for served in survey.units}
    survey.units = [kept.get(unit.id) or SurveyUnit(unit=unit) for unit in plan.units]
    version = drafting.current_version(session, survey)
    changed = dataclasses.replace(load(version.definition), title=drafting.trimmed(title), layout=layout)
    changed = drafting.with_services(session, plan.units, changed)
    drafting.save(session, version, changed, drafting.edition(session, version), now, actor)


def submit(session: Session, survey: Survey, now: dt.datetime, actor: str) -> None:
    """Hand a draft to the approver, with the service types that its units have now.

    Raises WrongState, NothingToPublish without units, and InvalidQuestionnaire.
    """
    _step(session, survey, (DRAFT, IN_REVIEW), now, actor)
    version = drafting.current_version(session, survey)
    drafting.complete(session, survey, version)
    version.submitted_at, version.submitted_by = now, actor
    session.flush()


def approve(session: Session, survey: Survey, now: dt.datetime, actor: str, note: str = "") -> None:
    """Schedule a survey in review and freeze its questionnaire for good.

    It opens when `opens_at` comes, or by open_survey. Raises WrongState, OwnWork (see versions.require_other),
    and InvalidEntry for `note` and when its last day has passed.
    """
    _refuse_passed(survey.closes_at, now)
    version = drafting.current_version(session, survey)
    versions.require_other(session, survey, version, actor)
    instrument = load(version.definition).instrument or None
    _step(session, survey, (IN_REVIEW, SCHEDULED), now, actor, note=note, instrument=instrument)
    drafting.forget(session, version)
    version.published_at = now
    session.flush()


def send_back(session: Session, survey: Survey, now: dt.datetime, actor: str, note: str) -> None:
    """Return a survey in review to its author; `note` says what to change. Raises WrongState, InvalidEntry."""
    _step(session, survey, (IN_REVIEW, DRAFT), now, actor, note=note)
    drafting.current_version(session, survey).submitted_at = None
    session.flush()


def take_back(session: Session, survey: Survey, now: dt.datetime, actor: str, note: str) -> None:
    """Make a scheduled survey a draft again, in a new version: the approved one stays as it was.

    A new version that was begun since then is that draft; one that waits for its approver waits no more.
    """
    _step(session, survey, (SCHEDULED, DRAFT), now, actor, note=note)
    newest = drafting.current_version(session, survey)
    if newest.published_at is None:
        newest.submitted_at = None
    else:
        session.add(SurveyVersion(survey_id=survey.id, number=newest.number + 1, definition=newest.definition))
    session.flush()
    session.expire(survey, ["versions"])


def open_survey(session: Session, survey: Survey, now: dt.datetime, actor: str) -> None:
    """Open a scheduled survey now. Raises WrongState, and InvalidEntry when its last day has passed."""
    _refuse_passed(survey.closes_at, now)
    opens_at = survey.opens_at if survey.opens_at and survey.opens_at < now else now
    _step(session, survey, (SCHEDULED, OPEN), now, actor, opens_at=opens_at)


def close_survey(session: Session, survey: Survey, now: dt.datetime, actor: str) -> None:
    """Close an open survey now. Raises WrongState."""
    early = survey.closes_at is None or now < survey.closes_at
    # Opened at this very moment: there is no period to write down, the database wants one that is not empty.
    begun = survey.opens_at is None or survey.opens_at < now
    _step(session, survey, (OPEN, CLOSED), now, actor, closes_at=now if early and begun else survey.closes_at)


def reopen(
    session: Session, survey: Survey, now: dt.datetime, actor: str, note: str, *, closes_at: dt.datetime | None
) -> None:
    """Open a closed survey again, until `closes_at` or until it is closed by hand. Raises WrongState, InvalidEntry."""
    _refuse_passed(closes_at, now)
    _step(session, survey, (CLOSED, OPEN), now, actor, note=note, closes_at=closes_at)


def publish_results(session: Session, survey: Survey, now: dt.datetime, actor: str) -> None:
    """Make a closed survey's results public; from here on it takes no answer of any channel. Raises WrongState."""
    _step(session, survey, (CLOSED, RESULTS_PUBLISHED), now, actor)


def advance(session: Session, now: dt.datetime) -> list[Step]:
    """Open what should be open at `now` and close what should be closed; what was done, in order of survey.

    Doing it again does nothing. A step that somebody else took in the meantime is left to them.
    """
    still_to_run = or_(Survey.closes_at.is_(None), Survey.closes_at > now)
    due_to_open = and_(Survey.state == SCHEDULED, Survey.opens_at <= now, still_to_run)
    due_to_close = and_(Survey.state == OPEN, Survey.closes_at <= now)
    return [
        *_advance(session, due_to_open, SCHEDULED, OPEN, now),
        *_advance(session, due_to_close, OPEN, CLOSED, now),
    ]


def version_of(survey: Survey) -> SurveyVersion:
    """The version that the survey's pages are about, of those that are loaded.

    That is the draft until the survey is approved, and from then on the newest published one, whatever
    new version is being written.
    """
    shown = survey.versions
    if survey.state not in (DRAFT, IN_REVIEW):
        shown = [version for version in shown if version.published_at is not None] or shown
    return shown[-1]


def questionnaire_of(survey: Survey) -> Questionnaire:
    """The questionnaire of `version_of`."""
    return load(version_of(survey).definition)


def _advance(
    session: Session, due: ColumnElement[bool], from_state: str, to_state: str, now: dt.datetime
) -> Iterable[Step]:
    for survey in session.scalars(select(Survey).where(due).order_by(Survey.id)).all():
        with contextlib.suppress(WrongState):
            _step(session, survey, (from_state, to_state), now, SCHEDULER)
            yield Step(survey.id, from_state, to_state)


def _step(
    session: Session,
    survey: Survey,
    path: tuple[str, str],
    now: dt.datetime,
    actor: str,
    *,
    note: str = "",
    **changes: object,
) -> None:
    from_state, to_state = path
    lifecycle.require_step(survey.state, to_state)
    check_text("note", note, LONGEST_NOTE)
    _change(session, survey, from_state, to_state, **changes)
    session.add(
        SurveyTransition(
            survey_id=survey.id, from_state=from_state, to_state=to_state, at=now, actor=actor, note=note.strip()
        )
    )
    session.flush()
    session.expire(survey, ["transitions"])


def _change(session: Session, survey: Survey, from_state: str, to_state: str, **changes: object) -> None:
    """Set columns of the survey if it is still in `from_state`; the row stays locked until the commit."""
    still = update(Survey).where(Survey.id == survey.id, Survey.state == from_state)
    moved = cast(CursorResult[Any], session.execute(still.values(state=to_state, **changes)))
    if moved.rowcount != 1:
        session.refresh(survey, ["state"])
        raise WrongState(survey.state, to_state)


def _refuse_passed(closes_at: dt.datetime | None, now: dt.datetime) -> None:
    if closes_at is not None and closes_at <= now:
        raise InvalidEntry(Problem("closes_at", "passed"))


def _checked(session: Session, agency: Agency, title: Localized, plan: Plan) -> dict[str, Any]:
    """What a plan says of the survey itself, once all that `create_survey` refuses is refused."""
    if not any(text.strip() for text in title.values()):
        raise InvalidEntry(Problem("title", "missing"))
    for text in title.values():
        check_text("title", text, LONGEST_TITLE)
    if plan.opens_at and plan.closes_at and plan.closes_at <= plan.opens_at:
        raise InvalidEntry(Problem("closes_at", "before-opening"))
    if plan.originals_days not in (None, *PERIODS):
        raise InvalidEntry(Problem("originals_days", "unknown"))
    below = descendant_ids(session, agency.id)
    if any(unit.agency_id not in below or not unit.active for unit in plan.units):
        raise UnknownUnit
    return {"opens_at": plan.opens_at, "closes_at": plan.closes_at, "originals_days": plan.originals_days}
