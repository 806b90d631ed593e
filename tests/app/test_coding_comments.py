"""Reading comments one by one and putting codes on them, as an analyst does it in a browser."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from surveys import codebook
from tests import builders
from tests.app import office
from tests.app.office import person, save
from tests.client import CheckingClient, parse
from tests.conftest import NOW
from tests.surveys.coded import ANI, NOVEMBER, OCTOBER, code, codes_of, comment, commented, put

pytestmark = pytest.mark.usefixtures("now")


def begin(client: CheckingClient, base: str, query: str = "") -> str:
    """The address of the first comment that nobody has read."""
    answer = client.get(f"{base}/comments/next{query}")
    assert answer.status_code == 303
    return str(answer.location)


def said(page: str) -> str:
    """The comment that a page shows."""
    return next(office.said(element) for element in parse(page).iter("blockquote"))


def offered(page: str) -> dict[str, bool]:
    """Code id -> whether its box is ticked."""
    boxes = [box for box in parse(page).iter("input") if box.get("name") == "codes"]
    return {str(box.get("value")): box.get("checked") is not None for box in boxes}


def test_from_the_list_to_the_last_comment(app: Flask, session: Session) -> None:
    survey = commented(session, "Antrean lama sekali", "Petugas ramah", "Loketnya sempit")
    client = person(app, session, "analyst", survey.agency)
    base = f"/office/surveys/{survey.id}"
    assert "Komentar: 3. Belum dibaca: 3." in client.get(f"{base}/comments").text
    assert f"{base}/comments" in client.get(base).text
    address, seen = begin(client, base), set()
    for number in range(3):
        page = client.get(address)
        seen.add(said(page.text))
        assert f"Belum dibaca dari November 2026: {3 - number}." in page.text
        address = save(client, address, new_name=f"Kode {number}")
    assert seen == {"Antrean lama sekali", "Petugas ramah", "Loketnya sempit"}
    done = client.get(address).text
    assert "Komentar: 3. Belum dibaca: 0." in done
    assert all(f"Kode {number}" in done for number in range(3))
    assert client.get(f"{base}/comments/next").location.endswith("/comments")


def test_codes_are_ticked_changed_and_shown_to_others(app: Flask, session: Session) -> None:
    survey = commented(session, "lama")
    slow, kind = code(session, survey, "Lambat"), code(session, survey, "Ramah")
    first, second = (person(app, session, "analyst", survey.agency) for _ in range(2))
    address = begin(first, f"/office/surveys/{survey.id}").split("#")[0]
    first.post(address, data={"codes": [slow]})
    assert offered(first.get(address).text) == {str(slow): True, str(kind): False}
    assert offered(second.get(address).text) == {str(slow): False, str(kind): False}
    assert re.search(r"Kode dari analyst-\d+@dinas\.example:\s+Lambat", second.get(address).text)
    first.post(address, data={"codes": [kind]})
    assert offered(first.get(address).text) == {str(slow): False, str(kind): True}
    session.rollback()
    assert [set(codes) for codes in codes_of(session, survey, "lama").values()] == [{kind}]
    session.rollback()
    steps = " ".join(second.get(address).text.split())
    assert "memberi kode “Lambat” pada satu komentar" in steps
    assert "memberi kode “Ramah” dan melepas “Lambat” pada satu komentar" in steps


def test_the_filter_is_carried_along(app: Flask, session: Session) -> None:
    survey = commented(session, "a", "b")
    commented(session, "lama1", "lama2", "lama3", day=OCTOBER, survey=survey)
    client = person(app, session, "analyst", survey.agency)
    base = f"/office/surveys/{survey.id}"
    listed = client.get(f"{base}/comments?month=2026-10&unit={survey.units[0].unit_id}&question=saran").text
    assert "Komentar: 3. Belum dibaca: 3." in listed
    address, seen = begin(client, base, "?month=2026-10"), []
    while "/comments/" in address:
        seen.append(said(client.get(address).text))
        address = save(client, address)
    assert sorted(seen) == ["lama1", "lama2", "lama3"]
    assert "Komentar: 3. Belum dibaca: 0." in client.get(address).text
    for senseless in ("month=2026-13", "unit=x", "state=%00", "code=999", "page=-1", "question=usia", "page=9"):
        assert client.get(f"{base}/comments?{senseless}").status_code == 200


def test_forth_and_back_stay_in_the_filter(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"k{number}" for number in range(4)))
    client = person(app, session, "analyst", survey.agency)
    first = begin(client, f"/office/surveys/{survey.id}")
    links = re.findall(r'<a href="([^"]+)" accesskey="(.)"', client.get(first).text)
    assert [key for _address, key in links] == ["n"]
    second = links[0][0]
    links = re.findall(r'<a href="([^"]+)" accesskey="(.)"', client.get(second).text)
    assert [key for _address, key in links] == ["p", "n"]
    assert said(client.get(links[0][0]).text) == said(client.get(first).text)


def test_nothing_beside_a_comment_tells_who_wrote(app: Flask, session: Session) -> None:
    survey = commented(session, survey=builders.survey(session, [builders.unit(session, builders.agency(session))]))
    builders.response(
        session, survey, '{"pekerjaan":"lainnya","pekerjaan-lainnya":"nelayan","saran":"lama","usia":"65+"}', NOVEMBER
    )
    client = person(app, session, "analyst", survey.agency)
    address = begin(client, f"/office/surveys/{survey.id}")
    for address_of in (address, f"/office/surveys/{survey.id}/comments"):
        # Without ids and the form's token: a month before an id that begins with 03 is no day.
        page = re.sub(r'[0-9a-f]{32}|name="csrf_token"[^>]*', "", client.get(address_of).text)
        assert "November 2026" in page
        for secret in ("3 November", "2026-11-03", "nelayan", "65+", "web"):
            assert secret not in page


def test_what_the_form_refuses_keeps_what_was_ticked(app: Flask, session: Session) -> None:
    survey, other = commented(session, "a"), commented(session, "b")
    mine, foreign = code(session, survey, "Antre"), code(session, other, "Asing")
    client = person(app, session, "analyst", survey.agency)
    address = begin(client, f"/office/surveys/{survey.id}").split("#")[0]
    for data in (
        {"codes": [mine, foreign]},
        {"codes": [mine, "x"]},
        {"codes": [mine, 2**70]},
        {"codes": [mine], "new_name": "x" * 1_000_000},
        {"codes": [mine], "new_name": "\ud800".encode("utf-8", "surrogatepass")},
    ):
        page = client.post(address, data=data)
        if page.status_code == 303:  # the bytes above are read as a character of replacement
            continue
        assert page.status_code == 422
        assert "Ada yang perlu diperbaiki" in page.text
        assert offered(page.text)[str(mine)] is True


def test_a_code_that_a_colleague_retired_meanwhile(app: Flask, session: Session) -> None:
    survey = commented(session, "a", "b")
    old, new, gone = (code(session, survey, name) for name in ("Antre", "Menunggu", "Lain"))
    client = person(app, session, "analyst", survey.agency)
    address = begin(client, f"/office/surveys/{survey.id}").split("#")[0]
    codebook.merge_codes(session, survey, old, new, NOW, ANI)
    codebook.retire_code(session, survey, gone, NOW, ANI)
    session.commit()
    refused = client.post(address, data={"codes": [gone]})
    assert refused.status_code == 422
    assert offered(refused.text) == {str(new): False}


def test_a_retired_code_of_ones_own_is_named(app: Flask, session: Session) -> None:
    survey = commented(session, "a")
    old = code(session, survey, "Antre")
    client = person(app, session, "analyst", survey.agency)
    address = begin(client, f"/office/surveys/{survey.id}").split("#")[0]
    client.post(address, data={"codes": [old]})
    codebook.retire_code(session, survey, old, NOW, ANI)
    session.commit()
    page = client.get(address).text
    assert "tetap menempel: Antre" in page
    assert offered(page) == {}


def test_a_withdrawn_comment_is_gone(app: Flask, session: Session) -> None:
    survey = commented(session, "a", "ditarik")
    put(session, survey, "ditarik", code(session, survey, "Antre"))
    client = person(app, session, "analyst", survey.agency)
    key = comment(session, survey, "ditarik").key
    address = f"/office/surveys/{survey.id}/comments/2026-11-{key.response_id}-saran"
    assert client.get(address).status_code == 200
    session.execute(text("DELETE FROM response WHERE id = :id"), {"id": key.response_id})
    session.commit()
    assert client.get(address).status_code == 404
    assert client.post(address, data={}).status_code == 404
    assert "ditarik" not in client.get(f"/office/surveys/{survey.id}/comments").text
    assert "(1)" not in client.get(f"/office/surveys/{survey.id}/codes").text


def test_a_comment_of_another_survey_does_not_exist_here(app: Flask, session: Session) -> None:
    survey = commented(session, "a")
    other = commented(session, "b", survey=builders.survey(session, [survey.units[0].unit]))
    client = person(app, session, "analyst", survey.agency)
    key = comment(session, other, "b").key
    for survey_id, status in ((survey.id, 404), (other.id, 200)):
        address = f"/office/surveys/{survey_id}/comments/2026-11-{key.response_id}-saran"
        assert client.get(address).status_code == status
    for wrong in (f"2026-13-{key.response_id}-saran", f"2026-11-{key.response_id}-usia", "2026-11-x-saran"):
        assert client.get(f"/office/surveys/{other.id}/comments/{wrong}").status_code == 404


def test_suggestions_say_why_and_tick_nothing(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"Antrean lama nomor {number}" for number in range(6)))
    commented(session, *(f"Petugasnya ramah {number}" for number in range(6)), "Antreannya panjang", survey=survey)
    queue, kind = code(session, survey, "Antre"), code(session, survey, "Ramah")
    for number in range(6):
        put(session, survey, f"Antrean lama nomor {number}", queue)
        put(session, survey, f"Petugasnya ramah {number}", kind)
    client = person(app, session, "analyst", survey.agency)
    page = client.get(begin(client, f"/office/surveys/{survey.id}")).text
    assert "karena kata: antrean" in page
    assert "karena kata: petugas" not in page
    assert offered(page) == {str(queue): False, str(kind): False}


def test_words_of_citizens_are_never_markup(app: Flask, session: Session) -> None:
    survey = commented(session, "<script>alert(1)</script> & \\u202e")
    client = person(app, session, "analyst", survey.agency)
    address = begin(client, f"/office/surveys/{survey.id}")
    client.post(address, data={"new_name": "<b>tebal</b>"})
    for page in ("comments", "codes", "history"):
        assert "<b>tebal" not in client.get(f"/office/surveys/{survey.id}/{page}").text
    assert "<script>alert" not in client.get(address).text
