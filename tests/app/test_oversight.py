"""The oversight's pages: every agency's reports, and nothing else."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.models import MonthlyReport
from analytics.reports.content import digest
from surveys import changed_days, consultation_oversight
from surveys.canonical import canonical_json
from surveys.models import Agency, Denominator, Survey
from tests import builders, counted
from tests.analytics.reports.answered import example_scores
from tests.client import CheckingClient, parse, text_of
from tests.sign_in import sign_in

HOME = "/office/oversight"
MONTH = f"{HOME}/2026-10"


@pytest.fixture
def survey(session: Session) -> Survey:
    """The worked example of the reference in one agency, nine answers in another, none in a third."""
    agency = builders.agency(session, code="dukcapil", name="Dinas Kependudukan")
    unit = builders.unit(session, agency, name="Loket KTP")
    made = builders.survey(session, [unit])
    counted.answer(session, made, example_scores(), day=dt.date(2026, 10, 5), saran="Petugas ramah")
    session.add(Denominator(service_type_id=unit.service_types[0].id, month=counted.OCTOBER, people=400))
    small = builders.agency(session, code="perizinan", name="Dinas Perizinan")
    counted.answer(session, builders.survey(session, [builders.unit(session, small)]), counted.equal(9, 2))
    builders.agency(session, code="arsip", name="Dinas Arsip")
    session.commit()
    return made


@pytest.fixture
def overseer(client: CheckingClient, session: Session, survey: Survey) -> CheckingClient:
    sign_in(client, session, "oversight")
    return client


def page(client: CheckingClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return text_of(parse(response.text))


def row(client: CheckingClient, path: str, name: str) -> list[str]:
    """The cells of the first row that begins with `name`."""
    rows = [[text_of(cell) for cell in line] for line in parse(client.get(path).text).iter("tr")]
    return next(cells for cells in rows if cells[0] == name)


def test_before_anything_is_counted_the_page_says_what_will_stand_there(overseer: CheckingClient) -> None:
    assert "Belum ada laporan" in page(overseer, HOME)
    assert overseer.get(MONTH).status_code == 404


def test_a_counted_month_is_provisional_until_it_is_frozen(app: Flask, overseer: CheckingClient) -> None:
    counted.count(app, dt.date(2026, 10, 20))
    assert "Oktober 2026 Sementara" in page(overseer, HOME)
    text = page(overseer, f"{MONTH}/agencies/dukcapil")
    assert "Data sampai 20 Oktober 2026. Angka sementara." in text
    counted.freeze(app)
    assert "Oktober 2026 Dibekukan" in page(overseer, HOME)
    assert "Revisi 1, dibekukan 2 November 2026" in page(overseer, f"{MONTH}/agencies/dukcapil")


def test_the_table_of_all_agencies(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    _name, ikm, grade, responses, rate, required, lowest, flags = row(overseer, MONTH, "Dinas Kependudukan")
    assert ikm.startswith("91,48 (")
    assert ikm.endswith("n = 29")
    assert grade == "A · Sangat baik"
    assert (responses, rate, required, lowest) == ("29", "7,3%", "196", "Waktu Penyelesaian")
    assert flags == "Sampel belum cukup"
    small = row(overseer, MONTH, "Dinas Perizinan")
    assert small[1:4] == ["·disembunyikan", "–", "9"]
    assert small[-1] == "Jawaban terlalu sedikit Pengguna layanan belum diisi"
    none = row(overseer, MONTH, "Dinas Arsip")
    assert none[1] == "belum tersedia"
    assert none[-1] == "Belum ada jawaban"
    assert f'href="{MONTH}/agencies/dukcapil"' in overseer.get(MONTH).text


def test_a_report_begins_with_its_finding(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    text = page(overseer, f"{MONTH}/agencies/dukcapil")
    assert "Indeks Kepuasan Masyarakat (IKM) adalah 91,48 dari 100: mutu A · Sangat baik." in text
    assert (
        "Nilai terendah: Waktu Penyelesaian; Sistem, Mekanisme, dan Prosedur; Produk Spesifikasi Jenis Pelayanan."
        in text
    )
    assert "Jawabannya 29, sedangkan sampel yang dianjurkan 196." in text
    assert "bukan sampel acak" in text
    assert "jawaban “Gratis” adalah nilai tertinggi" in text
    lowest = row(overseer, f"{MONTH}/agencies/dukcapil", "Waktu Penyelesaian waktu")
    assert lowest[1:] == ["3,448", "86,21", "B", "9", "29"]


def test_a_month_without_answers_has_a_report(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    text = page(overseer, f"{MONTH}/agencies/arsip")
    assert "Belum ada jawaban pada Oktober 2026." in text
    assert "Jumlah pengguna layanan belum diisi untuk semua unit." in text


def test_nothing_of_a_small_agency_is_described(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    text = page(overseer, f"{MONTH}/agencies/perizinan")
    assert "Jawaban terlalu sedikit" in text
    assert "50,00" not in text


def test_pages_in_english_have_english_numbers(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    assert "91.48" in page(overseer, f"{MONTH}/agencies/dukcapil?lang=en")


def test_changed_answers_make_a_revision_and_the_old_one_stays(
    app: Flask, session: Session, overseer: CheckingClient, survey: Survey
) -> None:
    counted.freeze(app)
    counted.answer(session, survey, counted.equal(20, 1))
    changed_days.mark(session, survey.id, [dt.date(2026, 10, 5)])
    session.commit()
    counted.freeze(app)
    address = f"{MONTH}/agencies/dukcapil"
    assert "91,48" not in page(overseer, address).split("Kepuasan")[0]
    assert "Revisi 2, dibekukan" in page(overseer, address)
    first = page(overseer, f"{address}/revisions/1")
    assert "91,48" in first
    assert "Ini revisi 1." in first
    assert overseer.get(f"{address}/revisions/3").status_code == 404
    assert "Ini revisi 1." in page(overseer, f"{MONTH}/revisions/1")


def test_freezing_again_adds_nothing(app: Flask, session: Session, overseer: CheckingClient) -> None:
    assert counted.freeze(app) == 4  # three agencies, and all of them
    assert counted.freeze(app) == 0
    assert len(session.scalars(select(MonthlyReport)).all()) == 4


def test_the_json_is_the_frozen_text_with_its_digest(app: Flask, session: Session, overseer: CheckingClient) -> None:
    counted.freeze(app)
    response = overseer.get(f"{MONTH}/agencies/dukcapil/report.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="dukcapil-2026-10.json"'
    content = json.loads(response.text)
    assert content["report"]["satisfaction"]["ikm"]["value"] == "91.48"
    assert content["about"]["digest"] == digest(canonical_json(content["report"]))
    agency = session.scalars(select(Agency.id).where(Agency.code == "dukcapil")).one()
    frozen = session.scalars(select(MonthlyReport).where(MonthlyReport.agency_id == agency)).one()
    assert (content["about"]["digest"], content["about"]["revision"]) == (frozen.digest, 1)
    assert json.loads(overseer.get(f"{MONTH}/report.json").text)["report"]["agency"] is None


def test_the_picker_leads_to_the_same_report_in_another_month(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    assert 'value="2026-10" selected' in overseer.get(f"{MONTH}/agencies/dukcapil").text
    assert overseer.get(f"{HOME}/pick?month=2026-10&agency=dukcapil").location == f"{MONTH}/agencies/dukcapil"
    assert overseer.get(f"{HOME}/pick?month=2026-10").location == MONTH
    for nonsense in ("", "2026-13", "oktober"):
        assert overseer.get(f"{HOME}/pick?month={nonsense}").status_code == 404


@pytest.mark.parametrize("path", ["2026-13", "1999-01", "2026-1", "2026-10/agencies/nobody", "2026-12"])
def test_what_is_not_there_is_not_found(app: Flask, overseer: CheckingClient, path: str) -> None:
    counted.freeze(app)
    assert overseer.get(f"{HOME}/{path}").status_code == 404


def test_agencies_do_not_see_the_oversight(client: CheckingClient, session: Session, survey: Survey) -> None:
    sign_in(client, session, "administrator", survey.agency)
    assert client.get(HOME).status_code == 403


def test_no_open_answer_is_on_any_page(app: Flask, overseer: CheckingClient) -> None:
    counted.freeze(app)
    for path in (MONTH, f"{MONTH}/agencies/dukcapil", f"{MONTH}/agencies/dukcapil/report.json"):
        assert "Petugas ramah" not in overseer.get(path).text


def test_the_list_of_consultations_goes_by_pages_and_filters(
    session: Session, client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consultation_oversight.watched, "__defaults__", ("", 2))
    sign_in(client, session, "oversight")
    where = f"{HOME}/consultations"
    assert "Belum ada konsultasi" in page(client, where)
    now = dt.datetime.now(dt.UTC)
    agency, other = (builders.agency(session, code=code, name=f"Dinas {code}") for code in ("parkir", "pasar"))
    builders.consultation(session, agency, state="closed", closes_at=now - dt.timedelta(days=45))
    for each in (agency, agency, other):
        builders.consultation(session, each)
    session.commit()
    html = client.get(where).text
    assert "Terlambat 15 hari" in text_of(parse(html))  # 45 days since the last day, 30 to answer
    assert html.count('class="watched') == 2
    following = next(a.get("href") for a in parse(html).iter("a") if "after=" in a.get("href", ""))
    assert client.get(following).text.count('class="watched') == 2
    assert client.get(f"{where}?agency=Dinas+pasar").text.count('class="watched') == 1
    assert client.get(f"{where}?state=overdue").text.count('class="watched') == 1
    assert "Tidak ada konsultasi seperti itu" in page(client, f"{where}?agency=Dinas+pasar&state=overdue")
    for nonsense in ("after=%00", "agency=%00", "state=x", "after=" + "9" * 5000):
        assert client.get(f"{where}?{nonsense}").status_code == 200
