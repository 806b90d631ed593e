"""Opinion groups of real conversations beside those that the originating system computed. Needs SUARA_DATA."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analytics.measures.opinions import opinions
from analytics.measures.votes import votes_of

CONVERSATIONS = ("15-per-hour-seattle", "scoop-hivemind.taxes")
LEAST_AGREEMENT = 0.7


def table(conversation: str, name: str) -> list[dict[str, str]]:
    if not os.environ.get("SUARA_DATA"):
        pytest.skip("SUARA_DATA is not set: the opinion groups were NOT compared with real ones")
    path = Path(os.environ["SUARA_DATA"], "opinion-votes", conversation, f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_the_groups_are_those_of_the_originating_system(conversation: str) -> None:
    cast = table(conversation, "votes")
    voters, statements = ({row[name]: 0 for row in cast} for name in ("voter-id", "comment-id"))
    rows = np.array([list(voters).index(row["voter-id"]) for row in cast])
    columns = np.array([list(statements).index(row["comment-id"]) for row in cast])
    votes = votes_of(list(voters), list(statements), rows, columns, np.array([int(row["vote"]) for row in cast]))
    theirs = {row["participant"]: row["group-id"] for row in table(conversation, "participants-votes")}
    found = opinions(votes)
    placed = np.flatnonzero(votes.of_voter >= 7).tolist()
    assert (found.groups[placed] >= 0).all()
    wanted = [theirs[votes.voters[place]] for place in placed]
    assert len(found.names) == len(set(wanted))
    assert adjusted_rand_score(wanted, found.groups[placed]) >= LEAST_AGREEMENT
    assert not found.coordination.flagged.any()


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_the_last_row_and_the_sign_are_read_as_meant(conversation: str) -> None:
    """The last row of a voter on a statement is what the originating system counts, and 1 is agree."""
    last = {(row["voter-id"], row["comment-id"]): row["vote"] for row in table(conversation, "votes")}
    for row in table(conversation, "participants-votes"):
        counted = {key: vote for key, vote in row.items() if key.isdigit() and vote}
        assert counted == {key: last[row["participant"], key] for key in counted}
    agrees = sum(int(row["agrees"]) for row in table(conversation, "comments"))
    every_row = [row["vote"] for row in table(conversation, "votes")]
    assert abs(every_row.count("1") / agrees - 1) < 0.01
    assert abs(every_row.count("-1") / agrees - 1) > 0.1
