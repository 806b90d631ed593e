"""From the office's list to an open survey in at most five clicks, whichever instrument it begins with."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.instruments import INSTRUMENTS
from tests import builders
from tests.app.office import newest_survey, person
from tests.client import parse


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_is_published_in_five_clicks(app: Flask, session: Session, name: str) -> None:
    unit = builders.unit(session, builders.agency(session))
    client, unit_id = person(app, session, "administrator", unit.agency), str(unit.id)
    clicks = 0

    choice = client.get("/office/surveys/new").text
    assert f"?from={name}" in choice
    form = client.get(f"/office/surveys/new?from={name}").text
    clicks += 1
    fields = {e.get("name", ""): e.get("value", "") for e in parse(form).iter("input") if e.get("type") != "radio"}
    saved = client.post(f"/office/surveys/new?from={name}", data={**fields, "units": unit_id, "opens_on": ""})
    clicks += 1
    assert saved.status_code == 303, saved.text
    survey = newest_survey(session)
    assert survey is not None
    for step in ("submit", "approve", "open"):
        assert client.post(f"/office/surveys/{survey.id}/{step}").status_code == 303
        clicks += 1
    published = newest_survey(session)
    assert published is not None
    assert (published.state, published.instrument, clicks) == ("open", name, 5)
    page = client.get(f"/s/{published.public_id}").text
    assert INSTRUMENTS[name].questionnaire({"id": "x"}).questions[0].label["id"] in page
