"""The opinion groups of consultations: worked out when there are new votes, kept for pages and for choosing what
comes next on the voting page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics import facts
from analytics.measures.opinion_map import opinion_map
from analytics.measures.opinions import METHOD, opinions
from analytics.measures.statement_order import extremities
from analytics.measures.votes import votes_of
from analytics.models import OpinionMap
from analytics.runs import Clock, Database, running
from surveys.canonical import canonical_json
from surveys.vote_queries import VoteColumns, vote_columns, vote_revisions

MAP = "map-opinions"


@dataclass(frozen=True)
class StoredMap:
    """`content`: a measures.opinion_map.OpinionMap as plain values. `extremities`: statement id -> how far apart its
    votes set people. `current`: whether no vote came since."""

    computed_at: dt.datetime
    content: Mapping[str, Any]
    extremities: Mapping[str, float]
    current: bool


def update_maps(database: Database, period: str, clock: Clock) -> int:
    """Work out the groups of every consultation with other votes than last time; how many. Raises SupersededRun.

    The labels of groups go on from the last time.
    """
    with running(database, MAP, period, clock) as run:
        with database.read() as session:
            stale = _stale(session)
        for consultation_id in stale:
            with database.read() as session:
                revision = vote_revisions(session).get(consultation_id)
                columns = vote_columns(session, consultation_id)
                before = _row(session, consultation_id)
            if revision is None:
                continue
            content = worked_out(columns, json.loads(before.content)["profiles"] if before else None)
            with database.write() as session:
                run.require(session)
                facts.store_opinions(session, consultation_id, revision, METHOD, content, clock())
    return len(stale)


def worked_out(columns: VoteColumns, before: Mapping[str, Any] | None) -> str:
    """The map of these votes as canonical JSON. `before`: the profiles of the last one."""
    rows, places, values = (np.array(each) for each in (columns.rows, columns.columns, columns.values))
    votes = votes_of(columns.voters, columns.statements, rows, places, values)
    quick = dict(zip(columns.voters, columns.quick, strict=True))
    found = opinions(votes, before, np.array([quick[voter] for voter in votes.voters], dtype=np.int64))
    spread = dict(zip(votes.statements, extremities(found.space).round(4).tolist(), strict=True))
    return canonical_json({**opinion_map(found).dumped(), "extremities": spread})


def stored_map(session: Session, consultation_id: int) -> StoredMap | None:
    """What was worked out last, if anything was."""
    row = _row(session, consultation_id)
    if row is None:
        return None
    content = json.loads(row.content)
    current = vote_revisions(session).get(consultation_id) == row.revision and row.method == METHOD
    return StoredMap(row.computed_at, content, content["extremities"], current)


def stored_extremities(session: Session, consultation_id: int) -> Mapping[str, float]:
    """Statement id -> how far apart its votes set people; empty before the first night."""
    row = _row(session, consultation_id)
    found: Mapping[str, float] = json.loads(row.content)["extremities"] if row else {}
    return found


def _stale(session: Session) -> list[int]:
    known = {row.consultation_id: (row.revision, row.method) for row in session.scalars(select(OpinionMap))}
    return [id_ for id_, revision in vote_revisions(session).items() if known.get(id_) != (revision, METHOD)]


def _row(session: Session, consultation_id: int) -> OpinionMap | None:
    return session.get(OpinionMap, consultation_id)
