"""What must not get into a consultation: refused with a reason, and nothing else is lost."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import attachments
from surveys.models import Agency, Attachment
from tests import builders
from tests.app.consulting import NEW, entry, newest, page_of, passage_ids, pasted, pasted_now, version_of
from tests.app.office import errors, person
from tests.client import CheckingClient
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def author(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "author", agency)


@pytest.fixture
def approver(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "approver", agency)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, "Isi judul"),
        ({"title": "x" * 201}, "200 huruf"),
        ({"summary": ""}, "Tulis ringkasannya"),
        ({"summary": "x" * 100_000}, "10.000 huruf"),
        ({"closes_on": ""}, "Pilih hari terakhir"),
        ({"closes_on": "2026-11-23"}, "sudah lewat"),
        ({"opens_on": "2026-12-25"}, "tidak mendahului"),
    ],
)
def test_a_refused_entry_says_what_to_do(author: CheckingClient, changes: dict[str, str], problem: str) -> None:
    refused = author.post(NEW, data=entry(**changes))
    assert any(problem in error for error in errors(refused)), errors(refused)
    assert changes.get("title", "Rancangan Perda Parkir")[:50] in refused.text


def test_scripts_in_every_field_stay_text(session: Session, author: CheckingClient) -> None:
    evil = "<script>alert(1)</script>"
    author.post(NEW, data=entry(title=evil, summary=evil))
    page = page_of(session)
    pasted(author, page, f"{evil}\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>")
    words = dict.fromkeys(("title", "summary", "background", "aims", "title_en", "summary_en"), evil)
    author.post(f"{page}/texts", data={**words, "milestones": f"3/12/2026 {evil}", "edition": 1})
    for address in (page, f"{page}/document", f"{page}/texts"):
        shown = author.get(address).text
        assert "<script>alert" not in shown
        assert not re.search(r"<img|href=.javascript", shown)


def test_a_draft_that_cannot_be_read_is_refused_with_its_reason(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted_texts = {"": "Tempel naskah", "---": "Tidak ada teks", "- " * 10_000 + "x": "terlalu dalam"}
    for pasted_text, problem in pasted_texts.items():
        assert any(problem in error for error in errors(pasted_now(author, page, pasted_text)))
    files = {
        "naskah.txt": (b"\xff\xfe\x00rusak", "UTF-8"),
        "naskah.pdf": (b"%PDF-1.7 teks", "PDF"),
        "naskah.exe": (b"MZ teks", "bukan Word"),
    }
    for name, (content, problem) in files.items():
        sent = {"file": (io.BytesIO(content), name), "edition": 0}
        refused = author.post(f"{page}/document", data=sent, content_type="multipart/form-data")
        assert any(problem in error for error in errors(refused)), name


def test_attachments_are_what_they_say_they_are(
    session: Session, author: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1000)
    author.post(NEW, data=entry())
    page = f"{page_of(session)}/attachments"

    def upload(name: str, content: bytes) -> Any:
        return author.post(
            page, data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data", follow_redirects=True
        )

    assert "Lampiran tersimpan" in upload("../Naskah Akademik.PDF", b"%PDF-1.7\n").text
    session.rollback()
    assert session.scalars(select(Attachment.name)).all() == ["Naskah Akademik.pdf"]
    session.commit()
    refused = {
        "naskah.pdf": (b"<html>", "tidak cocok"),
        "naskah.exe": (b"MZ", "tidak diterima"),
        "naskah.svg": (b"<svg/>", "tidak diterima"),
        "besar.pdf": (b"%PDF-" + b"x" * 1000, "terlalu besar"),
        "rusak.docx": (b"PK\x03\x04rusak", "tidak cocok"),
    }
    for name, (content, problem) in refused.items():
        assert any(problem in error for error in errors(upload(name, content))), name
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Attachment)) == 1
    attachment = session.scalars(select(Attachment)).one()
    session.commit()
    removed = author.post(f"{page}/remove", data={"attachment": attachment.id}, follow_redirects=True)
    assert "Lampiran dihapus" in removed.text
    session.refresh(attachment)
    assert attachment.removed_at == NOW


def test_a_document_with_macros_is_refused(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document/>")
        parts.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    for address in ("document", "attachments"):
        data = {"file": (io.BytesIO(file.getvalue()), "naskah.docx"), "edition": 0}
        refused = author.post(f"{page}/{address}", data=data, content_type="multipart/form-data")
        assert refused.status_code == 422
        assert any("memuat makro" in error for error in errors(refused)), address
    assert not passage_ids(version_of(session))


def test_an_upload_of_50_megabytes_is_refused_and_nothing_else_is_lost(
    session: Session, author: CheckingClient
) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted(author, page)
    before = passage_ids(version_of(session))
    for address in ("document", "attachments"):
        sent = {"input_stream": io.BytesIO(bytes(50 * 1024 * 1024)), "content_length": 50 * 1024 * 1024}
        refused = author.post(f"{page}/{address}", content_type="multipart/form-data; boundary=x", **sent)
        assert refused.status_code == 413
        assert "Isian terlalu besar" in refused.text
        assert "perkecil berkas" in refused.text
    assert passage_ids(version_of(session)) == before
    assert session.scalar(select(func.count()).select_from(Attachment)) == 0


def test_texts_of_100_000_characters_are_refused_with_what_was_typed(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    long = {name: f"{name}-" + "x" * 100_000 for name in ("summary", "background", "aims", "note", "summary_en")}
    refused = author.post(f"{page}/texts", data={"title": "x" * 100_000, **long, "milestones": "x" * 100_000})
    assert refused.status_code == 422
    assert len(errors(refused)) == 1 + len(long) + 1
    assert all(text in refused.text for text in long.values())
    pasted_long = author.post(f"{page}/document", data={"pasted": "x" * 100_001, "edition": 0})
    assert any("satu bagian yang terlalu panjang" in error for error in errors(pasted_long))
    assert "x" * 100_001 in pasted_long.text
    passages = "\n\n".join(["x" * 10] * 3_001)
    assert any("terlalu panjang: paling banyak" in error for error in errors(pasted_now(author, page, passages)))


def test_rules_that_cannot_be_say_so(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = f"{page_of(session)}/rules"
    good = {"screening": "before", "running_totals": "counts", "outcome_days": "30", "survey_id": "0"}
    good |= {"opens_on": "2026-11-24", "closes_on": "2026-12-24"}
    refused = {
        ("closes_on", ""): "Pilih hari terakhir",
        ("closes_on", "2026-11-23"): "sudah lewat",
        ("opens_on", "2026-12-25"): "tidak mendahului",
        ("closes_on", "31/2/2027"): "Tulis tanggal",
        ("screening", "never"): "kapan komentar tampil",
        ("running_totals", "all"): "hasil sementara",
        ("outcome_days", "0"): "1 sampai 365",
        ("outcome_days", "banyak"): "1 sampai 365",
        ("profile", "religion"): "dari daftar ini",
        ("survey_id", "999"): "dari daftar ini",
    }
    for (name, value), problem in refused.items():
        answer = author.post(page, data={**good, name: value})
        assert answer.status_code == 422, name
        assert any(problem in error for error in errors(answer)), (name, value, errors(answer))
    author.post(page, data={**good, "proposals_allowed": "y"})
    assert not newest(session).proposals_allowed  # without votes there is nothing to propose
