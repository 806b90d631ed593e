"""All consultations that the public may see, for lists, search and feeds: read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import consultation_text, documents
from surveys.consultation_search import texts_of, word_list
from surveys.consultation_standing import Standing, standing
from surveys.consultation_text import ConsultationText
from surveys.definition import Localized
from surveys.documents import Document
from surveys.models import Agency, Consultation, ConsultationVersion
from surveys.public_consultations import PUBLIC_STATES

_AT_ONCE = 100  # versions whose texts are in memory together


@dataclass(frozen=True)
class ListedConsultation:
    """One line of a list. The title is read apart, by `titles`: the newest published version never changes."""

    id: int
    public_id: str
    agency: str
    time_zone: str
    state: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    outcome_days: int
    outcome_published_at: dt.datetime | None
    version_id: int

    def standing(self, now: dt.datetime) -> Standing:
        return standing(self.state, self.opens_at, self.closes_at, self.outcome_days, self.time_zone, now)


def listed(session: Session) -> list[ListedConsultation]:
    """Every public consultation with its newest published version, in no order."""
    newest = (
        select(ConsultationVersion.consultation_id, func.max(ConsultationVersion.number).label("number"))
        .where(ConsultationVersion.published_at.is_not(None))
        .group_by(ConsultationVersion.consultation_id)
        .subquery()
    )
    is_newest = (ConsultationVersion.consultation_id == newest.c.consultation_id) & (
        ConsultationVersion.number == newest.c.number
    )
    rows = session.execute(
        select(
            Consultation.id,
            Consultation.public_id,
            Agency.name,
            Agency.time_zone,
            Consultation.state,
            Consultation.opens_at,
            Consultation.closes_at,
            Consultation.outcome_days,
            Consultation.outcome_published_at,
            ConsultationVersion.id,
        )
        .join(newest, newest.c.consultation_id == Consultation.id)
        .join(ConsultationVersion, is_newest)
        .join(Agency, Agency.id == Consultation.agency_id)
        .where(Consultation.state.in_(PUBLIC_STATES))
    )
    return [ListedConsultation(*tuple(row)) for row in rows]


def titles(session: Session, version_ids: Collection[int]) -> dict[int, Localized]:
    """Version id -> the title in it."""
    found: dict[int, Localized] = {}
    for some in _batches(version_ids):
        query = select(ConsultationVersion.id, ConsultationVersion.content).where(ConsultationVersion.id.in_(some))
        found |= {id_: consultation_text.load(content).title for id_, content in session.execute(query)}
    return found


def words(session: Session, version_ids: Collection[int]) -> dict[int, str]:
    """Version id -> the words of its texts, as `consultation_search.word_list` gives them."""
    found = {}
    for some in _batches(version_ids):
        for id_, (text, document) in texts(session, some).items():
            found[id_] = word_list(written for _passage, written in texts_of(text, document))
    return found


def texts(session: Session, version_ids: Collection[int]) -> dict[int, tuple[ConsultationText, Document]]:
    """Version id -> the words around its draft, and the draft; of a few versions, since drafts are long."""
    query = select(ConsultationVersion.id, ConsultationVersion.content, ConsultationVersion.document)
    rows = session.execute(query.where(ConsultationVersion.id.in_(version_ids)))
    return {id_: (consultation_text.load(content), documents.load(document)) for id_, content, document in rows}


def _batches(ids: Collection[int]) -> Iterator[list[int]]:
    wanted = sorted(ids)
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
