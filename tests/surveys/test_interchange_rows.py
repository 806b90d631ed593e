"""Rows of an imported file: read like the answers of a page, rejected with column and reason."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy.orm import Session

from surveys.definition import Option, Question, Questionnaire, Section
from surveys.errors import RefusedFile
from surveys.instruments import skm
from surveys.models import ServiceUnit, Survey
from tests import builders
from tests.surveys.importing import GOOD, HEADER, Import, Result, importer, stored


@pytest.fixture
def unit(session: Session) -> ServiceUnit:
    return builders.unit(session, builders.agency(session, code="dinas"), code="loket")


@pytest.fixture
def survey(session: Session, unit: ServiceUnit) -> Survey:
    made = builders.survey(session, [unit])
    session.commit()
    return made


@pytest.fixture
def imported(session: Session, survey: Survey) -> Import:
    return importer(session, survey)


def test_without_further_columns_a_row_is_of_today(session: Session, unit: ServiceUnit, imported: Import) -> None:
    imported(f"{HEADER}\n{GOOD}\n")
    row = stored(session)[0]
    assert (row.day, row.hour, row.channel, row.language, row.unit_id) == (
        dt.date(2026, 11, 24),
        None,
        "import",
        "id",
        unit.id,
    )


@pytest.mark.parametrize(
    ("written", "day", "hour"),
    [
        ("2026-11-03", dt.date(2026, 11, 3), None),
        ("2026-11-03T09:15", dt.date(2026, 11, 3), 9),
        ("2026-11-03 23:59:59", dt.date(2026, 11, 3), 23),
        ("2026-11-03T23:30:00Z", dt.date(2026, 11, 4), 8),  # nine hours ahead in Jayapura
        ("2026-11-03T23:30+07:00", dt.date(2026, 11, 4), 1),
        ("2026-11-24", dt.date(2026, 11, 24), None),
        ("2026-11-24T12:05", dt.date(2026, 11, 24), 12),
    ],
)
def test_when_it_was_received(session: Session, imported: Import, written: str, day: dt.date, hour: int | None) -> None:
    units = [builders.unit(session, builders.agency(session), code="jayapura", time_zone="Asia/Jayapura")]
    survey = builders.survey(session, units)
    assert imported(f"received_at,{HEADER}\n{written},{GOOD}\n", survey).rejected == {}
    assert [(row.day, row.hour) for row in stored(session)] == [(day, hour)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-11-25", "in-the-future"),
        ("2026-11-24T11:00", "in-the-future"),
        ("2026-11-24T05:00Z", "in-the-future"),
        ("9999-12-31T23:59:59-12:00", "not-a-date"),
        ("1999-12-31", "too-early"),
        ("3/11/2026", "not-a-date"),
        ("yesterday", "not-a-date"),
        ("2026-02-30", "not-a-date"),
        ("٢٠٢٦-١١-٠٣", "not-a-date"),
    ],
)
def test_a_bad_date_is_rejected(imported: Import, written: str, code: str) -> None:
    result = imported(f"received_at,{HEADER}\n{written},{GOOD}\n")
    assert result == Result(0, 0, {2: [("received_at", code)]})


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("channel", "fax", "unknown-option"),
        ("language", "Bahasa", "unknown-language"),
        ("unit", "elsewhere", "unknown-unit"),
        ("usia", "abc", "not-a-number"),
        ("usia", "200", "too-large"),
        ("jenis-kelamin", "X", "unknown-option"),
        ("saran", "x" * 2001, "too-long"),
        ("saran", "x" * 1_000_000, "too-long"),
        ("saran", "a\x00b", "unreadable-text"),
        ("external_id", "a\x00b", "unreadable-text"),
    ],
)
def test_a_bad_cell_rejects_its_row_alone(imported: Import, column: str, text: str, code: str) -> None:
    result = imported(f"{column},{HEADER}\n{text},{GOOD}\n,{GOOD}\n")
    assert result == Result(1, 0, {2: [(column, code)]})


def test_every_bad_answer_of_a_row_is_told(imported: Import) -> None:
    assert imported(f"{HEADER}\n5,,two,4,3,4,4,3,4\n").rejected == {
        2: [("persyaratan", "unknown-option"), ("prosedur", "required"), ("waktu", "unknown-option")]
    }


@pytest.mark.parametrize("row", [GOOD[:-2], GOOD + ",4", "4"])
def test_a_row_of_another_width_is_rejected(imported: Import, row: str) -> None:
    assert imported(f"{HEADER}\n{row}\n{GOOD}\n") == Result(1, 0, {2: [("", "wrong-cell-count")]})


def test_empty_cells_that_a_spreadsheet_adds_do_no_harm(imported: Import) -> None:
    assert imported(f"{HEADER},,\n{GOOD},,\n,,,,,,,,,,\n") == Result(1, 0, {})


def test_profile_answers_may_be_missing_and_are_read(session: Session, imported: Import) -> None:
    header = f"usia,pendidikan,saran,{HEADER}"
    assert imported(f'{header}\n31,S1,"Baris satu\r\nbaris dua ",{GOOD}\n,,,{GOOD}\n') == Result(2, 0, {})
    with_profile, without = sorted((json.loads(row.answers) for row in stored(session)), key=len, reverse=True)
    assert (with_profile["usia"], with_profile["pendidikan"]) == ("25-34", "S1")
    assert with_profile["saran"] == "Baris satu\nbaris dua"
    assert set(without) == set(skm.ELEMENT_CODES)


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        (HEADER + ",umur", "unknown-column", "umur"),
        (HEADER + ",waktu", "repeated-column", "waktu"),
        (HEADER.replace("waktu", ""), "unknown-column", ""),
        (HEADER.replace("waktu,", ""), "missing-column", "waktu"),
        ("received_at,unit", "missing-column", "persyaratan"),
    ],
)
def test_a_wrong_header_refuses_the_file(
    session: Session, imported: Import, header: str, code: str, column: str
) -> None:
    with pytest.raises(RefusedFile) as caught:
        imported(f"\n{header}\n{GOOD}\n")
    assert (caught.value.problem.code, caught.value.problem.field, caught.value.line) == (code, column, 2)
    assert stored(session) == []


def test_units_by_their_codes(session: Session, imported: Import) -> None:
    agencies = [builders.agency(session, code=code) for code in ("utara", "selatan")]
    units = [builders.unit(session, agency, code="loket") for agency in agencies]
    units.append(builders.unit(session, agencies[0], code="mobil", active=False))
    survey = builders.survey(session, units)
    names = ["utara/loket", "selatan/loket", "mobil", "utara/mobil", "", "loket"]
    text = "\n".join([f"unit,{HEADER}", *(f"{name},{GOOD}" for name in names)])
    assert imported(text, survey) == Result(5, 0, {7: [("unit", "unknown-unit")]})
    counts = [row.unit_id for row in stored(session)]
    assert sorted(counts, key=str) == sorted([*(unit.id for unit in units), units[2].id, None], key=str)


def test_without_a_unit_column_several_units_leave_it_open(
    session: Session, unit: ServiceUnit, imported: Import
) -> None:
    survey = builders.survey(session, [unit, builders.unit(session, unit.agency)])
    assert imported(f"{HEADER}\n{GOOD}\n", survey).accepted == 1
    assert stored(session)[0].unit_id is None


def test_a_matrix_and_a_ranking_have_a_column_a_part(session: Session, unit: ServiceUnit, imported: Import) -> None:
    options = (Option("1", {"id": "Buruk"}), Option("2", {"id": "Baik"}))
    parts = (Option("a", {"id": "A"}), Option("b", {"id": "B"}))
    questions = (
        Question("m", "matrix", {"id": "M"}, options=options, rows=parts, required=True),
        Question("r", "ranking", {"id": "R"}, options=parts),
        Question("many", "multiple", {"id": "Many"}, options=options),
    )
    survey = builders.survey(session, [unit], Questionnaire({"id": "S"}, (Section("s", {"id": "S"}, questions),)))
    text = "m.a,m.b,r.a,r.b,many\n1,2,2,1,2;1\n1,,,,\n2,2,1,1,\n2,2,1,,3\n"
    assert imported(text, survey) == Result(
        1,
        0,
        {
            3: [("m.b", "required")],
            4: [("r", "repeated-rank")],
            5: [("r.b", "incomplete-ranking"), ("many", "unknown-option")],
        },
    )
    assert json.loads(stored(session)[0].answers) == {"m": {"a": "1", "b": "2"}, "r": ["b", "a"], "many": ["1", "2"]}


def test_answers_off_the_path_of_a_row_are_not_stored(session: Session, unit: ServiceUnit) -> None:
    yes_no = (Option("ya", {"id": "Ya"}), Option("tidak", {"id": "Tidak"}))
    came = Question("datang", "choice", {"id": "Datang?"}, required=True, options=yes_no)
    condition = ["=", ["answer", "datang"], "ya"]
    rule = {"valid_if": ["<=", ["answer", "tunggu"], 480], "shown_if": condition}
    wait = Question("tunggu", "number", {"id": "Berapa menit?"}, required=True, **rule)
    survey = builders.survey(
        session, [unit], Questionnaire({"id": "Loket"}, (Section("s", {}, (came, wait)),)), originals_days=30
    )
    session.commit()
    result = importer(session, survey)("datang,tunggu\ntidak,banyak\ntidak,9999\nya,12\nya,\nya,481\nya,x\n")
    assert [json.loads(row.answers) for row in stored(session)] == [
        {"datang": "tidak"},
        {"datang": "tidak"},
        {"datang": "ya", "tunggu": "12"},
    ]
    assert result.rejected == {
        5: [("tunggu", "required")],
        6: [("tunggu", "rule")],
        7: [("tunggu", "not-a-number")],
    }
    # A column that not every answer needs may be absent.
    assert importer(session, survey)("datang\ntidak\n").rejected == {}
