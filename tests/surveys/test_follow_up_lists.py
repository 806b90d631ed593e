"""Which comments the lists of those who answer hold, page by page, and how many are counted."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from surveys import follow_up, follow_up_lists, themes
from surveys.follow_up_lists import ANSWERED, TO_ANSWER, Key, Wanted
from surveys.models import Consultation, Contribution, Theme
from tests import builders
from tests.conftest import NOW
from tests.surveys.coded import ANI

NUMBERS = range(12)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    """Twelve comments: every third is in the answered theme, every fourth in an unanswered one, the first and the
    sixth are answered alone. Beside them what no list holds, all of it in the answered theme."""
    made = builders.consultation(session, builders.agency(session))
    said = [
        builders.contribution(session, made, f"{number:02}", stance=("ask", "object")[number % 2]) for number in NUMBERS
    ]
    reply = builders.contribution(session, made, "sahutan", parent_id=said[0].id)
    unseen = [builders.contribution(session, made, state, state=state) for state in ("waiting", "hidden", "appealed")]
    answered, open_ = (themes.create_theme(session, made, name, NOW, ANI) for name in ("Dijawab", "Terbuka"))
    follow_up.put_into(session, made, answered.id, [one.id for one in (*said[::3], reply, *unseen)], NOW, ANI)
    follow_up.put_into(session, made, open_.id, [one.id for one in said[::4]], NOW, ANI)
    for to in (answered, said[0], said[5]):
        _answer(session, made, to)
    return made


def _answer(session: Session, consultation: Consultation, to: Contribution | Theme) -> None:
    said = {"verdict": "partly", "text": "Kami pertimbangkan", "seen": ""}
    follow_up.reply(session, consultation, to, **said, now=NOW, actor=ANI)


def _pages(session: Session, consultation: Consultation, wanted: Wanted, size: int) -> list[list[int]]:
    found: list[list[int]] = []
    after: Key | None = None
    while not found or after:
        lines, after = follow_up_lists.page(session, consultation.id, wanted, after, size)
        assert [(line.day, line.id) for line in lines] == sorted((line.day, line.id) for line in lines)
        found.append([int(line.text) for line in lines])
    return found


def _theme(session: Session, consultation: Consultation, name: str) -> Theme:
    [found] = [id_ for id_, named in follow_up_lists.theme_names(session, consultation.id).items() if named == name]
    return themes.theme_of(session, consultation, found)


HAS_ANSWER = {0, 3, 6, 9, 5}
IN_A_THEME = {0, 3, 6, 9, 4, 8}


@pytest.mark.parametrize("at_once", [2, 500])
@pytest.mark.parametrize(
    ("state", "stance", "theme", "expected"),
    [
        ("", "", None, {*NUMBERS}),
        (TO_ANSWER, "", None, {*NUMBERS} - HAS_ANSWER),
        (ANSWERED, "", None, HAS_ANSWER),
        (TO_ANSWER, "ask", None, {2, 4, 8, 10}),
        (ANSWERED, "object", None, {3, 5, 9}),
        (TO_ANSWER, "", "none", {*NUMBERS} - HAS_ANSWER - IN_A_THEME),
        (ANSWERED, "", "none", {5}),
        (TO_ANSWER, "", "Terbuka", {4, 8}),
        (ANSWERED, "", "Terbuka", {0}),
        (TO_ANSWER, "", "Dijawab", set()),
        (ANSWERED, "", "Dijawab", {0, 3, 6, 9}),
    ],
)
def test_each_list_holds_its_comments_once_whatever_is_read_together(
    session: Session,
    consultation: Consultation,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    state: str,
    stance: str,
    theme: str | None,
    expected: set[int],
) -> None:
    monkeypatch.setattr(follow_up_lists, "_AT_ONCE", at_once)
    theme_id = None if theme is None else 0 if theme == "none" else _theme(session, consultation, theme).id
    pages = _pages(session, consultation, Wanted(state, stance, theme_id), size=3)
    assert sorted(number for page in pages for number in page) == sorted(expected)
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)


def test_what_no_list_holds_is_not_counted(session: Session, consultation: Consultation) -> None:
    overview = follow_up_lists.overview(session, consultation.id)
    assert (overview.progress.answered, overview.progress.total) == (len(HAS_ANSWER), 12)
    assert [(line.name, line.count) for line in overview.themes] == [("Terbuka", 3), ("Dijawab", 4)]
    assert follow_up_lists.progress(session, consultation.id) == overview.progress
    assert follow_up_lists.progress_of(session, [consultation.id]) == {consultation.id: overview.progress}


def test_a_theme_has_all_its_comments_page_by_page(session: Session, consultation: Consultation) -> None:
    theme = _theme(session, consultation, "Dijawab")
    line, first, after = follow_up_lists.theme_page(session, theme, size=3)
    again, rest, end = follow_up_lists.theme_page(session, theme, after, size=3)
    assert line == again
    assert (line.name, line.count, line.reply is not None, end) == ("Dijawab", 4, True, None)
    assert sorted(int(one.text) for one in (*first, *rest)) == [0, 3, 6, 9]


def test_a_consultation_without_comments_has_nothing_to_answer(session: Session) -> None:
    empty = builders.consultation(session, builders.agency(session))
    assert follow_up_lists.progress_of(session, [empty.id]) == {}
    progress = follow_up_lists.overview(session, empty.id).progress
    assert (progress.answered, progress.total, progress.left) == (0, 0, 0)
