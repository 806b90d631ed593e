"""Moderators at work: what waits, showing, hiding with a public reason, appeals, and looks that are logged."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import abuse_lists, audit, moderation, running_totals
from surveys.models import Agency, Consultation, Contribution, ModerationStep
from tests import builders
from tests.app.office import errors, person
from tests.client import CheckingClient
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

FIELDS = ("state", "stance", "passage", "campaign", "likely", "after")


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def moderator(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "analyst", agency)


def made(session: Session, agency: Agency, **fields: Any) -> Consultation:
    consultation = builders.consultation(session, agency, **fields)
    session.commit()
    return consultation


def comment(
    session: Session, consultation: Consultation, text: str = "Tarif terlalu mahal", **fields: Any
) -> Contribution:
    found = builders.contribution(session, consultation, text, **{"state": "waiting", **fields})
    session.commit()
    return found


def address(consultation: Consultation) -> str:
    return f"/office/consultations/{consultation.id}/comments"


def seen(*comments: Contribution) -> list[str]:
    return [f"{one.id} {moderation.mark(one)}" for one in comments]


def state(session: Session, contribution: Contribution) -> str:
    session.refresh(contribution)
    found = contribution.state
    session.commit()
    return found


def test_what_waits_is_shown_and_hidden_and_the_public_reads_why(
    session: Session, agency: Agency, moderator: CheckingClient, client: CheckingClient
) -> None:
    consultation = made(session, agency)
    good = comment(session, consultation, passage="pasal-1")
    bad = comment(session, consultation, "Dasar goblok [nomor telepon]", passage="pasal-2", abuse=90)
    page = moderator.get(address(consultation)).text
    assert "Isi pasal-1" in page
    assert '<mark class="against">goblok' in page
    assert '<mark class="for">[nomor telepon]' in page
    shown = moderator.post(f"{address(consultation)}/show", data={"seen": seen(good)}, follow_redirects=True)
    assert "sudah tampil" in shown.text
    hiding = {"seen": moderation.mark(bad), "reason": "insult", "note": "Menyebut nama pejabat"}
    hidden = moderator.post(f"{address(consultation)}/{bad.id}/hide", data=hiding, follow_redirects=True)
    assert "disembunyikan" in hidden.text
    assert (state(session, good), state(session, bad)) == ("shown", "hidden")
    public = client.get(f"/k/{consultation.public_id}/comments?passage=pasal-2").text
    assert "24 November 2026" in public
    assert "menghina orang" in public
    assert "goblok" not in public
    assert "Menyebut nama pejabat" not in public
    assert "@dinas.example" not in public


def test_hiding_without_a_reason_keeps_what_was_typed(
    session: Session, agency: Agency, moderator: CheckingClient
) -> None:
    consultation = made(session, agency)
    bad = comment(session, consultation)
    typed = {"seen": moderation.mark(bad), "reason": "", "note": "Catatan <script>alert(1)</script>"}
    refused = moderator.post(f"{address(consultation)}/{bad.id}/hide", data=typed)
    assert errors(refused) == ["Pilih satu alasan."]
    assert "Catatan &lt;script&gt;" in refused.text
    assert state(session, bad) == "waiting"


def test_the_second_of_two_moderators_is_told(
    app: Flask, session: Session, agency: Agency, moderator: CheckingClient
) -> None:
    consultation, other = made(session, agency), person(app, session, "administrator", agency)
    found = comment(session, consultation)
    hiding = {"seen": moderation.mark(found), "reason": "off-topic", "note": ""}
    shown = {"seen": seen(found)}
    other.post(f"{address(consultation)}/{found.id}/hide", data=hiding)
    told = moderator.post(f"{address(consultation)}/show", data=shown, follow_redirects=True)
    assert "berubah sejak Anda membukanya" in told.text
    assert state(session, found) == "hidden"


def test_the_note_of_the_second_of_two_moderators_is_shown_to_them(
    session: Session, agency: Agency, moderator: CheckingClient
) -> None:
    consultation, note = made(session, agency, screening="before"), "Menyebut nomor rumah\ntetangganya."
    for text, state_then, step, typed in (
        ("Rumah nomor 12", "waiting", "hide", {"reason": "personal-data"}),
        ("Rumah nomor 14", "appealed", "appeal", {"decision": "uphold"}),
    ):
        found = comment(session, consultation, text, state=state_then)
        form = {**typed, "seen": moderation.mark(found), "note": note}
        where = f"{address(consultation)}/{found.id}/{step}"
        assert moderator.post(where, data=form).status_code == 303
        late = moderator.post(where, data=form, headers={"Origin": "http://localhost"})
        assert late.status_code == 409
        assert note in late.text
        assert "Keadaan komentar ini sekarang" in late.text


def test_an_appeal_stands_first_and_is_decided(session: Session, agency: Agency, moderator: CheckingClient) -> None:
    consultation = made(session, agency)
    comment(session, consultation, "Yang menunggu")
    appealed = comment(session, consultation, "Yang disembunyikan", state="appealed")
    words = ModerationStep(contribution_id=appealed.id, at=NOW, step="appealed", note="Saya hanya bertanya")
    session.add(words)
    session.commit()
    page = moderator.get(address(consultation)).text
    assert page.index("Saya hanya bertanya") < page.index("Yang menunggu")
    there = f"{address(consultation)}/{appealed.id}/appeal"
    assert errors(moderator.post(there, data={"seen": moderation.mark(appealed)})) == ["Pilih satu keputusan."]
    decided = {"seen": moderation.mark(appealed), "decision": "restore", "note": ""}
    assert "Tinjauan ulang selesai" in moderator.post(there, data=decided, follow_redirects=True).text
    assert state(session, appealed) == "shown"


@pytest.mark.parametrize(
    ("rule", "numbers", "all_of_them"), [("nothing", 0, 0), ("counts", 1, 0), ("everything", 1, 1)]
)
def test_before_closing_no_more_is_seen_than_the_rule_allows(
    session: Session, agency: Agency, moderator: CheckingClient, rule: str, numbers: int, all_of_them: int
) -> None:
    consultation = made(session, agency, running_totals=rule)
    comment(session, consultation, "Sudah tampil", state="shown")
    page = f"{address(consultation)}?state=shown"
    assert "Sudah tampil" not in moderator.get(page).text
    assert "(1)" not in moderator.get(page).text
    what = "results" if all_of_them else "counts"
    looked = moderator.post(f"{page.replace('?', '/look?')}", data={"what": what})
    assert looked.status_code == (303 if numbers else 404)
    after = moderator.get(page).text
    assert ("(1)" in after, "Sudah tampil" in after) == (bool(numbers), bool(all_of_them))
    entries = audit.consultation_entries(session, consultation.id, "totals-seen")
    assert len(entries) == numbers


def test_filters_narrow_and_nonsense_in_them_is_ignored(
    session: Session, agency: Agency, moderator: CheckingClient
) -> None:
    consultation = made(session, agency)
    for number in range(21):
        comment(session, consultation, f"Nomor {number}", stance="object", passage="pasal-1", abuse=number * 5)
    comment(session, consultation, "Pertanyaan", stance="ask", campaign="ab12")
    page = address(consultation)
    assert "Nomor" not in moderator.get(f"{page}?stance=ask").text
    assert "Nomor" not in moderator.get(f"{page}?campaign=ab12").text
    assert "Pertanyaan" not in moderator.get(f"{page}?passage=pasal-1").text
    likely = moderator.get(f"{page}?likely=1").text
    assert likely.index("Nomor 20") < likely.index("Nomor 12")
    assert "Nomor 11" not in likely
    assert "Berikutnya" in moderator.get(page).text
    for nonsense in (*(f"{name}=%00" for name in FIELDS), "after=1-2026-13-99-x", f"after=999-2026-11-24-{'0' * 32}"):
        assert moderator.get(f"{page}?{nonsense}").status_code == 200
    assert moderator.get(f"{page}/tidak-ada").status_code == 404
    nothing = moderator.post(f"{page}/show", data={}, follow_redirects=True)
    assert "Pilih dulu" in nothing.text
    assert moderator.post(f"{page}/show", data={"seen": "x\x00 y"}).status_code == 404


def test_who_does_not_moderate_stays_out(app: Flask, session: Session, agency: Agency) -> None:
    consultation = made(session, agency)
    author = person(app, session, "author", agency)
    assert author.get(address(consultation)).status_code == 403
    assert author.get("/office/abuse-words").status_code == 403


def test_the_agency_s_own_words(session: Session, agency: Agency, moderator: CheckingClient) -> None:
    page = "/office/abuse-words"
    assert "goblok" in moderator.get(page).text
    assert "ditambahkan" in moderator.post(page, data={"word": " Tukang  PALAK! "}, follow_redirects=True).text
    assert errors(moderator.post(page, data={"word": "tukang palak"})) == ["Kata ini sudah ada dalam daftar."]
    assert errors(moderator.post(page, data={"word": " "})) == ["Tulis katanya, paling sedikit dua huruf."]
    assert moderator.post(page, data={"word": "x" * 500}).status_code == 422
    assert moderator.post(f"{page}/take-off", data={"word": "tidak ada"}).status_code == 422
    moderator.post(f"{page}/take-off", data={"word": "goblok"})
    own = abuse_lists.own_words(session, agency.id)
    assert (own.added, own.taken_off) == ({"tukang palak"}, {"goblok"})
    session.commit()
    moderator.post(f"{page}/restore", data={"word": "goblok"})
    moderator.post(f"{page}/take-off", data={"word": "tukang palak"})
    own = abuse_lists.own_words(session, agency.id)
    assert (own.added, own.taken_off) == (set(), set())


def test_oversight_sees_numbers_and_looks_but_no_comment(app: Flask, session: Session, agency: Agency) -> None:
    consultation = made(session, agency)
    comment(session, consultation, "Rahasia yang menunggu")
    running_totals.look(session, consultation, NOW, "ani@dinas.example", "counts")
    session.commit()
    overseer = person(app, session, "oversight", None)
    page = overseer.get("/office/oversight/consultations").text
    assert "Rancangan Perda Parkir" in page
    assert "ani@dinas.example" in page
    assert "Rahasia" not in page
    assert 'href="/office/oversight/consultations" aria-current="page"' in page
    assert page.count('aria-current="page"') == 1


def test_a_sentence_can_be_tried(session: Session, agency: Agency, moderator: CheckingClient) -> None:
    page = "/office/abuse-words/try"
    held = moderator.post(page, data={"sentence": "Kau goblok"}).text
    assert "akan menunggu petugas" in held
    assert "penghinaan, tertuju kepada seseorang" in held
    threat = moderator.post(page, data={"sentence": "Semoga rumahmu dibakar"}).text
    assert "ancaman" in threat
    assert "tidak ditahan" in moderator.post(page, data={"sentence": "Jalan rusak <b>parah</b>"}).text
    abuse_lists.take_off(session, agency, "goblok", NOW, "ani@dinas.example")
    session.commit()
    assert "tidak ditahan" in moderator.post(page, data={"sentence": "Goblok"}).text
    assert errors(moderator.post(page, data={"sentence": "  "})) == ["Tulis satu kalimat untuk dicoba."]
    too_long = moderator.post(page, data={"sentence": "x" * 1_001})
    assert errors(too_long) == ["Persingkat menjadi paling banyak 1000 huruf."]
