"""Where a text of a questionnaire stands, in words and as the codes that lead there."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from surveys.definition import Questionnaire


@dataclass(frozen=True)
class Place:
    """`question` is '' for a section's own text, and `section` too for one of the whole questionnaire."""

    words: str
    section: str = ""
    question: str = ""


def place_of(questionnaire: Questionnaire, key: str) -> Place:
    """The place of the text under `key` (see surveys.translation)."""
    parts = key.split(".")
    if parts[0] != "sections" or len(parts) < 3:
        return Place(_part_words(parts[-1]))
    section = next((n for n, found in enumerate(questionnaire.sections, start=1) if found.code == parts[1]), 0)
    if parts[2] != "questions":
        return Place(_("Bagian %(number)s", number=section) + ": " + _part_words(parts[-1]), parts[1])
    codes = [question.code for question in questionnaire.questions]
    number = codes.index(parts[3]) + 1 if parts[3] in codes else 0
    words = _("Pertanyaan %(number)s", number=number)
    if parts[4] == "options":
        part = _("gambar pilihan") if parts[-1] == "alternative" else _("pilihan")
        return Place(f"{words}, {part}", parts[1], parts[3])
    if parts[4] == "rows":
        return Place(f"{words}, " + _("baris"), parts[1], parts[3])
    return Place(f"{words}: " + _part_words(parts[4]), parts[1], parts[3])


def _part_words(part: str) -> str:
    words = {
        "title": _("judul"),
        "intro": _("pengantar"),
        "label": _("pertanyaan"),
        "hint": _("petunjuk"),
        "name": _("nama pendek"),
        "measure": _("satuan"),
        "invalid_message": _("pesan bila jawaban belum cocok"),
    }
    return words.get(part, part)
