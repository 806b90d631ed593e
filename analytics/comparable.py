"""Which answers of a period may be counted together, where surveys were answered in several versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analytics import reading
from analytics.measures.statistics import Statistics
from analytics.measures.trends import Step, left_out
from analytics.reading import Fact
from surveys import queries


@dataclass(frozen=True)
class Comparable:
    """What surveys with several versions need; those with one version don't appear.

    `left_out`: version id -> questions that don't compare with the newest version of the period.
    `instruments`: version id -> the instrument that this version is, "" for none.
    """

    left_out: Mapping[int, frozenset[str]]
    instruments: Mapping[int, str]

    def statistics(self, fact: Fact) -> Statistics:
        """The fact's statistics without what doesn't compare."""
        codes = self.left_out.get(fact.version_id)
        return fact.statistics.without(codes) if codes else fact.statistics


def comparable(session: Session, first: dt.date, last: dt.date, survey_ids: Collection[int]) -> Comparable:
    """For the facts of the local days `first` to `last` of these surveys."""
    several = queries.with_several_versions(session, survey_ids)
    if not several:
        return Comparable({}, {})
    history = queries.version_history(session, several)
    present = reading.answered_versions(session, first, last, several)
    lost = [left_out(steps(versions), present) for versions in history.values()]
    return Comparable(
        {version_id: codes for one in lost for version_id, codes in one.items()},
        {version.id: version.questionnaire.instrument for versions in history.values() for version in versions},
    )


def steps(versions: Collection[queries.VersionRow]) -> list[Step]:
    return [Step(version.id, version.broken) for version in versions]
