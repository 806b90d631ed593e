"""A report as HTML without the web framework."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from gettext import NullTranslations

import pytest
from jinja2 import Environment, FileSystemLoader

from analytics.measures.figure import Figure
from analytics.reports import html
from analytics.reports.content import digest, dump
from analytics.reports.editions import Edition
from analytics.reports.groups import Group
from analytics.reports.model import MonthlyReport, Party
from app.config import ROOT
from tests.analytics.reports.answered import MONTH, agency, answers, example_scores, report, scores, unit
from tests.client import parse, text_of

FROZEN_AT = dt.datetime(2026, 11, 1, 2, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def indonesian() -> Environment:
    return html.environment(FileSystemLoader(ROOT / "templates"), NullTranslations(), "id")


def edition(made: MonthlyReport, revision: int = 1, trend: tuple[tuple[dt.date, Figure | None], ...] = ()) -> Edition:
    return Edition(made, dump(made), digest(dump(made)), revision, revision, FROZEN_AT if revision else None, trend)


def page(group: Group, environment: Environment, before: Group | None = None) -> str:
    return text_of(parse(html.page(edition(report(group, before)), environment, "")))


def test_numbers_are_written_as_people_write_them_and_halves_go_up(indonesian: Environment) -> None:
    number, percent, signed = (indonesian.filters[name] for name in ("number", "percent", "signed"))
    assert number(Decimal("1500")) == "1.500"
    assert [number(Decimal(value), 2) for value in ("88.305", "88.315", "88.325")] == ["88,31", "88,32", "88,33"]
    assert [percent(Decimal(value)) for value in ("0.0725", "0.0735", "1")] == ["7,3%", "7,4%", "100,0%"]
    assert [signed(Decimal(value)) for value in ("1.5", "-0.42", "0")] == ["+1,50", "−0,42", "0,00"]


def test_other_languages_write_numbers_their_way() -> None:
    english = html.environment(FileSystemLoader(ROOT / "templates"), NullTranslations(), "en")
    assert english.filters["number"](Decimal("1500.5"), 1) == "1,500.5"
    assert english.filters["month"](MONTH) == "October 2026"


def test_a_name_is_never_markup(indonesian: Environment) -> None:
    group = agency("d", [unit("a", answers(scores(20)))])
    hostile = replace(report(group), agency=Party("d", "<script>alert(1)</script>"))
    made = html.page(edition(hostile), indonesian, "")
    assert "<script>" not in made
    assert "&lt;script&gt;" in made


@pytest.mark.parametrize(("now", "before", "word"), [(4, 3, "naik"), (2, 3, "turun")])
def test_a_clear_change_is_said(indonesian: Environment, now: int, before: int, word: str) -> None:
    groups = [agency("d", [unit("a", answers(scores(40, score)))]) for score in (now, before)]
    assert f"IKM {word} 25,00 poin dari September 2026." in page(groups[0], indonesian, groups[1])


def test_a_change_within_the_margin_is_called_that(indonesian: Environment) -> None:
    groups = [agency("d", [unit("a", answers(scores(20, 4) + scores(n, 3)))]) for n in (20, 21)]
    assert "Selisih +0,30 poin dari September 2026 masih dalam batas kesalahan." in page(
        groups[0], indonesian, groups[1]
    )


def test_enough_answers_are_called_enough(indonesian: Environment) -> None:
    assert "Sampel cukup: 29 jawaban, dianjurkan 28." in page(
        agency("d", [unit("a", answers(example_scores(), 30))]), indonesian
    )


def test_agencies_that_were_left_out_are_named(indonesian: Environment) -> None:
    below = [agency(f"dinas-{n}", [unit(f"u{n}", answers(scores(n, 4)))]) for n in (40, 6)]
    assert "Tidak ikut dihitung karena jawabannya kurang dari 10: Dinas-6." in page(
        agency("kota", [], below), indonesian
    )


def test_twelve_months_with_a_gap(indonesian: Environment) -> None:
    made = report(agency("d", [unit("a", answers(example_scores()))]))
    assert made.satisfaction
    figure = made.satisfaction.ikm
    trend = tuple((dt.date(2026, n, 1), None if n == 4 else figure) for n in range(1, 11))
    tree = parse(html.page(edition(made, trend=trend), indonesian, ""))
    assert "IKM 91,48 pada Januari 2026, 91,48 pada Oktober 2026" in text_of(tree)
    rows = [[text_of(cell) for cell in row] for row in tree.iter("tr")]
    assert ["April 2026", "–", "–", "–"] in rows


def test_every_picture_has_title_description_and_table(indonesian: Environment) -> None:
    given = answers(example_scores(), 400, {"positive": 12, "negative": 7})
    group = agency("d", [unit("a", given), unit("b", given)])
    tree = parse(html.page(edition(report(group)), indonesian, ""))
    pictures = list(tree.iter("figure"))
    assert len(pictures) == 4
    ids = {element.get("id"): text_of(element) for element in tree.iter() if element.get("id")}
    for picture in pictures:
        drawing = next(e for e in picture.iter() if e.get("role") == "img")
        title, description = (drawing.get("aria-labelledby") or "").split()
        assert ids[title]
        assert ids[description]
        assert list(picture.iter("table"))
