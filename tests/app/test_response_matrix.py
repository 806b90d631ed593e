"""The matrix of comments and responses: what its three forms say, and to whom they are given."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.response_matrix import sheet_of, workbook
from surveys import documents
from surveys.calendar import day_begins
from surveys.models import (
    Agency,
    Consultation,
    ConsultationVersion,
    ModerationStep,
    OutcomePoint,
    OutcomeTheme,
    Reply,
    Theme,
    ThemedContribution,
)
from surveys.public_consultations import public_consultation
from tests import builders
from tests.app.office import person
from tests.client import CheckingClient
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

DAY = dt.timedelta(days=1)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    dates = {"opens_at": NOW - 30 * DAY, "closes_at": NOW - 5 * DAY}
    return builders.consultation(session, builders.agency(session), state="open", **dates)


def published(session: Session, consultation: Consultation) -> None:
    """Straight to the end, past the steps that other tests take."""
    consultation.state, consultation.outcome_published_at = "answered", NOW
    session.commit()


_PARTS = ("sharedStrings", "worksheets/sheet1")
HOSTILE = '=HYPERLINK("https://jahat.example") #strong[x] <script>alert(1)</script> 😀 a\x0bb'


@pytest.fixture
def answered(session: Session, consultation: Consultation) -> Consultation:
    """Three comments, one of them hidden; a theme with an answer, and a point that names it."""
    builders.contribution(session, consultation, "Pertama", passage="pasal-2", profile='{"role":"business"}')
    hostile = builders.contribution(session, consultation, HOSTILE, passage="pasal-1")
    hidden_one = builders.contribution(session, consultation, "RAHASIA", state="hidden")
    session.add(ModerationStep(contribution_id=hidden_one.id, at=NOW, step="hidden", reason="insult", actor="a"))
    theme = Theme(consultation_id=consultation.id, name="Tarif", name_key="tarif")
    did = json.dumps({"id": "Tarif motor turun."})
    texts = {"asked": '{"id":"Tarif?"}', "heard": '{"id":"Mahal."}', "did": did}
    point = OutcomePoint(consultation_id=consultation.id, position=1, verdict="partly", **texts)
    session.add_all([theme, point])
    session.flush()
    session.add(ThemedContribution(contribution_id=hostile.id, theme_id=theme.id))
    session.add(OutcomeTheme(point_id=point.id, theme_id=theme.id))
    words = {"verdict": "rejected", "text": "Tarif tetap.", "at": NOW, "actor": "ani@dinas.example"}
    session.add(Reply(consultation_id=consultation.id, theme_id=theme.id, **words))
    published(session, consultation)
    return consultation


def rows_of_docx(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[0].rows]


def rows_of_xlsx(data: bytes) -> list[list[str]]:
    """The rows of the table; but for a line's number every cell must be a string of the workbook's own list."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        strings, sheet = (ElementTree.fromstring(parts.read(f"xl/{part}.xml")) for part in _PARTS)
    texts = ["".join(text.text or "" for text in item.iter(f"{name}t")) for item in strings.iter(f"{name}si")]
    rows = []
    for row in sheet.iter(f"{name}row"):
        cells = list(row.iter(f"{name}c"))
        numbers = [cell for cell in cells if len(cell) and cell.get("t") != "s"]
        assert {cell.get("r", "")[0] for cell in numbers} <= {"A"}
        assert not list(row.iter(f"{name}f"))
        values = [(cell, cell.findtext(f"{name}v", "")) for cell in cells]
        rows.append([texts[int(value)] if cell.get("t") == "s" else value for cell, value in values])
    return rows[next(at for at, row in enumerate(rows) if row[:1] == ["No."]) :]


def test_the_matrix_says_the_same_in_word_and_excel(answered: Consultation, client: CheckingClient) -> None:
    where = f"/k/{answered.public_id}/outcome/matrix"
    word, excel = (client.get(f"{where}.{kind}") for kind in ("docx", "xlsx"))
    for rows in (rows_of_docx(word.data), rows_of_xlsx(excel.data)):
        assert [row[0] for row in rows] == ["No.", "1", "2"]
        assert rows[1][1:] == [
            "Bagian 1",
            f"Mendukung: {HOSTILE}".replace("\x0b", " "),
            "Tidak disebut",
            "Tarif tetap.",
            "Tidak diterima",
            "Butir 1: Tarif motor turun.",
        ]
        assert rows[2][1:4] == ["Bagian 2", "Mendukung: Pertama", "Pelaku usaha"]
        assert rows[2][5] == "Belum dijawab"
    assert word.headers["Content-Disposition"] == f'attachment; filename="matriks-{answered.public_id}.docx"'
    again = client.get(f"{where}.docx", headers={"If-None-Match": word.headers["ETag"]})
    assert again.status_code == 304


def test_a_row_of_the_workbook_is_as_high_as_its_longest_cell() -> None:
    """Forty-six characters a line in the column of comments: 460 of them need ten lines, a tenth more for wide ones."""
    texts = ("Pasal 1", "x" * 460, "", "Dua\n\nbaris", "Diterima", "")
    assert workbook._height(texts) == 11 * 15
    assert workbook._height(("", "", "", "", "", "")) == 15
    assert workbook._height(("", "x" * 20_000, "", "", "", "")) == 409, "Excel's highest"


def test_the_pdf_is_tagged_and_holds_no_hidden_comment(answered: Consultation, client: CheckingClient) -> None:
    sent = client.get(f"/k/{answered.public_id}/outcome/matrix.pdf")
    assert sent.data.startswith(b"%PDF-")
    assert b"pdfuaid" in sent.data
    assert b"Matriks masukan dan tanggapan: Rancangan Perda Parkir" in sent.data


def test_hidden_comments_are_only_counted(
    app: Flask, session: Session, answered: Consultation, client: CheckingClient
) -> None:
    with app.test_request_context():
        sheet = sheet_of(session, public_consultation(session, answered.public_id))
    assert "RAHASIA" not in repr(sheet)
    assert sheet.counts == ("1 masukan disembunyikan. Alasan: menghina orang.",)


def test_the_matrix_is_public_with_the_outcome_only(
    app: Flask, session: Session, consultation: Consultation, client: CheckingClient
) -> None:
    author = person(app, session, "author", consultation.agency)
    where = f"/office/consultations/{consultation.id}/outcome/matrix"
    for kind in ("docx", "xlsx", "pdf"):
        assert client.get(f"/k/{consultation.public_id}/outcome/matrix.{kind}").status_code == 404
        assert author.get(f"{where}.{kind}").status_code == 200
    assert client.get(f"/k/{consultation.public_id}/outcome/matrix.exe").status_code == 404


def test_a_passage_that_the_newest_draft_lost_is_cited_as_it_was(
    app: Flask, session: Session, consultation: Consultation
) -> None:
    first = documents.from_regulation("Pasal 1\n(1) Satu.\n(2) Dua.\n\nPasal 2\nTiga.")
    second = documents.without(first, "pasal-1-ayat-2")
    agency = consultation.agency
    made = builders.consultation(
        session, agency, document=documents.dump(first), opens_at=NOW - 30 * DAY, closes_at=midnight(agency, 12)
    )
    builders.contribution(session, made, "Jangan", passage="pasal-1-ayat-2")
    builders.contribution(session, made, "Entah", passage="tidak-ada")
    content = made.versions[0].content
    made.versions.append(
        ConsultationVersion(number=2, content=content, document=documents.dump(second), published_at=NOW)
    )
    session.flush()
    shown = public_consultation(session, made.public_id)
    with app.test_request_context():
        sheet = sheet_of(session, shown)
    found = {row.comment: row.passage for row in sheet.rows}
    assert found["Mendukung: Jangan"] == "Pasal 1 ayat (2) (sudah dihapus)"
    assert found["Mendukung: Entah"] == "Bagian yang sudah dihapus dari naskah"
    assert dict(sheet.facts)["Masa konsultasi"].endswith("– 11 November 2026")
    session.rollback()


def midnight(agency: Agency, day: int) -> dt.datetime:
    """The beginning of a day of November 2026, where the agency is."""
    return day_begins(dt.date(2026, 11, day), agency.time_zone)
