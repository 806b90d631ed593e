"""What stances, verdicts and reasons are called to citizens: on their pages and in the matrix of responses."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import pgettext

_STANCES: dict[str, Callable[[], str]] = {
    "support": lambda: _("Mendukung"),
    "object": lambda: _("Keberatan"),
    "suggest": lambda: _("Usul"),
    "ask": lambda: pgettext("sikap", "Pertanyaan"),
}


def stance_words() -> dict[str, str]:
    return {stance: word() for stance, word in _STANCES.items()}


def stance_word(stance: str) -> str:
    """One of them alone: a list asks for each of its lines."""
    return _STANCES[stance]()


def verdict_words() -> dict[str, str]:
    return {
        "accepted": _("Diterima"),
        "partly": _("Diterima sebagian"),
        "rejected": _("Tidak diterima"),
        "answered": _("Dijawab"),
    }


def reason_word(reason: str) -> str:
    """Why a comment is hidden, as the rest of the sentence "Disembunyikan: …"; '' for no reason."""
    words = {
        "": "",
        "insult": _("menghina orang"),
        "threat": _("mengancam orang"),
        "hate": _("menyebar kebencian"),
        "personal-data": _("memuat data pribadi"),
        "advertising": _("berisi iklan"),
        "off-topic": _("di luar pokok bahasan"),
        "duplicate": _("sama dengan komentar lain"),
        "known": _("sama dengan pernyataan lain"),
        "unclear": _("sulit dipahami"),
    }
    return words.get(reason, _("alasan lain"))
