"""What the demo's people write into the suggestion box: hand-written pieces, put together by chance."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PIECES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("suggestions.toml").read_text(encoding="utf-8"))

OFFICERS = ("Bu Rina", "Pak Dedi", "Mbak Sari", "Mas Yoga", "Bu Lestari", "Pak Yusuf", "Kak Martha", "Bu Wati")
SHORT_FORMS = {
    "yang": "yg", "dengan": "dgn", "tidak": "gak", "sudah": "udah", "untuk": "utk", "karena": "krn", "juga": "jg",
    "saja": "aja", "terima kasih": "makasih", "jangan": "jgn", "dari": "dr", "kalau": "klo", "belum": "blm",
    "orang": "org", "lebih": "lbh", "banyak": "byk", "bisa": "bs", "semoga": "smg", "pelayanan": "plynan",
    "petugas": "ptgs", "tolong": "tlg", "sekali": "bgt", "sampai": "smp", "waktu": "wkt", "sangat": "sgt",
}  # fmt: skip
_SHORTENED = re.compile(r"\b(" + "|".join(SHORT_FORMS) + r")\b")
_SENTENCE = re.compile(r"^\w|(?<=\. )\w")  # its first letter
MARKS = {"praise": ("👍", "🙏", "😊", "!", "!!"), "complaint": ("😡", "🙏", "!!!", "...", "??"), "wish": ("🙏", "...")}


@dataclass(frozen=True)
class Experience:
    """What a suggestion is about: the scores that were given, and where."""

    scores: Mapping[str, int]  # element -> 1 to 4
    language: str
    unit: str
    kind: str
    local: str
    service: str


def write(chance: random.Random, experience: Experience) -> str:
    """A suggestion that fits the scores, in the style of somebody or other."""
    if experience.language == "en":
        return _filled(chance, experience, chance.choice(PIECES["whole"]["english"]))
    tone = _tone(chance, experience.scores)
    way = chance.random()
    if way < 0.1:
        return str(chance.choice(PIECES["whole"]["short"]))
    if way < 0.2 and tone != "wish":
        return _filled(chance, experience, chance.choice(PIECES["local"][experience.local][tone]))
    divided = min(experience.scores.values()) < max(experience.scores.values())
    text = _mixed(chance, experience) if divided and way < 0.38 else _one_sided(chance, experience, tone)
    return _styled(chance, _filled(chance, experience, text), tone)


def _tone(chance: random.Random, scores: Mapping[str, int]) -> str:
    mean = sum(scores.values()) / len(scores) + chance.gauss(0, 0.25)
    if chance.random() < 0.15:
        return "wish"
    return "praise" if mean >= 3.2 else "complaint"


def _one_sided(chance: random.Random, experience: Experience, tone: str) -> str:
    elements = _ranked(chance, experience.scores)
    first = elements[-1] if tone == "praise" else elements[0]
    parts = [_piece(chance, experience, tone, first)]
    if chance.random() < 0.35:
        parts.append(chance.choice(PIECES[tone][elements[-2] if tone == "praise" else elements[1]]))
    text = chance.choice(PIECES["link"]["and"]).join(parts)
    if tone == "complaint" and chance.random() < 0.4:
        text += ". " + chance.choice(PIECES["wish"][first]).capitalize()
    if chance.random() < 0.4:
        text = chance.choice(PIECES["start"][tone]) + ", " + text
    if chance.random() < 0.35:
        text += ". " + chance.choice(PIECES["finish"][tone]).capitalize()
    return text


def _mixed(chance: random.Random, experience: Experience) -> str:
    """Something good and something bad: the highest and the lowest element."""
    elements = _ranked(chance, experience.scores)
    good = chance.choice(PIECES["praise"][elements[-1]])
    bad = _piece(chance, experience, "complaint", elements[0])
    return str(good + chance.choice(PIECES["link"]["but"]) + bad)


def _piece(chance: random.Random, experience: Experience, tone: str, element: str) -> str:
    """About the element, or now and then about what only happens in this kind of office."""
    special: Sequence[str] = PIECES["kind"][experience.kind].get(tone, ())
    pieces = special if special and chance.random() < 0.25 else PIECES[tone][element]
    return chance.choice(pieces)


def _ranked(chance: random.Random, scores: Mapping[str, int]) -> list[str]:
    """The elements from the lowest score to the highest, equal ones by chance."""
    return sorted(scores, key=lambda element: (scores[element], chance.random()))


def _filled(chance: random.Random, experience: Experience, text: str) -> str:
    return text.format(
        layanan=experience.service.lower(),
        unit=experience.unit,
        petugas=chance.choice(OFFICERS),
        loket=chance.randint(1, 6),
        jam=chance.randint(2, 5),
        hari=chance.randint(3, 21),
        menit=chance.choice((5, 10, 15, 20, 30)),
    )


def _styled(chance: random.Random, text: str, tone: str) -> str:
    """Three sorts of writers: careful ones, those who shorten everything, and those in a hurry."""
    way = chance.random()
    if way < 0.45:
        return _SENTENCE.sub(lambda found: found[0].upper(), text) + chance.choice((".", ".", ""))
    text = _SHORTENED.sub(lambda found: SHORT_FORMS[found[0]] if chance.random() < 0.6 else found[0], text)
    if way < 0.55:
        text = text.upper()
    elif way < 0.75:
        text = _mistyped(chance, text.lower())
    if chance.random() < 0.25:
        text += " " + chance.choice(MARKS[tone])
    return text


def _mistyped(chance: random.Random, text: str) -> str:
    """Two neighbouring letters swapped, or one left out, somewhere inside a word."""
    at = chance.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return text
    return text[:at] + text[at + 1] + (text[at] if chance.random() < 0.6 else "") + text[at + 2 :]
