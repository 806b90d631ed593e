"""Answers from a file: checked like those of a page, stored once, on both databases."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.definition import Option, Question, Questionnaire, Section
from surveys.errors import RefusedFile, SurveyNotOpen, UnknownSurvey
from surveys.instruments import skm
from surveys.interchange.responses import Rejection, Row, check_file, find_target, read_rows, store
from surveys.models import ChangedDay, Response, ServiceUnit, Survey
from surveys.receipts import Keyring
from tests import builders

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # ten in the morning in Jakarta, noon in Jayapura
KEYS = Keyring.of([b"k" * 32])
HEADER = ",".join(skm.ELEMENT_CODES)
GOOD = "4,3,2,4,3,4,4,3,4"

# The worked example of the standards reference, 1.3: element -> how many gave 4, 3 and 2.
WORKED_EXAMPLE = {
    "persyaratan": (18, 11, 0),
    "prosedur": (14, 15, 0),
    "waktu": (15, 12, 2),
    "biaya": (29, 0, 0),
    "produk": (15, 14, 0),
    "kompetensi": (18, 11, 0),
    "perilaku": (19, 10, 0),
    "sarana": (18, 11, 0),
    "pengaduan": (28, 1, 0),
}


@dataclass
class Result:
    accepted: int
    already_there: int
    rejected: dict[int, list[tuple[str, str]]]  # line -> (column, problem code)


Import = Callable[..., Result]


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
    def run(
        text: str | bytes, into: Survey | None = None, now: dt.datetime = NOW, keys: Keyring = KEYS, at_once: int = 200
    ) -> Result:
        file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
        target = find_target(session, (into or survey).public_id, now)
        read = list(read_rows(target, file, check_file(target, file), now))
        result = Result(0, 0, {})
        for start in range(0, len(read), at_once):
            step = read[start : start + at_once]
            stored = store(session, target, [row for row in step if isinstance(row, Row)], keys)
            session.commit()
            result.accepted += stored.accepted
            result.already_there += stored.already_there
            for bad in [row for row in step if isinstance(row, Rejection)] + list(stored.rejected):
                result.rejected[bad.line] = [(problem.field, problem.code) for problem in bad.problems]
        return result

    return run


def stored(session: Session) -> list[Response]:
    return list(session.scalars(select(Response).order_by(Response.day, Response.hour, Response.answers)))


def worked_example() -> str:
    columns = {code: "4" * fours + "3" * threes + "2" * twos for code, (fours, threes, twos) in WORKED_EXAMPLE.items()}
    rows = [",".join(columns[code][number] for code in columns) for number in range(29)]
    return "\n".join([",".join(columns), *rows])


def test_the_worked_example_of_29_respondents(session: Session, imported: Import) -> None:
    assert imported(worked_example()) == Result(29, 0, {})
    answers = [json.loads(row.answers) for row in stored(session)]
    total = sum(int(given) for row in answers for given in row.values())
    assert total == 955
    assert round(Decimal(25 * total) / (29 * 9), 4) == Decimal("91.4751")


def test_a_file_imported_twice_is_stored_once(session: Session, imported: Import) -> None:
    assert imported(worked_example()) == Result(29, 0, {})
    assert imported(worked_example(), now=NOW + dt.timedelta(days=3), at_once=5) == Result(0, 29, {})
    assert len(stored(session)) == 29


def test_a_longer_file_adds_only_what_is_new(session: Session, imported: Import) -> None:
    imported(f"{HEADER}\n{GOOD}\n")
    assert imported(f"{HEADER}\n{GOOD}\n1{GOOD[1:]}\n") == Result(1, 1, {})


def test_genuine_twins_stay(session: Session, imported: Import) -> None:
    text = f"{HEADER}\n{GOOD}\n{GOOD}\n{GOOD}\n"
    assert imported(text, at_once=1) == Result(3, 0, {})
    assert imported(text) == Result(0, 3, {})
    assert len(stored(session)) == 3


def test_the_same_content_in_another_file_format_is_the_same(imported: Import) -> None:
    assert imported(f"{HEADER}\n{GOOD}\n").accepted == 1
    turned = [",".join(reversed(line.split(","))) for line in (HEADER, GOOD)]
    other = f"channel;{turned[0].replace(',', ';')}\r\nimport;{turned[1].replace(',', ';')}\r\n"
    assert imported(b"\xef\xbb\xbf" + other.encode()) == Result(0, 1, {})


def test_an_external_id_is_the_key(session: Session, imported: Import) -> None:
    text = f"external_id,{HEADER}\nA-1,{GOOD}\nA-2,{GOOD}\nA-1,{GOOD}\n"
    assert imported(text) == Result(2, 1, {})
    other = f"external_id,{HEADER}\nA-1,1{GOOD[1:]}\nA-2,{GOOD}\n"
    assert imported(other) == Result(0, 1, {2: [("external_id", "same-key-other-answers")]})
    assert len(stored(session)) == 2


def test_an_external_id_with_another_date_is_no_repetition(imported: Import) -> None:
    header = f"external_id,received_at,{HEADER}\n"
    assert imported(header + f"A-1,2026-11-03,{GOOD}\n").accepted == 1
    assert imported(header + f"A-1,2026-11-04,{GOOD}\n").rejected == {2: [("external_id", "same-key-other-answers")]}
    assert imported(header + f"A-1,,{GOOD}\n") == Result(0, 1, {})


def test_an_external_id_belongs_to_its_survey(session: Session, unit: ServiceUnit, imported: Import) -> None:
    text = f"external_id,{HEADER}\nA-1,{GOOD}\n"
    other = builders.survey(session, [unit])
    assert (imported(text).accepted, imported(text, other).accepted) == (1, 1)


def test_rows_are_recognised_after_the_server_key_changed(imported: Import) -> None:
    imported(worked_example())
    assert imported(worked_example(), keys=Keyring.of([b"n" * 32, b"k" * 32])) == Result(0, 29, {})


def test_without_further_columns_a_row_is_of_today(session: Session, unit: ServiceUnit, imported: Import) -> None:
    imported(f"{HEADER}\n{GOOD}\n")
    row = stored(session)[0]
    assert (row.day, row.hour, row.channel, row.language, row.unit_id, row.receipt_hash) == (
        dt.date(2026, 11, 24),
        None,
        "import",
        "id",
        unit.id,
        None,
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


def test_a_broken_end_stores_nothing_of_the_beginning(session: Session, imported: Import) -> None:
    with pytest.raises(RefusedFile):
        imported(f'{HEADER}\n{GOOD}\n"{GOOD}\n', at_once=1)
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


def revisions(session: Session) -> dict[dt.date, int]:
    session.expire_all()
    return {row.day: row.revision for row in session.scalars(select(ChangedDay))}


def test_changed_days_are_marked_with_what_changed_them(session: Session, imported: Import) -> None:
    text = f"received_at,{HEADER}\n2026-11-03,{GOOD}\n2026-11-03,1{GOOD[1:]}\n2026-11-04,{GOOD}\n"
    imported(text)
    assert revisions(session) == {dt.date(2026, 11, 3): 1, dt.date(2026, 11, 4): 1}
    imported(text)
    assert revisions(session) == {dt.date(2026, 11, 3): 1, dt.date(2026, 11, 4): 1}, "nothing changed"
    imported(f"received_at,{HEADER}\n2026-11-03,2{GOOD[1:]}\n")
    assert revisions(session) == {dt.date(2026, 11, 3): 2, dt.date(2026, 11, 4): 1}


def test_a_closed_survey_takes_paper_and_imports_only(session: Session, unit: ServiceUnit, imported: Import) -> None:
    survey = builders.survey(session, [unit], state="closed")
    text = "\n".join([f"channel,{HEADER}", *(f"{channel},{GOOD}" for channel in ("paper", "import", "web"))])
    assert imported(text, survey) == Result(2, 0, {4: [("channel", "after-closing")]})


@pytest.mark.parametrize("state", ["scheduled", "results-published"])
def test_other_states_take_nothing(session: Session, unit: ServiceUnit, imported: Import, state: str) -> None:
    survey = builders.survey(session, [unit], state=state)
    with pytest.raises(SurveyNotOpen, match=state):
        imported(f"{HEADER}\n{GOOD}\n", survey)


def test_a_survey_that_ends_during_the_import_takes_no_more(session: Session, survey: Survey) -> None:
    file = io.BytesIO(f"{HEADER}\n{GOOD}\n".encode())
    target = find_target(session, survey.public_id, NOW)
    rows = [row for row in read_rows(target, file, check_file(target, file), NOW) if isinstance(row, Row)]
    survey.state = "results-published"
    session.flush()
    with pytest.raises(SurveyNotOpen):
        store(session, target, rows, KEYS)


def test_a_draft_is_not_known(session: Session, unit: ServiceUnit, imported: Import) -> None:
    with pytest.raises(UnknownSurvey):
        imported(HEADER, builders.survey(session, [unit], state="draft"))


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
