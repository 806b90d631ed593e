"""A consultation's life as its agency leads it: write the draft, have it checked, open, close, open again.

Each step moves the consultation only if it still stands where the step begins, in one conditional UPDATE, so
of two people who press at the same time one gets `WrongState` and nothing happens twice. Every step is
a line in the audit trail. Texts and their versions: surveys.consultation_versions. The outcome, which ends
a consultation: surveys.outcome.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session, joinedload

from surveys import audit, consultation_text, documents, lifecycle
from surveys.agencies import descendant_ids
from surveys.consultation_text import ConsultationText
from surveys.documents import Document
from surveys.entries import check_text
from surveys.errors import InvalidEntry, Problem, WrongState
from surveys.lifecycle import CLOSED, CONSULTATION_STEPS, DRAFT, OPEN, SCHEDULED
from surveys.models import (
    RUNNING_TOTALS,
    SCREENING,
    Agency,
    Consultation,
    ConsultationVersion,
    Survey,
    Voter,
)

SCHEDULER = "scheduler"  # the actor of the steps that `advance` takes
STEP = "consultation-step"  # the audit trail's kind of entry for a step; its detail: from, to, note
LONGEST_NOTE = 2000
OUTCOME_DAYS = 30  # from closing until the outcome is due, unless the agency says otherwise
MOST_OUTCOME_DAYS = 365


@dataclass(frozen=True)
class Rules:
    """What citizens are told before they take part. They stand from the approval on."""

    screening: str = "before"  # one of SCREENING
    running_totals: str = "counts"  # one of RUNNING_TOTALS
    replies_allowed: bool = False  # of citizens to each other
    voting: bool = False  # on statements
    proposals_allowed: bool = False  # of statements, by citizens
    profile: tuple[str, ...] = ()  # codes of the profile questions that are asked
    outcome_days: int = OUTCOME_DAYS


@dataclass(frozen=True)
class Plan:
    """When it opens and closes, and the survey that it carries. Without `opens_at` it waits to be opened by hand."""

    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    survey_id: int | None = None


@dataclass(frozen=True)
class Step:
    """A step that was taken."""

    consultation_id: int
    from_state: str
    to_state: str


def create(
    session: Session,
    agency: Agency,
    text: ConsultationText,
    *,
    rules: Rules,
    plan: Plan,
    now: dt.datetime,
    actor: str,
    document: Document | None = None,
) -> Consultation:
    """A consultation as a draft, with a first version; the draft text may come later.

    Raises InvalidEntry: see consultation_text.check; `screening`, `running_totals`, `outcome_days` and
    `survey_id` unknown; `closes_at` before-opening.
    """
    consultation_text.check(text)
    values = {**_checked_rules(rules), **_checked_plan(session, agency, plan)}
    made = Consultation(agency=agency, state=DRAFT, created_at=now, created_by=actor, **values)
    content, empty = consultation_text.dump(text), Document(())
    made.versions = [ConsultationVersion(number=1, content=content, document=documents.dump(document or empty))]
    session.add(made)
    session.flush()
    audit.record(session, made, STEP, now, actor, to=DRAFT)
    return made


def change_rules(session: Session, consultation: Consultation, rules: Rules, plan: Plan) -> None:
    """Set rules and plan of a draft. Raises InvalidEntry as `create` does, and WrongState."""
    values = {**_checked_rules(rules), **_checked_plan(session, consultation.agency, plan)}
    _change(session, consultation, DRAFT, DRAFT, **values)
    session.refresh(consultation)


def rules_of(consultation: Consultation) -> Rules:
    return Rules(
        screening=consultation.screening,
        running_totals=consultation.running_totals,
        replies_allowed=consultation.replies_allowed,
        voting=consultation.voting,
        proposals_allowed=consultation.proposals_allowed,
        profile=tuple(json.loads(consultation.profile)),
        outcome_days=consultation.outcome_days,
    )


def of_agencies(session: Session, agency_ids: Sequence[int]) -> list[Consultation]:
    """The consultations of these agencies, the newest first."""
    query = select(Consultation).where(Consultation.agency_id.in_(agency_ids)).options(joinedload(Consultation.agency))
    return list(session.scalars(query.order_by(Consultation.created_at.desc(), Consultation.id.desc())))


def open_consultation(session: Session, consultation: Consultation, now: dt.datetime, actor: str) -> None:
    """Open a scheduled consultation now. Raises WrongState, and InvalidEntry when its last day has passed."""
    refuse_passed(consultation.closes_at, now)
    opens_at = consultation.opens_at if consultation.opens_at and consultation.opens_at < now else now
    move(session, consultation, (SCHEDULED, OPEN), now, actor, opens_at=opens_at)


def close_consultation(session: Session, consultation: Consultation, now: dt.datetime, actor: str) -> None:
    """Close an open consultation now. From here on no cookie leads to anybody's votes. Raises WrongState."""
    early = consultation.closes_at is None or now < consultation.closes_at
    begun = consultation.opens_at is None or consultation.opens_at < now
    closes_at = now if early and begun else consultation.closes_at
    move(session, consultation, (OPEN, CLOSED), now, actor, closes_at=closes_at)


def reopen(
    session: Session, consultation: Consultation, now: dt.datetime, actor: str, note: str, *, closes_at: dt.datetime
) -> None:
    """Open a closed consultation again, until `closes_at`. Raises WrongState, InvalidEntry."""
    refuse_passed(closes_at, now)
    move(session, consultation, (CLOSED, OPEN), now, actor, note=note, closes_at=closes_at)


def extend(
    session: Session, consultation: Consultation, now: dt.datetime, actor: str, note: str, *, closes_at: dt.datetime
) -> None:
    """Move the last day of an open consultation; the trail says why. Raises WrongState, InvalidEntry."""
    refuse_passed(closes_at, now)
    check_text("note", note, LONGEST_NOTE)
    _change(session, consultation, OPEN, OPEN, closes_at=closes_at)
    audit.record(session, consultation, "closing-moved", now, actor, until=closes_at.isoformat(), note=note.strip())
    session.refresh(consultation)


def advance(session: Session, now: dt.datetime) -> list[Step]:
    """Open what should be open at `now` and close what should be closed; what was done.

    Doing it again does nothing. A step that somebody else took in the meantime is left to them.
    """
    still_to_run = or_(Consultation.closes_at.is_(None), Consultation.closes_at > now)
    due = (
        (and_(Consultation.state == SCHEDULED, Consultation.opens_at <= now, still_to_run), SCHEDULED, OPEN),
        (and_(Consultation.state == OPEN, Consultation.closes_at <= now), OPEN, CLOSED),
    )
    taken = []
    for condition, from_state, to_state in due:
        for consultation in session.scalars(select(Consultation).where(condition).order_by(Consultation.id)).all():
            with contextlib.suppress(WrongState):
                move(session, consultation, (from_state, to_state), now, SCHEDULER)
                taken.append(Step(consultation.id, from_state, to_state))
    return taken


def move(
    session: Session,
    consultation: Consultation,
    path: tuple[str, str],
    now: dt.datetime,
    actor: str,
    *,
    note: str = "",
    **changes: object,
) -> None:
    """Take the step `path` (from, to) and write it down. Raises WrongState, and InvalidEntry for `note`."""
    from_state, to_state = path
    lifecycle.require_step(consultation.state, to_state, CONSULTATION_STEPS)
    check_text("note", note, LONGEST_NOTE)
    _change(session, consultation, from_state, to_state, **changes)
    if to_state == CLOSED:
        forget_tokens(session, consultation)
    detail: dict[str, Any] = {"from": from_state, "to": to_state, "note": note.strip()}
    audit.record(session, consultation, STEP, now, actor, **detail)
    session.refresh(consultation)


def forget_tokens(session: Session, consultation: Consultation) -> None:
    """Cut what leads from a browser to its votes: they count on, and nobody can change or find them."""
    session.execute(update(Voter).where(Voter.consultation_id == consultation.id).values(token_hash=None))


def refuse_passed(closes_at: dt.datetime | None, now: dt.datetime) -> None:
    if closes_at is not None and closes_at <= now:
        raise InvalidEntry(Problem("closes_at", "passed"))


def _change(session: Session, consultation: Consultation, from_state: str, to_state: str, **changes: object) -> None:
    """Set columns if the consultation is still in `from_state`; the row stays locked until the commit."""
    still = update(Consultation).where(Consultation.id == consultation.id, Consultation.state == from_state)
    moved = cast(CursorResult[Any], session.execute(still.values(state=to_state, **changes)))
    if moved.rowcount != 1:
        session.refresh(consultation, ["state"])
        raise WrongState(consultation.state, to_state)


def _checked_rules(rules: Rules) -> dict[str, Any]:
    if rules.screening not in SCREENING:
        raise InvalidEntry(Problem("screening", "unknown"))
    if rules.running_totals not in RUNNING_TOTALS:
        raise InvalidEntry(Problem("running_totals", "unknown"))
    if not 1 <= rules.outcome_days <= MOST_OUTCOME_DAYS:
        raise InvalidEntry(Problem("outcome_days", "unknown", limit=str(MOST_OUTCOME_DAYS)))
    return {
        "screening": rules.screening,
        "running_totals": rules.running_totals,
        "replies_allowed": rules.replies_allowed,
        "voting": rules.voting,
        "proposals_allowed": rules.voting and rules.proposals_allowed,
        "profile": json.dumps(list(rules.profile)),
        "outcome_days": rules.outcome_days,
    }


def _checked_plan(session: Session, agency: Agency, plan: Plan) -> dict[str, Any]:
    if plan.opens_at and plan.closes_at and plan.closes_at <= plan.opens_at:
        raise InvalidEntry(Problem("closes_at", "before-opening"))
    if plan.survey_id is not None:
        survey = session.get(Survey, plan.survey_id)
        if survey is None or survey.agency_id not in descendant_ids(session, agency.id):
            raise InvalidEntry(Problem("survey_id", "unknown"))
    return {"opens_at": plan.opens_at, "closes_at": plan.closes_at, "survey_id": plan.survey_id}
