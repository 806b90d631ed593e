"""The index of every instrument from raw answers: fixtures of the reference, empty tables, missing answers."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.indexes import INDEXES
from analytics.raw_answers import rated_questions, statistics_of
from surveys.instruments import INSTRUMENTS

CUT = dt.date(2026, 11, 30)
Rows = list[dict[str, str]]


def index(name: str, rows: Rows) -> dict[str, Any]:
    statistics, problems = statistics_of(rows, rated_questions(name))
    assert problems == []
    return INDEXES[name](statistics, CUT)


def one_column(code: str, counts: dict[int, int]) -> Rows:
    return [{code: str(score)} for score, count in counts.items() for _ in range(count)]


def test_every_instrument_has_an_index() -> None:
    assert set(INDEXES) == set(INSTRUMENTS)


def test_sus() -> None:
    people = [(5, 2, 4, 1, 4, 2, 5, 2, 4, 3), (3,) * 10, (4, 2) * 5]  # 80, 50, 75: mean 68.33
    found = index("sus", [{f"sus{at}": str(a) for at, a in enumerate(person, 1)} for person in people])
    assert (found["base"], found["index"], found["grade"], found["filled_in"]) == (3, 68.33, None, 0)
    assert found["scale"] == [0, 100]
    assert "measuringu.com" in found["grade_table"]
    assert found["questions"]["sus1"]["average"] == 4.0


def test_a_missing_item_of_the_sus_counts_as_the_midpoint_and_is_flagged() -> None:
    rows = [{f"sus{at}": str(a) for at, a in enumerate((4, 2) * 5, 1)} | {"sus10": ""}]
    found = index("sus", rows)
    assert (found["index"], found["filled_in"], found["questions"]["sus10"]["base"]) == (72.5, 1, 0)
    assert found["questions"]["sus10"]["average"] is None


def test_nps() -> None:
    found = index("nps", one_column("nps", {10: 5, 9: 5, 8: 3, 7: 2, 6: 4, 0: 1}))
    assert (found["index"], found["base"]) == (25, 20)  # 100 × (10 − 5) / 20
    assert (found["promoters"], found["passives"], found["detractors"]) == (10, 5, 5)
    assert found["questions"]["nps"]["counts"]["0"] == 1


def test_csat_says_which_of_its_two_definitions_is_which() -> None:
    found = index("csat", one_column("csat", {5: 3, 4: 4, 3: 1, 1: 2}))
    assert (found["index"], found["mean"], found["base"]) == (70, 3.6, 10)  # (15 + 16 + 3 + 2) / 10
    assert "top two" in found["definition"]
    assert "mean" in found["definition"]


def test_ces_says_its_version() -> None:
    found = index("ces", one_column("ces", {7: 2, 5: 1, 4: 1, 1: 1}))
    assert (found["index"], found["agreeing"], found["version"]) == (4.8, 60, "CES 2.0")


def test_gov_uk_by_both_formulas() -> None:
    found = index("govuk", one_column("satisfaction", {5: 120, 4: 60, 3: 10, 2: 6, 1: 4}))
    assert (found["index"], found["weighted"], found["mean"], found["method"]) == (90, 85.75, 4.43, "top2")
    assert found["interval"] == [85.06, 93.43]
    assert found["questions"]["satisfaction"]["counts"] == {"1": 4, "2": 6, "3": 10, "4": 60, "5": 120}


def test_a11_has_a_mean_for_each_driver_and_no_index_over_them() -> None:
    codes = [question.code for question in rated_questions("a11")]
    rows = [dict.fromkeys(codes, "4"), dict.fromkeys(codes, "4"), dict.fromkeys(codes, "4"), dict.fromkeys(codes, "5")]
    rows[0]["employee"], rows[1]["employee"] = "n/a", ""
    found = index("a11", rows)
    assert (found["index"], found["percent"], found["base"]) == (4.25, 85, 4)  # "4.25 (85 %)"
    assert found["questions"]["trust"]["percent"] == 85
    assert found["questions"]["trust"]["top"] == 25
    assert (found["questions"]["employee"]["average"], found["questions"]["employee"]["base"]) == (4.5, 2)


@pytest.mark.parametrize(("name", "items"), [("spak", 5), ("spkp", 8)])
def test_perception_is_the_mean_of_item_means_without_a_grade(name: str, items: int) -> None:
    codes = [question.code for question in rated_questions(name)]
    rows = [dict.fromkeys(codes, "4"), dict.fromkeys(codes, "3"), {codes[0]: "2"}]
    found = index(name, rows)
    # The first item has the mean 3, the others 3.5.
    expected = (3 + 3.5 * (items - 1)) / items
    assert (found["index"], found["converted"], found["grade"]) == (
        pytest.approx(expected, abs=5e-5),
        pytest.approx(25 * expected, abs=5e-3),
        None,
    )
    assert found["questions"][codes[0]]["conversion"] == 75
    assert len(found["questions"]) == items


def test_an_item_that_nobody_answered_leaves_no_perception_index() -> None:
    found = index("spak", [{"pungli": "4"}])
    assert (found["base"], found["index"], found["converted"], found["interval"]) == (1, None, None, None)


def test_utaut_has_its_parts_and_no_index() -> None:
    codes = [question.code for question in rated_questions("utaut")]
    rows = [{code: "4" if code.startswith("akses") else "2" for code in codes}]
    found = index("utaut", rows)
    assert found["index"] is None
    assert {part: figures["average"] for part, figures in found["parts"].items()} == {
        "akses": 4,
        "keterampilan": 2,
        "kepercayaan": 2,
        "penerimaan": 2,
    }
    assert "no standard" in found["definition"]


@pytest.mark.parametrize("name", sorted(INDEXES))
def test_no_answers_are_null_and_never_zero(name: str) -> None:
    found = index(name, [{"other": "1"}])
    assert (found["base"], found["index"], found["interval"], found["grade"]) == (0, None, None, None)
    for figures in (found.get("questions") or found["elements"]).values():
        assert (figures["average"], figures["interval"], figures["base"]) == (None, None, 0)


@pytest.mark.parametrize("name", sorted(set(INDEXES) - {"skm", "sus"}))
def test_only_where_the_reference_has_one_there_is_a_grade(name: str) -> None:
    best = {question.code: question.options[-1].code for question in rated_questions(name)}
    assert index(name, [best, best])["grade"] is None


@pytest.mark.parametrize("name", sorted(INDEXES))
@settings(deadline=None)  # building a case of fifteen questions may take long on a busy machine
@given(data=st.data())
def test_an_index_and_its_interval_keep_within_the_scale(name: str, data: st.DataObject) -> None:
    answer = {question.code: st.sampled_from(["", *question.scores]) for question in rated_questions(name)}
    found = index(name, data.draw(st.lists(st.fixed_dictionaries(answer), max_size=8)))
    low, high = found.get("scale") or (1, 4)
    assert found["index"] is None or low <= found["index"] <= high
    if found["interval"] and name != "skm":
        assert low <= found["interval"][0] <= found["index"] <= found["interval"][1] <= high
    assert json.loads(json.dumps(found, allow_nan=False)) == found
