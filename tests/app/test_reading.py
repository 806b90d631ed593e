"""A reader labels a month's random sample, one comment after the other."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Agency, AuditEntry, ReaderLabel, Response
from tests import builders, counted
from tests.app.office import errors, person

pytestmark = pytest.mark.usefixtures("now")

OCTOBER = "/office/reading/2026-10"


@pytest.fixture
def agency(app: Flask, session: Session) -> Agency:
    """An agency with three comments in October, of which a sample was drawn."""
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency)])
    for text in ("Petugas ramah", "Antrean lama", "Buka pukul delapan"):
        counted.answer(session, survey, counted.equal(1, 3), saran=text)
    session.commit()
    counted.sample(app)
    return agency


def test_from_the_first_comment_to_the_last(app: Flask, session: Session, agency: Agency) -> None:
    client = person(app, session, "analyst", agency)
    listed = client.get("/office/reading").text
    assert "Oktober 2026" in listed
    assert ">3<" in listed
    seen = set()
    for number, label in enumerate(("positive", "neutral", "negative")):
        address = client.get(OCTOBER).location
        page = client.get(address).text
        assert f"{number} dari 3 sudah dibaca" in page
        assert "checked" not in page, "the machine's label stays out of sight"
        seen.add(re.search(r'class="comment">\s*<p>([^<]*)</p>', page)[1])  # type: ignore[index]  # there is one
        assert client.post(address, data={"label": label}).location == OCTOBER
    assert seen == {"Petugas ramah", "Antrean lama", "Buka pukul delapan"}
    assert client.get(OCTOBER).location == "/office/reading"
    assert "Selesai" in client.get("/office/reading").text
    session.rollback()
    assert sorted(session.scalars(select(ReaderLabel.label))) == ["negative", "neutral", "positive"]
    trail = session.scalars(select(AuditEntry)).all()
    assert [entry.kind for entry in trail] == ["comment-labelled"] * 3


def test_a_label_can_be_corrected_and_must_be_one(app: Flask, session: Session, agency: Agency) -> None:
    client = person(app, session, "analyst", agency)
    address = client.get(OCTOBER).location
    for wrong in ({}, {"label": "sedih"}, {"label": ["", "x"]}):
        assert errors(client.post(address, data=wrong)) != []
    client.post(address, data={"label": "positive"})
    assert 'value="positive" checked' in client.get(address).text
    client.post(address, data={"label": "negative"})
    session.rollback()
    assert list(session.scalars(select(ReaderLabel.label))) == ["negative"]


def test_what_is_not_in_the_agencys_sample_does_not_exist(app: Flask, session: Session, agency: Agency) -> None:
    mine = person(app, session, "analyst", agency)
    address = mine.get(OCTOBER).location.split("#")[0]
    other = person(app, session, "analyst", builders.agency(session))
    assert other.get(address).status_code == 404
    assert other.post(address, data={"label": "positive"}).status_code == 404
    assert "Belum ada sampel" in other.get("/office/reading").text
    assert mine.get(address.replace("saran", "waktu")).status_code == 404
    assert mine.get(address.replace("2026-10", "2026-11")).status_code == 404
    assert person(app, session, "author", agency).get("/office/reading").status_code == 403


def test_a_comment_withdrawn_today_is_gone(app: Flask, session: Session, agency: Agency) -> None:
    client = person(app, session, "analyst", agency)
    address = client.get(OCTOBER).location.split("#")[0]
    for response in session.scalars(select(Response)):
        session.delete(response)
    session.commit()
    assert client.get(address).status_code == 404
    assert client.post(address, data={"label": "positive"}).status_code == 404
