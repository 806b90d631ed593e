"""A second version with one question reworded and one changed: one line goes on, the other breaks."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from analytics import jobs
from analytics.language.sentiment import analyzer
from analytics.reports.gather import gather
from app.jobs import database
from surveys.canonical import canonical_json
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Survey
from tests import builders, renewed
from tests.app.office import person
from tests.client import parse, text_of

SEPTEMBER, OCTOBER = dt.date(2026, 9, 7), dt.date(2026, 10, 5)


@pytest.fixture
def survey(session: Session) -> Survey:
    return builders.survey(session, [builders.unit(session, builders.agency(session))])


def answers(session: Session, survey: Survey, day: dt.date, n: int, picked: str, version: int) -> None:
    text = canonical_json(dict.fromkeys(ELEMENT_CODES, picked))
    for _ in range(n):
        builders.response(session, survey, text, day, version_id=survey.versions[version].id)


@pytest.fixture
def two_versions(app: Flask, session: Session, survey: Survey) -> Survey:
    """Version 1 answered in September and October, version 2 in October; counted."""
    renewed.publish(session, survey)
    answers(session, survey, SEPTEMBER, 4, "3", version=0)
    answers(session, survey, OCTOBER, 2, "4", version=0)
    answers(session, survey, OCTOBER, 6, "4", version=1)
    session.commit()
    with app.app_context():
        now = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)
        jobs.nightly(database(), dt.date(2026, 10, 31), lambda: now, analyzer())
    return survey


def lines(page: str, name: str) -> tuple[list[tuple[str, ...]], int, int]:
    """A question's table, how many strokes its chart has, and how many breaks."""
    [section] = [s for s in parse(page).iter("section") if text_of(s.find("h2")) == name]
    rows = [tuple(text_of(cell) for cell in row) for body in section.iter("tbody") for row in body]
    drawn = [line.get("class") for line in section.iter("{http://www.w3.org/2000/svg}line")]
    return rows, drawn.count("stroke"), drawn.count("break")


def test_the_reworded_question_goes_on_and_the_changed_one_breaks(
    app: Flask, session: Session, two_versions: Survey
) -> None:
    analyst = person(app, session, "analyst", two_versions.agency)
    page = analyst.get(f"/office/surveys/{two_versions.id}/trends").text
    rows, strokes, breaks = lines(page, "Waktu Penyelesaian")
    assert rows == [("September 2026", "1", "3,00", "4 (sedikit)"), ("Oktober 2026", "1", "4,00", "8 (sedikit)")]
    assert (strokes, breaks) == (1, 0)
    rows, strokes, breaks = lines(page, "Biaya/Tarif")
    # The option "4" counts 4 in the first version and 1 in the second.
    assert rows == [
        ("September 2026", "1", "3,00", "4 (sedikit)"),
        ("Oktober 2026", "1", "4,00", "2 (sedikit)"),
        ("Oktober 2026", "2 (mulai dari awal)", "1,00", "6 (sedikit)"),
    ]
    assert (strokes, breaks) == (1, 1)
    assert page.count("Garis terputus") == 2  # the question, and the index that it is part of


def test_figures_of_a_month_pool_only_what_compares(app: Flask, session: Session, two_versions: Survey) -> None:
    with app.app_context(), database().read() as own:
        found = gather(own, dt.date(2026, 10, 1), dt.date(2026, 10, 31), two_versions.agency_id).group
    sums = found.own.statistics.sums
    assert sums["waktu"] == (8, 32, 128)  # eight times 4
    assert sums["biaya"] == (6, 6, 6)  # the six of the newest version, each 1
    analyst = person(app, session, "analyst", two_versions.agency)
    page = analyst.get(f"/office/surveys/{two_versions.id}/results?month=2026-10").text
    assert "Pertanyaan berubah pada bulan ini" in page
    assert "25,00" in page  # biaya: 1 × 25
    september = analyst.get(f"/office/surveys/{two_versions.id}/results?month=2026-09").text
    assert "Pertanyaan berubah pada bulan ini" not in september
