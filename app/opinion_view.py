"""Opinion groups as pages show them: sentences that anybody understands, bars. The picture is in opinion_picture.

Nothing is counted here: every number comes from the stored map, in which small cells are hidden already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask_babel import gettext as _

from analytics.measures.disclosure import SMALLEST_GROUP
from analytics.opinion_maps import StoredMap
from app.opinion_picture import Picture, picture


class Told(Protocol):
    """A statement as the page needs it."""

    @property
    def number(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True)
class Bar:
    """The votes of one group on a statement, and where they lie in a bar of 100. `base` None: too few to be shown."""

    group: str
    base: int | None
    agree: int | None
    disagree: int | None
    passed: int | None

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """What a part is, where it begins and how wide it is; what is hidden comes last, as one."""
        counts = {"agree": self.agree, "disagree": self.disagree, "pass": self.passed}
        known = {name: count for name, count in counts.items() if count is not None}
        if not self.base or not known:
            return []
        at, found = 0.0, []
        for name, count in [*known.items(), ("hidden", self.base - sum(known.values()))]:
            width = 100 * count / self.base
            found.append((name, round(at, 2), round(width, 2)))
            at += width
        return found


@dataclass(frozen=True)
class Line:
    """A statement that tells something, and the sentence that says what."""

    statement: Told
    sentence: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Group:
    name: str
    voters: int
    share: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class OpinionPage:
    """`headline` is the finding. `groups` is empty where too few people voted. `flagged`: voters who look coordinated;
    `without` says that these figures leave them out."""

    headline: str
    votes: int
    voters: int
    placed: int
    statements: int
    groups: tuple[Group, ...]
    consensus: tuple[Line, ...]
    rejected: tuple[Line, ...]
    dividing: tuple[Line, ...]
    flagged: int
    without: bool
    picture: Picture

    @property
    def grouped(self) -> int:
        """How many people the groups have together; with `without`, fewer than were placed."""
        return sum(group.voters for group in self.groups)


def opinion_page(stored: StoredMap, statements: Iterable[Told], ids: Iterable[int], *, without: bool) -> OpinionPage:
    """The page of a stored map. `statements` with their `ids`; one that is no longer among them is left out."""
    content = stored.content
    told = {str(id_): each for id_, each in zip(ids, statements, strict=True)}
    lists = content["without_coordinated"] if without and content["without_coordinated"] else content["figures"]

    def lines(figures: list[Mapping[str, Any]], say: Callable[[Mapping[str, Any]], str]) -> tuple[Line, ...]:
        kept = (each for each in figures if each["statement"] in told)
        return tuple(Line(told[each["statement"]], say(each), _bars(each)) for each in kept)

    groups = tuple(
        Group(each["name"], each["voters"], each["share"], lines(each["typical"], _typical(each["name"])))
        for each in lists["groups"]
        if content["placed"] >= SMALLEST_GROUP
    )
    return OpinionPage(
        headline=_headline(content["separation"], groups),
        **{name: content[name] for name in ("votes", "voters", "placed", "statements", "flagged")},
        groups=groups,
        consensus=lines(lists["consensus"], _shared),
        rejected=lines(lists["rejected"], _shared),
        dividing=lines(lists["dividing"], _dividing),
        without=lists is not content["figures"],
        picture=picture(content),
    )


def _headline(separation: str, groups: tuple[Group, ...]) -> str:
    count = len(groups)
    if count == 0:
        return _("Belum cukup suara untuk mengenali kelompok pendapat")
    if count == 1:
        return _("Tidak tampak kelompok yang berbeda pendapat")
    words = {
        "clear": _("Peserta terbagi jelas menjadi %(count)s kelompok pendapat", count=count),
        "weak": _("Tampak %(count)s kelompok pendapat, tetapi batasnya tidak tajam", count=count),
    }
    return words.get(separation) or _(
        "Pendapat peserta berbaur; %(count)s kelompok ini banyak bersinggungan", count=count
    )


def _typical(group: str) -> Callable[[Mapping[str, Any]], str]:
    def sentence(figure: Mapping[str, Any]) -> str:
        side, counts = figure["vote"], figure["counts"]
        inside = _of_ten(counts[group], side)
        said = [_said(_("Di kelompok %(group)s", group=group), _("sebagian besar orang"), inside, side)]
        elsewhere = [name for name, each in counts.items() if name != group and each["base"]]
        others = [counts[name] for name in elsewhere]
        most, base = sum(_most(each, side) for each in others), sum(each["base"] for each in others)
        outside = _tenths(most, base) if others else None
        # Where small numbers are hidden this is the most that it can be, and worth saying only while it is little.
        if outside is not None and (inside is None or outside < inside):
            people = _at_most(outside, exact=all(each[side] is not None for each in others))
            where = _("Di kelompok %(group)s", group=elsewhere[0]) if len(others) == 1 else _("Di kelompok lain")
            said.append(_said(where, people, None, side))
        return " ".join(said)

    return sentence


def _shared(figure: Mapping[str, Any]) -> str:
    """The group in which fewest do."""
    side = figure["vote"]
    known = [share for each in figure["counts"].values() if (share := _of_ten(each, side)) is not None]
    return _said(_("Di setiap kelompok"), _("sebagian besar orang"), min(known, default=None), side)


def _dividing(figure: Mapping[str, Any]) -> str:
    """The groups furthest apart, by what is known of the one and the most that the other can be."""
    known = {name: each for name, each in figure["counts"].items() if each["base"]}
    shares = {name: share for name, each in known.items() if (share := _of_ten(each, "agree")) is not None}
    bounds = {name: _tenths(_most(each, "agree"), each["base"]) for name, each in known.items()}
    low = min(bounds, key=lambda name: bounds[name], default="")
    high = max(shares, key=lambda name: shares[name], default="")
    if not high or bounds[low] >= shares[high]:
        return _("Kelompok-kelompok menilainya sangat berbeda.")
    least = _at_most(bounds[low], exact=low in shares)
    values = {"high": high, "low": low, "most": _people(shares[high]), "least": least}
    return _("Setuju: %(most)s di kelompok %(high)s, tetapi %(least)s di kelompok %(low)s.", **values)


def _said(where: str, without_number: str, count: int | None, side: str) -> str:
    """Where, how many of ten, and what they say; without a number where it would tell of single people."""
    people = without_number if count is None else _people(count)
    if side == "agree":
        return _("%(where)s, %(people)s setuju.", where=where, people=people)
    return _("%(where)s, %(people)s tidak setuju.", where=where, people=people)


def _people(count: int) -> str:
    """A share in tenths, in words."""
    if count == 0:
        return _("hampir tidak ada orang")
    return _("hampir semua orang") if count == 10 else _("%(count)s dari 10 orang", count=count)


def _at_most(count: int, *, exact: bool) -> str:
    """The same, of a number that may be too high because a part of it is hidden."""
    return _people(count) if exact or count == 0 else _("paling banyak %(people)s", people=_people(count))


def _of_ten(count: Mapping[str, Any], side: str) -> int | None:
    """How many of ten take the side; None where that is hidden."""
    return None if not count["base"] or count[side] is None else _tenths(count[side], count["base"])


def _tenths(count: int, base: int) -> int:
    """Rounded half up."""
    return int(10 * count / base + 0.5)


def _most(count: Mapping[str, Any], side: str) -> int:
    """How many take the side, or the most that what is shown leaves room for."""
    if count[side] is not None:
        return int(count[side])
    return int(count["base"]) - sum(count[other] or 0 for other in ("agree", "disagree", "passed"))


def _bars(figure: Mapping[str, Any]) -> tuple[Bar, ...]:
    return tuple(Bar(name, **counts) for name, counts in sorted(figure["counts"].items()))
