"""The monthly report as one frozen value. Pages, files and the API format it; none of them calculates.

Every number is a Figure. Names are kept in every language that they have, so that a report stays
readable after a unit or a question was renamed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from analytics.measures.figure import Figure
from analytics.measures.participation import Coverage

Localized = Mapping[str, str]  # language tag -> text

UNIT, AGENCY = "unit", "agency"
UP, DOWN, STEADY = "up", "down", "steady"
# What a reader of a table of units or agencies should know about a row.
NO_ANSWERS = "no-answers"
TOO_FEW = "too-few"
SHIELDS_ANOTHER = "shields-another"  # enough answers, but hidden so that a small neighbour stays hidden
SHORT = "short"
NO_DENOMINATOR = "no-denominator"
MORE_THAN_SERVED = "more-than-served"


@dataclass(frozen=True)
class Party:
    """An agency or a unit, as it was named when the report was made. A unit's code "" means: named no unit."""

    code: str
    name: str


@dataclass(frozen=True)
class DayCount:
    day: dt.date
    responses: Figure


@dataclass(frozen=True)
class ChannelCount:
    channel: str
    responses: Figure


@dataclass(frozen=True)
class Participation:
    """How many answered. `coverage` is about the SKM's answers, the counts about every survey's."""

    responses: Figure
    coverage: Coverage
    days: tuple[DayCount, ...]  # every day of the month up to the data cut; one without answers has 0
    channels: tuple[ChannelCount, ...]  # those that were used, by code


@dataclass(frozen=True)
class Element:
    """One element of the SKM. `rank` 1 is the highest average; equal averages share the lower number."""

    code: str
    name: Localized
    average: Figure  # NRR, 1 to 4
    conversion: Figure  # NRR × 25
    grade: str  # "" where the average is not shown
    rank: int | None


@dataclass(frozen=True)
class Satisfaction:
    """The IKM and what it is made of. `lowest` lists the three lowest elements, ties included."""

    ikm: Figure
    grade: str
    elements: tuple[Element, ...]
    lowest: tuple[str, ...]
    free_of_charge: Figure  # share of "Gratis", the top score, among the answers on the fee
    mean_of_units: Figure  # unweighted mean of the units' IKM, beside the pooled one; its base is units
    left_out: tuple[Party, ...]  # too few answers to be pooled without showing through
    weights: str
    grade_table: str


@dataclass(frozen=True)
class Part:
    """One option: how many picked it, and their share of those who answered."""

    code: str
    name: Localized
    count: Figure
    share: Figure


@dataclass(frozen=True)
class ProfilePart:
    """One kind of respondents: how many, their share, and how satisfied they are."""

    code: str
    name: Localized
    count: Figure
    share: Figure
    ikm: Figure


@dataclass(frozen=True)
class Profile:
    """How the respondents spread over the options of one profile question."""

    question: str
    name: Localized
    answered: Figure
    parts: tuple[ProfilePart, ...]


@dataclass(frozen=True)
class CorrectedShare:
    """What share of the comments a reader of all would give this label, estimated from the random samples."""

    code: str
    name: Localized
    share: Figure


@dataclass(frozen=True)
class Sentiment:
    """Labels that the named analyzer gave to the comments, how often it was right when it was measured
    (a share of one), and the document that says on what.

    `error` is how often a reader of this group's own random samples said otherwise, `corrected` what follows
    from that for this month's shares; None and empty in reports from before there were samples.
    """

    analyzer: str
    version: str
    accuracy: Figure
    measured_in: str
    texts: Figure
    labels: tuple[Part, ...]
    error: Figure | None = None
    corrected: tuple[CorrectedShare, ...] = ()


@dataclass(frozen=True)
class Theme:
    """How many comments are about this, and their share of all comments. One comment may be about several things."""

    code: str
    name: Localized
    count: Figure
    share: Figure


@dataclass(frozen=True)
class Comparison:
    """The month before, from the facts as they stand now. `change` is this month's IKM less that one's."""

    month: dt.date
    responses: Figure
    ikm: Figure
    grade: str
    change: Figure

    @property
    def direction(self) -> str:
        """UP or DOWN where the interval of the change leaves no doubt, else STEADY; "" without a change."""
        if self.change.value is None:
            return ""
        if self.change.low is None or self.change.high is None or self.change.low <= 0 <= self.change.high:
            return STEADY
        return UP if self.change.value > 0 else DOWN


@dataclass(frozen=True)
class Row:
    """One unit, or one agency with everything below it, in a table of several."""

    party: Party
    kind: str  # UNIT or AGENCY
    depth: int  # 0 for the outermost
    responses: Figure
    coverage: Coverage
    ikm: Figure
    grade: str
    lowest: tuple[str, ...]  # the element with the lowest average, or the elements that tie for it
    flags: tuple[str, ...]


@dataclass(frozen=True)
class MonthlyReport:
    """The figures of one month for one agency with everything below it, or, with `agency` None, for all.

    Two reports are equal exactly when their facts are: nothing in here tells when it was made.
    """

    month: dt.date  # its first day
    agency: Party | None
    cut: dt.date  # the last local day whose answers are in it
    participation: Participation
    satisfaction: Satisfaction | None  # None where no SKM survey took an answer
    profile: tuple[Profile, ...]  # empty for all agencies together
    sentiment: Sentiment | None  # None where nobody wrote anything
    previous: Comparison | None
    rows: tuple[Row, ...]  # own units, then child agencies with theirs; for all agencies: the tree of agencies
    smallest_group: int
    smallest_cell: int
    themes: tuple[Theme, ...] = ()  # of the comments, the most frequent first; hidden ones last, by name

    @property
    def names(self) -> dict[str, Localized]:
        """Element code -> its name."""
        return {element.code: element.name for element in self.satisfaction.elements} if self.satisfaction else {}
