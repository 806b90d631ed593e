"""What reading and comparing drafts costs, in seconds of CPU: 300 passages as usual, and the worst that is let in."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from surveys.documents import Document, difference, from_html, from_markdown, from_regulation, revise
from surveys.errors import RefusedFile

WORDS = [f"kata{number}" for number in range(3000)] + ["dan", "yang", "di", "untuk", "pada"] * 300
HOSTILE = (
    "[",
    "> ",
    "- ",
    "*a ",
    "`",
    "<b ",
    "|a",
    "a\n",
    "- a\n",
    "- butir\n",
    "a\n\n",
    "# a\n",
    "Pasal 1\n",
    "x:\n1. y:\na. z:\n",
    "[a]: b\n",
)
HOSTILE += (
    "<ul><li>",
    "<p>",
    "</p>",
    "<a href=x>",
    "<table><tr><td>",
    "<!--",
    "a-\n",
    "(1) ",
    "&amp;",
    "<p a=1 b=2>\n\n",
)


def _versions(passages: int, words: int) -> tuple[str, str]:
    """A text, and the same with every tenth word another."""
    chance = random.Random(1)
    first = [[chance.choice(WORDS) for _ in range(words)] for _ in range(passages)]
    second = [[chance.choice(WORDS) if chance.random() < 0.1 else word for word in passage] for passage in first]
    before, after = ("\n\n".join(" ".join(passage) for passage in version) for version in (first, second))
    return before, after


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.mark.parametrize(("passages", "most"), [(300, 1), (3000, 10)])
def test_two_versions_of_a_draft(passages: int, most: float, pytestconfig: pytest.Config) -> None:
    texts = _versions(passages, 60)
    found: list[Document] = []
    read = _spent(lambda: found.extend(map(from_markdown, texts)))
    revised = _spent(lambda: found.append(revise(*found[:2])))
    compared = _spent(lambda: difference(found[0], found[2]))
    say = pytestconfig.get_terminal_writer().line
    say(f"{passages} passages: two read {read:.2f} s, ids {revised:.2f} s, difference {compared:.2f} s")
    assert revised + compared < most


def test_the_worst_that_is_let_in(pytestconfig: pytest.Config) -> None:
    def cost(reader: Callable[[str], Document], text: str) -> float:
        def read() -> None:
            with suppress(RefusedFile):
                reader(text)

        return _spent(read)

    readers = (from_markdown, from_html, from_regulation)
    found = [
        (cost(reader, (unit * length)[:length]), reader.__name__, unit, length)
        for reader in readers
        for unit in HOSTILE
        for length in (50_000, 100_000, 1_900_000)
    ]
    pytestconfig.get_terminal_writer().line(f"slowest: {sorted(found)[-3:]}")
    assert max(found)[0] < 5
