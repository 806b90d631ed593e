"""Personal data in free text, found by their form and by the words beside them, and masked.

Citizens write numbers of identity cards, telephones and accounts into suggestion boxes. Intake masks
them before anything is stored, so that no page, export or analysis can ever show them.

What is found has a form of its own, or a word beside it that says what it is. Names of people have
neither: a list of names would mark ordinary words (Bunga, Sari, Jalan, Kota), so none is masked.

Pure, deterministic, linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data import accounts, contacts, identity, places, vehicles
from surveys.personal_data.match import TOKENS, Match, digits

__all__ = ["TOKENS", "Match", "blank_tokens", "find", "mask"]

# Each with the fewest digits of what it finds. Where two claim the same characters, the first one here has them.
_FINDERS = (
    (contacts.emails, 0),
    (places.addresses, 1),
    (identity.numbers, 11),
    (accounts.numbers, 8),
    (contacts.phones, 6),
    (contacts.worded_phones, 0),
    (identity.passports, 6),
    (vehicles.plates, 1),
)
_ZEROS = (0x0660, 0x06F0, 0x0966, 0x1B50, 0x1BB0, 0xA9D0, 0xFF10, *range(0x1D7CE, 0x1D800, 10))
_SIGN = re.compile(r"[0-9@]")
# One of them is in every address that is written without an @, and in every mobile number that is written in words.
_SPOKEN = ("dot", "titik", "(at)", "[at]", "mail", "yahoo", "outlook", "icloud", "delapan")
# Digits of other scripts that people's keyboards have, the wide @ and full stop, and signs without width, which stand
# between digits as a hyphen does. One sign for one, so that places stay.
_PLAIN = {
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
    **{0xFF20: "@", 0xFE6B: "@", 0xFF0E: ".", 0x200B: "-", 0x200C: "-", 0x200D: "-", 0x2060: "-", 0xAD: "-"},
}
_TOKEN = re.compile("|".join(map(re.escape, TOKENS.values())))


def find(text: str) -> list[Match]:
    """The personal data in `text`, in its order; none overlaps another."""
    text = text if text.isascii() else text.translate(_PLAIN)
    if not _may_hold_any(text):
        return []
    taken = bytearray(len(text))
    found = []
    for match in _candidates(text):
        if not any(taken[match.start : match.end]):
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
            found.append(match)
    return sorted(found, key=lambda match: match.start)


def mask(text: str) -> str:
    """`text` with a short word in square brackets in the place of everything that `find` finds.

    What a mask uncovers is masked too, so masking a masked text changes nothing. It ends: each
    round takes digits or an address away, and no token holds any.
    """
    while matches := find(text):
        ends = [0, *(match.end for match in matches)]
        kept = [text[end : match.start] + TOKENS[match.kind] for end, match in zip(ends, matches, strict=False)]
        text = "".join([*kept, text[ends[-1] :]])
    return text


def blank_tokens(text: str) -> str:
    """`text` with spaces in the place of every token, as many as it has letters: for who reads words, not people."""
    return _TOKEN.sub(lambda token: " " * len(token[0]), text) if "[" in text else text


def _may_hold_any(text: str) -> bool:
    """Whether there is a digit, an @, or a spoken one. Most texts hold none of them and cost no more than this look."""
    if _SIGN.search(text):
        return True
    lower = text.lower()
    return any(word in lower for word in _SPOKEN)


def _candidates(text: str) -> Iterator[Match]:
    count = len(digits(text))
    for finder, fewest in _FINDERS:
        if count >= fewest:
            yield from finder(text)
