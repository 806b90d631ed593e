"""What is kept of many answers: integers that add up, so that days, units and servers merge exactly.

Every figure of a report is calculated from these sums and never from the answers. Merging in any
order and any grouping gives the same value and the same JSON text.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Pair = tuple[str, str]
Sums = tuple[int, int, int]  # n, Σx, Σx²
Products = tuple[int, int, int, int]  # n, Σa, Σb, Σab over the responses that answered both


@dataclass(frozen=True, slots=True)
class CountedResponse:
    """One response as the few values that are counted of it."""

    options: tuple[Pair, ...]  # (question, option) for every pick; a matrix row is `question.row`
    scores: tuple[int | None, ...]  # one for each element, in the elements' order; None: not answered
    texts: tuple[tuple[str, str, int], ...] = ()  # (question, sentiment label, polarity in tenths)


@dataclass(frozen=True)
class Statistics:
    """The sufficient statistics of a set of responses. A count that would be 0 is absent."""

    n: int = 0  # responses
    options: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # question -> option -> picks
    sums: Mapping[str, Sums] = field(default_factory=dict)  # element -> n, Σx, Σx²
    products: Mapping[Pair, Products] = field(default_factory=dict)  # (a, b) with a < b -> n, Σa, Σb, Σab
    texts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # open question -> label -> texts
    polarity: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # open question -> tenths -> texts
    unrated: int = 0  # responses without a score of any element

    @property
    def rated(self) -> int:
        """How many responses have a score of at least one element."""
        return self.n - self.unrated if self.sums else 0

    @classmethod
    def of(cls, responses: Sequence[CountedResponse], elements: Sequence[str]) -> Statistics:
        """The statistics of `responses`, whose `scores` stand in the order of `elements`."""
        columns = {code: _Column(scores) for code, scores in zip(elements, _transposed(responses), strict=False)}
        pairs = {(a, b): columns[a].products(columns[b]) for a, b in itertools.combinations(sorted(columns), 2)}
        return cls(
            n=len(responses),
            options=_nested(Counter(itertools.chain.from_iterable(r.options for r in responses))),
            sums={code: column.sums() for code, column in columns.items() if column.n},
            products={pair: products for pair, products in pairs.items() if products[0]},
            texts=_nested(Counter((code, label) for r in responses for code, label, _ in r.texts)),
            polarity=_nested(Counter((code, tenths) for r in responses for code, _, tenths in r.texts)),
            unrated=len(responses) - _rated(columns.values(), responses),
        )

    @classmethod
    def total(cls, parts: Iterable[Statistics]) -> Statistics:
        """All of `parts` merged; of none, the empty statistics."""
        total = RunningTotal()
        for part in parts:
            total.add(part)
        return total.statistics()

    @classmethod
    def picks(cls, texts: Iterable[str]) -> Statistics:
        """Of what `dump` wrote, the total responses and picks alone: in a tenth of the time that everything takes."""
        n, options = 0, dict[str, dict[str, int]]()
        for text in texts:
            plain = json.loads(text)
            n += plain.get("n", 0)
            _add_counts(options, plain.get("options", {}))
        return cls(n, options)

    def merge(self, other: Statistics) -> Statistics:
        return Statistics.total((self, other))

    def without(self, questions: Collection[str]) -> Statistics:
        """The same responses as if they had not answered `questions`; the rows of a matrix go with it.

        `unrated` is then the fewest that it can be: who scored one element is taken to have scored the others too.
        """

        def kept(counts: Mapping[str, Item]) -> dict[str, Item]:
            return {key: item for key, item in counts.items() if key.partition(".")[0] not in questions}

        pairs = {pair: item for pair, item in self.products.items() if not {*pair} & {*questions}}
        options, sums, texts = kept(self.options), kept(self.sums), kept(self.texts)
        unrated = max(self.unrated, self.n - sum(n for n, _, _ in sums.values()))
        return Statistics(self.n, options, sums, pairs, texts, kept(self.polarity), unrated)

    def answered(self, question: str) -> int:
        """How many picks `question` has: its valid answers, where one answer is one pick."""
        return sum(self.options.get(question, {}).values())

    def dump(self) -> str:
        """The canonical JSON text. `products` lists the pairs of elements in order; where everybody who
        answered one of the two answered both, Σab alone says it all."""
        plain: dict[str, Any] = {"n": self.n, "options": self.options, "sums": self.sums, "texts": self.texts}
        plain["polarity"] = {
            code: {str(tenths): n for tenths, n in bins.items()} for code, bins in self.polarity.items()
        }
        plain["unrated"] = self.n - self.rated if self.sums else 0  # without sums there is nothing else that it can be
        codes = sorted(self.sums)
        plain["products"] = [self._dump_pair((a, b)) for a, b in itertools.combinations(codes, 2)]
        kept = {name: value for name, value in plain.items() if value}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _dump_pair(self, pair: Pair) -> int | Products:
        products = self.products.get(pair, (0, 0, 0, 0))
        (n_a, sum_a, _), (n_b, sum_b, _) = self.sums[pair[0]], self.sums[pair[1]]
        return products[3] if products[:3] == (n_a, sum_a, sum_b) and n_a == n_b else products

    @classmethod
    def load(cls, text: str) -> Statistics:
        """The statistics that `dump` wrote."""
        plain = json.loads(text)
        sums: dict[str, Sums] = {code: tuple(row) for code, row in plain.get("sums", {}).items()}
        pairs = itertools.combinations(sorted(sums), 2)
        products = {
            pair: _load_pair(kept, *pair, sums) for pair, kept in zip(pairs, plain.get("products", ()), strict=True)
        }
        polarity = plain.get("polarity", {})
        return cls(
            n=plain.get("n", 0),
            options=plain.get("options", {}),
            sums=sums,
            products={pair: row for pair, row in products.items() if row[0]},
            texts=plain.get("texts", {}),
            polarity={code: {int(tenths): n for tenths, n in bins.items()} for code, bins in polarity.items()},
            unrated=plain.get("unrated", 0) if sums else plain.get("n", 0),
        )


def _load_pair(kept: int | list[int], a: str, b: str, sums: Mapping[str, Sums]) -> Products:
    if isinstance(kept, int):
        return sums[a][0], sums[a][1], sums[b][1], kept
    n, sum_a, sum_b, product = kept
    return n, sum_a, sum_b, product


class RunningTotal:
    """A total that grows part by part: what was added before is not copied again."""

    def __init__(self) -> None:
        self._n = self._unrated = 0
        self._options: dict[str, dict[str, int]] = {}
        self._sums: dict[str, Sums] = {}
        self._products: dict[Pair, Products] = {}
        self._texts: dict[str, dict[str, int]] = {}
        self._polarity: dict[str, dict[int, int]] = {}

    def add(self, part: Statistics) -> None:
        self._n += part.n
        self._unrated += part.n - part.rated
        _add_counts(self._options, part.options)
        _add_sums(self._sums, part.sums)
        _add_products(self._products, part.products)
        _add_counts(self._texts, part.texts)
        _add_counts(self._polarity, part.polarity)

    def statistics(self) -> Statistics:
        """What was added up to now. Nothing may be added afterwards: the statistics are its very parts."""
        return Statistics(
            self._n, self._options, self._sums, self._products, self._texts, self._polarity, self._unrated
        )


class _Column:
    """One element's scores as two lists that multiply: the score or 0, and whether there is one.

    The sums over pairs are most of the counting; `sum(map(mul, …))` runs them without a Python loop.
    """

    def __init__(self, scores: Sequence[int | None]) -> None:
        self.complete = None not in scores
        self.n = len(scores) if self.complete else sum(score is not None for score in scores)
        self.scores = [score or 0 for score in scores]
        self.present: Sequence[int] = [] if self.complete else [int(score is not None) for score in scores]
        self.sum = sum(self.scores)

    def sums(self) -> Sums:
        return self.n, self.sum, sum(map(mul, self.scores, self.scores))

    def products(self, other: _Column) -> Products:
        return (
            _masked_sum(self.present, other) if not self.complete else other.n,
            self.sum if other.complete else sum(map(mul, self.scores, other.present)),
            other.sum if self.complete else sum(map(mul, other.scores, self.present)),
            sum(map(mul, self.scores, other.scores)),
        )


def _rated(columns: Collection[_Column], responses: Sequence[CountedResponse]) -> int:
    if any(column.complete for column in columns):
        return len(responses)
    return sum(any(score is not None for score in response.scores) for response in responses)


def _masked_sum(present: Sequence[int], other: _Column) -> int:
    return sum(present) if other.complete else sum(map(mul, present, other.present))


def _transposed(responses: Sequence[CountedResponse]) -> Iterable[tuple[int | None, ...]]:
    return zip(*(response.scores for response in responses), strict=True)


def _nested(counts: Mapping[tuple[str, Key], int]) -> dict[str, dict[Key, int]]:
    nested: dict[str, dict[Key, int]] = {}
    for (question, key), count in counts.items():
        nested.setdefault(question, {})[key] = count
    return nested


def _add_counts(into: dict[str, dict[Key, int]], part: Mapping[str, Mapping[Key, int]]) -> None:
    for question, counts in part.items():
        known = into.setdefault(question, {})
        for key, count in counts.items():
            known[key] = known.get(key, 0) + count


def _add_sums(into: dict[str, Sums], part: Mapping[str, Sums]) -> None:
    for code, (n, x, xx) in part.items():
        known = into.get(code)
        into[code] = (n, x, xx) if known is None else (known[0] + n, known[1] + x, known[2] + xx)


def _add_products(into: dict[Pair, Products], part: Mapping[Pair, Products]) -> None:
    for pair, row in part.items():
        known = into.get(pair)
        # Written out: this is most of the time that a report takes.
        into[pair] = (
            row if known is None else (known[0] + row[0], known[1] + row[1], known[2] + row[2], known[3] + row[3])
        )
