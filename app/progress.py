"""Progress bars for commands: on standard error, and only where a person watches."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click


def bar(label: str, length: int, steps: Iterable[Any] | None = None) -> Any:
    """A context manager: iterate over it when it was given `steps`, else call its `update(n)`."""
    return click.progressbar(
        steps, length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty(), width=30
    )


@contextlib.contextmanager
def watcher(label: str) -> Iterator[Any]:
    """A bar that is told as jobs tell their progress: steps done, of how many."""
    with bar(label, 1) as shown:

        def watch(done: int, steps: int) -> None:
            shown.length = max(steps, 1)
            shown.update(done - shown.pos)

        yield watch
