"""What stances, verdicts and reasons are called to citizens: on their pages and in the matrix of responses."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

STANCES = {"support": _("Mendukung"), "object": _("Keberatan"), "suggest": _("Usul"), "ask": _("Pertanyaan")}
VERDICTS = {
    "accepted": _("Diterima"),
    "partly": _("Diterima sebagian"),
    "rejected": _("Tidak diterima"),
    "answered": _("Dijawab"),
}


def reason_word(reason: str) -> str:
    """Why a comment is hidden, as the rest of the sentence "Disembunyikan: …"; '' for no reason."""
    words = {
        "": "",
        "insult": gettext("menghina orang"),
        "threat": gettext("mengancam orang"),
        "hate": gettext("menyebar kebencian"),
        "personal-data": gettext("memuat data pribadi"),
        "advertising": gettext("berisi iklan"),
        "off-topic": gettext("di luar pokok bahasan"),
        "duplicate": gettext("sama dengan komentar lain"),
        "known": gettext("sama dengan pernyataan lain"),
        "unclear": gettext("sulit dipahami"),
    }
    return words.get(reason, gettext("alasan lain"))
