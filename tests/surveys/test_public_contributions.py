"""What the public sees of comments: pages by key, traces, the agency's replies, and the outcome behind a code."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from surveys import contribution_receipts, public_consultations, public_contributions
from surveys.contribution_receipts import OwnContribution
from surveys.models import (
    Consultation,
    Contribution,
    ModerationStep,
    OutcomePoint,
    OutcomeTheme,
    Reply,
    Theme,
    ThemedContribution,
)
from tests import builders
from tests.conftest import NOW

ZONE = "Asia/Jakarta"
LATE = dt.datetime(2026, 11, 24, 17, 30, tzinfo=dt.UTC)  # half past midnight of the 25th in Jakarta (UTC+7)


def themed(session: Session, consultation: Consultation, contribution: Contribution) -> Theme:
    theme = Theme(consultation_id=consultation.id, name="Tarif", name_key="tarif")
    session.add(theme)
    session.flush()
    session.add(ThemedContribution(contribution_id=contribution.id, theme_id=theme.id))
    session.flush()
    return theme


def answer_theme(session: Session, theme: Theme, text: str) -> None:
    reply = {"verdict": "rejected", "text": text, "at": LATE, "actor": "ani@example.go.id"}
    session.add(Reply(consultation_id=theme.consultation_id, theme_id=theme.id, **reply))
    session.flush()


def test_pages_meet_without_gap_or_repeat(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    days = [NOW.date() - dt.timedelta(days=number // 4) for number in range(11)]
    made = [builders.contribution(session, consultation, day=day) for day in days]
    builders.contribution(session, consultation, day=days[0], state="waiting")
    builders.contribution(session, consultation, day=days[0], passage="pasal-1")
    expected = [one.id for one in sorted(made, key=lambda one: (one.day, one.id), reverse=True)]
    seen: list[str] = []
    after = None
    for size in (3, 3, 3, 3):
        page = public_contributions.page(session, consultation.id, "", ZONE, after, size)
        seen += [item.id for item in page.items]
        after = page.following
    assert seen == expected
    assert after is None


def test_the_agencys_own_reply_comes_before_its_themes(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    contribution = builders.contribution(session, consultation)
    answer_theme(session, themed(session, consultation, contribution), "Untuk semua")
    builders.reply(session, contribution, "Untuk Anda", at=LATE)
    (item,) = public_contributions.page(session, consultation.id, "", ZONE).items
    assert [(reply.text, reply.by_theme) for reply in item.replies] == [("Untuk Anda", False), ("Untuk semua", True)]
    assert {reply.day for reply in item.replies} == {dt.date(2026, 11, 25)}


def test_a_hidden_comment_shows_steps_and_reasons_but_no_words(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    contribution = builders.contribution(session, consultation, "Kasar", state="appealed", stance="object")
    builders.reply(session, contribution)
    for step, reason, note in (("hidden", "insult", "catatan petugas"), ("appealed", "", "bukan hinaan")):
        session.add(ModerationStep(contribution_id=contribution.id, at=LATE, step=step, reason=reason, note=note))
        session.flush()
    (item,) = public_contributions.page(session, consultation.id, "", ZONE).items
    assert (item.text, item.stance, item.replies, item.hidden) == ("", "", (), True)
    day = dt.date(2026, 11, 25)
    assert [(trace.step, trace.reason, trace.day) for trace in item.traces] == [
        ("hidden", "insult", day),
        ("appealed", "", day),
    ]


def test_counts_are_of_what_is_shown(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    parent = builders.contribution(session, consultation, passage="pasal-1")
    builders.contribution(session, consultation, passage="pasal-1", parent_id=parent.id, stance="object")
    builders.contribution(session, consultation, passage="pasal-1", state="hidden")
    builders.contribution(session, consultation, stance="ask")
    counts = public_contributions.stance_counts(session, consultation.id, "pasal-1")
    assert counts == {"support": 1, "object": 0, "suggest": 0, "ask": 0}
    assert public_contributions.passage_counts(session, consultation.id) == {"pasal-1": 2, "": 1}


def test_the_code_shows_the_outcome_of_its_theme_once_that_is_public(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session), state="answered", outcome_published_at=NOW)
    consultation.state = "open"
    session.flush()
    contribution = builders.contribution(session, consultation)
    theme = themed(session, consultation, contribution)
    answer_theme(session, theme, "Untuk semua")
    texts = {name: f'{{"id":"{name}"}}' for name in ("asked", "heard", "did")}
    point = OutcomePoint(consultation_id=consultation.id, position=1, verdict="partly", **texts)
    session.add(point)
    session.flush()
    session.add(OutcomeTheme(point_id=point.id, theme_id=theme.id))
    session.flush()
    public = public_consultations.public_consultation(session, consultation.public_id)
    own = contribution_receipts.find(session, public, ["0" * 32, contribution.key_hash])
    assert isinstance(own, OwnContribution)
    assert [(part.verdict, part.did) for part in own.outcome] == [("partly", {"id": "did"})]
    assert [reply.text for reply in own.replies] == ["Untuk semua"]
