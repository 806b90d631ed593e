"""How many answers of a group a survey takes: counted as they are stored, exactly, and only where there are quotas.

A count begins with the first answer that comes while the published questionnaire has the quota. It goes with the
quota's code over all versions. Answers from files are not counted: they may be more than a quota takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveys import branching
from surveys.definition import Questionnaire, Quota
from surveys.errors import QuotaReached
from surveys.models import QuotaCount
from surveys.question_types import Value


@dataclass(frozen=True)
class Standing:
    """A quota and the answers that it has taken."""

    quota: Quota
    count: int

    @property
    def is_reached(self) -> bool:
        return self.count >= self.quota.limit


def concerned(quotas: Sequence[Quota], questionnaire: Questionnaire, answers: Mapping[str, Value]) -> list[Quota]:
    """The quotas that stored answers to a questionnaire count for, by code.

    `quotas` may be those of a newer version: one that reads what this version doesn't ask is not concerned.
    """
    return sorted(
        (quota for quota in quotas if quota.when is None or branching.is_met(questionnaire, answers, quota.when)),
        key=lambda quota: quota.code,
    )


def take(connection: Connection, survey_id: int, quotas: Sequence[Quota]) -> None:
    """Count one answer for each quota, in the transaction that stores it. Raises QuotaReached: roll back then.

    One guarded statement for each, in the order of their codes, so two answers never wait for each other in a circle.
    """
    for quota in quotas:
        insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        first = insert(QuotaCount).values(survey_id=survey_id, code=quota.code, count=1)
        counted = first.on_conflict_do_update(
            index_elements=["survey_id", "code"],
            set_={"count": QuotaCount.count + 1},
            where=QuotaCount.count < quota.limit,
        )
        taken = connection.execute(counted, execution_options={"preserve_rowcount": True})
        if cast("CursorResult[Any]", taken).rowcount != 1:
            raise QuotaReached(quota.code)


def standings(session: Session, survey_id: int, questionnaire: Questionnaire) -> list[Standing]:
    """How each quota of a questionnaire stands; no query without quotas."""
    if not questionnaire.quotas:
        return []
    query = select(QuotaCount.code, QuotaCount.count).where(QuotaCount.survey_id == survey_id)
    counts = {row.code: int(row[1]) for row in session.execute(query)}
    return [Standing(quota, counts.get(quota.code, 0)) for quota in questionnaire.quotas]


def is_full(session: Session, survey_id: int, questionnaire: Questionnaire) -> bool:
    """Whether a quota for all answers is reached, so that nobody need begin."""
    if all(quota.when is not None for quota in questionnaire.quotas):
        return False
    return any(s.is_reached for s in standings(session, survey_id, questionnaire) if s.quota.when is None)
