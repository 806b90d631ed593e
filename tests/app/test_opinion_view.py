"""The sentences, bars and marks of opinion groups, from numbers worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from analytics.opinion_maps import StoredMap
from app.opinion_view import Bar, OpinionPage, opinion_page

NOBODY = {"base": None, "agree": None, "disagree": None, "passed": None}


@dataclass(frozen=True)
class Told:
    number: int
    text: str
    language: str = "id"


def count(agree: int | None, disagree: int | None, passed: int | None, base: int) -> dict[str, int | None]:
    return {"base": base, "agree": agree, "disagree": disagree, "passed": passed}


def figure(vote: str, **counts: dict[str, int | None]) -> dict[str, Any]:
    return {"statement": "7", "vote": vote, "strength": 0.5, "p": 0.01, "counts": counts}


def page(app: Flask, **lists: Any) -> OpinionPage:
    """The page of two groups of 40 and 20 with these lists."""
    groups = [
        {"name": "A", "voters": 40, "share": 2 / 3, "x": 0.5, "y": 0.0, "typical": lists.pop("typical", [])},
        {"name": "B", "voters": 20, "share": 1 / 3, "x": -0.5, "y": 0.0, "typical": []},
    ]
    bins = [{"x": 0.0, "y": 1.0, "group": "A", "voters": 16}, {"x": -1.0, "y": 0.0, "group": "B", "voters": 4}]
    bins = lists.pop("bins", bins)
    figures = {"groups": groups, "consensus": [], "rejected": [], "dividing": [], **lists}
    content = {
        "figures": figures,
        "without_coordinated": None,
        "separation": "clear",
        "bins": bins,
        "side": 0.5,
        **dict.fromkeys(("votes", "voters", "placed", "statements"), 60),
        "flagged": 0,
    }
    stored = StoredMap(dt.datetime(2026, 11, 24, tzinfo=dt.UTC), content, {}, current=True)
    with app.test_request_context():
        return opinion_page(stored, [Told(1, "Parkir murah")], [7], without=False)


def test_a_typical_statement_says_how_many_inside_and_outside(app: Flask) -> None:
    """36 of 40 are 9 of 10, 4 of 19 are 2.1 of 10."""
    found = page(app, typical=[figure("agree", A=count(36, 4, 0, 40), B=count(4, 15, 0, 19))])
    assert found.groups[0].lines[0].sentence == (
        "Di kelompok A, 9 dari 10 orang setuju. Di kelompok B, 2 dari 10 orang setuju."
    )


def test_what_is_hidden_is_bounded_by_what_is_shown(app: Flask) -> None:
    """Outside 18 of 20 disagree, so at most 2 agree: 1 of 10. Nothing is known of them where all is hidden."""
    bounded = page(app, typical=[figure("agree", A=count(36, 4, 0, 40), B=count(None, 18, None, 20))])
    assert bounded.groups[0].lines[0].sentence.endswith("Di kelompok B, paling banyak 1 dari 10 orang setuju.")
    hidden = page(app, typical=[figure("agree", A=count(36, 4, 0, 40), B=NOBODY)])
    assert hidden.groups[0].lines[0].sentence == "Di kelompok A, 9 dari 10 orang setuju."


@pytest.mark.parametrize(
    ("agree", "words"),
    [(40, "hampir semua orang"), (38, "hampir semua orang"), (37, "9 dari 10 orang"), (2, "1 dari 10 orang")],
)
def test_tenths_are_rounded_half_up(app: Flask, agree: int, words: str) -> None:
    """38 of 40 are 9.5 of 10; 37 are 9.25; 2 are 0.5."""
    found = page(app, consensus=[figure("agree", A=count(agree, 40 - agree, 0, 40))])
    assert found.consensus[0].sentence == f"Di setiap kelompok, {words} setuju."


def test_a_dividing_statement_names_the_groups_furthest_apart(app: Flask) -> None:
    found = page(app, dividing=[figure("", A=count(0, 40, 0, 40), B=count(18, 2, 0, 20))])
    assert found.dividing[0].sentence == (
        "Setuju: 9 dari 10 orang di kelompok B, tetapi hampir tidak ada orang di kelompok A."
    )


def test_a_statement_that_is_hidden_by_now_is_left_out(app: Flask) -> None:
    gone = {**figure("agree", A=count(36, 4, 0, 40)), "statement": "8"}
    assert page(app, consensus=[gone]).consensus == ()


def test_a_bar_is_full_and_what_is_hidden_comes_last() -> None:
    assert Bar("A", 20, 10, 5, 5).parts == [
        ("agree", 0.0, 50.0),
        ("disagree", 50.0, 25.0),
        ("pass", 75.0, 25.0),
        ("hidden", 100.0, 0.0),
    ]
    assert Bar("A", 20, None, 18, None).parts == [("disagree", 0.0, 90.0), ("hidden", 90.0, 10.0)]
    assert Bar("A", None, None, None, None).parts == []


def test_marks_grow_with_the_root_of_what_they_hold(app: Flask) -> None:
    """Squares of side 0.5 leave 34 coordinates, more than the largest mark has: 15 for 16 people, 7.5 for 4."""
    marks = page(app).picture.marks
    assert [(mark.x, mark.y, mark.radius, mark.place) for mark in marks] == [
        (160.0, 24.0, 15.0, 0),
        (24.0, 160.0, 7.5, 1),
    ]
    assert (marks[0].points, marks[1].points[:10]) == ("", "24.0,152.5")


def test_a_group_is_outlined_by_its_outermost_marks(app: Flask) -> None:
    """A square with a mark in its middle and one on its side: neither is a corner. 160 + 136·½ = 228."""
    corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (0.0, 0.0), (0.0, 0.5)]
    bins = [{"x": x, "y": y, "group": "A", "voters": 5} for x, y in corners]
    halos = page(app, bins=[*bins, {"x": 1.0, "y": 0.0, "group": "B", "voters": 5}]).picture.halos
    assert halos[0].points == "92.0,92.0 228.0,92.0 228.0,228.0 92.0,228.0"
    assert (halos[1].place, halos[1].points) == (1, "296.0,160.0")
