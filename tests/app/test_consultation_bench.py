"""The bench of a consultation: a citizen's comment is coded, its theme answered, and the citizen's code shows that."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth.models import StaffUser
from surveys import themes
from surveys.models import Code, Consultation, Contribution, Theme
from tests import builders
from tests.app.office import person, save
from tests.app.test_contributions import address, code_of, look, opened, send
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW
from tests.sign_in import look as look_up

pytestmark = pytest.mark.usefixtures("now")


def bench(consultation: Consultation) -> str:
    return f"/office/consultations/{consultation.id}/bench"


def coded(session: Session) -> list[int]:
    session.rollback()
    found = list(session.scalars(select(Code.id).order_by(Code.id)))
    session.commit()
    return found


def test_from_a_comment_to_the_answer_that_its_writer_reads(
    app: Flask, client: CheckingClient, session: Session
) -> None:
    consultation = opened(session)
    code = code_of(client, send(client, address(consultation), {"stance": "object", "text": "Tarif terlalu mahal."}))
    other = builders.contribution(session, consultation, "Mahal bagi pedagang", passage="pasal-1", stance="object")
    away = builders.contribution(session, consultation, "Terima kasih")
    session.commit()
    analyst = person(app, session, "analyst", consultation.agency)
    office, desk = f"/office/consultations/{consultation.id}", bench(consultation)
    assert f"{desk}/comments" in analyst.get(office).text
    listed = analyst.get(f"{desk}/comments").text
    assert "Komentar: 3. Belum dibaca: 3." in listed
    assert all(text in listed for text in ("Tarif terlalu mahal.", "Mahal bagi pedagang", "Naskah keseluruhan"))
    assert "Komentar: 1. Belum dibaca: 1." in analyst.get(f"{desk}/comments?passage=pasal-1").text

    where = analyst.get(f"{desk}/comments/next").location
    for _number in range(3):
        text = text_of(next(element for element in parse(analyst.get(where).text).iter("blockquote")))
        where = save(analyst, where, new_name="Mahal" if "ahal" in text else "Lain")
    assert where == f"{desk}/comments"
    assert analyst.get(f"{desk}/codes").text.count("Mahal") >= 1
    session.rollback()
    costly = session.scalars(select(Code).where(Code.name == "Mahal")).one()
    assert costly.consultation_id == consultation.id
    costly_id = costly.id
    session.commit()
    assert analyst.post(f"{desk}/themes", data={"name": "Tarif"}).status_code == 303
    session.rollback()
    theme_id = session.scalars(select(Theme.id)).one()
    session.commit()
    meaning = {"name": "Tarif", "codes": [costly_id], "interpretation": "Tarif memberatkan.", "revision": "1"}
    assert analyst.post(f"{desk}/themes/{theme_id}", data=meaning).status_code == 303
    assert "Jawab tema ini" not in analyst.get(f"{desk}/themes/{theme_id}").text  # analysts don't answer

    author = person(app, session, "author", consultation.agency)
    assert f"{office}/replies/themes/{theme_id}" in author.get(f"{desk}/themes/{theme_id}").text
    page = author.get(f"{office}/replies/themes/{theme_id}").text
    assert "2 komentar ada dalam tema ini." in page
    assert "Terima kasih" not in page
    said = {"verdict": "partly", "text": "Tarif motor diturunkan.", "seen": ""}
    assert author.post(f"{office}/replies/themes/{theme_id}", data=said).status_code == 303
    assert "Tarif motor diturunkan." in look(client, consultation, code).text
    assert client.get(f"/k/{consultation.public_id}/comments").text.count("Tarif motor diturunkan.") == 1
    assert "Tarif motor diturunkan." in client.get(f"/k/{consultation.public_id}/comments?passage=pasal-1").text
    assert {other.id, away.id} <= set(session.scalars(select(Contribution.id)))
    session.commit()

    refused = author.post(f"{desk}/themes/{theme_id}/dissolve", follow_redirects=True)
    assert "Tema ini sudah dijawab." in refused.text
    history = author.get(f"{desk}/history").text
    assert "memberi kode “Mahal” pada satu komentar" in history
    assert "menulis tema “Tarif” dengan kode: “Mahal”" in history
    assert "replied" not in history


def test_who_is_in_a_theme_by_a_code_is_not_taken_out_by_hand(app: Flask, session: Session) -> None:
    consultation = opened(session)
    said = builders.contribution(session, consultation, "Mahal")
    themes.create_theme(session, consultation, "Tarif", NOW, "ani@x.id")
    session.commit()
    client = person(app, session, "administrator", consultation.agency)
    desk = bench(consultation)
    save(client, client.get(f"{desk}/comments/next").location, new_name="Mahal")
    [code_id], theme_id = coded(session), session.scalars(select(Theme.id)).one()
    session.commit()
    client.post(f"{desk}/themes/{theme_id}", data={"name": "Tarif", "codes": [code_id], "revision": "1"})
    change = f"/office/consultations/{consultation.id}/replies/themes/{theme_id}/change"
    page = client.post(change, data={"go": "take-out", "comment": [said.id]}, follow_redirects=True).text
    assert "Komentar dengan kode dari tema ini tetap di dalamnya." in page
    assert "1 komentar ada dalam tema ini." in page


def test_two_people_code_comments_of_a_consultation_blind(app: Flask, session: Session) -> None:
    consultation = opened(session)
    for number in range(12):
        builders.contribution(session, consultation, f"Komentar {number}")
    session.commit()
    first, second = (person(app, session, role, consultation.agency) for role in ("analyst", "author"))
    emails = [user.email for user in look_up(session, select(StaffUser).order_by(StaffUser.id))]
    desk = bench(consultation)
    sample = {"size": "12", "first_coder": emails[0], "second_coder": emails[1]}
    assert first.post(f"{desk}/double-coding", data=sample).status_code == 303
    [double] = set(re.findall(rf"{desk}/double-coding/(\d+)", first.get(f"{desk}/double-coding").text))
    for client in (first, second):
        where, read = client.get(f"{desk}/double-coding/{double}/next").location, 0
        while "/comments/" in where:
            where, read = save(client, where, new_name="Mahal" if read % 2 else "Lain"), read + 1
        assert read == 12
    # Both coded in the same order and alike, so they agree on everything: kappa is 1.
    assert "1,00" in first.get(f"{desk}/double-coding/{double}").text


def test_suggestions_are_learned_from_codes_of_the_same_consultation(app: Flask, session: Session) -> None:
    consultation = opened(session)
    for number in range(12):
        builders.contribution(session, consultation, f"Tarif parkir mahal sekali {number}")
        builders.contribution(session, consultation, f"Petugas ramah melayani warga {number}")
    session.commit()
    client = person(app, session, "analyst", consultation.agency)
    where = client.get(f"{bench(consultation)}/comments/next").location
    for _number in range(20):
        text = client.get(where).text
        where = save(client, where, new_name="Mahal" if "Tarif" in text else "Ramah")
    assert 'id="suggested"' in client.get(where).text


@pytest.mark.parametrize(
    "rest", ["comments", "codes", "themes", "double-coding", "history", "comments?passage=x&code=9"]
)
def test_a_bench_without_comments_says_so(app: Flask, session: Session, rest: str) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    session.commit()
    client = person(app, session, "approver", consultation.agency)
    assert client.get(f"{bench(consultation)}/{rest}").status_code == 200
