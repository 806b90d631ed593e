"""The nightly job on both databases: whatever the schedule, the same facts."""

from __future__ import annotations

import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete

from analytics import jobs, runs
from analytics.language.description import IN_USE
from analytics.language.sentiment import SentimentAnalyzer, analyzer
from analytics.measures.statistics import Statistics
from analytics.models import CountedDay, DailyFigure
from tests.analytics.conftest import Office

MONDAY = dt.date(2026, 11, 2)
TODAY = dt.date(2026, 11, 24)


def days(*numbers: int) -> list[dt.date]:
    return [MONDAY + dt.timedelta(days=number) for number in numbers]


def n_of(office: Office, day: dt.date) -> int:
    """How many responses the facts of everybody say the day has."""
    return sum(Statistics.load(str(row[-1])).n for row in office.facts() if row[1] == day and row[6] == "")


def test_nothing_to_count_is_no_error(office: Office) -> None:
    assert office.nightly(TODAY) == jobs.Counted(0, 0)
    assert office.run("nightly", "2026-11-24").status == "done"


def test_a_day_is_counted_and_counting_it_again_changes_nothing(office: Office) -> None:
    office.answer(MONDAY, 3, saran="Petugas ramah", usia="25-34")
    assert office.nightly(TODAY) == jobs.Counted(1, 1)
    first = office.facts()
    assert n_of(office, MONDAY) == 3
    assert len(first) == 2  # everybody, and the one age band
    assert office.nightly(TODAY) == jobs.Counted(1, 0)
    assert office.facts() == first
    assert office.counted() == {MONDAY: (0, 1)}


def test_days_after_the_one_asked_for_wait(office: Office) -> None:
    monday, tuesday = days(0, 1)
    office.answer(monday)
    office.answer(tuesday)
    office.nightly(monday)
    assert set(office.counted()) == {monday}
    office.nightly(tuesday)
    assert set(office.counted()) == {monday, tuesday}


def test_an_answer_that_came_after_its_day_was_counted_is_found(office: Office) -> None:
    office.answer(MONDAY)
    office.nightly(MONDAY)
    office.answer(MONDAY)
    assert office.nightly(MONDAY).changed == 1
    assert n_of(office, MONDAY) == 2


def test_an_old_day_is_counted_again_when_it_was_marked(office: Office) -> None:
    old, *later = days(0, 10, 11)
    for day in (old, *later):
        office.answer(day)
    office.nightly(TODAY)
    office.answer(old, mark=True)
    office.answer(days(3)[0], mark=True)  # and an import filled a day that had none
    assert office.nightly(TODAY) == jobs.Counted(4, 2)
    assert n_of(office, old) == 2
    assert office.counted()[old] == (1, 2)
    assert office.nightly(TODAY).changed == 0


def test_a_day_whose_answers_were_all_withdrawn_has_no_facts(office: Office) -> None:
    for day in days(0, 10):
        office.answer(day)
    office.nightly(TODAY)
    office.withdraw(MONDAY)
    assert office.nightly(TODAY).changed == 1
    assert {row[1] for row in office.facts()} == {days(10)[0]}
    assert office.nightly(TODAY).changed == 0


def test_a_mark_without_another_answer_is_noted_and_changes_no_fact(office: Office) -> None:
    office.answer(MONDAY)
    office.answer(days(10)[0])
    office.nightly(TODAY)
    office.answer(MONDAY, mark=True)
    office.withdraw(MONDAY)
    before = office.facts()
    assert office.nightly(TODAY).changed == 0
    assert office.facts() == before
    assert office.counted()[MONDAY] == (2, 1)


class Newer(SentimentAnalyzer):
    description = IN_USE._replace(version="next")


def test_another_analyzer_counts_every_day_again(office: Office) -> None:
    for day in days(0, 10, 11):
        office.answer(day, saran="Petugas ramah")
    office.nightly(TODAY)
    recounted = jobs.nightly(office.database, TODAY, office.clock, Newer())
    assert recounted == jobs.Counted(3, 0)  # the labels are the same here, the method is noted
    assert jobs.nightly(office.database, TODAY, office.clock, Newer()) == jobs.Counted(2, 0)


@pytest.mark.parametrize("seed", range(4))
def test_any_schedule_leads_to_the_same_bytes(office: Office, seed: int) -> None:
    """Answers, changes and runs in a random order, with missed nights, against one run at the end."""
    chance = random.Random(seed)
    for number in range(12):
        today = days(number)[0]
        office.answer(today, chance.randint(0, 3), chance.randint(1, 4), **chance.choice(PROFILES))
        if chance.random() < 0.3:
            office.answer(days(chance.randint(0, number))[0], mark=True)
        if chance.random() < 0.2 and office.facts():
            office.withdraw(chance.choice([row[1] for row in office.facts()]))  # type: ignore[arg-type]
        if chance.random() < 0.5:
            office.nightly(days(max(0, number - chance.randint(0, 2)))[0])
    office.nightly(TODAY)
    step_by_step = office.facts()
    assert step_by_step
    _forget(office)
    office.nightly(TODAY)
    assert office.facts() == step_by_step


PROFILES: list[dict[str, str]] = [
    {},
    {"usia": "25-34"},
    {"usia": "65+", "saran": "Lama sekali"},
    {"jenis-kelamin": "P"},
]


def _forget(office: Office) -> None:
    with office.database.write() as session:
        session.execute(delete(DailyFigure))
        session.execute(delete(CountedDay))


class Dies(SentimentAnalyzer):
    """An analyzer of the same name whose process ends on the third day."""

    description = IN_USE

    def __init__(self) -> None:
        super().__init__()
        self.days = 0

    def analyze_all(self, texts: object) -> list:  # type: ignore[type-arg]
        self.days += 1
        if self.days == 3:
            raise MemoryError
        return []


def test_a_run_that_died_is_simply_run_again(office: Office) -> None:
    for day in days(0, 1, 2, 3):
        office.answer(day)
    with pytest.raises(MemoryError):
        jobs.nightly(office.database, TODAY, office.clock, Dies())
    run = office.run("nightly", "2026-11-24")
    assert (run.status, run.detail, run.finished_at) == ("failed", "MemoryError", office.now)
    assert len(office.counted()) == 2
    office.nightly(TODAY)
    assert {n_of(office, day) for day in days(0, 1, 2, 3)} == {1}
    assert office.run("nightly", "2026-11-24").status == "done"


class Overtaken(SentimentAnalyzer):
    """An analyzer during which somebody else runs the same period from start to end."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office: Office | None = office

    def analyze_all(self, texts):  # type: ignore[no-untyped-def]
        office, self.office = self.office, None
        if office:
            office.answer(MONDAY, mark=True)
            office.nightly(TODAY)
        return super().analyze_all(texts)


def test_a_run_that_was_taken_over_stops_before_it_writes(office: Office) -> None:
    office.answer(MONDAY)
    with pytest.raises(runs.SupersededRun):
        jobs.nightly(office.database, TODAY, office.clock, Overtaken(office))
    assert n_of(office, MONDAY) == 2  # what the second run counted, not what the first one had read
    assert office.run("nightly", "2026-11-24").status == "done"


def test_two_runs_at_once_do_not_count_anything_twice(office: Office) -> None:
    for day in days(*range(8)):
        office.answer(day, 2, usia="25-34")
    untils = [TODAY, TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=2)]  # three periods: no fence between them
    with ThreadPoolExecutor(3) as threads:
        counted = list(threads.map(office.nightly, untils))
    assert {run.days for run in counted} <= set(range(9))
    assert {n_of(office, day) for day in days(*range(8))} == {2}
    office.nightly(TODAY)
    assert {changes for _, changes in office.counted().values()} <= {1, 2, 3}


def test_progress_is_told_for_each_day(office: Office) -> None:
    for day in days(0, 1):
        office.answer(day)
    told: list[tuple[int, int]] = []
    jobs.nightly(office.database, TODAY, office.clock, analyzer(), lambda done, steps: told.append((done, steps)))
    assert told == [(0, 2), (1, 2), (2, 2)]
