"""What is kept about answers, and for how long: here, the order in which a day's answers came.

PostgreSQL shows for every row where it stands (`ctid`) and which transaction wrote it (`xmin`); both
grow with time. Whoever can query the table and knows that somebody answered right after somebody else,
or at ten past nine, could find that person's row. So once a local day is over its rows are written
anew: all by one transaction, in random order. Afterwards the database says of an answer which day it
came, and which hour where the hour is kept, as its columns do, and no more.

Comments of consultations are written anew too. What moderation did with one is kept with its moment; what its
writer did, with the day alone, but its number says whether it came before or after other steps.

Votes and voters know no day, so a consultation that got votes is mixed whole, in pieces of voters drawn by chance,
and so are the addresses that wait for its outcome.

On SQLite there is nothing to hide: the table has no rowid, its rows lie by survey, day and random id,
and those of its index in the order of their keyed hashes.

This does not protect: today's answers, until the night; the order of the days; what the database
server keeps besides its tables. Dead rows stand in the old order until they are vacuumed, which
migration 0004 brings forward to the same night. The write-ahead log, its archives, standbys'
snapshots and file-level backups keep the order for as long as they are kept themselves. Who can read
the server's files or memory all day long can watch answers arrive, and no table can prevent that.
"""

from __future__ import annotations

import datetime as dt
import secrets
from math import ceil
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, func, literal_column, select, text
from sqlalchemy.orm import Session

from surveys import contacts, outcome_notices
from surveys.base import Base, insert_for
from surveys.calendar import earliest_day
from surveys.models import ChangedDay, Consultation, Contact, Contribution, MixedDay, Response, Survey, Voter
from surveys.question_types.contact import PERIODS

# An answer gets its day before it is stored: what was sent just before midnight may be stored after it.
_LATEST_ARRIVAL = dt.timedelta(hours=1)

# One statement, so no reader and no crash ever finds the rows gone. Foreign keys are checked at its
# end, when every id is back; one that cascades would be triggered and must never point here (a test
# looks). The sort reads every deleted row before the first one is inserted again.
_MOVE = text(
    "WITH moved AS (DELETE FROM response WHERE survey_id = :survey_id AND day = :day RETURNING *) "
    "INSERT INTO response SELECT * FROM moved ORDER BY random()"
)
_MOVE_ORIGINALS = text(
    "WITH moved AS (DELETE FROM original_text WHERE survey_id = :survey_id AND day = :day RETURNING *) "
    "INSERT INTO original_text SELECT * FROM moved ORDER BY random()"
)
_MOVE_CONTACTS = text(
    "WITH moved AS (DELETE FROM contact WHERE subject = :subject AND delete_after = ANY(:ends) RETURNING *) "
    "INSERT INTO contact SELECT * FROM moved ORDER BY random()"
)

_MOVE_NOTICES = text(
    "WITH moved AS (DELETE FROM contact WHERE subject = :subject RETURNING *) "
    "INSERT INTO contact SELECT * FROM moved ORDER BY random()"
)
# Deleted and put back, not updated: an updated row may stay in its page, beside those that came with it.
_MOVE_VOTES = text(
    "WITH moved AS (DELETE FROM vote WHERE voter_id = ANY(:ids) RETURNING *) "
    "INSERT INTO vote SELECT * FROM moved ORDER BY random()"
)
_MOVE_VOTERS = text(
    "WITH moved AS (DELETE FROM voter WHERE id = ANY(:ids) RETURNING *) "
    "INSERT INTO voter SELECT * FROM moved ORDER BY random()"
)
_VOTERS_AT_ONCE = 100  # in one transaction, during which this consultation takes no vote

_REWRITE = text("UPDATE contribution SET language = language WHERE id = :id")


def days_to_mix(session: Session, now: dt.datetime) -> list[tuple[int, dt.date]]:
    """(survey id, local day) of every day that is over everywhere and not mixed since it last changed, in order.

    Looks only at answers newer than what was mixed last and at marked days: an answer that joins an
    older day marks it as changed. Empty on SQLite.
    """
    if not _shows_order(session):
        return []
    before = earliest_day(now - _LATEST_ARRIVAL)
    return sorted(_new_days(session, before) | _changed_days(session, before))


def mix_day(session: Session, survey_id: int, day: dt.date) -> int:
    """Write a survey's answers of a local day anew in random order, and note it; how many were moved.

    Changes no value, whatever the survey's state: the trigger that refuses answers to a survey that is
    not open lets a row pass that is put back as it was. Commit at once: a send of the same key waits
    for this transaction. Moves nothing on SQLite.
    """
    if not _shows_order(session):
        return 0
    marked = select(ChangedDay.revision).where(ChangedDay.survey_id == survey_id, ChangedDay.day == day)
    revision = session.scalar(marked) or 0  # read first: a change that comes in between is mixed the next time
    moved = cast("CursorResult[Any]", session.execute(_MOVE, {"survey_id": survey_id, "day": day}))
    session.execute(_MOVE_ORIGINALS, {"survey_id": survey_id, "day": day})  # they stand in the order of arrival too
    # Contacts know no day: those that may have come on it are moved with all that are kept equally long.
    ends = [contacts.last_day(day, days) for days in PERIODS]
    session.execute(_MOVE_CONTACTS, {"subject": contacts.subject_of(survey_id), "ends": ends})
    note = insert_for(session, MixedDay).values(survey_id=survey_id, day=day, revision=revision)
    session.execute(note.on_conflict_do_update(index_elements=["survey_id", "day"], set_={"revision": revision}))
    return moved.rowcount


def contribution_days_to_mix(session: Session, now: dt.datetime) -> list[tuple[int, dt.date]]:
    """(consultation id, local day) of every day that is over everywhere and whose comments several transactions wrote.

    That is told by the rows themselves, so it needs no note, and finds what was corrected or withdrawn since. Reads
    the whole table, which is small beside that of answers. Empty on SQLite.
    """
    if not _shows_order(session):
        return []
    days = (
        select(Contribution.consultation_id, Contribution.day)
        .where(Contribution.day < earliest_day(now - _LATEST_ARRIVAL))
        .group_by(Contribution.consultation_id, Contribution.day)
        .having(_writers(Contribution) > 1)
    )
    return sorted((consultation_id, day) for consultation_id, day in session.execute(days))


def mix_contributions(session: Session, consultation_id: int, day: dt.date) -> int:
    """Write a consultation's comments of a local day anew in random order; how many were moved.

    Row by row and in place, since replies, themes and traces point at them. Changes no value. Commit at once:
    whoever corrects one of them waits. Moves nothing on SQLite.
    """
    if not _shows_order(session):
        return 0
    same_day = select(Contribution.id).where(Contribution.consultation_id == consultation_id, Contribution.day == day)
    ids = list(session.scalars(same_day.order_by(Contribution.id).with_for_update()))
    secrets.SystemRandom().shuffle(ids)
    if ids:
        session.execute(_REWRITE, [{"id": id_} for id_ in ids])
    return len(ids)


def voters_to_mix(session: Session) -> list[tuple[int, tuple[str, ...]]]:
    """(consultation id, voter ids): the pieces of every consultation that was voted on since its votes were mixed last.

    Each vote writes its voter's row in a transaction of its own, so rows that more transactions wrote than a mixing
    has pieces are not mixed, or not to the end. Empty on SQLite.
    """
    if not _shows_order(session):
        return []
    counted = select(Voter.consultation_id, func.count(), _writers(Voter)).group_by(Voter.consultation_id)
    pieces: list[tuple[int, tuple[str, ...]]] = []
    for consultation_id, count, writers in session.execute(counted.order_by(Voter.consultation_id)).all():
        if writers <= _pieces(count):
            continue
        ids = list(session.scalars(select(Voter.id).where(Voter.consultation_id == consultation_id)))
        secrets.SystemRandom().shuffle(ids)
        many = _pieces(len(ids))
        pieces.extend((consultation_id, tuple(ids[at::many])) for at in range(many))  # of nearly the same size
    return pieces


def mix_votes(session: Session, consultation_id: int, voters: tuple[str, ...]) -> int:
    """Write some voters of a consultation and their votes anew in random order; how many votes were moved.

    Changes no value, whatever the state of the consultation or of a statement: the trigger lets a row pass that is
    put back as it was. Locks the consultation, which whoever votes or wants to be forgotten shares: they wait, and
    find every row back. Commit at once. Moves nothing on SQLite.
    """
    if not _shows_order(session):
        return 0
    session.execute(select(Consultation.id).where(Consultation.id == consultation_id).with_for_update(key_share=True))
    moved = cast("CursorResult[Any]", session.execute(_MOVE_VOTES, {"ids": list(voters)}))
    session.execute(_MOVE_VOTERS, {"ids": list(voters)})
    return moved.rowcount


def notices_to_mix(session: Session) -> list[str]:
    """The subjects of outcome notices whose addresses several transactions wrote. Empty on SQLite."""
    if not _shows_order(session):
        return []
    ours = select(Contact.subject).where(Contact.subject.startswith(outcome_notices.SUBJECT))
    return sorted(session.scalars(ours.group_by(Contact.subject).having(_writers(Contact) > 1)))


def mix_notices(session: Session, subject: str) -> int:
    """Write the addresses of a subject anew in random order; how many were moved. Moves nothing on SQLite.

    Commit at once, and not while addresses are told: who deletes one meanwhile does not find it.
    """
    if not _shows_order(session):
        return 0
    return cast("CursorResult[Any]", session.execute(_MOVE_NOTICES, {"subject": subject})).rowcount


def _pieces(voters: int) -> int:
    return ceil(voters / _VOTERS_AT_ONCE)


def _writers(table: type[Base]) -> ColumnElement[int]:
    """How many transactions wrote the rows."""
    return func.count(func.distinct(literal_column(f"{table.__tablename__}.xmin::text")))


def _shows_order(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _new_days(session: Session, before: dt.date) -> set[tuple[int, dt.date]]:
    """Days with answers, after the last one that was mixed. One short look into the index for each survey."""
    last = (
        select(Survey.id, func.max(MixedDay.day))
        .outerjoin(MixedDay, MixedDay.survey_id == Survey.id)
        .group_by(Survey.id)
    )
    found: set[tuple[int, dt.date]] = set()
    for survey_id, mixed_until in session.execute(last).all():
        days = select(Response.day).where(Response.survey_id == survey_id, Response.day < before).distinct()
        days = days.where(Response.day > mixed_until) if mixed_until else days
        found.update((survey_id, day) for day in session.scalars(days))
    return found


def _changed_days(session: Session, before: dt.date) -> set[tuple[int, dt.date]]:
    """Days that were marked as changed and not mixed since."""
    same = and_(
        MixedDay.survey_id == ChangedDay.survey_id,
        MixedDay.day == ChangedDay.day,
        MixedDay.revision == ChangedDay.revision,
    )
    pending = select(ChangedDay.survey_id, ChangedDay.day).outerjoin(MixedDay, same)
    rows = session.execute(pending.where(ChangedDay.day < before, MixedDay.day.is_(None)))
    return {(survey_id, day) for survey_id, day in rows}
