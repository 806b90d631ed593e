"""Key words of themes as an agency wants them: changed, added, left out. What is not changed is as it comes."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import delete
from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import insert_for
from surveys.codebook import checked_name, checked_text
from surveys.errors import InvalidEntry, Problem
from surveys.models import Agency, KeywordTheme

MOST_WORDS, LONGEST_WORD = 200, 60
LONGEST_WORDS = 10_000  # characters in all
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BETWEEN = re.compile(r"[,;\n\r]+")


def read_words(text: str) -> list[str]:
    """The words and phrases in what somebody typed, between commas or on lines of their own, each once."""
    words = (" ".join(word.lower().split()) for word in _BETWEEN.split(text))
    return list(dict.fromkeys(filter(None, words)))


def change_theme(
    session: Session, agency: Agency, code: str, name: str, words: str, now: dt.datetime, actor: str
) -> None:
    """Give a theme of `agency` this name and these words (as `read_words` reads them); none leaves it out.

    Raises InvalidEntry for `code`, `name` and `words` (too-long, too-many).
    """
    if not _CODE.fullmatch(code) or len(code) > LONGEST_WORD:
        raise InvalidEntry(Problem("code", "not-kebab-case"))
    found = read_words(checked_text("words", words, LONGEST_WORDS))
    if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
        raise InvalidEntry(Problem("words", "too-many"))
    said = {"name": checked_name(name), "words": "\n".join(found)}
    statement = insert_for(session, KeywordTheme).values(agency_id=agency.id, code=code, **said)
    session.execute(statement.on_conflict_do_update(index_elements=["agency_id", "code"], set_=said))
    audit.record(session, agency, "keyword-theme-changed", now, actor, theme=said["name"], words=len(found))


def reset_theme(session: Session, agency: Agency, code: str, now: dt.datetime, actor: str) -> None:
    """Forget the agency's changes of a theme: a ready one is as it comes, an own one is gone."""
    session.execute(delete(KeywordTheme).where(KeywordTheme.agency_id == agency.id, KeywordTheme.code == code))
    audit.record(session, agency, "keyword-theme-reset", now, actor, theme=code)
