"""Reading comments one by one and putting codes on them, as an analyst does it in a browser."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.app.office import person
from tests.client import CheckingClient
from tests.surveys.coded import commented

pytestmark = pytest.mark.usefixtures("now")


def boxes(page: str) -> dict[str, str]:
    """Name of a code -> its id, on the page of a comment."""
    found = re.findall(r'name="codes"\s+value="(\d+)"[^>]*>\s*<span>([^<]+)</span>', page)
    return {name: code_id for code_id, name in found}


def begin(client: CheckingClient, base: str) -> str:
    """The address of the first comment that nobody has read."""
    answer = client.get(f"{base}/comments/next")
    assert answer.status_code == 303
    return str(answer.location)


def test_from_the_list_to_the_last_comment(app: Flask, session: Session) -> None:
    survey = commented(session, "Antrean lama sekali", "Petugas ramah", "Loketnya sempit")
    client = person(app, session, "analyst", survey.agency)
    base = f"/office/surveys/{survey.id}"
    listed = client.get(f"{base}/comments").text
    assert "Komentar: 3. Belum dibaca: 3." in listed
    address = begin(client, base)
    for number in range(3):
        page = client.get(address)
        assert f"{3 - number} belum dibaca" in page.text
        answer = client.post(address, data={"new_name": f"Kode {number}"})
        assert answer.status_code == 303
        address = answer.location
    done = client.get(address).text
    assert "Semua komentar ini sudah dibaca" in done
    assert "Belum dibaca: 0." in done
    assert all(f"Kode {number}" in done for number in range(3))
    assert client.get(f"{base}/comments/next").location.endswith("/comments")
