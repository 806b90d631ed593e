"""The office's menu: where each entry leads and which permission shows it."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import lazy_gettext as _

from app.auth import signed_in
from app.auth.permissions import allows
from app.entries import Entry

_ENTRIES = (
    ("staff.home", _("Beranda"), "watch-participation"),
    ("staff.surveys", _("Survei"), "watch-participation"),
    ("staff.consultations", _("Konsultasi publik"), "read-consultations"),
    ("staff.denominators", _("Jumlah pengguna layanan"), "enter-denominators"),
    ("staff.reading", _("Sampel"), "code-comments"),
    ("staff.reports", _("Laporan"), "read-agency-report"),
    ("staff.agencies", _("Instansi dan unit"), "manage-agency"),
    ("users.index", _("Pengguna"), "manage-agency"),
    ("oversight.months", _("Laporan bulanan"), "read-all-reports"),
    ("oversight.consultations", _("Konsultasi publik"), "read-all-reports"),
)
_HOME = "staff.home"  # its address is the beginning of all the others


def navigation() -> list[Entry]:
    """The entries that the signed-in person may use."""
    staff = signed_in()
    if staff is None:
        return []
    allowed = [(endpoint, text) for endpoint, text, permission in _ENTRIES if allows(staff.role, permission)]
    urls = {endpoint: url_for(endpoint) for endpoint, _text in allowed}
    # Of two whose addresses begin alike, the page belongs to the longer one.
    here = max(
        (endpoint for endpoint in urls if _leads_here(endpoint, urls[endpoint])), key=lambda e: len(urls[e]), default=""
    )
    return [Entry(urls[endpoint], str(text), current=endpoint == here) for endpoint, text in allowed]


def _leads_here(endpoint: str, url: str) -> bool:
    below = endpoint != _HOME and request.path.startswith(url + "/")
    return below or request.path == url
