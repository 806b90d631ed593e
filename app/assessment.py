"""What the language tools say of a text that a citizen sends. The domain knows no models: it is handed the result."""

from __future__ import annotations

from sqlalchemy.orm import Session

from analytics.language.roughness import roughness
from surveys import abuse, abuse_lists, campaigns
from surveys.abuse_lists import OwnWords
from surveys.contributions import Assessment
from surveys.personal_data import blank_tokens
from surveys.public_consultations import PublicConsultation


def assess(session: Session, consultation: PublicConsultation, text: str) -> Assessment:
    """How likely `text` is abuse, by the agency's list and the text model, and which campaign it belongs to."""
    own = abuse_lists.own_words(session, consultation.agency_id)
    return Assessment(likely_abuse(text, own), campaigns.campaign_of(session, consultation.id, text))


def likely_abuse(text: str, own: OwnWords) -> int:
    """Percent: the words of the list, as the agency wants them, and how the text model reads the whole."""
    return abuse.percent(own.find(text), roughness(blank_tokens(own.without_taken_off(text))))
