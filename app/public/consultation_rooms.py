"""The rooms of one consultation for citizens: the row of links that each of its pages carries."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.entries import Entry
from app.i18n import language_argument
from surveys.lifecycle import ANSWERED, CLOSED
from surveys.public_consultations import PublicConsultation


def rooms(consultation: PublicConsultation) -> list[Entry]:
    """The rooms that this consultation has now."""
    absent = set() if consultation.voting else {"public.voting", "public.opinions"}
    # Once it is closed, people look for its outcome, or for the day on which that is due.
    absent.add("public.voting" if consultation.state_at(clock.now()) in (CLOSED, ANSWERED) else "public.outcome")
    found = []
    for endpoint, text in _all():
        if endpoint not in absent:
            url = url_for(endpoint, public_id=consultation.public_id, lang=language_argument())
            found.append(Entry(url, text, current=request.path == url.partition("?")[0]))
    return found


def _all() -> tuple[tuple[str, str], ...]:
    """Endpoint and name of every room. A survey's results and a single statement are other words in other languages."""
    return (
        ("public.consultation", _("Naskah")),
        ("public.contributions", _("Komentar")),
        ("public.voting", pgettext("konsultasi", "Pernyataan")),
        ("public.opinions", _("Kelompok pendapat")),
        ("public.outcome", pgettext("konsultasi", "Hasil")),
        ("public.contribution_receipt", _("Kode saya")),
    )
