"""The rooms of one consultation in the office: the row of links that each of its pages carries."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _

from app.auth import current_staff
from app.auth.permissions import allows
from app.entries import Entry
from surveys.lifecycle import ANSWERED, CLOSED, OPEN
from surveys.models import Consultation

BENCH = "staff.consultation_comments"
_OF_VOTING = ("staff.statements", "staff.opinions")
_OF_DRAFTS = ("staff.consultation", "staff.statements")
_ROOMS = (
    ("staff.consultation", _("Ringkasan"), "read-consultations"),
    ("staff.contributions", _("Komentar warga"), "moderate-contributions"),
    (BENCH, _("Kode dan tema"), "code-contributions"),
    ("staff.statements", _("Daftar pernyataan"), "read-consultations"),
    ("staff.opinions", _("Kelompok pendapat"), "read-consultations"),
    ("staff.replies", _("Jawaban"), "answer-contributions"),
    ("staff.outcome", _("Hasil konsultasi"), "answer-contributions"),
)


def rooms(consultation: Consultation, here: str = "") -> list[Entry]:
    """The rooms that the signed-in person may enter, as far as there is anything to do in them.

    `here`: the one that a page is in whose address doesn't tell.
    """
    role, opened = current_staff().role, consultation.state in (OPEN, CLOSED, ANSWERED)
    urls = {
        endpoint: url_for(endpoint, consultation_id=consultation.id)
        for endpoint, _text, permission in _ROOMS
        if allows(role, permission)
        and (opened or endpoint in _OF_DRAFTS)
        and (consultation.voting or endpoint not in _OF_VOTING)
    }
    # All begin with the address of the first; the page belongs to the longest that its own begins with.
    within = [endpoint for endpoint, url in urls.items() if f"{request.path}/".startswith(f"{url}/")]
    current = here or max(within, key=lambda endpoint: len(urls[endpoint]), default="")
    return [Entry(urls[name], str(text), current=name == current) for name, text, _who in _ROOMS if name in urls]
