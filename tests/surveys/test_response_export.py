"""What is written can be read again, and tells nothing of who answered."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.answers import check_answers
from surveys.canonical import canonical_json
from surveys.definition import Option, Question, Questionnaire, Section, dump
from surveys.errors import UnknownSurvey
from surveys.interchange import delimited
from surveys.interchange.response_export import count_responses, export_rows
from surveys.interchange.response_table import answers_of, cells_of, question_columns
from surveys.interchange.responses import Row, check_file, find_target, read_rows, store
from surveys.models import Response, SurveyVersion
from surveys.question_types import NOT_APPLICABLE, QUESTION_TYPES, Value
from surveys.question_types.contact import field
from surveys.receipts import Keyring
from tests import builders

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
KEYS = Keyring.of([b"k" * 32])

OPTIONS = tuple(Option(code, {"id": code}) for code in ("1", "2", "lain-lain", "65+"))
ROWS = tuple(Option(code, {"id": code}) for code in ("a", "b"))
QUESTIONS = (
    Question("satu", "choice", {"id": "?"}, options=OPTIONS),
    Question("banyak", "multiple", {"id": "?"}, options=OPTIONS),
    Question("skala", "scale", {"id": "?"}, options=OPTIONS, not_applicable=True),
    Question("tegas", "yes-no", {"id": "?"}, options=OPTIONS),
    Question("wajah", "rating", {"id": "?"}, options=OPTIONS),
    Question("anjuran", "nps", {"id": "?"}, options=OPTIONS),
    Question("daerah", "region", {"id": "?"}, not_applicable=True),
    Question("izin", "consent", {"id": "?"}),
    Question("tabel", "matrix", {"id": "?"}, options=OPTIONS, rows=ROWS),
    Question("urutan", "ranking", {"id": "?"}, options=ROWS),
    Question("angka", "number", {"id": "?"}),
    Question("usia", "number", {"id": "?"}, bands=(0, 18, 65)),
    Question("hari", "date", {"id": "?"}),
    Question("baris", "short-text", {"id": "?"}),
    Question("kontak", "contact", {"id": "?"}, {"id": "?"}, options=(field("email"),), kept_days=30),
    Question("saran", "long-text", {"id": "?"}),
)
QUESTIONNAIRE = Questionnaire({"id": "Semua"}, (Section("s", {"id": "S"}, QUESTIONS),))

codes = st.sampled_from([option.code for option in OPTIONS])
# Texts as a form leaves them: trimmed, lines ended by LF, no NUL and no lone surrogate.
written = (
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
    | st.text("'=+-@\t\r\n,;\" a", max_size=12)
).map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").strip())
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "satu": codes,
    "banyak": st.lists(codes, min_size=1, unique=True).map(lambda some: [o.code for o in OPTIONS if o.code in some]),
    "skala": codes | st.just(NOT_APPLICABLE),
    "tegas": codes,
    "wajah": codes,
    "anjuran": codes,
    "daerah": st.sampled_from(["32.73", "96.01", NOT_APPLICABLE]),
    "izin": st.just("yes"),
    "tabel": st.dictionaries(st.sampled_from("ab"), codes, min_size=1),
    "urutan": st.permutations(["a", "b"]),
    "angka": st.integers(-(10**14), 10**14).map(str),
    "usia": st.sampled_from(["0-17", "18-64", "65+"]),
    "hari": st.dates().map(dt.date.isoformat),
    "baris": written.filter(bool),
    "saran": written.filter(bool),
}
answer_sheets = st.fixed_dictionaries({}, optional=VALUES)


def as_file(rows: list[list[str]]) -> io.BytesIO:
    file = io.BytesIO()
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    delimited.write(rows, text)
    text.detach()
    return file


def test_every_question_type_is_tried() -> None:
    assert {question.type for question in QUESTIONS} == QUESTION_TYPES.keys()


@given(answer_sheets)
def test_answers_survive_the_way_through_a_file(answers: dict[str, Value]) -> None:
    assert check_answers(QUESTIONS, answers) == {}
    columns = question_columns(QUESTIONS)
    cells = cells_of(QUESTIONNAIRE, answers)
    file = as_file([["n", *columns], ["1", *(cells.get(name, "") for name in columns)]])
    layout = delimited.inspect(file)
    [record] = delimited.records(file, layout)
    back = dict(zip(layout.header, record.cells, strict=True))
    assert answers_of(QUESTIONNAIRE, back) == (answers, {})


@given(written.filter(bool))
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = cells_of(QUESTIONNAIRE, {"saran": text})["saran"]
    assert cell[0] not in "=+-@＝＋－＠"


def test_a_negative_number_stays_a_number() -> None:
    assert cells_of(QUESTIONNAIRE, {"angka": "-5"}) == {"angka": "-5"}


def test_an_exported_file_is_imported_elsewhere_with_equal_answers(session: Session) -> None:
    units = [builders.unit(session, builders.agency(session, code=code), code="loket") for code in ("a", "b")]
    source, target = (builders.survey(session, units, QUESTIONNAIRE) for _ in range(2))
    sheets: list[tuple[str, dict[str, object]]] = [
        (canonical_json({"satu": "1", "saran": "=1+1", "tabel": {"b": "65+"}}), {"unit_id": units[1].id}),
        (canonical_json({"banyak": ["1", "2"], "baris": "'=x\n;"}), {"unit_id": None, "hour": None}),
        (canonical_json({"satu": "2"}), {"channel": "kiosk", "language": "jv", "hour": 0}),
        (canonical_json({"satu": "2"}), {"channel": "kiosk", "language": "jv", "hour": 0}),  # a twin
    ]
    for text, fields in sheets:
        builders.response(session, source, text, dt.date(2026, 11, 3), **fields)
    file = as_file(list(export_rows(session, source.public_id)))
    place = find_target(session, target.public_id, NOW)
    rows = [row for row in read_rows(place, file, check_file(place, file), NOW) if isinstance(row, Row)]
    assert store(session, place, rows, KEYS).accepted == len(sheets)

    def content(survey_id: int) -> list[tuple[object, ...]]:
        kept = (
            Response.answers,
            Response.day,
            Response.hour,
            Response.unit_id,
            Response.channel,
            Response.language,
        )
        found = session.execute(select(*kept).where(Response.survey_id == survey_id))
        return sorted((tuple(row) for row in found), key=str)

    assert content(source.id) == content(target.id)


def test_the_table_holds_what_the_survey_asked_and_nothing_of_the_person(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session), code="loket")], QUESTIONNAIRE)
    made = builders.response(session, survey, canonical_json({"satu": "1"}), dt.date(2026, 11, 3))
    header, row = export_rows(session, survey.public_id)
    assert header == ["received_at", "channel", "language", "unit", *question_columns(QUESTIONS)]
    assert row[:5] == ["2026-11-03T09:00", "web", "id", "loket", "1"]
    assert not {made.id, made.key_hash} & {part for cell in row for part in cell.split()}
    assert count_responses(session, survey.public_id) == 1


def test_questions_of_earlier_versions_keep_their_columns(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], QUESTIONNAIRE)
    builders.response(session, survey, canonical_json({"baris": "lama"}), dt.date(2026, 11, 3))
    newer = Questionnaire({"id": "Baru"}, (Section("s", {"id": "S"}, (QUESTIONS[0], QUESTIONS[-1])),))
    version = SurveyVersion(survey_id=survey.id, number=2, definition=dump(newer), published_at=builders.CREATED)
    session.add(version)
    session.flush()
    session.refresh(survey)
    builders.response(session, survey, canonical_json({"saran": "baru"}), dt.date(2026, 11, 4))
    header, *rows = export_rows(session, survey.public_id)
    assert header[4:7] == ["satu", "saran", "banyak"]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["baris"], row["saran"]) for row in found] == [("lama", ""), ("", "baru")]


def test_rows_are_ordered_by_day_and_not_by_arrival(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], QUESTIONNAIRE)
    for number in range(20):
        day = dt.date(2026, 11, 4 - number % 2)
        builders.response(session, survey, canonical_json({"angka": str(number)}), day)
    header, *rows = export_rows(session, survey.public_id)
    days = [row[0][:10] for row in rows]
    assert days == sorted(days)
    ids = session.execute(select(Response.answers).order_by(Response.day, Response.id)).scalars()
    at = header.index("angka")
    assert [row[at] for row in rows] == [json.loads(text)["angka"] for text in ids]


def test_an_unknown_survey(session: Session) -> None:
    with pytest.raises(UnknownSurvey):
        list(export_rows(session, "nowhere"))
