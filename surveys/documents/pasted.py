"""Text copied from a printed regulation: its page numbers, catchwords and broken words taken out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

# "- 3 -", "3", "Halaman 3 dari 10", "SK No 123456 A": what stands at the edge of a page.
_EDGES = re.compile(
    r"(?:[-–—~ ]{0,4}\d{1,4}[-–—~ ]{0,4}|halaman \d{1,4}(?: dari \d{1,4})?|SK No\.? ?\d{1,9} ?[A-Z]?"
    r"|https?://\S{1,200}|(?:www|jdih)\.\S{1,200})",
    re.IGNORECASE,
)
_CATCHWORD = re.compile(
    r"((?:\S{1,40} ){0,5}\S{0,40}?) ?(?:\. ?\. ?\.|…)"
)  # "Pasal 5 . . .": the next page's first words
_NEAR = 6  # lines with words, until which the next page has begun


def without_edges(text: str) -> Iterator[str]:
    """The lines of `text` without spaces around them; "" stands between paragraphs and pages."""
    # "Menimbang" and its colon stand in columns.
    lines = [" ".join(line.split()).removeprefix(":").lstrip() for line in text.split("\n")]
    near: deque[str] = deque(maxlen=_NEAR)
    kept = []
    for line in reversed(lines):
        kept.append("" if _EDGES.fullmatch(line) or _announces(line, near) else line)
        if line:
            near.append(line)
    yield from reversed(kept)


def _announces(line: str, near: Iterable[str]) -> bool:
    """Whether `line` only says how one of the next lines begins: "pada tanggal ..." is a gap to be filled in."""
    found = _CATCHWORD.fullmatch(line)
    if found is None:
        return False
    words = found[1].rstrip()
    return any(other != line and other.startswith(words) for other in near)


def joined(before: str, after: str) -> str:
    """Two lines as one. A hyphen at the end goes, unless it belongs to a doubled word: masing-masing."""
    if not before:
        return after
    if not re.search(r"[^\W\d_]-$", before[-2:]) or not after[:1].islower():
        return f"{before} {after}"
    stem = before[:-1].rsplit(None, 1)[-1].lower()
    whole = re.split(r"\W", after, maxsplit=1)[0].lower()
    doubled = len(stem) > 2 and (whole.startswith(stem[-4:]) or whole[:4] in stem) and len(whole) > 2
    return before + after if doubled else before[:-1] + after
