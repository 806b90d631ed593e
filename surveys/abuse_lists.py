"""An agency's own additions to the list of rough words, and what it took off it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveys import abuse, audit
from surveys.abuse import LONGEST_WORD, Match
from surveys.abuse_spelling import normalized
from surveys.base import insert_for
from surveys.canonical import is_storable
from surveys.errors import InvalidEntry, Problem
from surveys.models import AbuseWord, Agency

MOST_WORDS = 1_000  # of one agency


@dataclass(frozen=True)
class OwnWords:
    added: frozenset[str] = frozenset()
    taken_off: frozenset[str] = frozenset()

    def find(self, text: str) -> tuple[Match, ...]:
        """The rough words in `text` as the agency wants the list; see abuse.find."""
        return abuse.find(text, self.added, self.taken_off)

    def without_taken_off(self, text: str) -> str:
        """`text` with spaces in the place of words that the agency doesn't want: for a model that knows them."""
        for match in abuse.find(text) if self.taken_off else ():
            if match.word in self.taken_off:
                text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
        return text


def own_words(session: Session, agency_id: int) -> OwnWords:
    rows = session.execute(select(AbuseWord.word, AbuseWord.allowed).where(AbuseWord.agency_id == agency_id)).all()
    allowed = {word for word, off in rows if off}
    return OwnWords(frozenset(word for word, off in rows if not off), frozenset(allowed))


def add(session: Session, agency: Agency, word: str, now: dt.datetime, actor: str) -> str:
    """Make the agency look at comments with `word` first; as it is kept. One that was taken off is back again.

    Raises InvalidEntry (`word`: required, too-long, known, too-many, unreadable-text).
    """
    word = _checked(word)
    own = own_words(session, agency.id)
    if word in own.added or (word in abuse.words() and word not in own.taken_off):
        raise InvalidEntry(Problem("word", "known"))
    if word in own.taken_off:
        return restore(session, agency, word, now, actor)
    return _put(session, agency, word, now, actor, allowed=False)


def take_off(session: Session, agency: Agency, word: str, now: dt.datetime, actor: str) -> str:
    """Stop looking for `word`: an own one is forgotten, one of the common list is taken off for this agency.

    Once more changes nothing. Raises InvalidEntry (`word`: unknown, too-many).
    """
    own = own_words(session, agency.id)
    if word in own.added:
        return restore(session, agency, word, now, actor)
    if word not in abuse.words():
        raise InvalidEntry(Problem("word", "unknown"))
    return word if word in own.taken_off else _put(session, agency, word, now, actor, allowed=True)


def restore(session: Session, agency: Agency, word: str, now: dt.datetime, actor: str) -> str:
    """Go back to what the common list says of `word`."""
    session.execute(delete(AbuseWord).where(AbuseWord.agency_id == agency.id, AbuseWord.word == word))
    audit.record(session, agency, "abuse-word-restored", now, actor, word=word)
    return word


def _put(session: Session, agency: Agency, word: str, now: dt.datetime, actor: str, *, allowed: bool) -> str:
    own = own_words(session, agency.id)
    if len(own.added) + len(own.taken_off) >= MOST_WORDS:
        raise InvalidEntry(Problem("word", "too-many", limit=str(MOST_WORDS)))
    row = {"agency_id": agency.id, "word": word, "allowed": allowed}
    session.execute(insert_for(session, AbuseWord).values(row).on_conflict_do_nothing())
    audit.record(session, agency, "abuse-word-taken-off" if allowed else "abuse-word-added", now, actor, word=word)
    return word


def _checked(word: str) -> str:
    if not is_storable(word):
        raise InvalidEntry(Problem("word", "unreadable-text"))
    word = normalized(word)
    if len(word) < 2:
        raise InvalidEntry(Problem("word", "required"))
    if len(word) > LONGEST_WORD:
        raise InvalidEntry(Problem("word", "too-long", limit=str(LONGEST_WORD)))
    return word
