"""Voters who act as one are flagged, and people who merely agree are not."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.measures.coordination import coordination
from analytics.measures.votes import Votes, votes_of
from tests.analytics.measures.ballots import Society, votes


def with_copies(cast: Votes, copies: int, length: int, seed: int = 9, changed: float = 0.0) -> Votes:
    """The votes, and those of `copies` bots, all with the same random ballot but for votes `changed` by chance."""
    chance = np.random.default_rng(seed)
    columns = np.tile(chance.permutation(len(cast.statements))[:length], copies)
    values = np.tile(chance.choice([1, -1, 0], length), copies)
    values = np.where(chance.random(len(values)) < changed, chance.choice([1, -1, 0], len(values)), values)
    rows = np.repeat(np.arange(copies), length) + len(cast.voters)
    names = [*cast.voters, *(f"z{at}" for at in range(copies))]
    return votes_of(
        names,
        cast.statements,
        np.concatenate([cast.rows, rows]),
        np.concatenate([cast.columns, columns]),
        np.concatenate([cast.values, values]),
    )


def test_copies_of_a_long_ballot_are_flagged() -> None:
    cast, _ = Society([0.5, 0.5]).vote()
    found = coordination(with_copies(cast, copies=20, length=60))
    assert found.flagged.tolist() == [False] * 400 + [True] * 20
    assert not found.machine_paced.any()


@pytest.mark.parametrize("seed", range(3))
def test_copies_that_change_a_vote_in_fifty_are_flagged(seed: int) -> None:
    """Of 60 votes three may differ from the common ballot. A bot changes 60/50·⅔ = 0.8 on average, so more than three
    with a chance of 1 %: of 20 all are found, or all but a few, and nobody else."""
    cast, _ = Society([0.5, 0.5]).vote(seed)
    found = coordination(with_copies(cast, copies=20, length=60, seed=seed, changed=0.02))
    assert not found.flagged[:400].any()
    assert found.flagged[400:].sum() >= 18


@pytest.mark.parametrize("seed", range(3))
def test_people_of_one_mind_are_not_flagged(seed: int) -> None:
    """Two camps of strong opinions, everybody votes on all of 30 statements: many ballots differ in one vote or two."""
    cast, _ = Society([0.6, 0.4], people=600, statements=30, seen=9, strength=5, divided=1).vote(seed)
    assert not coordination(cast).flagged.any()


def test_many_copies_do_not_hide_behind_their_own_number() -> None:
    """Forty bots among eighty people make their votes usual; only the votes of others tell what chance gives."""
    cast, _ = Society([0.5, 0.5], people=80, statements=50).vote()
    assert coordination(with_copies(cast, copies=40, length=32)).flagged.tolist() == [False] * 80 + [True] * 40


@pytest.mark.parametrize(("copies", "length"), [(4, 60), (20, 9)])
def test_a_few_or_short_ones_are_not(copies: int, length: int) -> None:
    cast, _ = Society([0.5, 0.5]).vote()
    assert not coordination(with_copies(cast, copies, length)).flagged.any()


def test_people_who_all_agree_are_not() -> None:
    """Eighty of a hundred agree to all ten statements: what nearly all think is no conspiracy."""
    everybody = {f"p{at:02}": {f"s{place}": 1 for place in range(10)} for at in range(80)}
    chance = np.random.default_rng(4)
    others = {f"q{at:02}": {f"s{place}": int(chance.integers(-1, 2)) for place in range(10)} for at in range(20)}
    assert not coordination(votes({**everybody, **others})).flagged.any()


def test_votes_faster_than_reading_are_flagged() -> None:
    """Twelve votes each: six quick ones are half of them, five are not half of the eleven after the first."""
    cast = votes({name: {f"s{at:02}": 1 if at % 2 else -1 for at in range(12)} for name in ("bot", "person")})
    assert coordination(cast, np.array([6, 5])).machine_paced.tolist() == [True, False]
    assert not coordination(cast).machine_paced.any()
