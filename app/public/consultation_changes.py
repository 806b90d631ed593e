"""What is different between two versions of a draft, in one column or in two."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request
from sqlalchemy.orm import Session

from app.database import reading
from app.drafts import changes_between, counts_of
from app.extensions import db
from app.i18n import content_language
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_beside import beside
from app.public.consultation_words import standing_of
from app.public.ready_pages import ready
from surveys.consultation_reading import VersionLine
from surveys.errors import UnknownConsultation
from surveys.public_consultations import PublicConsultation, version_document


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
    changes = changes_between(before, after)
    return render_template(
        "public/consultation_changes.html",
        consultation=shown,
        compared=compared,
        changes=changes,
        counts=counts_of(changes),
        sides=sides,
    )
