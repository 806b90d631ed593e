"""Numbers of the state for a person: NIK, family card, NPWP, BPJS, passport."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import (
    FAMILY_CARD,
    HEALTH,
    NIK,
    PASSPORT,
    TAX,
    Match,
    before,
    behind,
    digits,
    is_moment,
    judged,
    match,
    names_a_thing,
)
from surveys.personal_data.regions import province_codes, regency_codes

_GAP = r"[ \t\u00a0.\-–_]{0,2}"
_SIXTEEN = re.compile(rf"(?<![0-9])[0-9](?:{_GAP}[0-9]){{15}}(?![0-9])")
_TAX_FORM = re.compile(
    r"(?<![0-9])[0-9]{2}[. ][0-9]{3}[. ][0-9]{3}[. ][0-9][-. ]{1,3}[0-9]{3}[. ][0-9]{3}(?![0-9])", re.ASCII
)
_LONG = re.compile(rf"(?<![0-9])(?:[0-9]{{11,16}}|(?<![0-9][ .\-])[0-9](?:{_GAP}[0-9]){{10,15}})(?![0-9])")
# The last word before the number decides what it is.
_CARD = re.compile(r"(?i)\b(?:(kk|k\.k|kartu\s+keluarga)|n\.?i\.?k|(?:e-?)?ktp)(?![a-z])")
_CARD_BEHIND = re.compile(r"(?i)[\s(,]{0,3}(?:no(?:mor)?\.?\s*)?(?:kk|kartu\s+keluarga)\b")
_REACH = r"(?:[^0-9\n]|\b[0-9]{1,2}\b){0,40}\Z"  # "NPWP 16 digit saya", "BPJS kelas 3 saya"
_TAX_WORD = re.compile(rf"(?i)npwp{_REACH}")
_HEALTH_WORD = re.compile(rf"(?i)\b(?:bpjs|jkn|kis|kpj|kartu\s+indonesia\s+sehat)\b{_REACH}")
_PASSPORT = re.compile(r"(?<![\w\]/\-])[A-Za-z]{1,2} ?[0-9]{6,7}(?![\w\[]|[-/][A-Za-z0-9])", re.ASCII)
_PASSPORT_FORM = re.compile(r"[A-EXS] ?[0-9]{7}\Z", re.ASCII)
_PASSPORT_WORD = re.compile(r"(?i)\bpas+port?(?:s|nya|ku)?\b[^0-9\n]{0,30}\Z")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def numbers(text: str) -> Iterator[Match]:
    """NIK, family card, NPWP and BPJS numbers."""
    yield from judged(_SIXTEEN, text, _card)
    yield from judged(_TAX_FORM, text, lambda found: match(TAX, found))
    yield from judged(_LONG, text, _by_word)


def passports(text: str) -> Iterator[Match]:
    """A letter and seven digits; in other forms, or where things are counted, only behind the word."""
    return judged(_PASSPORT, text, _passport)


def _card(found: re.Match[str]) -> Match | None:
    """What sixteen digits are: a NIK, a family card's number, or neither.

    Region (4), district (2), day, month and year (of birth, a woman's day + 40; of issue on a family
    card), serial (4). A regency that no list knows is believed where the word stands before it.
    """
    number = digits(found[0])
    if not _is_date(number[6:12]) or number[4:6] == "00" or number[12:] == "0000" or len(set(number)) == 1:
        return None
    named = list(_CARD.finditer(before(found)))
    if number[:4] not in regency_codes() and not (named and number[:2] in province_codes()):
        return None
    family = named[-1][1] if named else _CARD_BEHIND.match(behind(found))
    return match(FAMILY_CARD if family else NIK, found)


def _is_date(number: str) -> bool:
    """DDMMYY; 40 may be added to the day."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:])
    day -= 40 if day > 40 else 0
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def _by_word(found: re.Match[str]) -> Match | None:
    """A long number that has no form of its own, by the word before it."""
    length, context = len(digits(found[0])), before(found)
    if is_moment(found[0]):
        return None
    if length in (15, 16) and _TAX_WORD.search(context):
        return match(TAX, found)
    return match(HEALTH, found) if length in (11, 13, 16) and _HEALTH_WORD.search(context) else None


def _passport(found: re.Match[str]) -> Match | None:
    context = before(found)
    form = _PASSPORT_FORM.match(found[0]) and not names_a_thing(context) and not context.endswith("#")
    return match(PASSPORT, found) if form or _PASSPORT_WORD.search(context) else None
