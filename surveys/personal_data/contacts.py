"""Ways to reach a person: telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import (
    EMAIL,
    PHONE,
    Match,
    before,
    counts_things,
    digits,
    is_amount,
    is_moment,
    judged,
    match,
)

_LOCAL = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}+"
_FREE_MAIL = r"(?:gmail|googlemail|yahoo|ymail|rocketmail|outlook|hotmail|icloud|live|proton|protonmail|zoho)"
_EMAIL = re.compile(rf"{_LOCAL}@[A-Za-z0-9\-]{{1,63}}(?:\.[A-Za-z0-9\-]{{2,63}}){{1,4}}", re.ASCII)
# With the slips of a phone's keyboard, and in words, only where it can be nothing else.
_TYPED_EMAIL = re.compile(rf"(?i){_LOCAL} ?@ ?{_FREE_MAIL}(?: ?[.,] ?co(?:m|\.id))?\b", re.ASCII)
_SPOKEN_LOCAL = rf"(?:{_LOCAL} (?:dot|titik|underscore|garis bawah) ){{0,2}}{_LOCAL}"
_BRACKETED_AT = r"(?:\(at\)|\[at\])"
_SPOKEN_EMAIL = re.compile(
    rf"(?i){_SPOKEN_LOCAL} ?(?:"
    rf"(?:{_BRACKETED_AT}|\bat\b|\bet\b) ?[a-z0-9\-]{{2,40}} ?(?:\(dot\)|\[dot\]|\bdot\b|\btitik\b) ?"
    r"(?:com|co|net|org|go|id)\b(?: ?(?:\(dot\)|\[dot\]|\bdot\b|\btitik\b|\.) ?id\b)?"
    rf"|{_BRACKETED_AT} ?[a-z0-9\-]{{2,40}}(?:\.[a-z0-9\-]{{2,40}}){{1,3}}"
    rf"|(?:\bat\b|\bet\b) ?(?:[a-z]{{0,6}}mail|yahoo|outlook|icloud)[ .,]?(?:com|co[ .]id)\b)",
    re.ASCII,
)

_SEPARATOR = r"[ \t\u00a0.\-–()]"
_GROUPS = rf"(?:{_SEPARATOR}{{1,3}}[0-9]{{2,5}}){{1,4}}"
_START = r"(?<![0-9\]])(?<![0-9][.,])"
_PLUS_62 = rf"\(?(?:\+|00)?62\)?{_SEPARATOR}{{0,3}}"
_MOBILE = re.compile(
    rf"{_START}(?:{_PLUS_62}(?:\(?0\)?{_SEPARATOR}{{0,2}})?|\(?0|\b[Oo])"
    rf"8[1-9](?:[0-9]{{7,10}}|[0-9]{{0,3}}{_GROUPS})(?![0-9])"
)
# Not where a year stands last: 0812/123/2024 is a letter's number.
_SLASHED = re.compile(
    rf"{_START}08[1-9][0-9]/[0-9]{{3,4}}/(?!(?:19|20)[0-9]{{2}}(?![0-9]))[0-9]{{3,5}}(?![0-9/])", re.ASCII
)
_SPELLED = re.compile(rf"{_START}0[ .\-]8(?:[ .\-][0-9]){{8,11}}(?![0-9])", re.ASCII)
_DIGIT = r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|[0-9])"
_WORDED = re.compile(rf"(?i)\b(?:nol|kosong|0)[ ,.\-]{{1,3}}delapan(?:[ ,.\-]{{1,3}}{_DIGIT}\b){{7,11}}", re.ASCII)
_AREA = r"(?:2[124]|31|61|2[235-9][0-9]|3[2-8][0-9]|4[0-8][0-9]|5[1-6][0-9]|6[2-5][0-9]|7[0-7][0-9]|9[0-8][0-9])"
_LANDLINE = re.compile(
    rf"{_START}(?:\( ?0{_AREA} ?\)|0{_AREA}|(?:\+62|\(\+62\)){_SEPARATOR}{{0,3}}{_AREA}){_SEPARATOR}{{0,3}}"
    rf"[2-9](?:[0-9]{{4,7}}|[0-9]{{1,3}}{_GROUPS})(?![0-9])"
)
_BARE = re.compile(rf"{_START}(?<![0-9]{_SEPARATOR})[2-9](?:[0-9]{{5,11}}|[0-9]{{1,4}}{_GROUPS})(?![0-9])")
_PHONE = (
    r"(?:no)?(?:hp|handphone|ponsel|wa|whats?app|telp?|tlpn?|telepon|telpon|phone|kontak|hub(?:ungi)?|call|sms|nope)"
)
_PHONE_WORD = re.compile(rf"(?i)\b{_PHONE}\Z")
_LABEL = re.compile(
    rf"(?i)\b{_PHONE}(?:nya|ku)?[\W_]{{0,4}}(?:(?:saya|sy|aku|kami|di|ke|no|nomor|nomer|aja|saja|ini|aktif)\b[\W_]{{0,3}}){{0,4}}\Z"
)
_GLUED = re.compile(r"([A-Za-z]+|[0-9](?:[0-9 .\-]*[0-9])?)[-/_]?\Z")
_MOST = 13  # digits, as they are dialled inside the country
_LAST_GROUP = re.compile(rf"{_SEPARATOR}+[0-9]+\Z")


def emails(text: str) -> Iterator[Match]:
    patterns = (_EMAIL, _TYPED_EMAIL) if "@" in text else ()
    for pattern in (*patterns, _SPOKEN_EMAIL):
        yield from judged(pattern, text, lambda found: match(EMAIL, found))


def phones(text: str) -> Iterator[Match]:
    """Mobile numbers and landlines by their form; whatever else has six digits behind a word for telephone."""
    for pattern in (_MOBILE, _SLASHED, _SPELLED, _LANDLINE):
        yield from judged(pattern, text, _phone)
    yield from judged(_BARE, text, _labelled)


def worded_phones(text: str) -> Iterator[Match]:
    """Mobile numbers in words: "nol delapan satu dua…"."""
    return judged(_WORDED, text, lambda found: match(PHONE, found))


def _phone(found: re.Match[str]) -> Match | None:
    number = _cut(found, 8 if found.re is _LANDLINE else 10)
    if number is None or is_moment(found[0]):
        return None
    context = before(found)
    return None if _is_part_of_a_code(context) or counts_things(context) else number


def _labelled(found: re.Match[str]) -> Match | None:
    context = before(found)
    if not _LABEL.search(context) or is_amount(context, found[0]) or is_moment(found[0]):
        return None
    return _cut(found, 6)


def _cut(found: re.Match[str], fewest: int) -> Match | None:
    """The match without the last groups that are too many: "0812 3456 7890 12 orang"."""
    number = found[0]
    while len(_national(number)) > _MOST and (group := _LAST_GROUP.search(number)):
        number = number[: group.start()]
    if not fewest <= len(_national(number)) <= _MOST:
        return None
    return Match(PHONE, found.start(), found.start() + len(number))


def _national(number: str) -> str:
    """The digits as they are dialled inside the country."""
    dialled = digits(number)
    if "+" in number or dialled.startswith(("628", "0062")):
        return "0" + dialled.lstrip("0")[2:].lstrip("0")
    return dialled


def _is_part_of_a_code(context: str) -> bool:
    """Whether a word or a short number is tied to what follows, as in INV/0812… or 005-0812…"""
    glued = _GLUED.search(context)
    if glued is None or _PHONE_WORD.search(context[: glued.end(1)]):
        return False
    if glued[1][0].isdigit():
        return len(digits(glued[1])) < 6  # more is a number of its own: "0812 3456 7890/0813…"
    return glued.end() == glued.end(1) or glued[1].isupper()
