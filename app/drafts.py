"""A draft as people read it, citizens and the agency alike: safe HTML, passages by name, changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from app.consultation_rules import rules_for_citizens
from surveys import documents
from surveys.documents import Document, Passage, Run, difference
from surveys.documents.difference import ADDED, CHANGED, MOVED, REMOVED, SAME
from surveys.documents.passages import CLAUSE, HEADING, LETTER, NUMERAL, TITLE_LENGTH, one_line
from surveys.errors import RefusedFile

KINDS = (CHANGED, ADDED, REMOVED, MOVED)

_HEADING_TAG = re.compile(r"<(/?)h([2-5])>")


@dataclass(frozen=True)
class Change:
    """What became of a passage. `earlier`: how it was cited before, where that is different."""

    kind: str
    passage: str
    name: str
    earlier: str
    runs: tuple[Run, ...]


def prepare(app: Flask) -> None:
    app.jinja_env.globals.update(citation=citation, set_in=set_in, rules_for_citizens=rules_for_citizens)
    app.jinja_env.filters.update(lowered=lowered, prose=prose)


def lowered(html: str) -> Markup:
    """Sanitised HTML with each heading one level lower: it stands under a heading of the page."""
    # documents has sanitised it: what looks like a heading's tag is one.
    return Markup(_HEADING_TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}>", html))  # noqa: S704  # nosec B704


@lru_cache(maxsize=500)
def prose(markdown: str) -> Markup:
    """A text that an agency wrote in Markdown, as safe HTML under a heading of the page."""
    try:
        passages = documents.from_markdown(markdown).passages
    except RefusedFile:  # nothing but markup, or more of it than anybody reads: the plain words do
        return Markup("<p>{}</p>").format(markdown) if markdown.strip() else Markup()
    return lowered("\n".join(passage.html for passage in passages))


def citation(passage: Passage, position: int) -> str:
    """How one calls a passage: "Pasal 12 ayat (3)", a heading by its words, all else by its place in the text."""
    if passage.kind == HEADING and not passage.number:
        return one_line(passage.title, TITLE_LENGTH)
    return passage.number or _("Bagian %(number)s", number=position)


def set_in(passage: Passage) -> str:
    """The class of a letter or numeral that stands in: how far; "" for all else."""
    stands_in = passage.level > 1 and passage.kind in (CLAUSE, LETTER, NUMERAL)
    return f" in-{min(passage.level, 4)}" if stands_in else ""


def changes_between(before: Document, after: Document) -> list[Change]:
    """Every passage that is not as it was, in the order of the text."""
    places = {
        version: {passage.id: number for number, passage in enumerate(document.passages, 1)}
        for version, document in (("before", before), ("after", after))
    }
    found = []
    for each in difference(before, after):
        if each.kind == SAME and not each.renumbered:
            continue
        old = citation(each.before, places["before"][each.before.id]) if each.before else ""
        new = citation(each.after, places["after"][each.after.id]) if each.after else old
        passage = each.after or each.before
        kind = CHANGED if each.kind == SAME else each.kind
        found.append(Change(kind, passage.id if passage else "", new, old if each.renumbered else "", each.runs))
    return found


def counts_of(changes: Sequence[Change]) -> dict[str, int]:
    """Kind of change -> how many passages have it; only kinds that there are."""
    counts = Counter(change.kind for change in changes)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}
