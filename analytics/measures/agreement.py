"""How far two people who code the same comments agree beyond chance.

For one code: Cohen's kappa (Cohen 1960) of "put" and "not put", with the large-sample standard error of
Fleiss, Cohen and Everitt (1969, formula 13). For all codes together: pooled kappa (de Vries, Elliott,
Kanouse and Teleki 2008), made of the codes' mean observed and mean expected agreement; since the
decisions on one comment hang together, its interval comes from leaving out one comment at a time
(jackknife). A kappa tells nothing where one of the two never varies: it is 0 or undefined then whatever
they agreed on, so it is not available.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analytics.measures.figure import Figure, Interval, figure
from analytics.measures.precision import Z, around, root

METHOD, POOLED = "cohen-kappa", "pooled-kappa"
Pair = tuple[Collection[int], Collection[int]]  # the codes that the first and the second put on one comment


@dataclass(frozen=True)
class Table:
    """On how many of `n` comments a code was put by both, by the first alone, and by the second alone."""

    n: int
    both: int
    first: int
    second: int

    @classmethod
    def of(cls, pairs: Sequence[Pair], code: int) -> Table:
        marks = [(code in first, code in second) for first, second in pairs]
        return cls(len(marks), marks.count((True, True)), marks.count((True, False)), marks.count((False, True)))

    @property
    def neither(self) -> int:
        return self.n - self.both - self.first - self.second

    @property
    def observed(self) -> Fraction:
        """The share of comments on which the two agree."""
        return Fraction(self.both + self.neither, self.n)

    @property
    def expected(self) -> Fraction:
        """The share on which two people who put the code as often, by chance, would agree."""
        one, other = Fraction(self.both + self.first, self.n), Fraction(self.both + self.second, self.n)
        return one * other + (1 - one) * (1 - other)

    @property
    def varies(self) -> bool:
        """Whether each of the two put the code on some comments and not on others."""
        return all(0 < used < self.n for used in (self.both + self.first, self.both + self.second))

    def without(self, first: bool, second: bool) -> Table:
        """The table without one comment on which the code was put so."""
        return replace(
            self,
            n=self.n - 1,
            both=self.both - (first and second),
            first=self.first - (first and not second),
            second=self.second - (second and not first),
        )


@dataclass(frozen=True)
class CodeAgreement:
    code: int
    table: Table
    kappa: Figure


@dataclass(frozen=True)
class Agreement:
    """`codes`: those that at least one of the two used, in the order of their numbers."""

    comments: int
    codes: tuple[CodeAgreement, ...]
    overall: Figure


def agreement(pairs: Sequence[Pair], cut: dt.date) -> Agreement:
    """How two people agree on `pairs`, one for each comment. `cut`: the day on which the sample was drawn.

    Kappas have no unit: 1 is full agreement, 0 what chance would give, below 0 less than that.
    """
    codes = sorted({code for pair in pairs for coder in pair for code in coder})
    tables = [Table.of(pairs, code) for code in codes]
    lines = (CodeAgreement(code, table, cohen(table, cut)) for code, table in zip(codes, tables, strict=True))
    return Agreement(len(pairs), tuple(lines), _overall(pairs, codes, tables, cut))


def cohen(table: Table, cut: dt.date) -> Figure:
    """Cohen's kappa of one code; not available where one of the two never varies."""
    if not table.varies:
        return figure(None, table.n, METHOD, cut)
    kappa = (table.observed - table.expected) / (1 - table.expected)
    return figure(kappa, table.n, METHOD, cut, _interval(kappa, _variance(table, kappa)))


def _variance(table: Table, kappa: Fraction) -> Fraction:
    """Fleiss, Cohen and Everitt (1969), formula 13, for two categories."""
    n = table.n
    one, other = Fraction(table.both + table.first, n), Fraction(table.both + table.second, n)
    rest = 1 - kappa
    same = Fraction(table.both, n) * (1 - (one + other) * rest) ** 2
    same += Fraction(table.neither, n) * (1 - (2 - one - other) * rest) ** 2
    # A disagreement weighs by how often the second gave the first's answer and the first the second's.
    apart = Fraction(table.first, n) * (other + 1 - one) ** 2 + Fraction(table.second, n) * (1 - other + one) ** 2
    last = (kappa - table.expected * rest) ** 2
    return (same + rest**2 * apart - last) / (n * (1 - table.expected) ** 2)


def _overall(pairs: Sequence[Pair], codes: Sequence[int], tables: Sequence[Table], cut: dt.date) -> Figure:
    kappa = _pooled(tables)
    if kappa is None:
        return figure(None, len(pairs), POOLED, cut)
    left_out = []
    for first, second in pairs:
        rest = [table.without(code in first, code in second) for code, table in zip(codes, tables, strict=True)]
        left_out.append(_pooled(rest))
    return figure(kappa, len(pairs), POOLED, cut, _jackknife(kappa, left_out))


def _pooled(tables: Sequence[Table]) -> Fraction | None:
    if not tables or not tables[0].n:
        return None
    observed, expected = (sum(shares, Fraction()) / len(tables) for shares in _shares(tables))
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _shares(tables: Sequence[Table]) -> tuple[list[Fraction], list[Fraction]]:
    return [table.observed for table in tables], [table.expected for table in tables]


def _jackknife(kappa: Fraction, left_out: Sequence[Fraction | None]) -> Interval | None:
    values = [value for value in left_out if value is not None]
    if len(values) < max(2, len(left_out)):
        return None
    n, mean = len(values), sum(values, Fraction()) / len(values)
    return _interval(kappa, Fraction(n - 1, n) * sum(((value - mean) ** 2 for value in values), Fraction()))


def _interval(kappa: Fraction, variance: Fraction) -> Interval | None:
    """95 %; None where the formula gives no width, as for full agreement: that is no certainty."""
    return around(kappa, Z * root(variance), -1, 1) if variance > 0 else None
