"""`flask analytics sentiment` and `train`: what texts say, and the models that read them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import click

from app.commands.analytics import group

_AT_ONCE = 2_000  # lines


@group.command("sentiment", with_appcontext=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: probabilities, language, evidence.")
def sentiment(as_json: bool) -> None:
    """Label texts: one text a line on standard input, one label a line on standard output."""
    from analytics.language.sentiment import analyzer

    write: Callable[[list[str]], Iterator[str]] = _objects
    if not as_json:
        write = lambda texts: (found.label for found in analyzer().analyze_all(texts))  # noqa: E731
    for texts in _batches(sys.stdin.buffer):
        sys.stdout.buffer.write("".join(f"{line}\n" for line in write(texts)).encode())


def _batches(stream: BinaryIO) -> Iterator[list[str]]:
    """The lines, some at a time. Only a line feed ends one; what is no UTF-8 is replaced."""
    lines = (line.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r") for line in stream)
    while batch := list(islice(lines, _AT_ONCE)):
        yield batch


def _objects(texts: list[str]) -> Iterator[str]:
    from analytics.language.identification import identify_all
    from analytics.language.sentiment import analyzer

    for text, language in zip(texts, identify_all(texts), strict=True):
        explained = analyzer().explain(text)
        found = explained.sentiment
        yield json.dumps(
            {
                "label": found.label,
                "probabilities": {name: round(share, 4) for name, share in found.probabilities._asdict().items()},
                "language": language,
                "needs_reader": found.needs_reader,
                "evidence": [
                    {
                        "word": word.word,
                        "start": word.start,
                        "end": word.end,
                        "contribution": round(word.contribution, 4),
                    }
                    for word in explained.evidence
                ],
            },
            ensure_ascii=False,
        )


@group.command("train", with_appcontext=False)
@click.argument("data", metavar="DATA_DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
def train(data: Path) -> None:
    """Make the model files again from the data folder. The same data give the same bytes."""
    from analytics.language import making

    try:
        for path in making.make(data):
            click.echo(f"{path.name}: {path.stat().st_size:,} bytes")
    except making.NotMade as error:
        raise click.ClickException(str(error)) from error
