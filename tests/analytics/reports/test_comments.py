"""What comments are about in a report: the commonest themes first; no place tells how common a hidden one is."""

from __future__ import annotations

import dataclasses

from analytics.reports.comments import MOST_THEMES, themes
from analytics.reports.model import Theme
from tests.analytics.reports.answered import CUT, agency, answers, scores, unit

NAMES = {code: {"id": code.title()} for code in ("antre", "biaya", "gedung", "petugas", "toilet")}


def said(counts: dict[str, int], comments: int = 60) -> tuple[Theme, ...]:
    """The themes of an agency with one unit, whose comments are about these."""
    given = dataclasses.replace(answers(scores(comments), texts={"positive": comments}), themes=counts)
    return themes(agency("d", [unit("a", given)]), {**NAMES, **{code: {"id": code} for code in counts}}, CUT)


def order(found: tuple[Theme, ...]) -> list[str]:
    return [theme.code for theme in found]


def hidden(found: tuple[Theme, ...]) -> list[str]:
    return [theme.code for theme in found if theme.count.suppressed]


def test_the_commonest_theme_comes_first() -> None:
    found = said({"biaya": 12, "antre": 30, "petugas": 20})
    assert order(found) == ["antre", "petugas", "biaya"]
    assert hidden(found) == []
    assert [theme.count.value for theme in found] == [30, 20, 12]


def test_hidden_themes_come_last_and_by_name() -> None:
    # 4 is too few to be shown, and so is 2: whichever is larger, their places are the same.
    for few in ({"toilet": 4, "biaya": 2}, {"toilet": 2, "biaya": 4}):
        found = said({**few, "antre": 30, "petugas": 20})
        assert order(found) == ["antre", "petugas", "biaya", "toilet"]
        assert hidden(found) == ["biaya", "toilet"]
        assert all(theme.share.suppressed for theme in found[2:])


def test_a_hidden_theme_in_the_place_of_its_number_would_tell_it() -> None:
    # The second smallest is hidden beside a single one that is too small; it stands behind every shown one.
    found = said({"gedung": 3, "antre": 9, "petugas": 30, "biaya": 20})
    shown = [theme for theme in found if not theme.count.suppressed]
    assert list(found[: len(shown)]) == shown
    assert order(found[len(shown) :]) == sorted(hidden(found))
    assert "gedung" in hidden(found)


def test_where_few_wrote_every_theme_is_hidden_and_stands_by_name() -> None:
    found = said({"toilet": 6, "antre": 2, "biaya": 5}, comments=7)
    assert order(found) == hidden(found) == ["antre", "biaya", "toilet"]


def test_no_more_than_the_commonest_are_told() -> None:
    found = said({f"t{number:02}": 20 + number for number in range(MOST_THEMES + 3)})
    assert order(found) == [f"t{number:02}" for number in reversed(range(3, MOST_THEMES + 3))]
