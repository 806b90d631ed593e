"""Comments and responses as rows, in the order of the draft: what law-making asks for. Reads only.

Hidden and withdrawn comments are only counted, with the reasons; what citizens reply to each other is counted too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import documents
from surveys.definition import Localized
from surveys.models import (
    ConsultationVersion,
    Contribution,
    ModerationStep,
    OutcomeContribution,
    OutcomePoint,
    OutcomeTheme,
    Reply,
)
from surveys.theme_members import members

_HIDDEN = ("hidden", "appealed")


@dataclass(frozen=True)
class Answer:
    verdict: str
    text: str


@dataclass(frozen=True)
class MatrixLine:
    """A shown comment. `role`: of the profile question, '' without an answer. `points`: positions in the outcome."""

    passage: str
    stance: str
    text: str
    role: str
    answers: tuple[Answer, ...]
    points: tuple[int, ...]


@dataclass(frozen=True)
class ResponseMatrix:
    """`follow_ups`: position of a point of the outcome -> what was done. `hidden`: reason -> how many.
    `removed`: passage that the newest text no longer has -> how one cited it, '' where it had no number.
    """

    lines: tuple[MatrixLine, ...]
    follow_ups: Mapping[int, Localized]
    hidden: Mapping[str, int]
    withdrawn: int
    waiting: int
    citizens_replies: int
    removed: Mapping[str, str]


def response_matrix(session: Session, consultation_id: int, passages: Collection[str]) -> ResponseMatrix:
    """The matrix as it is now. `passages`: ids in the order of the draft; comments on others come last."""
    place = {passage: at for at, passage in enumerate(["", *passages])}
    rows = session.execute(
        select(
            Contribution.id,
            Contribution.passage,
            Contribution.stance,
            Contribution.text,
            Contribution.profile,
        )
        .where(
            Contribution.consultation_id == consultation_id,
            Contribution.state == "shown",
            Contribution.parent_id.is_(None),
        )
        .order_by(Contribution.day, Contribution.id)
    ).all()
    roles = lru_cache(_role)  # many thousand lines have few profiles
    inside = members(session, consultation_id)
    answers, points = _answers(session, consultation_id, inside), _points(session, consultation_id, inside)
    lines = [
        MatrixLine(
            passage,
            stance,
            text,
            roles(profile),
            answers.get(id_, ()),
            tuple(sorted(points.get(id_, ()))),
        )
        for id_, passage, stance, text, profile in rows
    ]
    lines.sort(key=lambda line: place.get(line.passage, len(place)))
    states = _states(session, consultation_id)
    return ResponseMatrix(
        lines=tuple(lines),
        follow_ups=_follow_ups(session, consultation_id),
        hidden=_hidden(session, consultation_id),
        withdrawn=states.get("withdrawn", 0),
        waiting=states.get("waiting", 0),
        citizens_replies=states.get("shown", 0) - len(lines),
        removed=_removed(session, consultation_id, {line.passage for line in lines} - place.keys()),
    )


def _removed(session: Session, consultation_id: int, passages: Collection[str]) -> dict[str, str]:
    """How these were cited in the last published version that had them. Drafts are long: read only if asked."""
    if not passages:
        return {}
    drafts = select(ConsultationVersion.document).where(
        ConsultationVersion.consultation_id == consultation_id, ConsultationVersion.published_at.is_not(None)
    )
    return {
        passage.id: passage.number
        for draft in session.scalars(drafts.order_by(ConsultationVersion.number))
        for passage in documents.load(draft).passages
        if passage.id in passages
    }


def _role(profile: str) -> str:
    return str(json.loads(profile).get("role", ""))


def _answers(session: Session, consultation_id: int, inside: Mapping[int, set[str]]) -> dict[str, tuple[Answer, ...]]:
    """Contribution -> the answers to it alone, then to its themes. `inside`: theme_members.members."""
    replies = session.scalars(select(Reply).where(Reply.consultation_id == consultation_id).order_by(Reply.id)).all()
    found: dict[str, tuple[Answer, ...]] = {
        reply.contribution_id: (Answer(reply.verdict, reply.text),) for reply in replies if reply.contribution_id
    }
    for reply in replies:
        for id_ in inside.get(reply.theme_id or 0, ()):
            found[id_] = (*found.get(id_, ()), Answer(reply.verdict, reply.text))
    return found


def _points(session: Session, consultation_id: int, inside: Mapping[int, set[str]]) -> dict[str, set[int]]:
    """Contribution -> positions of the points that name it or a theme of it. `inside`: theme_members.members."""
    ours = OutcomePoint.consultation_id == consultation_id
    named = select(OutcomePoint.position, OutcomeContribution.contribution_id).join(
        OutcomeContribution, OutcomeContribution.point_id == OutcomePoint.id
    )
    themed = select(OutcomePoint.position, OutcomeTheme.theme_id).join(
        OutcomeTheme, OutcomeTheme.point_id == OutcomePoint.id
    )
    found: dict[str, set[int]] = {}
    for position, id_ in session.execute(named.where(ours)):
        found.setdefault(id_, set()).add(position)
    for position, theme_id in session.execute(themed.where(ours)):
        for id_ in inside.get(theme_id, ()):
            found.setdefault(id_, set()).add(position)
    return found


def _follow_ups(session: Session, consultation_id: int) -> dict[int, Localized]:
    points = select(OutcomePoint.position, OutcomePoint.did).where(OutcomePoint.consultation_id == consultation_id)
    return {position: json.loads(did) for position, did in session.execute(points.order_by(OutcomePoint.position))}


def _states(session: Session, consultation_id: int) -> dict[str, int]:
    counted = select(Contribution.state, func.count()).where(Contribution.consultation_id == consultation_id)
    return dict(session.execute(counted.group_by(Contribution.state)).all())


def _hidden(session: Session, consultation_id: int) -> dict[str, int]:
    """The reason of the last step that gave one -> how many comments are hidden for it."""
    steps = (
        select(Contribution.id, ModerationStep.reason)
        .outerjoin(ModerationStep, ModerationStep.contribution_id == Contribution.id)
        .where(Contribution.consultation_id == consultation_id, Contribution.state.in_(_HIDDEN))
        .order_by(ModerationStep.id)
    )
    reasons: dict[str, str] = {}
    for id_, reason in session.execute(steps):
        reasons[id_] = reason or reasons.get(id_, "")
    return dict(sorted(Counter(reasons.values()).items()))
