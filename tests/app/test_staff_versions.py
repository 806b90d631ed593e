"""The page of a new version: what it changes in words, who may take which step, and what comes too late."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import agencies, drafting, versions
from surveys.definition import Option, load
from surveys.models import Response, Survey
from tests import builders
from tests.app.citizen import GOOD, action, column, fill
from tests.app.office import errors, newest_survey, person
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")


def change(session: Session, survey: Survey, actor: str = "someone@dinas.example") -> None:
    """In the new version: `waktu` in other words, `biaya` with another option, `sarana` gone, `parkir` new."""
    version = drafting.current_version(session, survey)
    was = load(version.definition)
    changes = {
        "waktu": {"label": {"id": "Cepatkah pelayanan kami?"}},
        "biaya": {"options": (*was.by_code["biaya"].options, Option("0", {"id": "Lupa"}, 0))},
    }
    kept = [question for question in was.sections[0].questions if question.code != "sarana"]
    elements = [dataclasses.replace(question, **changes.get(question.code, {})) for question in kept]
    elements.append(dataclasses.replace(elements[0], code="parkir", label={"id": "Bagaimana <b>parkir</b>?"}))
    section = dataclasses.replace(was.sections[0], questions=tuple(elements))
    changed = dataclasses.replace(was, sections=(section, *was.sections[1:]))
    drafting.save(session, version, changed, drafting.edition(session, version), NOW, actor)
    session.commit()


def page_of(survey: Survey) -> str:
    return f"/office/surveys/{survey.id}/changes"


def seen(client: CheckingClient, page: str) -> str:
    inputs = parse(client.get(page).text).iter("input")
    return next(e.get("value", "") for e in inputs if e.get("name") == "seen")


def test_the_whole_way_of_a_new_version(app: Flask, session: Session, survey: Survey) -> None:
    session.commit()
    author, approver = (person(app, session, role, survey.agency) for role in ("author", "approver"))
    page = page_of(survey)
    began = author.post(f"/office/surveys/{survey.id}/versions", follow_redirects=True)
    assert "Versi baru dimulai" in began.text
    assert "Belum ada pertanyaan yang berubah" in began.text
    change(session, survey)
    assert "Versi 2 sedang disusun" in author.get(f"/office/surveys/{survey.id}").text
    shown = author.get(page).text
    tree = parse(shown)
    tags = {text_of(h): text_of(h.find("span")) for h in tree.iter("h3") if h.find("span") is not None}
    assert sorted(tags.values()) == ["baru", "dihapus", "diubah isinya", "diubah kata-katanya"]
    assert "Cepatkah pelayanan kami?" in [text_of(e).removeprefix("baru: ") for e in tree.iter("ins")]
    assert any("Bagaimana pendapat Anda tentang kecepatan" in text_of(e) for e in tree.iter("del"))
    assert "Bagaimana &lt;b&gt;parkir" in shown
    assert author.post(f"{page}/submit", follow_redirects=True).status_code == 200
    assert "Periksa versi baru: Survei kepuasan" in approver.get("/office").text
    assert "Versi 2 menunggu pemeriksa" in approver.get(f"/office/surveys/{survey.id}").text
    mark = seen(approver, page)
    assert errors(approver.post(f"{page}/send-back", data={"seen": mark, "note": ""})) == [
        "Tulis catatan singkat, supaya rekan Anda tahu sebabnya."
    ]
    returned = approver.post(f"{page}/send-back", data={"seen": mark, "note": "Perjelas"}, follow_redirects=True)
    assert "Perjelas" in returned.text
    author.post(f"{page}/submit")
    done = approver.post(f"{page}/publish", data={"seen": mark, "note": "Sudah baik"}, follow_redirects=True)
    assert "Versi baru diterbitkan" in done.text
    assert "Sudah baik" in done.text
    again = approver.post(f"{page}/publish", data={"seen": mark}, follow_redirects=True)  # from another tab
    assert "sudah diterbitkan" in again.text
    assert [version.published_at for version in newest_survey(session).versions] == [builders.CREATED, NOW]


def test_the_first_version_is_checked_whole_and_with_a_comment(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="in-review")
    session.commit()
    approver = person(app, session, "approver", survey.agency)
    shown = approver.get(page_of(survey)).text
    assert "Ini versi pertama" in shown
    assert len(list(parse(shown).iter("textarea"))) == 3  # the suggestion box, a comment, a note
    approved = approver.post(
        f"/office/surveys/{survey.id}/approve", data={"note": "Lengkap, terima kasih"}, follow_redirects=True
    )
    assert "Lengkap, terima kasih" in approved.text
    assert newest_survey(session).state == "scheduled"


def test_nobody_approves_their_own_draft_where_the_agency_says_so(app: Flask, session: Session, survey: Survey) -> None:
    session.commit()
    administrator = person(app, session, "administrator", survey.agency)
    edit = f"/office/agencies/{survey.agency.id}"
    entry = {"name": survey.agency.name, "time_zone": "Asia/Jakarta", "separate_approval": "y"}
    assert "bukan penyusunnya" in administrator.post(f"{edit}/edit", data=entry, follow_redirects=True).text
    [box] = [e for e in parse(administrator.get(f"{edit}/edit").text).iter("input") if e.get("type") == "checkbox"]
    assert box.get("checked") is not None
    administrator.post(f"/office/surveys/{survey.id}/versions")
    change(session, survey)
    page = page_of(survey)
    administrator.post(f"{page}/submit")
    refused = administrator.post(f"{page}/publish", data={"seen": seen(administrator, page)}, follow_redirects=True)
    assert "orang lain yang menyetujuinya" in refused.text
    assert newest_survey(session).versions[-1].published_at is None
    approver = person(app, session, "approver", survey.agency)
    assert "diterbitkan" in approver.post(f"{page}/publish", follow_redirects=True).text


def test_discarding_what_is_being_approved_changes_nothing(app: Flask, session: Session, survey: Survey) -> None:
    session.commit()
    author, approver = (person(app, session, role, survey.agency) for role in ("author", "approver"))
    page = page_of(survey)
    author.post(f"/office/surveys/{survey.id}/versions")
    change(session, survey)
    mark = seen(author, page)
    author.post(f"{page}/submit")
    late = author.post(f"{page}/discard", data={"seen": mark}, follow_redirects=True)
    assert "Minta pemeriksa mengembalikannya dulu" in late.text
    approver.post(f"{page}/send-back", data={"seen": mark, "note": "Buang saja"})
    assert "Versi baru dibuang" in author.post(f"{page}/discard", data={"seen": mark}, follow_redirects=True).text
    gone = approver.post(f"{page}/publish", data={"seen": mark}, follow_redirects=True)
    assert "Tidak ada versi yang menunggu" in gone.text
    assert [version.number for version in newest_survey(session).versions] == [1]


def test_an_authors_verdict_is_kept_with_its_reason(app: Flask, session: Session, survey: Survey) -> None:
    session.commit()
    author, page = person(app, session, "author", survey.agency), page_of(survey)
    author.post(f"/office/surveys/{survey.id}/versions")
    change(session, survey)
    entry = {"question": "waktu", "verdict": "changed", "reason": ""}
    assert errors(author.post(f"{page}/verdict", data=entry)) == ["Tulis alasannya, supaya rekan Anda mengerti."]
    entry["reason"] = "Artinya <i>lain</i>"
    assert "Artinya &lt;i&gt;lain" in author.post(f"{page}/verdict", data=entry, follow_redirects=True).text
    assert "Persingkat" in errors(author.post(f"{page}/verdict", data={**entry, "reason": "x" * 100_000}))[0]
    unknown = [{**entry, "question": code} for code in ("tidak-ada", "parkir", "")]
    for bad in (*unknown, {**entry, "verdict": "same"}, {"question": "waktu"}, {}):
        assert "Muat ulang halaman" in author.post(f"{page}/verdict", data=bad, follow_redirects=True).text


def test_who_may_not_take_a_step_changes_nothing(app: Flask, session: Session, survey: Survey) -> None:
    session.commit()
    page = page_of(survey)
    author, approver = (person(app, session, role, survey.agency) for role in ("author", "approver"))
    author.post(f"/office/surveys/{survey.id}/versions")
    assert author.post(f"{page}/publish").status_code == 403
    assert author.post(f"{page}/send-back", data={"note": "x"}).status_code == 403
    for step in ("submit", "discard", "verdict"):
        assert approver.post(f"{page}/{step}").status_code == 403
    stranger = person(app, session, "administrator", builders.agency(session))
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}/submit").status_code == 404
    assert versions.standing(newest_survey(session).versions[-1]) == "written"


def test_an_answer_begun_on_the_old_version_is_taken_on_it(
    app: Flask, client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    html = client.get(address).get_data(as_text=True)
    link = survey.units[0].link
    first = survey.versions[0].id
    versions.begin(session, survey, NOW, "author@dinas.example")
    change(session, survey)
    assert "Cepatkah pelayanan kami?" not in client.get(address).get_data(as_text=True)
    versions.submit(session, survey, NOW, "author@dinas.example")
    versions.publish(session, survey, "", NOW, "approver@dinas.example")
    session.commit()
    second = newest_survey(session).versions[-1].id
    app.extensions["shelf"]._entries.clear()  # two seconds later
    assert client.post(action(html), data=fill(html, GOOD)).status_code == 303
    assert column(session, Response.version_id) == [first]
    followed = client.get(f"/u/{link}", follow_redirects=True)
    fresh = followed.get_data(as_text=True)
    assert "Cepatkah pelayanan kami?" in fresh
    given = {code: value for code, value in GOOD.items() if code != "sarana"} | {"parkir": "2"}
    assert client.post(action(fresh), data=fill(fresh, given)).status_code == 303
    assert sorted(column(session, Response.version_id)) == [first, second]


def test_the_list_and_posters_show_what_citizens_see(app: Flask, session: Session, survey: Survey) -> None:
    versions.begin(session, survey, NOW, "author@dinas.example")
    version = drafting.current_version(session, survey)
    changed = dataclasses.replace(load(version.definition), title={"id": "Judul rahasia"})
    drafting.save(session, version, changed, 0, NOW, "author@dinas.example")
    session.commit()
    author = person(app, session, "administrator", survey.agency)
    base = f"/office/surveys/{survey.id}"
    for page in ("/office/surveys", base, f"{base}/posters", f"{base}/questions", f"{base}/results", f"{base}/trends"):
        assert "Judul rahasia" not in author.get(page).text


def test_the_agencys_rule_is_off_unless_it_is_set(session: Session) -> None:
    agency = builders.agency(session)
    assert agency.separate_approval is False
    agencies.separate_approval(session, agency, True, NOW, "admin@dinas.example")
    assert agency.separate_approval is True


def test_what_nobody_published_can_go_once_the_results_are_out(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="closed")
    versions.begin(session, survey, NOW, "author@dinas.example")
    survey.state = "results-published"
    session.commit()
    author, page = person(app, session, "author", survey.agency), page_of(survey)
    assert "Kirim ke pemeriksa" not in author.get(page).text
    assert "sekarang: Hasil diumumkan" in author.post(f"{page}/submit", follow_redirects=True).text
    assert "Versi baru dibuang" in author.post(f"{page}/discard", follow_redirects=True).text
    assert "Buat versi baru" not in author.get(page).text
