"""The series of every kind of question, and of an instrument's index, over versions that compare and that don't."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Mapping
from decimal import Decimal

from analytics import series
from analytics.measures.statistics import CountedResponse, Statistics
from analytics.series import Series
from surveys.comparison import compare
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.instruments import INSTRUMENTS
from surveys.queries import VersionRow
from surveys.question_types import Value, type_of
from tests.conftest import NOW

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)
CUT = dt.date(2026, 6, 30)
WORDS = tuple(Option(code, {"id": code.upper()}) for code in "abc")
STEPS = tuple(Option(str(score), {"id": str(score)}, score) for score in (1, 2, 3))
ROWS = (Option("loket", {"id": "Loket"}), Option("situs", {"id": "Situs"}))
MATRIX = Question("m", "matrix", {"id": "Nilai?"}, options=STEPS, rows=ROWS, not_applicable=True)
MULTIPLE = Question("p", "multiple", {"id": "Alat?"}, options=WORDS)
RANKING = Question("r", "ranking", {"id": "Urutan?"}, options=WORDS)


def history(*asked: Question) -> list[VersionRow]:
    """A version for each, with one question."""
    rows = [
        VersionRow(number, number, NOW, Questionnaire({"id": "Survei"}, (Section("a", {}, (question,)),)))
        for number, question in enumerate(asked, start=1)
    ]
    changes = [compare(old.questionnaire, new.questionnaire) for old, new in itertools.pairwise(rows)]
    return rows[:1] + [dataclasses.replace(row, changes=tuple(c)) for row, c in zip(rows[1:], changes, strict=True)]


def answered(question: Question, *answers: Value) -> Statistics:
    picks = [tuple(type_of(question).picks(question, answer)) for answer in answers]
    return Statistics.of([CountedResponse(pairs, ()) for pairs in picks], [])


def values(one: Series) -> list[list[tuple[dt.date, Decimal | None, int | None]]]:
    return [[(month, found.value, found.base) for month, found in run.stretch.points] for run in one.runs]


def test_each_row_of_a_matrix_has_its_mean() -> None:
    given = answered(MATRIX, {"loket": "1", "situs": "3"}, {"loket": "2", "situs": "n/a"}, {"loket": "3"})
    loket, situs = series.of_question("m", history(MATRIX), {(MAY, 1): given}, CUT)
    assert (loket.label, loket.kind, loket.ends) == ({"id": "Loket"}, series.MEAN, (1, 3))
    assert values(loket) == [[(MAY, Decimal(2), 3)]]
    # One answered 3, to one it didn't apply, and one said nothing.
    assert values(situs) == [[(MAY, Decimal(3), 1)]]


def test_a_row_of_words_has_the_share_of_the_most_picked() -> None:
    words = dataclasses.replace(MATRIX, options=WORDS)
    given = answered(words, {"loket": "a"}, {"loket": "a"}, {"loket": "b"}, {"loket": "a"})
    [loket] = series.of_question("m", history(words), {(MAY, 1): given}, CUT)
    assert (loket.kind, loket.runs[0].option) == (series.SHARE, {"id": "A"})
    assert values(loket) == [[(MAY, Decimal("0.75"), 4)]]  # 3 of 4; nobody answered the other row


def test_the_options_of_several_picks_come_by_how_many_chose_them() -> None:
    given = answered(MULTIPLE, ["b"], ["a", "b"], ["b", "c"], ["b", "c"])
    b, c, a = series.of_question("p", history(MULTIPLE), {(MAY, 1): given}, CUT)
    assert [one.label["id"] for one in (b, c, a)] == ["B", "C", "A"]
    assert [values(one) for one in (b, c, a)] == [
        [[(MAY, Decimal(1), 4)]],
        [[(MAY, Decimal("0.5"), 4)]],
        [[(MAY, Decimal("0.25"), 4)]],
    ]


def test_only_the_options_that_were_chosen_most_are_followed() -> None:
    many = dataclasses.replace(MULTIPLE, options=tuple(Option(str(n), {"id": str(n)}) for n in range(9)))
    given = answered(many, ["8"], ["8", "0"])
    assert [one.label["id"] for one in series.of_question("p", history(many), {(MAY, 1): given}, CUT)] == [
        *("8", "0", "1", "2", "3")
    ]


def test_each_option_of_a_ranking_has_its_mean_rank() -> None:
    given = answered(RANKING, ["a", "b", "c"], ["a", "c", "b"])
    a, b, c = series.of_question("r", history(RANKING), {(MAY, 1): given}, CUT)
    assert (a.kind, a.ends) == (series.RANK, (1, 3))
    assert [values(one)[0][0][1:] for one in (a, b, c)] == [
        (Decimal(1), 2),
        (Decimal("2.5"), 2),
        (Decimal("2.5"), 2),
    ]


def test_a_changed_question_begins_anew_and_a_month_without_an_answer_is_absent() -> None:
    changed = dataclasses.replace(MATRIX, options=STEPS[:2])
    counted = {
        (MAY, 1): answered(MATRIX, {"loket": "3"}),
        (JUNE, 1): answered(MATRIX, {"situs": "1"}),
        (JUNE, 2): answered(changed, {"loket": "1"}),
    }
    loket, situs = series.of_question("m", history(MATRIX, changed), counted, CUT)
    assert values(loket) == [[(MAY, Decimal(3), 1)], [(JUNE, Decimal(1), 1)]]
    assert [run.number for run in loket.runs] == [1, 2]
    assert loket.ends == (1, 3)  # the older scale went further
    assert values(situs) == [[(JUNE, Decimal(1), 1)]]


def test_texts_and_questions_that_nobody_answered_have_no_series() -> None:
    text = Question("t", "long-text", {"id": "Apa?"})
    assert series.of_question("t", history(text), {(MAY, 1): Statistics(n=3)}, CUT) == []
    assert series.of_question("p", history(MULTIPLE), {(MAY, 1): Statistics(n=3)}, CUT) == []


def nps_history(*instruments: str) -> list[VersionRow]:
    questionnaire = INSTRUMENTS["nps"].questionnaire({"id": "Survei"})
    return [
        VersionRow(number, number, NOW, dataclasses.replace(questionnaire, instrument=name))
        for number, name in enumerate(instruments, start=1)
    ]


def scored(**counts: int) -> Statistics:
    options = {score.lstrip("_"): n for score, n in counts.items()}
    return Statistics(n=sum(options.values()), options={"nps": options})


def test_an_index_breaks_where_a_version_was_another_instrument() -> None:
    counted: Mapping[tuple[dt.date, int], Statistics] = {
        (MAY, 1): scored(_10=3, _0=1),
        (MAY, 2): scored(_10=9),
        (JUNE, 3): scored(_9=1, _8=1, _6=2),
    }
    found = series.of_index(nps_history("nps", "", "nps"), counted, CUT)
    assert found is not None
    # 3 of 4 promote, 1 doesn't: 50; 1 of 4 promotes, 2 don't: −25
    assert values(found) == [[(MAY, Decimal(50), 4)], [(JUNE, Decimal(-25), 4)]]
    assert (found.kind, found.ends) == (series.INDEX, (-100, 100))
    assert [len(run) for run in values(series.of_index(nps_history("nps", "nps"), counted, CUT) or found)] == [1]


def test_the_index_of_the_skm_is_its_ikm() -> None:
    codes = [question.code for question in INSTRUMENTS["skm"].questionnaire({"id": "S"}).with_role("element")]
    skm = dataclasses.replace(nps_history("skm")[0], questionnaire=INSTRUMENTS["skm"].questionnaire({"id": "S"}))
    given = Statistics.of([CountedResponse((), tuple(3 for _ in codes))] * 2, codes)
    found = series.of_index([skm], {(MAY, 1): given}, CUT)
    assert found is not None
    assert values(found) == [[(MAY, Decimal(75), 2)]]  # 3 × 25
    assert found.runs[0].ends == (25, 100)


def test_what_has_no_index_has_no_series() -> None:
    assert series.of_index(nps_history(""), {(MAY, 1): scored(_9=1)}, CUT) is None
    assert series.of_index(nps_history("nps"), {(MAY, 1): Statistics(n=2)}, CUT) is None
    assert series.of_index(nps_history("utaut"), {(MAY, 1): Statistics(n=2)}, CUT) is None
