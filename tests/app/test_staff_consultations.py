"""A consultation's way through an agency: written, checked, opened, changed, closed, by the people who may."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import attachments, consultation_versions
from surveys.models import Agency, Attachment, Consultation, ConsultationVersion
from tests import builders
from tests.app.office import errors, person
from tests.client import CheckingClient
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

NEW = "/office/consultations/new"
DRAFT = """BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Daerah ini yang dimaksud dengan parkir adalah keadaan kendaraan yang berhenti.
Pasal 2
(1) Tarif parkir motor dua ribu rupiah.
(2) Tarif parkir mobil lima ribu rupiah.
"""


def entry(**changes: Any) -> dict[str, Any]:
    plan = {"opens_on": "2026-11-24", "closes_on": "2026-12-24"}
    return {"title": "Rancangan Perda Parkir", "summary": "Tarif parkir berubah.", **plan, **changes}


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def author(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "author", agency)


@pytest.fixture
def approver(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "approver", agency)


def newest(session: Session) -> Consultation:
    session.rollback()
    query = select(Consultation).order_by(Consultation.id.desc()).limit(1)
    found = session.scalars(query.execution_options(populate_existing=True)).one()
    session.commit()
    return found


def version_of(session: Session) -> ConsultationVersion:
    """The newest version as requests left it; no transaction stays open."""
    found = consultation_versions.newest(session, newest(session))
    session.commit()
    return found


def page_of(session: Session) -> str:
    return f"/office/consultations/{newest(session).id}"


def pasted(client: CheckingClient, page: str, text: str = DRAFT, edition: int = 0) -> Any:
    return client.post(f"{page}/document", data={"pasted": text, "edition": edition}, follow_redirects=True)


def passage_ids(version: ConsultationVersion) -> list[str]:
    return [passage.id for passage in consultation_versions.document_of(version).passages]


def mark(session: Session) -> str:
    return consultation_versions.mark(version_of(session))


def test_the_whole_way_by_different_people(session: Session, author: CheckingClient, approver: CheckingClient) -> None:
    assert "Konsep konsultasi tersimpan" in author.post(NEW, data=entry(), follow_redirects=True).text
    page = page_of(session)
    read = pasted(author, page)
    assert "Naskah dibaca" in read.text
    assert 'id="pasal-2-ayat-2"' in read.text
    assert "dikirim ke pemeriksa" in author.post(f"{page}/submit", follow_redirects=True).text
    assert "Setujui" in approver.get(page).text
    approved = approver.post(f"{page}/approve", data={"seen": mark(session)}, follow_redirects=True)
    assert "Naskah disetujui" in approved.text
    for step, state in (("open", "open"), ("close", "closed")):
        assert approver.post(f"{page}/{step}", follow_redirects=True).status_code == 200
        assert newest(session).state == state
    again = {"note": "Banyak yang belum sempat", "closes_on": "2027-01-15"}
    assert "dibuka lagi" in approver.post(f"{page}/reopen", data=again, follow_redirects=True).text
    later = {"note": "Diminta warga", "closes_on": "2027-01-31"}
    shown = approver.post(f"{page}/extend", data=later, follow_redirects=True)
    assert "31 Januari 2027" in shown.text
    assert "Diminta warga" in shown.text


def test_a_new_version_keeps_the_passages_and_is_checked_again(
    session: Session, author: CheckingClient, approver: CheckingClient
) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted(author, page)
    author.post(f"{page}/submit")
    approver.post(f"{page}/approve", data={"seen": mark(session)})
    approver.post(f"{page}/open")
    assert "Versi baru dimulai" in author.post(f"{page}/versions", follow_redirects=True).text
    changed = DRAFT.replace("lima ribu", "empat ribu").replace("Pasal 1\n", "Pasal 1\nKendaraan berarti motor. ")
    pasted(author, page, changed)
    before, after = consultation_versions.published(session, newest(session)), version_of(session)
    assert before
    assert passage_ids(before) == passage_ids(after)
    session.commit()
    author.post(f"{page}/submit")
    assert (
        "Naskah disetujui" in approver.post(f"{page}/approve", data={"seen": mark(session)}, follow_redirects=True).text
    )
    assert version_of(session).number == 2


def test_the_approver_reads_what_citizens_will_read_and_what_changed(
    session: Session, author: CheckingClient, approver: CheckingClient
) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted(author, page)
    author.post(f"{page}/submit")
    assert f"{page}/preview" in approver.get(page).text
    first = approver.get(f"{page}/preview").text
    assert "Tarif parkir motor dua ribu rupiah" in first
    assert "Yang berubah" not in first
    assert "Komentar diperiksa dulu, lalu tampil untuk umum." in first
    approver.post(f"{page}/approve", data={"seen": mark(session)})
    approver.post(f"{page}/open")
    author.post(f"{page}/versions")
    pasted(author, page, DRAFT.replace("dua ribu", "tiga ribu"))
    words = {"title": "Rancangan Perda Parkir", "summary": "Tarif naik.", "note": "Sesudah rapat.", "edition": 1}
    author.post(f"{page}/texts", data=words)
    author.post(f"{page}/submit")
    second = approver.get(f"{page}/preview").text
    assert "Yang berubah dari versi 1 ke versi 2" in second
    assert "<p>Sesudah rapat.</p>" in second
    assert re.search(r"<del>.*dihapus:.*dua", second)
    assert re.search(r"<ins>.*ditambahkan:.*tiga", second)
    assert re.search(r"Ringkasan</h3>\s*<div class=.change. lang=.id.>", second)
    public = approver.get(f"/k/{newest(session).public_id}/text").text
    assert "dua ribu rupiah" in public
    assert "tiga ribu rupiah" not in public


def test_one_passage_is_changed_added_and_removed(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted(author, page)
    address = f"{page}/document/pasal-2-ayat-1"
    assert "dua ribu" in author.get(address).text
    author.post(address, data={"text": "(1) Motor **gratis**.", "go": "save", "edition": 1})
    shown = author.get(f"{page}/document").text
    assert "<strong>gratis</strong>" in shown
    assert 'id="pasal-2-ayat-1"' in shown
    author.post(address, data={"text": "Sepeda juga gratis.", "go": "after", "edition": 2})
    assert shown.count("<li id=") + 1 == author.get(f"{page}/document").text.count("<li id=")
    author.post(address, data={"text": "", "go": "remove", "edition": 3})
    assert 'id="pasal-2-ayat-1"' not in author.get(f"{page}/document").text
    assert author.get(address).status_code == 404


def test_two_tabs_do_not_overwrite_each_other(session: Session, author: CheckingClient) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    pasted(author, page)
    late = pasted(author, page, "Naskah lain", edition=0)
    assert "berubah sejak Anda membukanya" in late.text
    assert "Tarif parkir motor" in late.text
    author.post(f"{page}/texts", data={"title": "Judul A", "summary": "A", "edition": 1})
    second = author.post(f"{page}/texts", data={"title": "Judul B", "summary": "Ketikan B", "edition": 1})
    assert second.status_code == 409
    assert "Ketikan B" in second.text


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
    for pasted_text, problem in (("", "Tidak ada teks"), ("- " * 10_000 + "x", "terlalu dalam")):
        assert any(problem in error for error in errors(pasted_now(author, page, pasted_text)))
    file = (io.BytesIO(b"\xff\xfe\x00rusak"), "naskah.txt")
    refused = author.post(f"{page}/document", data={"file": file, "edition": 0}, content_type="multipart/form-data")
    assert any("UTF-8" in error for error in errors(refused))


def pasted_now(client: CheckingClient, page: str, text: str) -> Any:
    return client.post(f"{page}/document", data={"pasted": text, "edition": 0})


def test_the_rules_are_set_while_it_is_a_draft(
    session: Session, author: CheckingClient, approver: CheckingClient
) -> None:
    author.post(NEW, data=entry())
    page = page_of(session)
    rules = {"screening": "after", "voting": "y", "proposals_allowed": "y", "running_totals": "nothing"}
    more = {"outcome_days": "45", "profile": ["role", "province"], "survey_id": "0"}
    plan = {"opens_on": "2026-11-24", "closes_on": "2026-12-24"}
    assert author.get(f"{page}/rules").status_code == 200
    author.post(f"{page}/rules", data={**rules, **more, **plan})
    saved = newest(session)
    assert (saved.screening, saved.voting, saved.running_totals, saved.outcome_days) == ("after", True, "nothing", 45)
    assert saved.profile == '["role", "province"]'
    pasted(author, page)
    author.post(f"{page}/submit")
    assert author.get(f"{page}/rules").status_code == 404
    refused = author.post(f"{page}/rules", data={**rules, **more, **plan}, follow_redirects=True)
    assert "Langkah itu tidak jadi" in refused.text


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


def test_who_may_not_take_a_step_changes_nothing(app: Flask, session: Session, agency: Agency) -> None:
    consultation = builders.consultation(session, agency, state="in-review")
    page = f"/office/consultations/{consultation.id}"
    for role in ("author", "analyst"):
        client = person(app, session, role, agency)
        assert client.post(f"{page}/approve", data={"seen": ""}).status_code == 403
    stranger = person(app, session, "administrator", builders.agency(session))
    for address in ("", "/document", "/texts", "/rules", "/attachments"):
        assert stranger.get(f"{page}{address}").status_code == 404
    assert newest(session).state == "in-review"
