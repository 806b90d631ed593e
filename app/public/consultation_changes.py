"""What is different between two versions of a draft, in one column or in two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Response, render_template, request
from sqlalchemy.orm import Session

from app.database import reading
from app.extensions import db
from app.i18n import content_language
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_beside import beside
from app.public.consultation_parts import citation
from app.public.consultation_words import standing_of
from app.public.ready_pages import ready
from surveys.consultation_reading import VersionLine
from surveys.documents import Document, Run, difference
from surveys.documents.difference import ADDED, CHANGED, MOVED, REMOVED, SAME
from surveys.errors import UnknownConsultation
from surveys.public_consultations import PublicConsultation, version_document

KINDS = (CHANGED, ADDED, REMOVED, MOVED)


@dataclass(frozen=True)
class Change:
    """What became of a passage. `earlier`: how it was cited before, where that is different."""

    kind: str
    passage: str
    name: str
    earlier: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Comparison:
    versions: tuple[int, ...]  # all that are published
    before: int
    after: int
    notes: tuple[VersionLine, ...]  # of the versions after `before`, up to `after`

    @property
    def key(self) -> tuple[int, int]:
        return self.before, self.after


@blueprint.get("/k/<code:public_id>/changes")
def consultation_changes(public_id: str) -> Response:
    shown = consultation_shelf.consultation(public_id)
    compared = _compared(beside(shown.id).versions)
    sides = request.args.get("view") == "sides"
    return ready(
        ("changes", public_id, content_language(), compared.key, sides),
        (shown, compared, standing_of(shown)),
        lambda: _render(shown, compared, sides),
    )


def _compared(versions: tuple[VersionLine, ...]) -> Comparison:
    """The two versions that are asked for: by default the newest, and the one before it. Raises UnknownConsultation."""
    numbers = tuple(version.number for version in versions)
    after = request.args.get("to", numbers[-1] if numbers else 0, int)
    earlier = [number for number in numbers if number < after]
    before = request.args.get("from", earlier[-1] if earlier else after, int)
    if {before, after} - set(numbers) or before > after:
        raise UnknownConsultation(f"{before}-{after}")
    notes = tuple(version for version in versions if before < version.number <= after and version.note)
    return Comparison(numbers, before, after, notes)


def _render(shown: PublicConsultation, compared: Comparison, sides: bool) -> str:
    with reading(), Session(db.engine) as session:
        before, after = (version_document(session, shown.id, number) for number in compared.key)
    changes = _changes(before, after)
    counts = Counter(change.kind for change in changes)
    return render_template(
        "public/consultation_changes.html",
        consultation=shown,
        compared=compared,
        changes=changes,
        counts={kind: counts[kind] for kind in KINDS if counts[kind]},
        sides=sides,
    )


def _changes(before: Document, after: Document) -> list[Change]:
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
