"""Markdown as HTML, at a cost that grows with its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from surveys.documents.limits import DEEPEST, LONGEST_PASSAGE, readable, refused

MOST_BRACKETS = 2_000  # in one paragraph: each may begin a link, and is looked at up to its end
MOST_CELLS = 20_000


def rendered(text: str) -> str:
    """`text` as HTML, its own HTML shown as text.

    Raises RefusedFile `too-large`, `too-deep`, `passage-too-long` and `too-many-links`.
    """
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table").disable("image")
    parser.core.ruler.after("block", "bounds", _check)
    return str(parser.render(readable(text)))


def _check(state: StateCore) -> None:
    """Between the blocks and what stands in them: the parser would silently leave out what is too deep."""
    _check_blocks(state.tokens)
    for content in _contents(state.tokens):
        if len(content) > LONGEST_PASSAGE:
            raise refused("passage-too-long", LONGEST_PASSAGE, content[:60])
        if content.count("[") > MOST_BRACKETS:
            raise refused("too-many-links", MOST_BRACKETS, content[:60])


def _check_blocks(tokens: Sequence[Token]) -> None:
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise refused("too-deep", DEEPEST)
    if sum(token.type == "td_open" for token in tokens) > MOST_CELLS:
        raise refused("too-many-cells", MOST_CELLS)


def _contents(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.content for token in tokens if token.type == "inline")
