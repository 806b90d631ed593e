"""New versions of a survey that is under way: write one, have it checked, publish it. The old one stays as it was.

A version is a draft until it is handed in, waits from then on, and is published for good. The survey's
own state stays what it is. Each step is one conditional UPDATE and a line in the audit trail, so of two
people or two tabs that take it at the same time one gets `VersionMoved` and nothing happens twice.
Before a survey's first day its state tells where its draft stands: see surveys.authoring.
"""

from __future__ import annotations

import datetime as dt
import json
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from surveys import audit, drafting
from surveys.comparison import DECIDABLE, Change, Decision, compare, decided
from surveys.definition import load
from surveys.drafting import current_version
from surveys.entries import check_text
from surveys.errors import ChangedMeanwhile, InvalidEntry, OwnWork, Problem, VersionMoved, WrongState
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, SCHEDULED
from surveys.models import (
    Agency,
    AuditEntry,
    DraftRevision,
    Survey,
    SurveyTransition,
    SurveyVersion,
    VerdictDecision,
)

UNDER_WAY = (SCHEDULED, OPEN, CLOSED)
WRITTEN, WAITING, PUBLISHED, DISCARDED = "written", "waiting", "published", "discarded"
LONGEST_NOTE = 2000
BEGUN, SUBMITTED, SENT_BACK, APPROVED, THROWN_AWAY, DECIDED = (
    "version-begun",
    "version-submitted",
    "version-sent-back",
    "version-published",
    "version-discarded",
    "verdict-decided",
)


def standing(version: SurveyVersion | None) -> str:
    """WRITTEN, WAITING, PUBLISHED, or DISCARDED where there is none."""
    if version is None:
        return DISCARDED
    if version.published_at is not None:
        return PUBLISHED
    return WAITING if version.submitted_at is not None else WRITTEN


def draft_of(session: Session, survey: Survey) -> SurveyVersion | None:
    """The version that is being written or waits for its approver; None when all are published."""
    newest = current_version(session, survey)
    return None if newest.published_at is not None else newest


def mark(version: SurveyVersion) -> str:
    """A sign for exactly these questions, so that nobody decides on others than they saw."""
    return sha256(version.definition.encode()).hexdigest()[:16]


def writable(session: Session, survey: Survey) -> SurveyVersion:
    """The version whose questionnaire may be changed now.

    Raises WrongState: while the survey or its new version is being checked, and without a new version.
    """
    draft = draft_of(session, survey)
    if draft is None or survey.state not in (DRAFT, *UNDER_WAY):
        raise WrongState(survey.state, DRAFT)
    if standing(draft) == WAITING:
        raise WrongState(IN_REVIEW, DRAFT)
    return draft


def begin(session: Session, survey: Survey, now: dt.datetime, actor: str) -> SurveyVersion:
    """A new draft with the questions of the newest published version, or the one that somebody has begun already.

    Raises WrongState before the survey is approved and once its results are published.
    """
    _hold(session, survey)
    newest = current_version(session, survey)
    if newest.published_at is None:
        return newest
    begun = SurveyVersion(survey_id=survey.id, number=newest.number + 1, definition=newest.definition)
    session.add(begun)
    audit.record(session, survey, BEGUN, now, actor, version=begun.number)
    session.expire(survey, ["versions"])
    return begun


def submit(session: Session, survey: Survey, now: dt.datetime, actor: str) -> None:
    """Hand the new version to the approver. Raises VersionMoved, WrongState, and InvalidQuestionnaire."""
    _hold(session, survey)
    version = _draft(session, survey, WRITTEN)
    _move(session, version, WRITTEN, submitted_at=now, submitted_by=actor)
    drafting.complete(session, survey, version)
    audit.record(session, survey, SUBMITTED, now, actor, version=version.number)


def publish(session: Session, survey: Survey, seen: str, now: dt.datetime, actor: str, note: str = "") -> None:
    """Publish the new version for good: from now on new visits get it, and begun ones keep theirs.

    `seen`: the `mark` of what the approver read. Raises VersionMoved, WrongState, OwnWork,
    and InvalidEntry for `note`.
    """
    _hold(session, survey)
    check_text("note", note, LONGEST_NOTE)
    version = _draft(session, survey, WAITING, seen)
    require_other(session, survey, version, actor)
    _move(session, version, WAITING, published_at=now)
    survey.instrument = load(version.definition).instrument or None
    drafting.forget(session, version)
    audit.record(session, survey, APPROVED, now, actor, version=version.number, note=note.strip())


def send_back(session: Session, survey: Survey, seen: str, now: dt.datetime, actor: str, note: str) -> None:
    """Return the new version to its author; `note` says what to change. Raises VersionMoved, InvalidEntry."""
    check_text("note", note, LONGEST_NOTE)
    version = _draft(session, survey, WAITING, seen)
    _move(session, version, WAITING, submitted_at=None)
    audit.record(session, survey, SENT_BACK, now, actor, version=version.number, note=note.strip())


def discard(session: Session, survey: Survey, seen: str, now: dt.datetime, actor: str) -> None:
    """Throw the new version away while it is being written. Raises VersionMoved: one that waits is sent back first.

    Allowed whenever a survey is under way or over: what nobody approved must not stay in the way.
    """
    if survey.state in (DRAFT, IN_REVIEW):
        raise WrongState(survey.state, DRAFT)
    version = _draft(session, survey, WRITTEN, seen)
    drafting.forget(session, version)
    session.execute(delete(VerdictDecision).where(VerdictDecision.version_id == version.id))
    number = version.number
    gone = delete(SurveyVersion).where(SurveyVersion.id == version.id, *_still(WRITTEN))
    _require_one(session, version, cast(CursorResult[Any], session.execute(gone)))
    session.expunge(version)
    session.expire(survey, ["versions"])
    audit.record(session, survey, THROWN_AWAY, now, actor, version=number)


def decide(
    session: Session, survey: Survey, code: str, verdict: str, now: dt.datetime, actor: str, reason: str
) -> None:
    """Say of a question that it is comparable after all (REWORDED), or that it isn't (CHANGED), and why.

    A calculated verdict takes an earlier decision back. Raises WrongState as `writable`, and InvalidEntry for
    `verdict` (unknown), for `reason` (missing, too-long, not-storable).
    """
    version = writable(session, survey)
    change = next((one for one in calculated(session, version) if one.code == code and one.decidable), None)
    if change is None or verdict not in DECIDABLE:
        raise InvalidEntry(Problem("verdict", "unknown"))
    check_text("reason", reason, LONGEST_NOTE)
    key = {"version_id": version.id, "question_code": code}
    session.execute(delete(VerdictDecision).filter_by(**key))
    if verdict != change.verdict:
        if not reason.strip():
            raise InvalidEntry(Problem("reason", "missing"))
        session.add(VerdictDecision(**key, verdict=verdict, reason=reason.strip(), at=now, actor=actor))
    detail = {"version": version.number, "question": code, "verdict": verdict, "note": reason.strip()}
    audit.record(session, survey, DECIDED, now, actor, **detail)


def calculated(session: Session, version: SurveyVersion) -> list[Change]:
    """What became of each question since the published version before; nothing where there is none."""
    query = select(SurveyVersion).where(
        SurveyVersion.survey_id == version.survey_id,
        SurveyVersion.number < version.number,
        SurveyVersion.published_at.is_not(None),
    )
    before = session.scalar(query.order_by(SurveyVersion.number.desc()).limit(1))
    return compare(load(before.definition), load(version.definition)) if before else []


def changes(session: Session, version: SurveyVersion) -> list[Change]:
    """As `calculated`, with the author's decisions."""
    rows = session.scalars(select(VerdictDecision).where(VerdictDecision.version_id == version.id))
    return decided(calculated(session, version), {row.question_code: Decision(row.verdict, row.reason) for row in rows})


def history(session: Session, survey: Survey) -> list[audit.Entry]:
    """Every step that a new version of the survey took, the newest first."""
    kinds = (BEGUN, SUBMITTED, SENT_BACK, APPROVED, THROWN_AWAY, DECIDED)
    rows = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == f"survey:{survey.id}", AuditEntry.kind.in_(kinds))
        .order_by(AuditEntry.id.desc())
    )
    return [audit.Entry(row.id, row.at, row.actor, row.kind, json.loads(row.detail)) for row in rows]


def writers(session: Session, survey: Survey, version: SurveyVersion) -> set[str]:
    """Who wrote the version or handed it in: whoever changed it, and before the first day also who made the survey."""
    revised = set(session.scalars(select(DraftRevision.actor).where(DraftRevision.version_id == version.id)))
    if survey.state in (DRAFT, IN_REVIEW):
        taken = SurveyTransition.to_state == IN_REVIEW, SurveyTransition.from_state == ""
        steps = select(SurveyTransition.actor).where(SurveyTransition.survey_id == survey.id, taken[0] | taken[1])
        return revised | set(session.scalars(steps))
    steps_taken = [entry for entry in history(session, survey) if entry.kind in (SUBMITTED, DECIDED)]
    return revised | {entry.actor for entry in steps_taken if entry.detail["version"] == version.number}


def require_other(session: Session, survey: Survey, version: SurveyVersion, actor: str) -> None:
    """Raise OwnWork where the agency wants author and approver to be two people, and `actor` wrote the version."""
    separate = session.scalar(select(Agency.separate_approval).where(Agency.id == survey.agency_id))
    if separate and actor in writers(session, survey, version):
        raise OwnWork


def _hold(session: Session, survey: Survey) -> None:
    """Keep the survey's state until the commit; raise WrongState unless it is under way."""
    held = update(Survey).where(Survey.id == survey.id, Survey.state.in_(UNDER_WAY)).values(state=Survey.state)
    if cast(CursorResult[Any], session.execute(held)).rowcount != 1:
        session.refresh(survey, ["state"])
        raise WrongState(survey.state, DRAFT)


def _draft(session: Session, survey: Survey, wanted: str, seen: str = "") -> SurveyVersion:
    """The newest version, which must be `wanted`, with the questions that the page showed, where it says so."""
    newest = current_version(session, survey)
    if standing(newest) != wanted:
        raise VersionMoved(standing(newest))
    if seen and mark(newest) != seen:
        raise ChangedMeanwhile
    return newest


def _still(wanted: str) -> tuple[Any, ...]:
    waits = SurveyVersion.submitted_at
    return SurveyVersion.published_at.is_(None), waits.is_(None) if wanted == WRITTEN else waits.is_not(None)


def _move(session: Session, version: SurveyVersion, wanted: str, **changed: Any) -> None:
    moved = update(SurveyVersion).where(SurveyVersion.id == version.id, *_still(wanted)).values(changed)
    _require_one(session, version, cast(CursorResult[Any], session.execute(moved)))
    session.refresh(version)


def _require_one(session: Session, version: SurveyVersion, outcome: CursorResult[Any]) -> None:
    if outcome.rowcount != 1:
        query = select(SurveyVersion).where(SurveyVersion.id == version.id)
        raise VersionMoved(standing(session.scalar(query.execution_options(populate_existing=True))))
