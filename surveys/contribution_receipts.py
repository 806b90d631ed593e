"""What a receipt code leads to: the contribution as its writer sees it, and what the writer may still do with it.

Correcting needs an open consultation; withdrawing is possible always, and empties the text at once. What
a writer does leaves a trace with its day only: a step has a moment, but the writer's is the day's beginning.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, union
from sqlalchemy.orm import Session

from surveys import public_contributions
from surveys.calendar import day_begins
from surveys.canonical import canonical_json, is_storable
from surveys.contributions import Assessment, ContributionSheet, require_open, screened_state
from surveys.definition import Localized
from surveys.errors import InvalidAnswers, Problem, UnknownContribution, WrongState
from surveys.models import (
    Contribution,
    ModerationStep,
    OutcomeContribution,
    OutcomePoint,
    OutcomeTheme,
    Reply,
    Statement,
    ThemedContribution,
)
from surveys.personal_data import mask
from surveys.public_consultations import PublicConsultation
from surveys.public_contributions import AgencyReply, Trace
from surveys.theme_members import memberships

LONGEST_APPEAL = 2_000  # characters


@dataclass(frozen=True)
class OutcomePart:
    """A point of the published outcome that names the contribution, or a theme that it belongs to."""

    position: int
    verdict: str
    asked: Localized
    heard: Localized
    did: Localized


@dataclass(frozen=True)
class OwnContribution:
    """A contribution as its writer sees it, code in hand."""

    id: str
    passage: str
    parent_id: str | None
    stance: str
    text: str
    language: str
    profile: dict[str, str]
    day: dt.date
    state: str
    traces: tuple[Trace, ...]
    replies: tuple[AgencyReply, ...]
    outcome: tuple[OutcomePart, ...]

    @property
    def may_appeal(self) -> bool:
        """Whether it was hidden and nobody has looked at it again; the second look is the last."""
        return self.state == "hidden" and (not self.traces or self.traces[-1].step == "hidden")


@dataclass(frozen=True)
class OwnStatement:
    """A proposed statement as its writer sees it."""

    number: int
    text: str
    day: dt.date
    state: str
    reason: str


def find(session: Session, consultation: PublicConsultation, hashes: Sequence[str]) -> OwnContribution | OwnStatement:
    """What a receipt code leads to. `hashes`: of the code, by each key of the server. Raises UnknownContribution."""
    try:
        return _own(session, consultation, _row(session, consultation.id, hashes))
    except UnknownContribution:
        statement = session.scalar(
            select(Statement).where(Statement.consultation_id == consultation.id, Statement.key_hash.in_(hashes))
        )
        if statement is None:
            raise
    return OwnStatement(statement.number, statement.text, statement.day, statement.state, statement.reason)


def correct(
    session: Session,
    consultation: PublicConsultation,
    hashes: Sequence[str],
    sheet: ContributionSheet,
    assessment: Assessment,
    now: dt.datetime,
) -> None:
    """Replace stance, text and profile by those of a sheet that contributions.check has passed, and screen it again.

    The same text once more changes nothing; one that was hidden waits to be read. Raises UnknownContribution,
    ConsultationNotOpen, and WrongState for one that was withdrawn.
    """
    row = _row(session, consultation.id, hashes, lock=True)
    profile = canonical_json(dict(sheet.profile))
    if (row.stance, row.text, row.profile) == (sheet.stance, sheet.text, profile):
        return
    require_open(session, consultation.id, now)
    if row.state == "withdrawn":
        raise WrongState(row.state, "waiting")
    # What was hidden doesn't come back unread because its writer changed a word.
    hidden = row.state in ("hidden", "appealed")
    row.state = "waiting" if hidden else screened_state(consultation.screening, assessment.abuse)
    row.stance, row.text, row.profile, row.language = sheet.stance, sheet.text, profile, sheet.language
    row.abuse, row.campaign = assessment.abuse, assessment.campaign
    _note(session, consultation, row, "corrected", now)


def withdraw(session: Session, consultation: PublicConsultation, hashes: Sequence[str], now: dt.datetime) -> None:
    """Forget what was written: text, profile, scores, themes, and replies to it, which may quote it. A trace stays.

    Possible at any time; once more changes nothing. Raises UnknownContribution.
    """
    row = _row(session, consultation.id, hashes, lock=True)
    if row.state == "withdrawn":
        return
    row.state, row.text, row.profile = "withdrawn", "", "{}"
    row.abuse, row.campaign = None, None
    for link in (ThemedContribution, OutcomeContribution, Reply):
        session.execute(delete(link).where(link.contribution_id == row.id))
    _note(session, consultation, row, "withdrawn", now)


def appeal(
    session: Session, consultation: PublicConsultation, hashes: Sequence[str], text: str, now: dt.datetime
) -> None:
    """Ask for a second look at a hidden contribution; personal data in `text` is masked.

    Raises UnknownContribution, WrongState unless it is hidden and had no second look yet, and InvalidAnswers
    (`appeal`: required, too-long, unreadable-text).
    """
    row = _row(session, consultation.id, hashes, lock=True)
    if not _own(session, consultation, row).may_appeal:
        raise WrongState(row.state, "appealed")
    text = text.replace("\r\n", "\n").strip()
    if problem := _appeal_problem(text):
        raise InvalidAnswers({"appeal": problem})
    row.state = "appealed"
    _note(session, consultation, row, "appealed", now, mask(text))


def _appeal_problem(text: str) -> Problem | None:
    if not text:
        return Problem("appeal", "required")
    if not is_storable(text):
        return Problem("appeal", "unreadable-text")
    if len(text) > LONGEST_APPEAL:
        return Problem("appeal", "too-long", limit=str(LONGEST_APPEAL), found=str(len(text)))
    return None


def _row(session: Session, consultation_id: int, hashes: Sequence[str], *, lock: bool = False) -> Contribution:
    wanted = select(Contribution).where(
        Contribution.consultation_id == consultation_id, Contribution.key_hash.in_(hashes)
    )
    row = session.scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise UnknownContribution
    return row


def _own(session: Session, consultation: PublicConsultation, row: Contribution) -> OwnContribution:
    zone = consultation.time_zone
    return OwnContribution(
        id=row.id,
        passage=row.passage,
        parent_id=row.parent_id,
        stance=row.stance,
        text=row.text,
        language=row.language,
        profile=json.loads(row.profile),
        day=row.day,
        state=row.state,
        traces=public_contributions.traces(session, [row.id], zone).get(row.id, ()),
        replies=public_contributions.agency_replies(session, [row.id], zone).get(row.id, ()),
        outcome=_outcome(session, row.id) if consultation.outcome_published_at else (),
    )


def _outcome(session: Session, contribution_id: str) -> tuple[OutcomePart, ...]:
    member = memberships([contribution_id])
    named = select(OutcomeContribution.point_id).where(OutcomeContribution.contribution_id == contribution_id)
    themed = select(OutcomeTheme.point_id).join(member, member.c.theme_id == OutcomeTheme.theme_id)
    points = select(OutcomePoint).where(OutcomePoint.id.in_(union(named, themed))).order_by(OutcomePoint.position)
    return tuple(_part(point) for point in session.scalars(points))


def _part(point: OutcomePoint) -> OutcomePart:
    asked, heard, did = (json.loads(text) for text in (point.asked, point.heard, point.did))
    return OutcomePart(point.position, point.verdict, asked, heard, did)


def _note(
    session: Session,
    consultation: PublicConsultation,
    row: Contribution,
    step: str,
    now: dt.datetime,
    note: str = "",
) -> None:
    at = day_begins(consultation.day(now), consultation.time_zone)
    session.add(ModerationStep(contribution_id=row.id, at=at, step=step, note=note))
    session.flush()
