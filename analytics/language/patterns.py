"""Many sentences from one pattern: `(cepat/lambat)` is one of these, `[petugas]` one of the list of that name."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

_NAME = re.compile(r"\[(\w+)\]")
_CHOICE = re.compile(r"\(([^()]*)\)")


def patterns(text: str, lists: Mapping[str, str]) -> list[str]:
    """The patterns of `text`, which semicolons divide, with the lists in their places. KeyError if one is not there."""
    found = [" ".join(part.split()) for part in text.split(";") if part.strip()]
    while any(map(_NAME.search, found)):
        found = [_NAME.sub(lambda name: f"({lists[name[1]]})", pattern) for pattern in found]
    return found


def sentence(found: Sequence[str], chance: random.Random) -> str:
    """One sentence of one of these patterns."""
    text = chance.choice(found)
    while choice := _CHOICE.search(text):
        text = text[: choice.start()] + chance.choice(choice[1].split("/")) + text[choice.end() :]
    return " ".join(text.split()).replace(" ,", ",")
