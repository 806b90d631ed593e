"""How many answer, while a survey runs: counts only, straight from the responses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import needs
from app.extensions import db
from app.staff import chart
from app.staff.blueprint import blueprint
from app.staff.lookups import served_units, survey_in_sight
from app.staff.words import CHANNEL_NAMES
from surveys import authoring
from surveys.calendar import first_of_month, local_time
from surveys.models import ServiceUnit
from surveys.participation import Count, Participation, participation, participation_rate
from surveys.queries import people_served
from surveys.scoring import half_up


@dataclass(frozen=True)
class UnitLine:
    """One unit's counts. `people` and `rate` (per hundred, one decimal) are None until its denominator is complete."""

    unit: ServiceUnit
    count: Count
    people: int | None
    rate: Decimal | None


@blueprint.get("/surveys/<int:survey_id>/participation")
@needs("watch-participation")
def survey_participation(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    today, _hour = local_time(clock.now(), survey.agency.time_zone)
    found = participation(db.session, survey.id, today)
    units = [served.unit for served in served_units(survey)]
    people = people_served(db.session, first_of_month(today))
    return render_template(
        "staff/participation.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        today=today,
        found=found,
        lines=[_line(unit, found, people) for unit in units],
        elsewhere=_elsewhere(units, found),
        channels=CHANNEL_NAMES,
        columns=chart.columns(found.by_day),
        chart=chart,
    )


def _line(unit: ServiceUnit, found: Participation, people: dict[int, int]) -> UnitLine:
    count, served = found.by_unit.get(unit.id, Count()), people.get(unit.id)
    rate = participation_rate(count.month, served)
    return UnitLine(unit, count, served, None if rate is None else half_up(rate, 1))


def _elsewhere(units: list[ServiceUnit], found: Participation) -> Count:
    """Answers without a unit, or for a unit that an earlier version served."""
    listed = {unit.id for unit in units}
    return sum((count for unit_id, count in found.by_unit.items() if unit_id not in listed), Count())
