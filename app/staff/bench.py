"""The thematic bench of a survey or of a consultation: its addresses, who may come in, and the frame of its pages.

Each page is one function for both. `bench_page` gives it two addresses, of which each asks for its own permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.auth import needs
from app.auth.permissions import PERMISSIONS
from app.entries import Entry
from app.filters import localized
from app.staff.blueprint import blueprint
from app.staff.consultation_rooms import BENCH, rooms
from app.staff.lookups import coders_of, comments_of, consultation_in_sight, survey_in_sight
from surveys import authoring, consultation_text
from surveys.comments import CommentReader, Source
from surveys.definition import Localized
from surveys.models import Survey

CODE_COMMENTS, CODE_CONTRIBUTIONS = "code-comments", "code-contributions"
_OF_CONSULTATIONS = "consultation_"  # what the names of their views begin with

View = Callable[..., Any]


def bench_page(address: str, method: str = "GET") -> Callable[[View], View]:
    """Make a view a page of the benches. It gets `survey_id` or `consultation_id`, and what `address` holds."""

    def register(view: View) -> View:
        for start, prefix, permission in (
            ("/surveys/<int:survey_id>", "", CODE_COMMENTS),
            ("/consultations/<int:consultation_id>/bench", _OF_CONSULTATIONS, CODE_CONTRIBUTIONS),
        ):
            guarded = needs(permission)(view)
            blueprint.add_url_rule(start + address, prefix + view.__name__, guarded, methods=[method])
        return view

    return register


@dataclass(frozen=True)
class Bench:
    """`named`: the part of the address that names the source, which stays known when a commit lets the rows go."""

    source: Source
    named: dict[str, int]

    @cached_property
    def reader(self) -> CommentReader:
        """The comments as the signed-in person may see them."""
        return comments_of(self.source)

    @cached_property
    def title(self) -> Localized:
        if isinstance(self.source, Survey):
            return authoring.questionnaire_of(self.source).title
        return consultation_text.load(self.source.versions[-1].content).title

    @property
    def of_survey(self) -> bool:
        return isinstance(self.source, Survey)

    @property
    def path(self) -> list[tuple[str, str]]:
        """Where the bench stands: the list that its source is in, and the source."""
        title = localized(self.title)
        if isinstance(self.source, Survey):
            return [(_("Survei"), url_for(".surveys")), (title, url_for(".survey", survey_id=self.source.id))]
        page = url_for(".consultation", consultation_id=self.source.id)
        return [(_("Konsultasi publik"), url_for(".consultations")), (title, page)]

    @property
    def rooms(self) -> list[Entry]:
        """The other rooms of a consultation; a survey has none."""
        return [] if isinstance(self.source, Survey) else rooms(self.source, here=BENCH)

    @cached_property
    def parts(self) -> dict[str, str]:
        """What comments are about -> what it is called: questions, or passages and the whole draft."""
        names = {part: localized(name) for part, name in self.reader.parts.items()}
        return names if self.of_survey else {"": _("Naskah keseluruhan"), **names}

    @property
    def coders(self) -> dict[str, str]:
        """E-mail address -> name of everybody who may code here."""
        return coders_of(self.source, PERMISSIONS[CODE_COMMENTS if self.of_survey else CODE_CONTRIBUTIONS])

    def url(self, view: str, **values: Any) -> str:
        """The address of one of the bench's pages. `view`: the name of its function."""
        return url_for(f".{'' if self.of_survey else _OF_CONSULTATIONS}{view}", **self.named, **values)


def bench_of(survey_id: int | None = None, consultation_id: int | None = None) -> Bench:
    """The bench that an address names. Raises NotFound."""
    if survey_id is not None:
        return Bench(survey_in_sight(survey_id), {"survey_id": survey_id})
    assert consultation_id is not None  # every address of a bench names one of the two
    return Bench(consultation_in_sight(consultation_id), {"consultation_id": consultation_id})
