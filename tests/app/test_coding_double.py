"""Double coding in two browsers: blind until both are done, then compared."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth.models import StaffUser
from tests import builders
from tests.app.office import errors, person, save
from tests.client import CheckingClient, parse, text_of
from tests.sign_in import look, staff
from tests.surveys.coded import code, commented

pytestmark = pytest.mark.usefixtures("now")


def emails(session: Session, role: str = "analyst") -> list[str]:
    return [
        user.email for user in look(session, select(StaffUser).where(StaffUser.role == role).order_by(StaffUser.id))
    ]


def walk(client: CheckingClient, address: str, *code_ids: int) -> int:
    """Code what a double coding leads to, each comment with the same codes; how many there were."""
    number = 0
    while "/comments/" in address:
        assert "karena kata" not in client.get(address).text
        address = save(client, address, codes=list(code_ids))
        number += 1
    return number


def test_two_browsers(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"Antrean lama {number}" for number in range(12)))
    queue, slow = code(session, survey, "Antre"), code(session, survey, "Lambat")
    first, second, third = (person(app, session, "analyst", survey.agency) for _ in range(3))
    ani, budi, _citra = emails(session)
    base = f"/office/surveys/{survey.id}/double-coding"
    draw = {"size": "10", "first_coder": ani, "second_coder": budi}
    assert first.post(base, data=draw).status_code == 303
    [double] = re.findall(rf'href="({base}/\d+)"', first.get(base).text)[:1]
    assert walk(first, first.get(f"{double}/next").location, queue) == 10
    for other in (second, third):
        assert "Hasil tampil setelah keduanya membaca" in other.get(double).text
        address = first.get(f"/office/surveys/{survey.id}/comments?state=coded").text
        [one] = re.findall(rf'href="(/office/surveys/{survey.id}/comments/2026[^"?]+)', address)[:1]
        assert "Kode dari" not in other.get(one).text
        listed = other.get(f"/office/surveys/{survey.id}/comments?state=coded").text
        assert "Komentar: 0." in listed
        trail = other.get(f"/office/surveys/{survey.id}/history").text
        assert "membaca satu komentar untuk kode ganda" in trail
        assert "pada satu komentar" not in trail
    assert third.get(f"{double}/next").location == double
    assert walk(second, second.get(f"{double}/next").location, slow) == 10
    result = text_of(parse(third.get(double).text))
    assert "10 dari 10 komentar" in result
    assert "belum tersedia" in result  # each put one code everywhere: no variation, no kappa
    assert result.count("Antrean lama") == 10
    assert "pada satu komentar" in third.get(f"/office/surveys/{survey.id}/history").text


def test_kappa_and_what_differs(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"k{number}" for number in range(10)))
    queue = code(session, survey, "Antre")
    first, second = (person(app, session, "analyst", survey.agency) for _ in range(2))
    ani, budi = emails(session)
    base = f"/office/surveys/{survey.id}/double-coding"
    first.post(base, data={"size": "10", "first_coder": ani, "second_coder": budi})
    [double] = re.findall(rf'href="({base}/\d+)"', first.get(base).text)[:1]
    # The first puts the code on comments 1 to 5 of the sample, the second on 1 to 4: 9 of 10 agree, and by
    # chance 0.5 × 0.4 + 0.5 × 0.6 = 0.5 would. Kappa: (0.9 − 0.5) / (1 − 0.5).
    for client, until in ((first, 5), (second, 4)):
        address = client.get(f"{double}/next").location
        for number in range(10):
            address = save(client, address, codes=[queue] if number < until else [])
    assert address == double
    page = first.get(double).text
    shown = text_of(parse(page))
    assert shown.count("0,80 (") == 2
    [differing] = re.findall(r'class="said">\s*<a href="([^"]+)"', page)
    # After correcting it people come back to the list of what differs, which stays as it was.
    assert save(first, differing) == double
    again = text_of(parse(first.get(double).text))
    assert again[again.index("10 dari 10") :] == shown[shown.index("10 dari 10") :]


def test_what_is_refused(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"k{number}" for number in range(10)))
    above = builders.agency(session)
    survey.agency.parent_id = above.id
    boss = staff(session, "administrator", above)
    author = staff(session, "author", survey.agency)
    stranger = staff(session, "analyst", builders.agency(session))
    client = person(app, session, "analyst", survey.agency)
    me = emails(session)[-1]
    base = f"/office/surveys/{survey.id}/double-coding"
    form = client.get(base).text
    assert boss.email in form
    assert author.email not in form
    assert stranger.email not in form
    good = {"size": "10", "first_coder": me, "second_coder": boss.email}
    for change in ({"size": "9"}, {"size": "501"}, {"size": "banyak"}, {"size": ""}, {"size": "9" * 30}):
        assert errors(client.post(base, data={**good, **change}))
    assert errors(client.post(base, data={**good, "second_coder": me})) == ["Pilih dua orang yang berbeda."]
    assert errors(client.post(base, data={**good, "second_coder": stranger.email}))
    assert client.post(base, data=good).status_code == 303
    nothing = client.post(base, data=good)
    assert nothing.status_code == 422
    assert "Tidak ada lagi yang bisa diambil" in nothing.text


def test_giving_up(app: Flask, session: Session) -> None:
    survey = commented(session, *(f"k{number}" for number in range(10)))
    first, second = (person(app, session, "analyst", survey.agency) for _ in range(2))
    ani, budi = emails(session)
    base = f"/office/surveys/{survey.id}/double-coding"
    first.post(base, data={"size": "10", "first_coder": ani, "second_coder": budi})
    [double] = re.findall(rf'href="({base}/\d+)"', first.get(base).text)[:1]
    assert "Kode ganda dihentikan" in second.post(f"{double}/abandon", follow_redirects=True).text
    assert first.get(double).status_code == 404
    first.post(base, data={"size": "10", "first_coder": ani, "second_coder": budi})
    [double] = re.findall(rf'href="({base}/\d+)"', first.get(base).text)[:1]
    for client in (first, second):
        assert walk(client, client.get(f"{double}/next").location) == 10
    late = second.post(f"{double}/abandon", follow_redirects=True)
    assert "Rekan Anda sudah mengubahnya" in late.text
    assert first.get(double).status_code == 200
