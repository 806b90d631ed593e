"""Decisions about comments: each about what was read, once, with a trace; early looks at results are logged."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import audit, consultation_oversight, moderation, running_totals, screening
from surveys.consultation_oversight import Wanted
from surveys.errors import ChangedMeanwhile, InvalidEntry, NotOffered, UnknownContribution, WrongState
from surveys.models import Consultation, Contribution, ModerationStep
from surveys.running_totals import COUNTS, RESULTS, SCREENING, may_see
from surveys.screening import Filter
from tests import builders
from tests.conftest import NOW

ANI, BUDI = "ani@dinas.example", "budi@dinas.example"


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return builders.consultation(session, builders.agency(session))


def waiting(session: Session, consultation: Consultation, text: str = "Mahal", state: str = "waiting") -> Contribution:
    return builders.contribution(session, consultation, text, state=state)


def hide(
    session: Session, consultation: Consultation, comment: Contribution, reason: str = "insult", note: str = ""
) -> None:
    seen = moderation.mark(comment)
    moderation.hide(session, consultation, comment.id, seen, reason, note, NOW, ANI)
    session.refresh(comment)


def steps(session: Session, comment: Contribution) -> list[tuple[str, str, str]]:
    query = select(ModerationStep).where(ModerationStep.contribution_id == comment.id).order_by(ModerationStep.id)
    return [(step.step, step.reason, step.actor) for step in session.scalars(query)]


def test_hiding_leaves_a_trace_and_can_be_undone(session: Session, consultation: Consultation) -> None:
    comment = waiting(session, consultation)
    hide(session, consultation, comment)
    moderation.show(session, consultation, {comment.id: moderation.mark(comment)}, NOW, BUDI)
    session.refresh(comment)
    assert comment.state == "shown"
    assert steps(session, comment) == [("hidden", "insult", ANI), ("shown", "", BUDI)]
    kinds = [entry.kind for entry in audit.consultation_entries(session, consultation.id)]
    assert kinds == ["contributions-shown", "contribution-hidden"]


def test_of_two_moderators_one_is_told(session: Session, consultation: Consultation) -> None:
    comment = waiting(session, consultation)
    seen = {comment.id: moderation.mark(comment)}
    hide(session, consultation, comment)
    # The other one still sees it waiting: showing it now would undo a decision that they don't know of.
    with pytest.raises(ChangedMeanwhile):
        moderation.show(session, consultation, seen, NOW, BUDI)
    with pytest.raises(WrongState):
        moderation.hide(session, consultation, comment.id, seen[comment.id], "insult", "", NOW, BUDI)
    assert len(steps(session, comment)) == 1


def test_a_text_that_its_writer_corrected_is_read_again(session: Session, consultation: Consultation) -> None:
    comment = waiting(session, consultation)
    seen = {comment.id: moderation.mark(comment)}
    comment.text = "Sesuatu yang lain"
    session.flush()
    with pytest.raises(ChangedMeanwhile):
        moderation.show(session, consultation, seen, NOW, ANI)


def test_of_many_all_are_shown_or_none(session: Session, consultation: Consultation) -> None:
    one, two = waiting(session, consultation), waiting(session, consultation, state="withdrawn")
    seen = {comment.id: moderation.mark(comment) for comment in (one, two)}
    with pytest.raises(WrongState), session.begin_nested():
        moderation.show(session, consultation, seen, NOW, ANI)
    assert session.scalar(select(func.count()).select_from(ModerationStep)) == 0
    with pytest.raises(InvalidEntry):
        moderation.show(session, consultation, {}, NOW, ANI)
    with pytest.raises(InvalidEntry):
        moderation.show(session, consultation, {str(number): "" for number in range(101)}, NOW, ANI)


def test_another_consultation_s_comment_does_not_exist(session: Session, consultation: Consultation) -> None:
    comment = waiting(session, builders.consultation(session, consultation.agency))
    for id_ in (comment.id, "tidak ada", "\x00"):
        with pytest.raises(UnknownContribution):
            moderation.show(session, consultation, {id_: moderation.mark(comment)}, NOW, ANI)
        with pytest.raises(UnknownContribution):
            screening.find(session, consultation, id_)


@pytest.mark.parametrize(
    ("reason", "note", "problem"),
    [
        ("", "", ("reason", "required")),
        ("because", "", ("reason", "required")),
        ("other", "  ", ("note", "required")),
        ("insult", "x" * 2_001, ("note", "too-long")),
        ("insult", "\x00", ("note", "unreadable-text")),
    ],
)
def test_hiding_needs_a_reason(
    session: Session, consultation: Consultation, reason: str, note: str, problem: tuple[str, str]
) -> None:
    comment = waiting(session, consultation)
    with pytest.raises(InvalidEntry) as error:
        hide(session, consultation, comment, reason, note)
    assert (error.value.problem.field, error.value.problem.code) == problem
    assert comment.state == "waiting"


@pytest.mark.parametrize(
    ("decision", "state", "trace"), [("uphold", "hidden", ("upheld", "hate")), ("restore", "shown", ("shown", ""))]
)
def test_an_appeal_is_decided_once(
    session: Session, consultation: Consultation, decision: str, state: str, trace: tuple[str, str]
) -> None:
    comment = waiting(session, consultation)
    hide(session, consultation, comment, "hate")
    comment.state = "appealed"
    session.add(ModerationStep(contribution_id=comment.id, at=NOW, step="appealed", note="Saya tidak menghina"))
    session.flush()
    assert screening.find(session, consultation, comment.id).appeal == "Saya tidak menghina"
    seen = moderation.mark(comment)
    with pytest.raises(WrongState):  # only a second look ends an appeal
        moderation.show(session, consultation, {comment.id: seen}, NOW, ANI)
    moderation.decide_appeal(session, consultation, comment.id, seen, decision, "", NOW, BUDI)
    session.refresh(comment)
    assert comment.state == state
    assert steps(session, comment)[-1] == (*trace, BUDI)
    with pytest.raises(WrongState):
        moderation.decide_appeal(session, consultation, comment.id, seen, decision, "", NOW, ANI)


def test_pages_go_by_the_key_and_miss_nothing(session: Session, consultation: Consultation) -> None:
    days = [dt.date(2026, 11, 1 + number % 3) for number in range(25)]
    made = [
        builders.contribution(session, consultation, f"Nomor {number}", state="waiting", day=day, abuse=number * 4)
        for number, day in enumerate(days)
    ]
    for asked, expected in (
        (Filter(), sorted((one.day, one.id) for one in made)),
        (Filter(likely_abuse=True), [(one.day, one.id) for one in reversed(made) if (one.abuse or 0) >= 60]),
    ):
        found, key = [], None
        while True:
            page = screening.page(session, consultation, asked, key, size=4)
            found += [(item.day, item.id) for item in page.items]
            key = page.following
            if key is None:
                break
        assert found == expected


def test_the_rule_says_what_is_seen_before_closing() -> None:
    seen = {
        rule: [may_see(rule, "open", what) for what in (SCREENING, COUNTS, RESULTS)]
        for rule in ("nothing", "counts", "everything")
    }
    assert seen == {
        "nothing": [True, False, False],
        "counts": [True, True, False],
        "everything": [True, True, True],
    }
    assert may_see("nothing", "closed", RESULTS)


def test_a_look_is_logged_and_lasts_an_hour(session: Session) -> None:
    rules = {"running_totals": "everything", "closes_at": NOW + dt.timedelta(days=1)}
    consultation = builders.consultation(session, builders.agency(session), **rules)
    assert not running_totals.looking(session, consultation, NOW, ANI, COUNTS)
    running_totals.look(session, consultation, NOW, ANI, RESULTS)
    later = NOW + dt.timedelta(minutes=59)
    assert running_totals.looking(session, consultation, later, ANI, COUNTS)
    assert not running_totals.looking(session, consultation, later, BUDI, COUNTS)
    assert not running_totals.looking(session, consultation, NOW + dt.timedelta(minutes=61), ANI, COUNTS)
    closed = NOW + dt.timedelta(days=2)  # nobody has taken the step yet
    running_totals.look(session, consultation, closed, BUDI, RESULTS)
    assert running_totals.looking(session, consultation, closed, BUDI, RESULTS)
    [watched] = consultation_oversight.watched(session, closed, Wanted()).lines
    assert [(look.at, look.actor) for look in watched.looks] == [(NOW, ANI)]


@pytest.mark.parametrize(
    ("rule", "what"), [("nothing", COUNTS), ("counts", RESULTS), ("everything", "x"), ("everything", SCREENING)]
)
def test_what_the_rule_forbids_is_not_seen(session: Session, rule: str, what: str) -> None:
    consultation = builders.consultation(session, builders.agency(session), running_totals=rule)
    with pytest.raises(NotOffered):
        running_totals.look(session, consultation, NOW, ANI, what)


def test_oversight_reads_numbers_reasons_and_delays(session: Session) -> None:
    closes = NOW - dt.timedelta(days=40)
    late = builders.consultation(session, builders.agency(session), closes_at=closes, outcome_days=30)
    builders.consultation(session, builders.agency(session), state="draft")
    for reason in ("insult", "insult", "hate"):
        hide(session, late, waiting(session, late), reason)
    waiting(session, late, state="shown")
    waiting(session, late)
    late.state = "closed"
    session.flush()
    [watched] = consultation_oversight.watched(session, NOW, Wanted()).lines
    assert (watched.progress.total, watched.hidden, watched.appealed) == (1, 3, 0)
    assert watched.reasons == {"insult": 2, "hate": 1}
    assert (watched.due, watched.overdue) == (dt.date(2026, 11, 14), 10)  # 15 October + 30 days; today is the 24th
