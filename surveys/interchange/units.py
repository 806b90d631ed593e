"""The units of a survey by the names that files give them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Agency, ServiceUnit, SurveyUnit


@dataclass(frozen=True)
class SurveyedUnit:
    """`name` is the unit's code, or `agency/unit` where units of two agencies share a code; `full_name` always that."""

    id: int
    name: str
    full_name: str
    time_zone: str


def surveyed_units(session: Session, survey_id: int) -> list[SurveyedUnit]:
    """Every unit that the survey serves, those that are no longer active too: their paper may still come."""
    query = (
        select(ServiceUnit.id, ServiceUnit.code, Agency.code.label("agency"), ServiceUnit.time_zone)
        .join(SurveyUnit, SurveyUnit.unit_id == ServiceUnit.id)
        .join(Agency, Agency.id == ServiceUnit.agency_id)
        .where(SurveyUnit.survey_id == survey_id)
        .order_by(ServiceUnit.id)
    )
    rows = session.execute(query).all()
    shared = Counter(row.code for row in rows)
    full_names = {row.id: f"{row.agency}/{row.code}" for row in rows}
    return [
        SurveyedUnit(
            row.id, row.code if shared[row.code] == 1 else full_names[row.id], full_names[row.id], row.time_zone
        )
        for row in rows
    ]
