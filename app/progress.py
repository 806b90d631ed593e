"""Progress bars for commands: on standard error, and only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click


def bar(label: str, length: int, steps: Iterable[Any] | None = None) -> Any:
    """A context manager: iterate over it when it was given `steps`, else call its `update(n)`."""
    return click.progressbar(
        steps, length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty(), width=30
    )
