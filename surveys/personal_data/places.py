"""Addresses where somebody lives: with a neighbourhood (RT/RW), or with a house number after "rumah saya"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import ADDRESS, WINDOW, Match, judged

_RT = r"\bR\.?T\.?[ :\-]{0,2}0{0,2}[0-9]{1,3}"
_RW = r"R\.?W\.?[ :\-]{0,2}0{0,2}[0-9]{1,3}"
_NEIGHBOURHOOD = re.compile(
    rf"(?i){_RT}(?:[ ,./\-]{{0,3}}{_RW}|[ ]?/[ ]?[0-9]{{1,3}})?(?![0-9])"
    r"|\bR\.?T\.?[ ]?[/\-][ ]?R\.?W\.?[ :.]{0,3}[0-9]{1,3}[ ]?[/\-][ ]?[0-9]{1,3}(?![0-9])",
    re.ASCII,
)
_SMALL_WORDS = (
    r"(?:di|ke|yang|yg|dan|ini|itu|kami|saya|sy|belum|blm|tidak|tdk|sudah|sdh|sangat|rusak|depan|masuk|umum|"
    r"no|nomor|nmr)"
)
_NAME = rf"(?!{_SMALL_WORDS}\b)[\w'’.\-/]{{2,30}}"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,3}}"
_STREET = (
    r"\b(?:jl|jln|jalan|gg|gang|perum(?:ahan|nas)?|komp(?:leks?)?|kp|kampung|dusun|dsn|blok|villa|griya|rusun(?:awa)?|"
    r"btn|cluster|apartemen|apt|asrama|lorong|lr|lingk(?:ungan)?)\b"
)
_HOUSE = (
    r"(?:[ ,]{0,2}\b(?:no|nomor|nmr|blok|kav|km)\b[. ]{0,2}[0-9A-Za-z][0-9A-Za-z/\-]{0,6}"
    r"|[ ,]{1,2}[0-9]{1,4}[A-Za-z]?\b)"
)
_STREETS = rf"(?:{_STREET}[. ]{{0,2}}{_NAMES}{_HOUSE}{{0,2}}[ ,]{{0,2}}){{1,2}}"
# From the street, or the number of the house, to where the neighbourhood begins.
_LEADING = re.compile(
    rf"(?i)(?:{_STREETS}|"
    rf"\bno(?:mor)?[. ]{{0,2}}[0-9]{{1,4}})[ ,.\-]{{0,3}}\Z"
)
# From there on: village, district, town, postal code.
_PART = r"(?i:kel(?:urahan)?|desa|ds|kec(?:amatan)?|kab(?:upaten)?|kota|dusun|dsn|prov(?:insi)?|kode ?pos)\b"
_CAPITALISED = rf"(?!{_PART})[A-Z][\w'’\-]{{1,30}}"
_TRAILING = re.compile(
    rf"(?:[ ,]{{1,2}}(?i:no(?:mor)?)[. ]{{1,2}}[0-9]{{1,3}}[A-Za-z]?\b(?![0-9.,/]*[0-9]))?"
    rf"(?:[ ,.]{{1,3}}{_PART}[. :]{{0,2}}(?:[0-9]{{5}}\b|{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}|(?i:{_NAME})))*"
    r"(?:,? [0-9]{5}(?![0-9]|[.,][0-9]))?"
)
_HOME = re.compile(
    r"(?i)\b(?:rumah|alamat(?:nya)?|tinggal|domisili)"
    r"(?: (?:saya|sy|kami|ku|di|beralamat|orang tua|ortu|sesuai|menurut|ktp|lengkap|asli|rumah|sekarang|skrg|baru))*"
    r"[ :]{1,2}"
    rf"((?:{_STREET}[. ]{{0,2}}{_NAMES}[ ,]{{1,2}})?{_STREET}[. ]{{0,2}}{_NAMES}{_HOUSE}{{1,2}})"
)


def addresses(text: str) -> Iterator[Match]:
    """A lone RT without street or RW stays: it names a neighbourhood that a complaint is about, and nobody's home."""
    yield from judged(_NEIGHBOURHOOD, text, _neighbourhood)
    yield from judged(_HOME, text, lambda found: Match(ADDRESS, found.start(1), _end(text, found.end(1))))


def _neighbourhood(found: re.Match[str]) -> Match | None:
    text = found.string
    leading = _LEADING.search(text, max(0, found.start() - 2 * WINDOW), found.start())
    if not leading and len(re.findall("[0-9]+", found[0])) < 2:
        return None
    return Match(ADDRESS, leading.start() if leading else found.start(), _end(text, found.end()))


def _end(text: str, end: int) -> int:
    trailing = _TRAILING.match(text, end)
    return trailing.end() if trailing else end
