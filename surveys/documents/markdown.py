"""Markdown as HTML, at a cost that grows with its length."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from surveys.documents.limits import DEEPEST, LONGEST_PASSAGE, readable, refused

MOST_MARKS = 100_000  # characters that may mean something
MOST_BRACKETS = 10_000**2  # each may begin a link, and is looked at up to the paragraph's end
MOST_CELLS = 20_000
MOST_TOKENS = 50_000  # of blocks; an item of a list has five, a paragraph three
_MARKS = "*_[]<>&`|\\"


def rendered(text: str) -> str:
    """`text` as HTML, its own HTML shown as text.

    Raises RefusedFile `too-large`, `too-many-lines`, `too-many-marks`, `too-deep`, `passage-too-long` and
    `too-many-cells`.
    """
    text = readable(text)
    if sum(map(text.count, _MARKS)) > MOST_MARKS:
        raise refused("too-many-marks", MOST_MARKS)
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table").disable("image")
    parser.block.ruler.before("table", "bounds", _count)
    parser.core.ruler.after("block", "bounds", _check)
    return str(parser.render(text))


def _count(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    """Before each block: what is far too much is refused while it is read, not when it has been."""
    if len(state.tokens) > MOST_TOKENS:
        raise refused("too-large", MOST_TOKENS)
    return False


def _check(state: StateCore) -> None:
    """Between the blocks and what stands in them: the parser would silently leave out what is too deep."""
    if any(token.level >= DEEPEST - 1 for token in state.tokens):
        raise refused("too-deep", DEEPEST)
    if sum(token.type == "td_open" for token in state.tokens) > MOST_CELLS:
        raise refused("too-many-cells", MOST_CELLS)
    contents = [token.content for token in state.tokens if token.type == "inline"]
    for content in contents:
        if len(content) > LONGEST_PASSAGE:
            raise refused("passage-too-long", LONGEST_PASSAGE, content[:60])
    if sum(content.count("[") ** 2 for content in contents) > MOST_BRACKETS:
        raise refused("too-many-marks", MOST_MARKS)
