"""What pages get: nothing about single people, and plain values for JSON."""

from __future__ import annotations

import json

from analytics.measures.opinion_map import OpinionMap, opinion_map
from analytics.measures.opinions import opinions
from tests.analytics.measures.ballots import Society, votes
from tests.analytics.measures.test_coordination import with_copies


def shown(society: Society) -> OpinionMap:
    return opinion_map(opinions(society.vote()[0]))


def test_groups_and_bins() -> None:
    found = shown(Society([0.6, 0.4]))
    assert [group.name for group in found.figures.groups] == ["A", "B"]
    assert sum(group.voters for group in found.figures.groups) == found.placed == found.voters == 400
    assert sum(group.share for group in found.figures.groups) == 1
    assert found.without_coordinated is None
    assert all(abs(one.x) < 1 and abs(one.y) < 1 for one in found.bins)
    for group in found.figures.groups:
        inside = [one for one in found.bins if one.group == group.name]
        assert sum(one.voters for one in inside) > group.voters / 2
        mean = sum(one.x * one.voters for one in inside) / sum(one.voters for one in inside)
        assert abs(mean - group.x) < 0.2


def test_no_cell_below_five_is_shown() -> None:
    found = shown(Society([0.5, 0.3, 0.2], people=120, seen=0.6))
    lists = found.figures
    told = [
        *lists.consensus,
        *lists.rejected,
        *lists.dividing,
        *(one for group in lists.groups for one in group.typical),
    ]
    assert told
    for statement in told:
        for count in statement.counts.values():
            assert count.base is None or count.base >= 10
            assert all(cell is None or cell == 0 or cell >= 5 for cell in (count.agree, count.disagree, count.passed))
    assert all(one.voters >= 5 for one in found.bins)


def test_with_and_without_coordinated_voters() -> None:
    cast, _ = Society([0.6, 0.4]).vote()
    found = opinion_map(opinions(with_copies(cast, copies=50, length=60)))
    assert found.flagged == 50
    assert sum(group.voters for group in found.figures.groups) == 450
    assert found.without_coordinated is not None
    assert sum(group.voters for group in found.without_coordinated.groups) == 400


def test_it_can_be_stored() -> None:
    found = shown(Society([0.6, 0.4]))
    stored = json.loads(json.dumps(found.dumped(), allow_nan=False))
    assert stored["figures"]["groups"][0]["name"] == "A"
    assert stored["profiles"].keys() == {"A", "B"}
    again = opinions(Society([0.6, 0.4]).vote()[0], stored["profiles"])
    assert again.names == ("A", "B")


def test_nobody_and_nearly_nobody() -> None:
    few = {f"p{at}": {f"s{place}": (at * place) % 3 - 1 for place in range(8)} for at in range(6)}
    found = opinion_map(opinions(votes(few)))
    assert [(group.name, group.voters, group.typical) for group in found.figures.groups] == [("A", 6, ())]
    none = opinion_map(opinions(votes({"p": {"s": 1}})))
    assert (none.placed, none.figures.groups, none.bins, none.separation) == (0, (), (), "none")
    json.dumps(none.dumped(), allow_nan=False)
