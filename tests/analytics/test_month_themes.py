"""The themes of a survey's month, on both databases: the same whatever the schedule."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from analytics import jobs, month_themes
from analytics.language.description import IN_USE
from analytics.language.sentiment import SentimentAnalyzer
from analytics.month_themes import MonthSummary
from analytics.reading import counting_method
from analytics.reports.build import build
from surveys import changed_days, keyword_themes
from surveys.models import Agency
from tests.analytics.conftest import Office
from tests.conftest import NOW

SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
TODAY = dt.date(2026, 11, 24)
QUEUE = ("Antrean lama sekali", "Menunggu antrean terlalu lama", "Antre dari pagi, lama")
FEE = ("Biayanya mahal", "Ada pungutan, biaya tidak jelas")


def say(office: Office, month: dt.date, *texts: str) -> None:
    for number, text in enumerate(texts):
        office.answer(month + dt.timedelta(days=number), saran=text)


def found(office: Office, month: dt.date) -> MonthSummary | None:
    with office.database.read() as session:
        return month_themes.summary(session, office.survey_id, month)


def counts(office: Office, month: dt.date) -> dict[str, int]:
    summary = found(office, month)
    assert summary is not None
    return {theme.id: theme.n for theme in summary.themes.themes if theme.part_of is None}


def stale(office: Office, method: str = counting_method(IN_USE)) -> list[dt.date]:
    with office.database.read() as session:
        return [month for _, month in month_themes.stale(session, TODAY, method)]


def test_comments_are_sorted_into_themes_by_unit_and_tone(office: Office) -> None:
    say(office, OCTOBER, *QUEUE, *FEE)
    office.nightly(TODAY)
    assert counts(office, OCTOBER) == {"waktu": 3, "biaya": 2}
    summary = found(office, OCTOBER)
    assert summary is not None
    assert [counted["waktu"] for counted in summary.units.values()] == [3]
    assert sum(summary.labels["biaya"].values()) == 2
    assert {key.question_code for keys in summary.examples.values() for key in keys} == {"saran"}


def test_no_word_of_an_answer_is_kept_but_the_key_words(office: Office) -> None:
    say(office, OCTOBER, *QUEUE, "Zebra-zebra itu menari")
    office.nightly(TODAY)
    summary = found(office, OCTOBER)
    assert summary is not None
    assert "zebra" not in summary.dump().lower()
    assert MonthSummary.load(office.survey_id, summary.dump()) == summary


def test_only_what_changed_is_worked_out_again_and_what_follows_it(office: Office) -> None:
    for month in (SEPTEMBER, OCTOBER):
        say(office, month, *QUEUE)
    assert stale(office) == []
    office.nightly(TODAY)
    assert stale(office) == []
    say(office, OCTOBER, *FEE)
    with office.database.write() as session:
        changed_days.mark(session, office.survey_id, [OCTOBER, OCTOBER + dt.timedelta(days=1)])
    office.nightly(TODAY)
    assert counts(office, OCTOBER) == {"waktu": 3, "biaya": 2}
    assert counts(office, SEPTEMBER) == {"waktu": 3}
    assert stale(office, "another method") == [SEPTEMBER, OCTOBER]


def test_an_agencys_own_key_words_count_from_the_next_night(office: Office) -> None:
    say(office, OCTOBER, "Parkirnya penuh terus", "Lahan parkir sempit", *QUEUE)
    office.nightly(TODAY)
    assert "parkir" not in counts(office, OCTOBER)
    with office.database.write() as session:
        agency = session.get_one(Agency, office.agency_id)
        keyword_themes.change_theme(session, agency, "parkir", "Parkir", "Parkir, lahan parkir", NOW, "ani@example.id")
        keyword_themes.change_theme(session, agency, "waktu", "Waktu", "", NOW, "ani@example.id")
    assert stale(office) == [OCTOBER]
    office.nightly(TODAY)
    assert counts(office, OCTOBER)["parkir"] == 2
    assert "waktu" not in counts(office, OCTOBER)
    with office.database.write() as session:
        agency = session.get_one(Agency, office.agency_id)
        for code in ("parkir", "waktu"):
            keyword_themes.reset_theme(session, agency, code, NOW, "ani@example.id")
    office.nightly(TODAY)
    assert counts(office, OCTOBER)["waktu"] == 3


@pytest.mark.parametrize("nights", [1, 3])
def test_any_schedule_leads_to_the_same_themes(office: Office, nights: int) -> None:
    for night in range(nights):
        office.nightly(OCTOBER + dt.timedelta(days=10 * night))
        if night == 0:
            for month in (SEPTEMBER, OCTOBER):
                say(office, month, *QUEUE, *FEE)
    with office.database.write() as session:
        days = [month + dt.timedelta(days=n) for month in (SEPTEMBER, OCTOBER) for n in range(5)]
        changed_days.mark(session, office.survey_id, days)
    office.nightly(TODAY)
    jobs.nightly(office.database, TODAY, office.clock, SentimentAnalyzer())
    assert stale(office) == []
    assert counts(office, SEPTEMBER) == counts(office, OCTOBER) == {"waktu": 3, "biaya": 2}


def test_the_report_says_what_comments_are_about(office: Office) -> None:
    for _ in range(4):
        say(office, OCTOBER, *QUEUE, *FEE)
    office.nightly(TODAY)
    with office.database.read() as session:
        themes = build(session, OCTOBER, office.agency_id).themes
        everywhere = build(session, OCTOBER, None).themes
    assert [(theme.code, theme.count.value, theme.share.value) for theme in themes] == [
        ("waktu", 12, Decimal("0.6")),
        ("biaya", 8, Decimal("0.4")),
    ]
    assert [theme.code for theme in everywhere] == ["waktu", "biaya"]


def test_a_theme_of_few_is_not_shown(office: Office) -> None:
    for _ in range(4):
        say(office, OCTOBER, *QUEUE)
    say(office, OCTOBER, *FEE)
    office.nightly(TODAY)
    with office.database.read() as session:
        themes = build(session, OCTOBER, office.agency_id).themes
    assert {theme.code for theme in themes if theme.count.suppressed} >= {"biaya"}
