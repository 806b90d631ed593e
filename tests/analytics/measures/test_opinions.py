"""Opinion groups from end to end, on people whose groups are known."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analytics.measures.opinions import Opinions, opinions
from analytics.measures.votes import Votes, votes_of
from tests.analytics.measures.ballots import Society, votes
from tests.analytics.measures.test_coordination import with_copies

SOCIETIES = [
    Society([0.5, 0.5]),
    Society([0.85, 0.15], seen=0.6),
    Society([0.5, 0.5], people=100, statements=40, seen=1.0),
    Society([0.4, 0.35, 0.25], seen=0.6),
    Society([0.6, 0.25, 0.15], people=800, seen=0.6),
    Society([0.25] * 4, people=800, seen=0.8),
    Society([0.4, 0.3, 0.2, 0.1], people=800, seen=0.8),
    Society([0.2] * 5, people=1000, statements=150, seen=0.8),
]


def agreement(found: Opinions, truth: np.ndarray) -> float:
    return float(adjusted_rand_score(truth[found.groups >= 0], found.groups[found.groups >= 0]))


@pytest.mark.parametrize("society", SOCIETIES, ids=lambda one: f"{one.people}-{one.shares}")
def test_known_groups_are_found(society: Society) -> None:
    for seed in (1, 2, 3):
        cast, truth = society.vote(seed)
        found = opinions(cast)
        assert len(found.names) == len(society.shares)
        assert agreement(found, truth) >= 0.7


def test_who_voted_seven_times_has_a_group() -> None:
    statements = [f"s{at}" for at in range(9)]
    cast = votes({f"p{count:02}": dict.fromkeys(statements[: count % 9 + 1], 1) for count in range(36)})
    found = opinions(cast)
    assert ((found.groups >= 0) == (cast.of_voter >= 7)).all()


def test_groups_are_named_by_size() -> None:
    found = opinions(Society([0.2, 0.5, 0.3], seen=0.6).vote()[0])
    assert found.names == ("A", "B", "C")
    assert found.figures.sizes.tolist() == sorted(found.figures.sizes.tolist(), reverse=True)


def test_no_order_and_no_name_matters() -> None:
    cast, _ = Society([0.45, 0.3, 0.25]).vote()
    chance = np.random.default_rng(8)
    order, voters, statements = (chance.permutation(size) for size in (len(cast.rows), 400, 100))
    new_voters = [f"x{place:03}" for place in voters]
    again = votes_of(
        new_voters,
        [f"y{place:03}" for place in statements],
        cast.rows[order],
        cast.columns[order],
        cast.values[order],
    )
    found, renamed = opinions(cast), opinions(again)
    groups = dict(zip(renamed.votes.voters, renamed.groups.tolist(), strict=True))
    assert [groups[name] for name in new_voters] == found.groups.tolist()
    assert (opinions(cast).positions == found.positions).all()


def some(cast: Votes, share: float) -> Votes:
    kept = np.random.default_rng(6).random(len(cast.rows)) < share
    return votes_of(cast.voters, cast.statements, cast.rows[kept], cast.columns[kept], cast.values[kept])


@pytest.mark.parametrize("society", SOCIETIES[:6], ids=lambda one: f"{one.people}-{one.shares}")
def test_groups_keep_their_names_while_votes_come_in(society: Society) -> None:
    cast, _ = society.vote()
    yesterday = opinions(some(cast, 0.9))
    today = opinions(cast, yesterday.profiles)
    both = (yesterday.groups >= 0) & (today.groups >= 0)
    same = np.array(yesterday.names)[yesterday.groups[both]] == np.array(today.names)[today.groups[both]]
    assert same.mean() >= 0.93


def test_a_name_goes_with_its_opinions_and_not_with_its_size() -> None:
    cast, truth = Society([0.52, 0.48], people=600).vote()
    yesterday = opinions(cast)
    larger = np.flatnonzero(truth == np.bincount(truth).argmax())
    gone = np.isin(np.arange(600), larger[:150])
    today = opinions(cast.of_voters(~gone), yesterday.profiles)
    assert today.names == ("A", "B")
    assert today.figures.sizes[0] < today.figures.sizes[1]


def test_a_new_statement_does_not_upset_the_groups() -> None:
    cast, truth = Society([0.6, 0.4]).vote()
    before = opinions(cast).profiles
    without = {
        name: {key: value for key, value in profile.items() if key > "s0010"} for name, profile in before.items()
    }
    found = opinions(cast, without)
    assert found.names == ("A", "B")
    assert agreement(found, truth) >= 0.7


def test_bots_move_no_group_and_are_counted_apart() -> None:
    cast, _ = Society([0.6, 0.4]).vote()
    flooded = with_copies(cast, copies=120, length=80)
    alone, found = opinions(cast), opinions(flooded)
    assert found.coordination.flagged.sum() == 120
    assert (found.groups[:400] == alone.groups).all()
    assert found.figures.sizes.sum() == 520
    assert (found.without_coordinated.counts == alone.figures.counts).all()
    assert found.without_coordinated.dividing == alone.figures.dividing
    assert (found.groups[400:] >= 0).all()


@pytest.mark.parametrize("count", [0, 1, 3, 9, 10])
def test_few_voters(count: int) -> None:
    cast = votes({f"p{at}": {f"s{place}": (at + place) % 3 - 1 for place in range(8)} for at in range(max(count, 1))})
    found = opinions(cast.of_voters(np.arange(len(cast.voters)) < count))
    assert found.groups.tolist().count(-1) == 0
    assert found.figures.counts.sum() == 8 * count
    assert opinions(cast, found.profiles).groups.tolist().count(-1) == 0


def test_one_statement_and_no_variety() -> None:
    assert opinions(votes({f"p{at}": {"s": 1} for at in range(30)})).names == ()
    alike = votes({f"p{at:02}": {f"s{place}": 1 for place in range(9)} for at in range(30)})
    found = opinions(alike)
    assert found.names == ("A",)
    assert len(found.figures.consensus) == 9
    assert found.figures.dividing == []
