"""What the public may see of consultations: read-only, as frozen values that pages may keep for a moment."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from surveys import consultation_text, documents
from surveys.calendar import local_time
from surveys.consultation_text import ConsultationText
from surveys.documents import Document
from surveys.errors import UnknownConsultation
from surveys.lifecycle import ANSWERED, CLOSED, OPEN, SCHEDULED, state_at
from surveys.models import Agency, Consultation, ConsultationVersion, Survey

PUBLIC_STATES = (SCHEDULED, OPEN, CLOSED, ANSWERED)

# A published version never changes, and reading one takes far longer than recognising it.
_load_text = lru_cache(maxsize=200)(consultation_text.load)
_load_document = lru_cache(maxsize=50)(documents.load)


@dataclass(frozen=True)
class PublicConsultation:
    """A consultation as a citizen's page needs it, with its newest published text."""

    id: int
    public_id: str
    state: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    agency_id: int
    agency: str
    time_zone: str
    version_id: int
    version_number: int
    text: ConsultationText
    document: Document
    screening: str
    running_totals: str
    replies_allowed: bool
    voting: bool
    proposals_allowed: bool
    profile: tuple[str, ...]  # codes of the profile questions that are asked
    outcome_days: int
    outcome_published_at: dt.datetime | None
    survey: str | None  # public id of the survey that it carries

    def state_at(self, now: dt.datetime) -> str:
        return state_at(self, now)

    def day(self, moment: dt.datetime) -> dt.date:
        """The agency's local day of `moment`."""
        return local_time(moment, self.time_zone)[0]

    @property
    def outcome_due(self) -> dt.date | None:
        """The last local day on which the outcome is in time; None without a closing date."""
        return self.day(self.closes_at) + dt.timedelta(days=self.outcome_days) if self.closes_at else None

    def overdue_days(self, now: dt.datetime) -> int:
        """How many days the outcome is late at `now`: 0 while it is not, and once it is public."""
        due = self.outcome_due
        if due is None or self.state_at(now) != CLOSED:
            return 0
        return max(0, (self.day(now) - due).days)


def public_consultation(session: Session, public_id: str) -> PublicConsultation:
    """The consultation with this public id. Raises UnknownConsultation, for one not yet approved too."""
    newest = _published().where(Consultation.public_id == public_id).order_by(ConsultationVersion.number.desc())
    row = session.execute(newest.limit(1)).first()
    if row is None:
        raise UnknownConsultation(public_id)
    return _public(*row)


def as_published(session: Session, consultation: Consultation, version: ConsultationVersion) -> PublicConsultation:
    """What citizens would read if this version, published or not, were the newest published one."""
    survey = session.get(Survey, consultation.survey_id) if consultation.survey_id else None
    return _public(consultation, version, consultation.agency, survey.public_id if survey else None)


def version_document(session: Session, consultation_id: int, number: int) -> Document:
    """The text of a published version, by its number. Raises UnknownConsultation."""
    return _document(session, consultation_id, ConsultationVersion.number == number)


def passage_ids(session: Session, consultation_id: int, version_id: int) -> frozenset[str]:
    """The ids of the passages of a published version, by its row. Raises UnknownConsultation."""
    document = _document(session, consultation_id, ConsultationVersion.id == version_id)
    return frozenset(passage.id for passage in document.passages)


def _document(session: Session, consultation_id: int, which: ColumnElement[bool]) -> Document:
    document = session.scalar(
        select(ConsultationVersion.document).where(
            ConsultationVersion.consultation_id == consultation_id,
            ConsultationVersion.published_at.is_not(None),
            which,
        )
    )
    if document is None:
        raise UnknownConsultation
    return _load_document(document)


def _published() -> Select[Consultation, ConsultationVersion, Agency, str]:
    return (
        select(Consultation, ConsultationVersion, Agency, Survey.public_id)
        .join(ConsultationVersion, ConsultationVersion.consultation_id == Consultation.id)
        .join(Agency, Agency.id == Consultation.agency_id)
        .outerjoin(Survey, Survey.id == Consultation.survey_id)
        .where(Consultation.state.in_(PUBLIC_STATES), ConsultationVersion.published_at.is_not(None))
    )


def _public(
    consultation: Consultation, version: ConsultationVersion, agency: Agency, survey: str | None
) -> PublicConsultation:
    return PublicConsultation(
        id=consultation.id,
        public_id=consultation.public_id,
        state=consultation.state,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        agency_id=agency.id,
        agency=agency.name,
        time_zone=agency.time_zone,
        version_id=version.id,
        version_number=version.number,
        text=_load_text(version.content),
        document=_load_document(version.document),
        screening=consultation.screening,
        running_totals=consultation.running_totals,
        replies_allowed=consultation.replies_allowed,
        voting=consultation.voting,
        proposals_allowed=consultation.proposals_allowed,
        profile=tuple(json.loads(consultation.profile)),
        outcome_days=consultation.outcome_days,
        outcome_published_at=consultation.outcome_published_at,
        survey=survey,
    )
