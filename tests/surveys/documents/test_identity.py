"""Ids of passages that read alike: each has its own, and the thousandth costs no more than the tenth."""

from __future__ import annotations

from surveys.documents.identity import free


class _Taken(set[str]):
    asked = 0

    def __contains__(self, wanted: object) -> bool:
        self.asked += 1
        return super().__contains__(wanted)


def test_alike_passages_are_numbered_in_their_order():
    taken: set[str] = set()
    for _ in range(5):
        taken.add(free("p-1", taken))
    assert taken == {"p-1", "p-1--2", "p-1--3", "p-1--4", "p-1--5"}
    assert free("p-1", taken - {"p-1--5"}) == "p-1--5"
    assert free("p-2", taken) == "p-2"


def test_the_number_behind_thousands_is_found_in_a_few_steps():
    taken = _Taken(["a", *(f"a--{number}" for number in range(2, 3_000))])
    assert free("a", taken) == "a--3000"
    assert taken.asked < 30  # 12 doublings to 4096, 11 halvings
