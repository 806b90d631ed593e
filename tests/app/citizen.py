"""What a citizen's browser does: read the form, fill it in, post it."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any
from xml.etree.ElementTree import Element

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Response
from tests.client import CheckingClient, parse, text_of

GOOD = dict.fromkeys(ELEMENT_CODES, "3")


def hidden_fields(page: str) -> list[tuple[str, str]]:
    """The name and value of each hidden field of the questionnaire."""
    form = next(parse(page).iter("form"))
    return [(e.get("name", ""), e.get("value", "")) for e in form.iter("input") if e.get("type") == "hidden"]


def fill(page: str, answers: dict[str, Any]) -> dict[str, list[str]]:
    """The fields to post: the page's hidden ones, and the answers."""
    fields: dict[str, list[str]] = {}
    for name, value in hidden_fields(page):
        fields.setdefault(name, []).append(value)
    for name, value in answers.items():
        fields[name] = value if isinstance(value, list) else [value]
    return fields


def answer(client: CheckingClient, address: str, answers: dict[str, Any], **more: Any) -> Any:
    """Open the form at `address` and post the answers to where the form says."""
    page = client.get(address)
    assert page.status_code == 200
    html = page.get_data(as_text=True)
    return client.post(action(html), data=fill(html, answers), **more)


def action(page: str) -> str:
    return next(parse(page).iter("form")).get("action", "")


def errors(page: str) -> list[str]:
    """The lines of the error summary."""
    boxes = [e for e in parse(page).iter("div") if e.get("class") == "error-summary"]
    return [text_of(link) for box in boxes for link in box.iter("a")]


def control(page: str, name: str) -> Element:
    return next(e for e in parse(page).iter() if e.get("name") == name)


def receipt_code(page: str) -> str:
    found = re.search(r'class="receipt">([^<]+)<', page)
    assert found, "the page shows no receipt code"
    return found[1]


def unpacked(response: Any) -> str:
    assert response.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(response.data).decode()


def column(session: Session, attribute: Any) -> list[Any]:
    """All values of a column of the responses, as they are stored now."""
    session.rollback()
    values = list(session.scalars(select(attribute)))
    session.rollback()
    return values


def stored(session: Session) -> list[dict[str, Any]]:
    """The answers of every response."""
    return [json.loads(text) for text in column(session, Response.answers)]
