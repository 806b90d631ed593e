"""What a new survey begins with: an instrument, nothing, or a copy of a survey of one's own agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from app.extensions import db
from app.staff.lookups import survey_in_sight
from surveys import authoring, drafting
from surveys.definition import Localized, Questionnaire, Section
from surveys.instruments import INSTRUMENTS, skm
from surveys.models import ServiceUnit, Survey

BLANK, COPY = "blank", "copy-"
_MOST_COPIES = 50
_COPIED = {"id": "salinan", "en": "copy"}  # in the languages of the title, whichever the author reads the office in


@dataclass(frozen=True)
class Beginning:
    """`name`: as the address says it. `title`: the survey's usual title, or {}."""

    name: str
    title: Localized
    questionnaire: Questionnaire

    @property
    def is_ready(self) -> bool:
        """Whether it can be handed in as it is."""
        return bool(self.questionnaire.instrument)

    def questions_for(self, units: Sequence[ServiceUnit], title: Localized, layout: str) -> Questionnaire:
        """The questionnaire of a survey of `units`."""
        begun = replace(self.questionnaire, title=drafting.trimmed(title), layout=layout)
        if begun.instrument == skm.NAME:
            return drafting.with_services(db.session, units, begun)  # type: ignore[arg-type]  # a scoped session
        return begun


def beginning(name: str, year: int) -> Beginning:
    """What a new survey called so begins with. Raises NotFound for what is not offered."""
    if name == BLANK:
        sections = (Section("bagian-1", {"id": "Pertanyaan"}, ()),)
        return Beginning(name, {}, Questionnaire({}, sections))
    if instrument := INSTRUMENTS.get(name):
        title = (
            usual_title(year) if name == skm.NAME else {tag: f"{text} {year}" for tag, text in instrument.title.items()}
        )
        return Beginning(name, title, instrument.questionnaire(title))
    digits = name.removeprefix(COPY)
    if not name.startswith(COPY) or not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        raise NotFound
    copied = authoring.questionnaire_of(survey_in_sight(int(digits)))
    title = {tag: f"{text[:180]} ({_COPIED[tag]})" if tag in _COPIED else text for tag, text in copied.title.items()}
    return Beginning(name, title, copied)


def usual_title(year: int) -> Localized:
    return {"id": f"Survei Kepuasan Masyarakat {year}", "en": f"Public satisfaction survey {year}"}


def own_surveys(agency_ids: set[int]) -> list[tuple[Survey, Localized]]:
    """The newest surveys that can be copied, each with its title."""
    query = db.select(Survey).where(Survey.agency_id.in_(agency_ids)).order_by(Survey.id.desc()).limit(_MOST_COPIES)
    loaded = query.options(selectinload(Survey.versions), joinedload(Survey.agency))
    return [(survey, authoring.questionnaire_of(survey).title) for survey in db.session.scalars(loaded)]
