"""A survey with comments, and people who code them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from sqlalchemy.orm import Session

from surveys import codebook, coding
from surveys.comment_readers import reader_of
from surveys.comments import Comment, CommentReader, Selection
from surveys.models import Survey
from tests import builders
from tests.conftest import NOW

ANI, BUDI = "ani@dinas.example", "budi@dinas.example"
OCTOBER, NOVEMBER = dt.date(2026, 10, 5), dt.date(2026, 11, 3)


def commented(session: Session, *texts: str, day: dt.date = NOVEMBER, survey: Survey | None = None) -> Survey:
    """A survey of one unit, or `survey`, with a response for each text; "" answers without a comment."""
    survey = survey or builders.survey(session, [builders.unit(session, builders.agency(session))])
    for text in texts:
        answers = {"saran": text, "waktu": "3"} if text else {"waktu": "3"}
        canonical = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        builders.response(session, survey, canonical, day)
    return survey


def reader(session: Session, survey: Survey, viewer: str = ANI) -> CommentReader:
    return reader_of(session, survey, viewer)


def comment(session: Session, survey: Survey, text: str) -> Comment:
    """The comment with this text."""
    [found] = [one for one in reader(session, survey).comments(Selection(), limit=1000) if one.text == text]
    return found


def code(session: Session, survey: Survey, name: str) -> int:
    return codebook.create_code(session, survey, name, "", NOW, ANI).id


def put(session: Session, survey: Survey, text: str, *code_ids: int, coder: str = ANI, new: str = "") -> None:
    coding.put_codes(session, survey, comment(session, survey, text).key, code_ids, NOW, coder, new)


def codes_of(session: Session, survey: Survey, text: str, viewer: str = ANI) -> dict[str, Collection[int]]:
    """Coder -> ids of the codes on the comment with this text, as `viewer` sees them."""
    key = comment(session, survey, text).key
    found = reader(session, survey, viewer).codes_on([key])
    return {one.coder: one.code_ids for one in found.get(key, [])}
