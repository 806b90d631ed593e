"""Atom feeds (RFC 4287) of what happens to consultations: of all, and of one."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.database import reading
from app.extensions import db
from app.i18n import content_language, language_argument
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_catalogue import catalogue
from app.public.consultation_words import base_url
from surveys.consultation_events import CLOSED, OPENED, OUTCOME, VERSION, Event, events
from surveys.definition import text_in

MOST_ENTRIES = 50
_BEGAN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # what an empty feed was last changed
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "suara:consultations")  # ids of entries stay when the site moves to another name
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 can't hold
_KEPT = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    author: str
    at: dt.datetime
    link: str


@blueprint.get("/k/feed.atom")
def consultations_feed() -> Response:
    with reading(), Session(db.engine) as session:
        found = events(session, clock.now(), MOST_ENTRIES)
    return _feed(_("Konsultasi publik"), "", _entries(found), url_for("public.consultations", lang=language_argument()))


@blueprint.get("/k/<code:public_id>/feed.atom")
def consultation_feed(public_id: str) -> Response:
    shown = consultation_shelf.consultation(public_id)
    with reading(), Session(db.engine) as session:
        found = events(session, clock.now(), MOST_ENTRIES, shown.id)
    title = _text(text_in(shown.text.title, content_language()))
    page = url_for("public.consultation", public_id=public_id, lang=language_argument())
    return _feed(title, public_id, _entries(found), page)


def _entries(found: Iterable[Event]) -> list[Entry]:
    titles = catalogue().titles()
    return [
        Entry(
            id=uuid.uuid5(_IDS, f"{event.public_id}/{event.kind}/{event.number}").urn,
            title=_text(f"{_words(event)}: {text_in(titles.get(event.version_id, {}), content_language())}"),
            author=_text(event.agency),
            at=event.at,
            link=base_url() + url_for(_ROOM[event.kind], public_id=event.public_id, lang=language_argument()),
        )
        for event in found
    ]


_ROOM = {
    OPENED: "public.consultation",
    VERSION: "public.consultation_changes",
    CLOSED: "public.consultation",
    OUTCOME: "public.outcome",
}


def _words(event: Event) -> str:
    words = {
        OPENED: lambda: _("Dibuka"),
        VERSION: lambda: _("Versi %(number)s terbit", number=event.number),
        CLOSED: lambda: _("Ditutup"),
        OUTCOME: lambda: _("Jawaban terbit"),
    }
    return words[event.kind]()


def _feed(title: str, name: str, entries: list[Entry], page: str) -> Response:
    feed = "public.consultation_feed" if name else "public.consultations_feed"
    address = url_for(feed, public_id=name or None, lang=language_argument())
    written = render_template(
        "public/consultation_feed.xml",
        id=uuid.uuid5(_IDS, name).urn,
        title=title,
        address=base_url() + address,
        page=base_url() + page,
        updated=max((entry.at for entry in entries), default=_BEGAN),
        entries=entries,
    )
    return Response(written, mimetype="application/atom+xml", headers=_KEPT)


def _text(text: str) -> str:
    return _UNWRITABLE.sub("", text)
