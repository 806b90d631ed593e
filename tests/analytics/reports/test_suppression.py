"""What a report hides, and that its neighbours and its own totals don't give it away."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures.disclosure import SMALLEST_GROUP
from analytics.reports import model
from analytics.reports.groups import Group
from tests.analytics.reports.answered import agency, answers, report, scores, unit

GENDER = "jenis-kelamin"


def profile(made: model.MonthlyReport, question: str) -> dict[str, model.ProfilePart]:
    return {part.code: part for one in made.profile if one.question == question for part in one.parts}


def shown_groups(made: model.MonthlyReport) -> set[str]:
    return {row.party.code for row in made.rows if row.ikm.available}


def test_nine_answers_are_not_described() -> None:
    given_answers = answers(scores(9), 100, {"positive": 5, "negative": 4}, **{GENDER: {"L": 5, "P": 4}})
    made = report(agency("d", [unit("a", given_answers)]))
    assert made.satisfaction
    assert made.satisfaction.ikm.suppressed
    assert made.satisfaction.ikm.base is None
    assert made.satisfaction.grade == ""
    assert made.satisfaction.lowest == ()
    assert all(e.average.suppressed and e.conversion.suppressed and e.rank is None for e in made.satisfaction.elements)
    assert made.satisfaction.free_of_charge.suppressed
    assert all(part.count.suppressed and part.share.suppressed for part in profile(made, GENDER).values())
    assert made.sentiment
    assert all(label.share.suppressed for label in made.sentiment.labels)
    assert made.rows[0].flags == (model.TOO_FEW, model.SHORT)
    assert made.participation.responses.value == 9  # how many came is no answer


def test_ten_answers_are() -> None:
    made = report(agency("d", [unit("a", answers(scores(10)))]))
    assert made.satisfaction
    assert made.satisfaction.ikm.value == Decimal("75.00")


def test_a_small_unit_takes_the_next_one_with_it() -> None:
    parts = [unit("a", answers(scores(9))), unit("b", answers(scores(20))), unit("c", answers(scores(30)))]
    made = report(agency("d", parts))
    assert shown_groups(made) == {"c"}
    assert [row.flags[0] for row in made.rows[:2]] == [model.TOO_FEW, model.SHIELDS_ANOTHER]


def test_a_small_profile_cell_takes_the_next_one_with_it() -> None:
    counts = {"SD": 2, "SMP": 9, "SMA": 20, "S1": 30}
    parts = profile(report(agency("d", [unit("a", answers(scores(61), pendidikan=counts))])), "pendidikan")
    assert [code for code, part in parts.items() if part.count.suppressed] == ["SD", "SMP"]
    assert all(parts[code].ikm.suppressed for code in ("SD", "SMP"))  # its base would be the count
    assert parts["S2"].count.value == 0
    assert parts["SMA"].share.value


def test_the_satisfaction_of_a_small_group_of_respondents_is_hidden_with_a_second_one() -> None:
    counts = {"SMP": 8, "SMA": 20, "S1": 30}
    parts = profile(report(agency("d", [unit("a", answers(scores(58), pendidikan=counts))])), "pendidikan")
    assert [code for code, part in parts.items() if part.ikm.suppressed] == ["SMP", "SMA"]
    assert parts["SMP"].count.value == 8


def test_those_who_skipped_the_question_are_a_group_too() -> None:
    parts = profile(report(agency("d", [unit("a", answers(scores(48), **{GENDER: {"L": 20, "P": 25}}))])), GENDER)
    assert parts["L"].ikm.suppressed  # else "all" less L less P would be the three who skipped it
    assert parts["P"].ikm.available


def test_a_few_who_paid_are_hidden_behind_the_share_that_is_free() -> None:
    made = report(agency("d", [unit("a", answers(scores(29, 4) + scores(2, 4, biaya=1)))]))
    assert made.satisfaction
    assert made.satisfaction.free_of_charge.suppressed


def test_one_element_with_few_answers_hides_the_index() -> None:
    rows = [(*row[:8], None) for row in scores(20)] + scores(5)
    made = report(agency("d", [unit("a", answers(rows))]))
    assert made.satisfaction
    assert made.satisfaction.ikm.suppressed


def test_a_small_agency_is_left_out_of_the_pool() -> None:
    small = agency("small", [unit("y", answers(scores(6, 1)))])
    made = report(agency("kota", [], [agency("big", [unit("x", answers(scores(40, 4)))]), small]))
    assert made.satisfaction
    assert made.satisfaction.ikm.value == Decimal("100.00")
    assert made.satisfaction.ikm.base == 40
    assert [party.code for party in made.satisfaction.left_out] == ["small"]
    assert made.participation.responses.value == 46


def test_small_agencies_that_are_enough_together_stay_in() -> None:
    small = [agency(code, [unit(f"u-{code}", answers(scores(6, 1)))]) for code in "ab"]
    made = report(agency("kota", [], [agency("big", [unit("x", answers(scores(40, 4)))]), *small]))
    assert made.satisfaction
    assert made.satisfaction.ikm.base == 52
    assert made.satisfaction.left_out == ()
    assert shown_groups(made) == {"big", "x"}


def test_a_cell_that_one_agency_hides_does_not_follow_from_the_roll_up() -> None:
    a = agency("a", [unit("x", answers(scores(40), pendidikan={"SMA": 30, "S1": 10}))])
    b = agency("b", [unit("y", answers(scores(40), pendidikan={"SMA": 38, "S1": 2}))])
    both = profile(report(agency("kota", [], [a, b])), "pendidikan")
    assert profile(report(a), "pendidikan")["S1"].count.value == 10
    assert profile(report(b), "pendidikan")["S1"].count.suppressed
    assert both["S1"].count.suppressed  # 12 less 10 would be the 2


def cells_of(made: model.MonthlyReport) -> dict[str, int | None]:
    return {
        code: None if part.count.value is None else int(part.count.value)
        for code, part in profile(made, "pendidikan").items()
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=3))
def test_a_roll_up_less_its_agencies_is_never_a_small_cell(tables: list[list[int]]) -> None:
    codes = ("SD", "SMP", "SMA")
    given_answers = [answers(scores(sum(t)), pendidikan=dict(zip(codes, t, strict=True))) for t in tables]
    below = [agency(f"a{n}", [unit(f"u{n}", one)]) for n, one in enumerate(given_answers)]
    whole = agency("kota", [], below)
    above, reports = cells_of(report(whole)), {group.party.code: cells_of(report(group)) for group in below}
    inside = {group.party.code for group in whole.pooled_agencies}
    for code in codes:
        if above[code] is not None:
            known = [reports[party][code] for party in inside]
            rest = above[code] - sum(n for n in known if n is not None)
            assert rest == 0 or rest >= 5 or None not in known


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=2, max_size=4))
def test_a_pool_less_its_shown_parts_is_never_a_small_group(sizes: list[int]) -> None:
    below = [agency(f"a{n}", [unit(f"u{n}", answers(scores(size)))]) for n, size in enumerate(sizes)]
    made = report(agency("kota", [], below))
    if made.satisfaction and made.satisfaction.ikm.available:
        shown = {code for code in shown_groups(made) if code.startswith("a")}
        rest = (made.satisfaction.ikm.base or 0) - sum(n_of(group) for group in below if group.party.code in shown)
        assert rest == 0 or rest >= SMALLEST_GROUP


def n_of(group: Group) -> int:
    return group.pool.n
