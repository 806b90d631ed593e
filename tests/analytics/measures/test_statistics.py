"""Sufficient statistics: counted right, merged in any order, written and read back as one text."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.statistics import CountedResponse, Statistics

ELEMENTS = ("waktu", "biaya", "produk")
SCORES = st.tuples(*(st.none() | st.integers(0, 4) for _ in ELEMENTS))
OPTIONS = st.lists(st.tuples(st.sampled_from(["usia", "waktu"]), st.sampled_from(["1", "2", "65+"])), max_size=3)
TEXTS = st.lists(
    st.tuples(st.just("saran"), st.sampled_from(["positive", "negative"]), st.integers(-10, 10)), max_size=1
)
RESPONSES = st.lists(st.builds(CountedResponse, OPTIONS.map(tuple), SCORES, TEXTS.map(tuple)), max_size=12)


def test_an_empty_set_has_no_counts_at_all() -> None:
    assert Statistics.of([], ELEMENTS) == Statistics() == Statistics.total([])
    assert Statistics().dump() == "{}"
    assert Statistics.load("{}") == Statistics()


def test_sums_and_products_leave_out_what_was_not_answered() -> None:
    responses = [CountedResponse((), scores) for scores in [(4, 3, None), (2, None, None), (0, 1, None)]]
    statistics = Statistics.of(responses, ELEMENTS)
    assert statistics.n == 3
    assert statistics.sums == {"waktu": (3, 6, 20), "biaya": (2, 4, 10)}
    # biaya and waktu were both answered twice: 3 and 4, 1 and 0. A score of 0 is an answer.
    assert statistics.products == {("biaya", "waktu"): (2, 4, 4, 12)}


@given(RESPONSES)
def test_every_sum_is_what_a_plain_loop_finds(responses: list[CountedResponse]) -> None:
    statistics = Statistics.of(responses, ELEMENTS)
    for a, b in itertools.combinations(sorted(ELEMENTS), 2):
        i, j = ELEMENTS.index(a), ELEMENTS.index(b)
        both = [(r.scores[i], r.scores[j]) for r in responses if None not in (r.scores[i], r.scores[j])]
        expected = (len(both), sum(x for x, _ in both), sum(y for _, y in both), sum(x * y for x, y in both))
        assert statistics.products.get((a, b), (0, 0, 0, 0)) == expected
    assert sum(statistics.options.get("usia", {}).values()) == statistics.answered("usia")
    assert statistics.answered("usia") == sum(question == "usia" for r in responses for question, _ in r.options)


@given(RESPONSES)
def test_a_response_is_rated_by_one_score(responses: list[CountedResponse]) -> None:
    assert Statistics.of(responses, ELEMENTS).rated == sum(set(r.scores) != {None} for r in responses)


def test_what_was_written_before_unrated_responses_were_counted_is_still_read() -> None:
    old = Statistics.load('{"n":3,"sums":{"waktu":[2,5,13]}}')
    assert (old.rated, Statistics.load('{"n":3}').rated) == (3, 0)


@given(RESPONSES)
def test_what_is_written_is_read_back(responses: list[CountedResponse]) -> None:
    statistics = Statistics.of(responses, ELEMENTS)
    assert Statistics.load(statistics.dump()) == statistics


@given(RESPONSES, st.integers(1, 5), st.randoms(use_true_random=False))
def test_merged_parts_in_any_order_are_the_whole(
    responses: list[CountedResponse], parts: int, chance: random.Random
) -> None:
    shuffled = chance.sample(responses, len(responses))
    pieces = [Statistics.of(shuffled[n::parts], ELEMENTS) for n in range(parts)]
    whole = Statistics.of(responses, ELEMENTS)
    assert Statistics.total(pieces) == whole
    assert Statistics.total(Statistics.load(piece.dump()) for piece in pieces).dump() == whole.dump()
    assert pieces[0].merge(Statistics.total(pieces[1:])).dump() == whole.dump()
