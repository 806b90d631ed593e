"""The codebook, themes and the trail, as pages: what is typed is kept, what a colleague did is said."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import codebook, themes
from surveys.models import Survey
from surveys.thematic import code_lines, theme_lines
from tests.app.office import errors, person
from tests.client import parse, text_of
from tests.conftest import NOW
from tests.surveys.coded import ANI, code, comment, commented, put, reader

pytestmark = pytest.mark.usefixtures("now")


def book(session: Session, survey: Survey) -> dict[str, int]:
    """Name of a code in use -> number of its comments, as requests left them."""
    session.rollback()
    return {line.name: line.comments for line in code_lines(reader(session, survey)) if line.in_use}


def summary(page: Any) -> list[str]:
    """What the box at the top of a refused form says."""
    assert page.status_code == 422
    boxes = [box for box in parse(page.text).iter("div") if box.get("class") == "error-summary"]
    return [text_of(item) for box in boxes for item in box.iter("li")]


def address_of(session: Session, survey: Survey, said: str) -> str:
    return f"2026-11-{comment(session, survey, said).key.response_id}-saran"


def test_a_code_from_birth_to_retirement(app: Flask, session: Session) -> None:
    survey = commented(session, "a", "b")
    session.commit()
    client = person(app, session, "analyst", survey.agency)
    codes = f"/office/surveys/{survey.id}/codes"
    assert "Belum ada kode" in client.get(codes).text
    made = client.post(codes, data={"name": "Antre", "description": "Menunggu di loket"}, follow_redirects=True)
    assert "Menunggu di loket" in made.text
    [line] = code_lines(reader(session, survey))
    put(session, survey, "a", line.id)
    put(session, survey, "b", line.id)
    session.commit()
    assert "Dipakai pada komentar: 2." in client.get(f"{codes}/{line.id}").text
    client.post(f"{codes}/{line.id}", data={"name": "Antrean", "description": ""})
    split = {"comments": [address_of(session, survey, "b")], "new_name": "Loket"}
    session.rollback()
    assert client.post(f"{codes}/{line.id}/split", data=split).status_code == 303
    assert book(session, survey) == {"Antrean": 1, "Loket": 1}
    [other] = [one for one in code_lines(reader(session, survey)) if one.name == "Loket"]
    session.rollback()
    merged = client.post(f"{codes}/{other.id}/merge", data={"into": line.id}, follow_redirects=True)
    assert "Dipakai pada komentar: 2." in merged.text
    assert "Kode ini sudah digabung ke “Antrean”." in client.get(f"{codes}/{other.id}").text
    retired = client.post(f"{codes}/{line.id}/retire", follow_redirects=True)
    assert "dihentikan, masih pada komentar lama: 2" in retired.text
    again = client.post(f"{codes}/{line.id}/retire", follow_redirects=True)
    assert "baru saja digabung atau dihentikan" in again.text
    trail = " ".join(text_of(parse(client.get(codes.replace("codes", "history")).text)).split())
    for step in (
        "membuat kode “Antre”",
        "memberi kode “Antre” pada satu komentar",
        "mengubah kode “Antre” menjadi “Antrean”",
        "memecah kode “Antrean”: kode baru “Loket” (komentar: 1)",
        "menggabung kode “Loket” ke “Antrean” (komentar: 1)",
        "menghentikan kode “Antrean”",
    ):
        assert step in trail


def test_what_the_codebook_refuses(app: Flask, session: Session) -> None:
    survey, foreign_survey = commented(session, "a"), commented(session, "b")
    mine, foreign = code(session, survey, "Antre"), code(session, foreign_survey, "Asing")
    put(session, survey, "a", mine)
    second = code(session, survey, "Loket")
    client = person(app, session, "analyst", survey.agency)
    codes = f"/office/surveys/{survey.id}/codes"
    assert errors(client.post(codes, data={"name": "", "description": "ada"})) == ["Isi namanya."]
    taken = ["Nama ini sudah dipakai. Pilih nama lain."]
    assert summary(client.post(codes, data={"name": "antre"})) == taken
    assert errors(client.post(codes, data={"name": "x" * 81})) == ["Persingkat nama menjadi paling banyak 80 huruf."]
    assert errors(client.post(codes, data={"name": "ok", "description": "x" * 1_000_000}))
    assert summary(client.post(f"{codes}/{second}", data={"name": "ANTRE"})) == [
        "Nama ini sudah dipakai. Pilih nama lain."
    ]
    for into in (foreign, mine, 0, "x", 2**70, ""):
        assert errors(client.post(f"{codes}/{mine}/merge", data={"into": into})) == ["Pilih kode dari daftar ini."]
    assert len(errors(client.post(f"{codes}/{mine}/split", data={}))) == 2
    assert client.post(f"{codes}/{mine}/split", data={"comments": "x", "new_name": "Baru"}).status_code == 422
    split = {"comments": [address_of(session, survey, "a")], "new_name": "Loket"}
    session.rollback()
    assert summary(client.post(f"{codes}/{mine}/split", data=split)) == taken
    for step in ("", "/merge", "/split", "/retire"):
        assert client.post(f"{codes}/{foreign}{step}", data={"name": "x"}).status_code == 404
    assert book(session, survey) == {"Antre": 1, "Loket": 0}


def test_a_colleague_merged_first(app: Flask, session: Session) -> None:
    survey = commented(session, "a")
    one, two, three = (code(session, survey, name) for name in ("Satu", "Dua", "Tiga"))
    client = person(app, session, "analyst", survey.agency)
    codebook.merge_codes(session, survey, one, two, NOW, ANI)
    session.commit()
    page = client.post(f"/office/surveys/{survey.id}/codes/{one}/merge", data={"into": three})
    assert "Kode “Satu” baru saja digabung atau dihentikan rekan Anda. Pilih kode lain." in summary(page)


def test_a_theme_is_written_and_dissolved(app: Flask, session: Session) -> None:
    survey = commented(session, "Antrean lama", "Petugas ramah")
    queue, kind = code(session, survey, "Antre"), code(session, survey, "Ramah")
    put(session, survey, "Antrean lama", queue)
    client = person(app, session, "analyst", survey.agency)
    base = f"/office/surveys/{survey.id}/themes"
    assert "Belum ada tema" in client.get(base).text
    client.post(base, data={"name": "Waktu"})
    [theme] = theme_lines(reader(session, survey), [])
    session.rollback()
    words = {"name": "Waktu tunggu", "interpretation": "Baris satu\r\nBaris dua", "codes": [queue], "revision": 1}
    assert client.post(f"{base}/{theme.id}", data=words).status_code == 303
    listed = client.get(base).text
    assert "Baris satu" in listed
    assert "Kode tanpa tema" in listed
    assert "Antrean lama" in client.get(f"{base}/{theme.id}").text
    for code_id, shown in ((queue, True), (kind, False)):
        assert (f'value="{code_id}" checked' in client.get(f"{base}/{theme.id}").text) is shown
    client.post(f"{base}/{theme.id}/dissolve")
    assert "Baris dua" in client.get(base.replace("themes", "history")).text
    assert "Belum ada tema" in client.get(base).text
    assert client.get(f"{base}/{theme.id}").status_code == 404
    assert client.post(f"{base}/{theme.id}/dissolve").status_code == 404


def test_a_theme_keeps_both_peoples_words(app: Flask, session: Session) -> None:
    survey = commented(session)
    theme = themes.create_theme(session, survey, "Waktu", NOW, ANI)
    client = person(app, session, "analyst", survey.agency)
    address = f"/office/surveys/{survey.id}/themes/{theme.id}"
    mine = {"name": "Waktu", "interpretation": "Kata saya", "revision": 1}
    themes.write_theme(
        session, survey, theme.id, 1, name="Waktu", interpretation="Kata rekan", code_ids=[], now=NOW, actor=ANI
    )
    session.commit()
    page = client.post(address, data=mine)
    assert summary(page) == ["Rekan Anda sudah mengubahnya. Periksa dulu, lalu simpan lagi."]
    assert "Kata saya" in page.text
    assert "Kata rekan" in page.text
    [revision] = [box.get("value") for box in parse(page.text).iter("input") if box.get("name") == "revision"]
    both = {**mine, "interpretation": "Kata rekan dan kata saya", "revision": revision}
    assert client.post(address, data=both).status_code == 303
    assert "Kata rekan dan kata saya" in client.get(address).text


def test_what_themes_refuse(app: Flask, session: Session) -> None:
    survey, other = commented(session), commented(session)
    theme, foreign = (themes.create_theme(session, one, "Waktu", NOW, ANI) for one in (survey, other))
    asing = code(session, other, "Asing")
    client = person(app, session, "analyst", survey.agency)
    base = f"/office/surveys/{survey.id}/themes"
    assert errors(client.post(base, data={"name": " "})) == ["Isi nama tema."]
    assert summary(client.post(base, data={"name": "WAKTU"})) == ["Nama ini sudah dipakai. Pilih nama lain."]
    long = client.post(f"{base}/{theme.id}", data={"name": "Waktu", "interpretation": "y" * 1_000_000, "revision": 1})
    assert errors(long) == ["Persingkat arti tema menjadi paling banyak 20.000 huruf."]
    assert "y" * 1_000_000 in long.text  # nothing that was typed is lost
    for data in ({"codes": [asing]}, {"codes": ["x"]}):
        assert client.post(f"{base}/{theme.id}", data={"name": "Waktu", "revision": 1, **data}).status_code == 422
    for revision in ("", "x", "9999999999", "99999999999999"):
        assert client.post(f"{base}/{theme.id}", data={"name": "Waktu", "revision": revision}).status_code == 422
    assert client.post(f"{base}/{foreign.id}", data={"name": "x", "revision": 1}).status_code == 404
