"""Ways to reach a person: telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import (
    EMAIL,
    PHONE,
    Match,
    before,
    candidates,
    counts_things,
    digits,
    is_amount,
    is_moment,
)

_LOCAL = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}+"
_FREE_MAIL = r"(?:gmail|googlemail|yahoo|ymail|rocketmail|outlook|hotmail|icloud|live|proton|protonmail|zoho)"
_EMAIL = re.compile(rf"{_LOCAL}@[A-Za-z0-9\-]{{1,63}}(?:\.[A-Za-z0-9\-]{{2,63}}){{1,4}}", re.ASCII)
# With the slips of a phone's keyboard, and in words, only where it can be nothing else.
_TYPED_EMAIL = re.compile(rf"(?i){_LOCAL} ?@ ?{_FREE_MAIL}(?: ?[.,] ?co(?:m|\.id))?\b", re.ASCII)
_SPOKEN_EMAIL = re.compile(
    rf"(?i){_LOCAL} ?(?:\(at\)|\[at\]|\bat\b|\bet\b) ?[a-z0-9\-]{{2,40}} ?(?:\(dot\)|\[dot\]|\bdot\b|\btitik\b) ?"
    r"(?:com|co|net|org|go|id)\b(?: ?(?:\bdot\b|\btitik\b|\.) ?id\b)?",
    re.ASCII,
)

_SEPARATOR = r"[ \t\u00a0.\-–()]"
_GROUPS = rf"(?:{_SEPARATOR}{{1,3}}[0-9]{{2,5}}){{1,4}}"
_START = r"(?<![0-9\]])(?<![0-9][.,])"
_PLUS_62 = rf"\(?(?:\+|00)?62\)?{_SEPARATOR}{{0,3}}"
_MOBILE = re.compile(
    rf"{_START}(?:{_PLUS_62}(?:\(?0\)?{_SEPARATOR}{{0,2}})?|\(?0)"
    rf"8[1-9](?:[0-9]{{7,10}}|[0-9]{{0,3}}{_GROUPS})(?![0-9])"
)
_SPELLED = re.compile(rf"{_START}0[ .\-]8(?:[ .\-][0-9]){{8,11}}(?![0-9])", re.ASCII)
_AREA = r"(?:2[124]|31|61|2[235-9][0-9]|3[2-8][0-9]|4[0-8][0-9]|5[1-6][0-9]|6[2-5][0-9]|7[0-7][0-9]|9[0-8][0-9])"
_LANDLINE = re.compile(
    rf"{_START}(?:\( ?0{_AREA} ?\)|0{_AREA}|(?:\+62|\(\+62\)){_SEPARATOR}{{0,3}}{_AREA}){_SEPARATOR}{{0,3}}"
    rf"[2-9](?:[0-9]{{4,7}}|[0-9]{{1,3}}{_GROUPS})(?![0-9])"
)
_BARE = re.compile(rf"{_START}[2-9](?:[0-9]{{5,11}}|[0-9]{{1,4}}{_GROUPS})(?![0-9])")
_PHONE = r"(?:no)?(?:hp|handphone|ponsel|wa|whats?app|telp?|tlpn?|telepon|telpon|phone|kontak|hub(?:ungi)?|call|sms|nope)"
_PHONE_WORD = re.compile(rf"(?i)\b{_PHONE}\Z")
_LABEL = re.compile(
    rf"(?i)\b{_PHONE}[\W_]{{0,4}}(?:(?:saya|sy|aku|kami|di|ke|no|nomor|nomer|aja|saja|ini|aktif)\b[\W_]{{0,3}}){{0,4}}\Z"
)
_GLUED = re.compile(r"([A-Za-z]+|[0-9]+)[-/_]?\Z")
_LAST_GROUP = re.compile(rf"{_SEPARATOR}+[0-9]+\Z")


def emails(text: str) -> Iterator[Match]:
    patterns = (_EMAIL, _TYPED_EMAIL) if "@" in text else ()
    for pattern in (*patterns, _SPOKEN_EMAIL):
        for found in candidates(pattern, text):
            yield Match(EMAIL, found.start(), found.end())


def phones(text: str) -> Iterator[Match]:
    """Mobile numbers and landlines by their form; whatever else has six digits behind a word for telephone."""
    for pattern, fewest, most in ((_MOBILE, 11, 13), (_SPELLED, 10, 13), (_LANDLINE, 8, 12)):
        for found in candidates(pattern, text):
            context = before(text, found.start())
            if not _is_part_of_a_code(context) and not counts_things(context) and not is_moment(found[0]):
                yield from _cut(found, fewest, most)
    for found in candidates(_BARE, text):
        context = before(text, found.start())
        if _LABEL.search(context) and not is_amount(context, found[0]) and not is_moment(found[0]):
            yield from _cut(found, 6, 12)


def _cut(found: re.Match[str], fewest: int, most: int) -> Iterator[Match]:
    """The match without the last groups that are too many: "0812 3456 7890 12 orang"."""
    number = found[0]
    while len(_national(number)) > most and (group := _LAST_GROUP.search(number)):
        number = number[: group.start()]
    if fewest <= len(_national(number)) <= most:
        yield Match(PHONE, found.start(), found.start() + len(number))


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
    if glued[1].isdigit():
        return len(glued[1]) < 6
    return glued.end() == glued.end(1) or glued[1].isupper()
