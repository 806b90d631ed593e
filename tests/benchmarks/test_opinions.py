"""What opinion groups cost: `make bench`."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np
import pytest

from analytics.measures.opinions import opinions
from analytics.measures.votes import Votes, votes_of
from analytics.vote_table import read

MOST_KILOBYTES = 2_000_000
GROUPS = 4


def cast(voters: int, statements: int, count: int) -> tuple[list[str], list[str], np.ndarray, np.ndarray, np.ndarray]:
    """`count` votes of four groups in a shuffled order, with some cast twice."""
    chance = np.random.default_rng(5)
    cells = chance.integers(0, voters * statements, count)
    rows, columns = cells // statements, cells % statements
    agree = 1 / (1 + np.exp(-2 * chance.standard_normal((GROUPS, statements))))
    values = np.where(chance.random(count) < agree[rows % GROUPS, columns], 1, -1)
    values[chance.random(count) < 0.15] = 0
    return [f"v{at}" for at in range(voters)], [f"s{at}" for at in range(statements)], rows, columns, values


def measured(voters: int, statements: int, count: int, most_seconds: float) -> Votes:
    table = cast(voters, statements, count)
    if len(table[2]) > voters * statements:  # each cell once
        _, first = np.unique(table[2] * statements + table[3], return_index=True)
        table = (*table[:2], *(column[first] for column in table[2:]))
    start = time.process_time()
    votes = votes_of(*table)
    sorted_at = time.process_time()
    found = opinions(votes)
    used = time.process_time() - sorted_at
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(  # noqa: T201
        f"\n{voters} voters, {statements} statements, {len(votes.rows)} votes: {used:.2f} s of one core, "
        f"{sorted_at - start:.2f} s to sort the votes, {most // 1000} MB, {len(found.names)} groups"
    )
    assert (found.groups[votes.of_voter >= 7] >= 0).all()
    assert used + sorted_at - start <= most_seconds
    assert most <= MOST_KILOBYTES
    return votes


@pytest.mark.parametrize("count", [60_000, 2_000_000])  # votes on one statement in seven, and on all
def test_a_conversation_of_two_thousand(count: int) -> None:
    measured(2_000, 200, count, 0.5)


def test_a_country() -> None:
    measured(100_000, 1_000, 10_500_000, 15.0)


def test_a_table_of_ten_million_rows(tmp_path: Path) -> None:
    _, _, rows, columns, values = cast(100_000, 1_000, 10_000_000)
    path = tmp_path / "votes.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{row:x},{column},{value}\n" for row, column, value in zip(rows, columns, values, strict=True))
    start = time.process_time()
    with path.open("rb") as table:
        found = read(table, ",", 3, (0, 1, 2), 20_000_000)
    print(f"\n10000000 rows read in {time.process_time() - start:.1f} s of one core")  # noqa: T201
    assert (found.values == values).all()
