"""A day's answers become the statistics of its cells, whatever their order and batches."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import pytest

from analytics.counting import Cell, count_day
from analytics.indexes import INDEXES
from analytics.language.sentiment import analyzer
from analytics.measures.statistics import Statistics
from analytics.raw_answers import rated_questions, statistics_of
from analytics.reading import counting_method
from surveys.definition import COMMENT, PROFILE, Option, Question, Questionnaire, Section, dump, load
from surveys.instruments import INSTRUMENTS, skm
from surveys.instruments.skm import ELEMENT_CODES
from surveys.queries import AnswerBatch

SKM = skm.questionnaire({"id": "SKM"}, {})
EVERYBODY = Cell(1, 7, "web", "id", "", "")
Row = tuple[int, int | None, str, str, dict[str, Any]]


def row(answers: dict[str, Any], unit_id: int | None = 7, channel: str = "web", version_id: int = 1) -> Row:
    return version_id, unit_id, channel, "id", answers


def batch(rows: list[Row]) -> AnswerBatch:
    versions, units, channels, languages, answers = zip(*rows, strict=True)
    ids = tuple(f"{number:032x}" for number in range(len(rows)))
    return AnswerBatch(ids, versions, units, channels, languages, tuple(map(json.dumps, answers)))


def count(*batches: list[Row], questionnaire: Questionnaire = SKM) -> dict[Cell, Statistics]:
    return count_day(map(batch, batches), {1: questionnaire, 2: questionnaire}, analyzer()).cells


def answered(score: int, **others: str) -> dict[str, Any]:
    return {**dict.fromkeys(ELEMENT_CODES, str(score)), **others}


def test_a_day_without_answers_has_no_cell() -> None:
    assert count() == {}


def test_one_response_is_in_the_cell_of_everybody_and_in_its_margins() -> None:
    cells = count([row(answered(3, **{"jenis-kelamin": "P", "usia": "25-34"}))])
    assert set(cells) == {
        EVERYBODY,
        Cell(1, 7, "", "", "jenis-kelamin", "P"),
        Cell(1, 7, "", "", "usia", "25-34"),
    }
    everybody = cells[EVERYBODY]
    assert everybody.n == 1
    assert everybody.options["jenis-kelamin"] == {"P": 1}
    assert everybody.options["waktu"] == {"3": 1}
    assert everybody.sums["waktu"] == (1, 3, 9)
    assert everybody.products["biaya", "waktu"] == (1, 3, 3, 9)


def test_a_margin_is_no_crossed_table() -> None:
    cells = count([row(answered(3, **{"jenis-kelamin": "P", "usia": "25-34", "pendidikan": "S1"}))])
    margin = cells[Cell(1, 7, "", "", "jenis-kelamin", "P")]
    assert set(margin.options) == set(ELEMENT_CODES)


def test_channels_languages_units_and_versions_are_counted_apart_but_not_in_margins() -> None:
    woman = {"jenis-kelamin": "P"}
    cells = count([row(answered(3, **woman)), row(answered(4, **woman), channel="paper"), row(answered(4), None)])
    assert {cell: statistics.n for cell, statistics in cells.items()} == {
        EVERYBODY: 1,
        Cell(1, 7, "paper", "id", "", ""): 1,
        Cell(1, 0, "web", "id", "", ""): 1,
        Cell(1, 7, "", "", "jenis-kelamin", "P"): 2,
    }


def test_an_element_left_out_is_not_counted_as_zero() -> None:
    given = answered(3)
    del given["waktu"]
    statistics = count([row(given), row(answered(4))])[EVERYBODY]
    assert statistics.n == 2
    assert statistics.sums["waktu"] == (1, 4, 16)
    assert statistics.sums["biaya"] == (2, 7, 25)
    assert statistics.products["biaya", "waktu"] == (1, 4, 4, 16)


def test_open_answers_are_counted_by_label_and_polarity() -> None:
    texts = ["Pelayanan cepat", "Pelayanan cepat", "Antrean sangat lama, petugas jutek", "Tidak ada saran"]
    praise, _, complaint, nothing = (round(analyzer().analyze(text).polarity * 10) for text in texts)
    statistics = count([row(answered(3, saran=text)) for text in texts] + [row(answered(3))])[EVERYBODY]
    assert statistics.texts == {"saran": {"positive": 2, "negative": 1, "neutral": 1}}
    assert statistics.polarity == {"saran": {praise: 2, complaint: 1, nothing: 1}}
    assert "saran" not in statistics.options


def test_each_question_type_says_what_is_counted() -> None:
    options = (Option("a", {"id": "A"}), Option("b", {"id": "B"}))
    questions = (
        Question("satu", "choice", {"id": "?"}, options=options),
        Question("banyak", "multiple", {"id": "?"}, options=options, role=PROFILE),
        Question("tabel", "matrix", {"id": "?"}, options=options, rows=(Option("x", {"id": "X"}),), role=PROFILE),
        Question("urut", "ranking", {"id": "?"}, options=options),
        Question("umur", "number", {"id": "?"}, bands=(0, 18)),
        Question("angka", "number", {"id": "?"}),
        Question("tanggal", "date", {"id": "?"}),
        Question("kata", "short-text", {"id": "?"}, role=COMMENT),
    )
    questionnaire = Questionnaire({"id": "Survei"}, (Section("s", {"id": ""}, questions),))
    given = {
        "satu": "a",
        "banyak": ["a", "b"],
        "tabel": {"x": "b"},
        "urut": ["b", "a"],
        "umur": "18+",
        "angka": "12.5",
        "tanggal": "2026-11-03",
        "kata": "bagus",
    }
    cells = count([row(given)], questionnaire=questionnaire)
    assert cells[EVERYBODY].options == {
        "satu": {"a": 1},
        "banyak": {"a": 1, "b": 1},
        "banyak.answered": {"answered": 1},
        "tabel.x": {"b": 1},
        "urut.b": {"1": 1},
        "urut.a": {"2": 1},
        "umur": {"18+": 1},
    }
    assert cells[EVERYBODY].texts == {"kata": {"positive": 1}}
    margins = {(cell.profile_question, cell.profile_option) for cell in cells} - {("", "")}
    assert margins == {("banyak", "a"), ("banyak", "b")}  # none for the rows of a table


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_the_facts_of_any_instrument_give_the_index_that_its_raw_answers_give(name: str) -> None:
    questions = rated_questions(name)
    # The lowest score, 0 for the NPS, and the highest; "doesn't apply" where that is an answer.
    people = [{q.code: min(q.scores) for q in questions}, {q.code: max(q.scores) for q in questions}]
    people.append({q.code: "n/a" if q.not_applicable else q.options[1].code for q in questions})
    questionnaire = load(dump(INSTRUMENTS[name].questionnaire({"id": "Judul"})))
    counted = count([row(answers) for answers in people], questionnaire=questionnaire)[EVERYBODY]
    raw, problems = statistics_of(people, questions)
    assert problems == []
    assert counted.dump() == raw.dump()
    assert counted.answered(questions[0].code) == 3
    assert INDEXES[name](Statistics.load(counted.dump()), dt.date(2026, 11, 3)) == INDEXES[name](
        raw, dt.date(2026, 11, 3)
    )


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_batches_and_order_do_not_change_a_single_byte(size: int) -> None:
    chance = random.Random(size)
    rows = [
        row(
            answered(
                chance.randint(1, 4),
                **{"jenis-kelamin": chance.choice("LP"), "saran": chance.choice(["cepat", "lama"])},
            ),
            chance.choice([7, 8, None]),
            chance.choice(["web", "paper"]),
            chance.choice([1, 2]),
        )
        for _ in range(200)
    ]
    whole = count(rows)
    chance.shuffle(rows)
    parts = count(*(rows[n : n + size] for n in range(0, len(rows), size)))
    assert {cell: s.dump() for cell, s in parts.items()} == {cell: s.dump() for cell, s in whole.items()}


def test_the_method_names_the_analyzer() -> None:
    assert counting_method(analyzer().description).endswith(f" {analyzer().description.method}")
