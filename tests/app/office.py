"""People of an agency at work, for the tests of its pages."""

from __future__ import annotations

import copy
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from surveys.models import Agency, Survey
from tests.client import CheckingClient, parse, text_of
from tests.sign_in import sign_in


def person(app: Flask, session: Session, role: str, agency: Agency | None) -> CheckingClient:
    """A browser in which somebody new of `agency` is signed in. Commits."""
    client = app.test_client()
    sign_in(client, session, role, agency)
    return client  # type: ignore[return-value]  # the class that the app's fixture set


def newest_survey(session: Session) -> Survey | None:
    """The newest survey as requests left it, with its versions, units and steps; no transaction stays open."""
    session.rollback()
    parts = (selectinload(Survey.versions), selectinload(Survey.units), selectinload(Survey.transitions))
    query = select(Survey).order_by(Survey.id.desc()).limit(1).options(*parts)
    survey = session.scalar(query.execution_options(populate_existing=True))
    session.commit()
    return survey


def errors(response: Any) -> list[str]:
    """The texts beside the fields of a refused form."""
    assert response.status_code == 422
    tree = parse(response.get_data(as_text=True))
    return [text_of(element) for element in tree.iter("span") if element.get("class") == "error"]


def save(client: CheckingClient, address: str, **data: Any) -> str:
    """Send the form of a comment; where that leads in the end."""
    saved = client.post(address, data=data)
    assert saved.status_code == 303
    return str(client.get(saved.location).location)


def said(comment: Element) -> str:
    """A comment as it was written, without the signs at its marked words."""
    comment = copy.deepcopy(comment)
    for mark in comment.iter("mark"):
        for sign in list(mark):
            mark.remove(sign)
    return text_of(comment)
