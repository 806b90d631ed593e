"""The list of consultations: open, closing soon, waiting for their answer, answered; and what a search finds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from sqlalchemy.orm import Session

from app import clock
from app.database import reading
from app.extensions import db
from app.i18n import content_language, language_argument
from app.public.blueprint import blueprint
from app.public.consultation_catalogue import catalogue
from app.public.ready_pages import fresh
from surveys import consultation_list, consultation_search
from surveys.consultation_list import ListedConsultation
from surveys.consultation_search import Excerpt, Piece
from surveys.consultation_standing import CLOSING_SOON, OVERDUE, Standing
from surveys.consultation_text import ConsultationText
from surveys.definition import Localized, text_in
from surveys.documents import Document
from surveys.lifecycle import ANSWERED, CLOSED, OPEN

ROOMS = (CLOSING_SOON, OPEN, CLOSED, ANSWERED)  # in the order of the page
_FIRST = 5  # of each room, before one asks for all of it
_PAGE = 20
_FAR = dt.date.max


@dataclass(frozen=True)
class Line:
    public_id: str
    agency: str
    title: Localized
    standing: Standing
    version_id: int


@dataclass(frozen=True)
class Shelf:
    """A room of the list: its lines on this page, how many it has, and where the others are."""

    room: str
    lines: Sequence[Line]
    count: int
    more: str = ""


@dataclass(frozen=True)
class Pager:
    number: int
    pages: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Found:
    line: Line
    title: tuple[Piece, ...]
    excerpt: Excerpt  # from anywhere but the title
    url: str = ""  # of the place in the text


@blueprint.get("/k")
def consultations() -> Response:
    words = "".join(letter if letter.isprintable() else " " for letter in request.args.get("q", ""))
    query = " ".join(words.split())[: consultation_search.LONGEST_QUERY]
    room = request.args.get("state", "")
    if wanted := consultation_search.terms(query):
        return _page(asked=query, **_search(wanted, query))
    if room in ROOMS:
        lines, pager = _paged(_rooms()[room], {"state": room})
        return _page(asked="", shelves=[Shelf(room, lines, len(_rooms()[room]))], pager=pager, room=room)
    shelves = [
        Shelf(name, lines[:_FIRST], len(lines), _address(state=name) if len(lines) > _FIRST else "")
        for name, lines in _rooms().items()
    ]
    return _page(asked=query, shelves=shelves)


def open_lines() -> list[Line]:
    """The consultations that take comments now, those that close first at the top."""
    rooms = _rooms()
    return [*rooms[CLOSING_SOON], *rooms[OPEN]]


def _page(**values: object) -> Response:
    return fresh(render_template("public/consultations.html", **values), "public, max-age=10")


def _rooms() -> dict[str, list[Line]]:
    """Room -> its lines: open ones by their last day, the latest answers first, what is answered newest first."""
    now, titles = clock.now(), catalogue().titles()
    rooms: dict[str, list[tuple[tuple[object, ...], Line]]] = defaultdict(list)
    for each in catalogue().listed():
        if each.version_id not in titles:  # published this very moment
            continue
        where = each.standing(now)
        line = Line(each.public_id, each.agency, titles[each.version_id], where, each.version_id)
        rooms[CLOSED if where.name == OVERDUE else where.name].append((_order(each, where), line))
    return {room: [line for _, line in sorted(rooms[room], key=lambda pair: pair[0])] for room in ROOMS}


def _order(each: ListedConsultation, where: Standing) -> tuple[object, ...]:
    if where.name == ANSWERED:
        answered = each.outcome_published_at
        return (-answered.timestamp() if answered else 0.0, each.public_id)
    return (-where.late, where.day or _FAR, each.public_id)


def _search(wanted: Sequence[str], query: str) -> dict[str, object]:
    """What every term is found in: those with a term in their title first, open ones before closed ones."""
    words = catalogue().words()
    lines = [line for room in _rooms().values() for line in room]
    found = [line for line in lines if consultation_search.matches(words.get(line.version_id, ""), wanted)]
    found.sort(key=lambda line: not any(term in title.lower() for title in line.title.values() for term in wanted))
    shown, pager = _paged(found, {"q": query})
    with reading(), Session(db.engine) as session:
        texts = consultation_list.texts(session, [line.version_id for line in shown])
    return {"found": [_found(line, texts, wanted) for line in shown], "count": len(found), "pager": pager}


def _found(line: Line, texts: Mapping[int, tuple[ConsultationText, Document]], wanted: Sequence[str]) -> Found:
    title = text_in(line.title, content_language())
    around = (each for each in consultation_search.texts_of(*texts[line.version_id]) if each != ("", title))
    pieces, excerpt = consultation_search.marked(title, wanted), consultation_search.excerpt(around, wanted)
    if not excerpt.passage:
        return Found(line, pieces, excerpt)
    values = {"public_id": line.public_id, "passage": excerpt.passage, "lang": language_argument()}
    return Found(line, pieces, excerpt, url_for("public.passage", **values))


def _paged(lines: Sequence[Line], values: dict[str, str]) -> tuple[Sequence[Line], Pager]:
    pages = max(1, -(-len(lines) // _PAGE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    before = _address(**values, page=str(number - 1)) if number > 1 else ""
    after = _address(**values, page=str(number + 1)) if number < pages else ""
    return lines[(number - 1) * _PAGE : number * _PAGE], Pager(number, pages, before, after)


def _address(**values: str) -> str:
    return url_for("public.consultations", **values, lang=language_argument())
