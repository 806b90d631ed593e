"""A consultation's way through an agency: written, checked, opened, changed, closed, by the people who may."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import consultation_versions
from surveys.models import Agency
from tests import builders
from tests.app.consulting import DRAFT, NEW, entry, mark, newest, page_of, passage_ids, pasted, version_of
from tests.app.office import person
from tests.client import CheckingClient

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
