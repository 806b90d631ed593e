"""`flask analytics themes`: what the answers in a table are about, without a survey."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import progress
from app.commands.analytics import group, refusals
from surveys.interchange import delimited
from surveys.personal_data import blank_tokens, mask

if TYPE_CHECKING:
    from analytics.language.keyword_themes import KeywordTheme
    from analytics.measures.themes import Theme, Themes

LONGEST_QUOTE = 400  # characters of an example that are printed


@group.command("themes")
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--column", required=True, help="The name of the column that holds the texts.")
@click.option("--seeds", metavar="FILE.toml", type=click.Path(path_type=Path), help="Keyword themes of your own.")
def themes(path: Path, column: str, seeds: Path | None) -> None:
    """Say what texts are about, as JSON: themes with their weights, key words and example rows.

    Personal data in the texts are masked first.

    Rows are counted from 1, below the header. By default the keyword themes are those of public services.
    """
    from analytics.language.identification import identify_all
    from analytics.measures.themes import suggest

    keyword_themes = _keyword_themes(seeds) if seeds else None
    texts = _texts(path, column)
    words = [blank_tokens(text) for text in texts]
    with progress.watcher("Themes    ") as watcher:
        found = suggest(words, identify_all(words), keyword_themes, progress=watcher)
    click.echo(_json(found, texts))


def _keyword_themes(path: Path) -> tuple[KeywordTheme, ...]:
    from analytics.language.keyword_themes import UnreadableThemes, load

    try:
        with refusals():
            return load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: not UTF-8 text") from error
    except UnreadableThemes as error:
        raise click.ClickException(f"{path}: {error}") from error


def _texts(path: Path, column: str) -> list[str]:
    with refusals(), path.open("rb") as file:
        layout = delimited.inspect(file)
        if layout.header.count(column) != 1:
            known = ", ".join(layout.header)
            raise click.ClickException(f'{path}: there must be one column "{column}"; the columns are: {known}')
        place = layout.header.index(column)
        rows = delimited.records(file, layout)
        return [mask((*record.cells, *[""] * len(layout.header))[place]) for record in rows]


def _json(found: Themes, texts: Sequence[str]) -> str:
    """Indented, but with one line for each row's assignment: there may be many."""
    head = {
        "method": found.method,
        "rows": len(texts),
        "n": found.n,
        "languages": found.languages,
        "unassigned": found.unassigned,
        "themes": [_theme(theme, texts) for theme in found.themes],
    }
    lines = [
        json.dumps({"row": row, "themes": assigned}, ensure_ascii=False)
        for row, assigned in enumerate(found.assignments, start=1)
    ]
    assignments = ",\n    ".join(lines)
    indented = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{indented},\n  "assignments": [\n    {assignments}\n  ]\n}}'


def _theme(theme: Theme, texts: Sequence[str]) -> dict[str, Any]:
    return {
        "id": theme.id,
        "label": theme.names["id"],
        "label_en": theme.names["en"],
        "source": theme.source,
        "part_of": theme.part_of,
        "weight": theme.weight,
        "n": theme.n,
        "language": theme.language,
        "languages": theme.languages,
        "words": list(theme.words),
        "keyness": list(theme.words.values()),
        "examples": [{"row": place + 1, "text": _quote(texts[place])} for place in theme.examples],
    }


def _quote(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
