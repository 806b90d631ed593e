"""All jobs, with their times, and what they need of the app: how to reach the database, and which report to build."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from flask import Flask, current_app
from sqlalchemy.orm import Session

from analytics import jobs as analytics_jobs
from analytics.jobs import MONTHLY, NIGHTLY, Progress, no_progress
from analytics.language.sentiment import analyzer
from analytics.opinion_maps import MAP, update_maps
from analytics.reports import build
from analytics.runs import Clock, Database, is_done, running
from analytics.schedule import Job
from app import outcome_notices, reminders
from app.database import reading, writing
from app.extensions import db
from surveys import authoring, consultations, contacts, masking, originals, pictures, queries, retention
from surveys.calendar import earliest_day, month_before
from surveys.personal_data.version import version as masks_version

ADVANCE, DELETE, MASK, MIX, REMIND = "advance-surveys", "delete-originals", "mask-answers", "mix-answers", "remind"
FORGET, DROP, TELL = "delete-contacts", "delete-pictures", "tell-outcomes"
_AT_ONCE = 500  # rows deleted in one transaction
_MASKED_AT_ONCE = 100  # rows changed in one
_ONE_DAY = dt.timedelta(days=1)


def always() -> None:
    """Every transaction may write: nobody has to lead for it."""


def database(may_write: Callable[[], None] = always) -> Database:
    """The app's database as a job opens it: one short session for each transaction, in any thread.

    `may_write` is called before each writing transaction; what it raises keeps the transaction from beginning.
    """
    engine = db.engine

    @contextlib.contextmanager
    def read() -> Iterator[Session]:
        with reading(), Session(engine) as session:
            yield session

    @contextlib.contextmanager
    def write() -> Iterator[Session]:
        may_write()
        with writing(), Session(engine) as session, session.begin():
            yield session

    return Database(read, write)


def scheduled(database: Database, clock: Clock) -> list[Job]:
    """Every job of the scheduler. Times are WIB, when the day before is over in all of Indonesia; night jobs queue."""
    return [
        Job(ADVANCE, partial(advance_surveys, database, clock)),
        Job(DELETE, partial(delete_originals, database, clock), at=dt.time(1, 5)),
        Job(FORGET, partial(delete_contacts, database, clock), at=dt.time(1, 7)),
        Job(DROP, partial(delete_pictures, database, clock), at=dt.time(1, 8)),
        Job(MASK, partial(mask_answers, database, clock), at=dt.time(1, 10)),
        Job(MIX, partial(mix_answers, database, clock), at=dt.time(1, 15)),
        Job(NIGHTLY, partial(count_answers, database, clock), at=dt.time(1, 30)),
        Job(MAP, partial(map_opinions, database, clock), at=dt.time(1, 45)),
        Job(MONTHLY, partial(freeze_reports, database, clock), at=dt.time(2, 30)),
        Job(TELL, partial(tell_outcomes, current_app._get_current_object(), database, clock), at=dt.time(6, 30)),
        Job(REMIND, partial(remind, current_app._get_current_object(), database, clock), at=dt.time(7, 0)),
    ]


def advance_surveys(database: Database, clock: Clock) -> str:
    """Open and close the surveys and consultations whose time has come. One JobRun a day, of the last time."""
    now = clock()
    with running(database, ADVANCE, earliest_day(now).isoformat(), clock), database.write() as session:
        steps = [f"survey {step.survey_id} is {step.to_state}" for step in authoring.advance(session, now)]
        moved = consultations.advance(session, now)
    return ", ".join([*steps, *(f"consultation {step.consultation_id} is {step.to_state}" for step in moved)])


def delete_originals(database: Database, clock: Clock) -> str:
    """Delete the unmasked texts whose time is over, some hundred in a transaction."""
    return f"{_delete_expired(database, clock, DELETE, originals.delete_expired)} unmasked texts deleted"


def delete_contacts(database: Database, clock: Clock) -> str:
    """Delete the contact data whose time is over, some hundred in a transaction."""
    return f"{_delete_expired(database, clock, FORGET, contacts.delete_expired)} contacts deleted"


def delete_pictures(database: Database, clock: Clock) -> str:
    """Delete the pictures that were sent some days ago and never saved, or that no questionnaire shows any more."""
    today = earliest_day(clock())
    with running(database, DROP, (today - _ONE_DAY).isoformat(), clock):
        with database.read() as session:
            unused = pictures.unused(session, today)
        gone = 0
        for agency_id, sha in unused:
            with database.write() as session:
                gone += pictures.delete_unused(session, agency_id, sha, today)
    return f"{gone} pictures deleted" if gone else ""


def _delete_expired(
    database: Database, clock: Clock, job: str, delete_step: Callable[[Session, dt.date, int], int]
) -> int:
    today = earliest_day(clock())
    with running(database, job, (today - _ONE_DAY).isoformat(), clock):
        gone, step = 0, _AT_ONCE
        while step == _AT_ONCE:
            with database.write() as session:
                step = delete_step(session, today, _AT_ONCE)
            gone += step
    return gone


def mask_answers(database: Database, clock: Clock, progress: Progress = no_progress) -> str:
    """Mask the answers that older masks let pass, once for each version of the masks, which is its JobRun's period.

    Before the days are mixed: on PostgreSQL a changed row moves.
    """
    version = masks_version()
    with database.read() as session:
        if is_done(session, MASK, version):
            return ""
    with running(database, MASK, version, clock) as run:
        with database.read() as session:
            ids = [survey.id for survey in queries.surveys(session)]
            versions = {survey_id: queries.versions(session, survey_id) for survey_id in ids}
            days = [(id_, day) for id_ in ids for day in queries.days_with_answers(session, id_, None, dt.date.max)]
        masked = 0
        for done, (survey_id, day) in enumerate(days):
            progress(done, len(days))
            with database.read() as session:
                found = list(masking.unmasked(session, survey_id, day, versions[survey_id]))
            for at in range(0, len(found), _MASKED_AT_ONCE):
                with database.write() as session:
                    run.require(session)
                    piece = found[at : at + _MASKED_AT_ONCE]
                    masked += masking.mask(session, survey_id, day, piece, earliest_day(clock()))
        progress(len(days), len(days))
    return f"{masked} answers masked again"


def mix_answers(database: Database, clock: Clock) -> str:
    """Take the order of arrival out of the days that are over; a transaction for each day of a survey or draft,
    and for each piece of a consultation's voters."""
    now = clock()
    with running(database, MIX, (earliest_day(now) - _ONE_DAY).isoformat(), clock):
        with database.read() as session:
            days = retention.days_to_mix(session, now)
            commented = retention.contribution_days_to_mix(session, now)
            pieces, subjects = retention.voters_to_mix(session), retention.notices_to_mix(session)
        moved, comments, votes = 0, 0, 0
        for survey_id, day in days:
            with database.write() as session:
                moved += retention.mix_day(session, survey_id, day)
        for consultation_id, day in commented:
            with database.write() as session:
                comments += retention.mix_contributions(session, consultation_id, day)
        for consultation_id, voters in pieces:
            with database.write() as session:
                votes += retention.mix_votes(session, consultation_id, voters)
        for subject in subjects:
            with database.write() as session:
                retention.mix_notices(session, subject)
    also = f", {comments} comments of {len(commented)} days" if commented else ""
    also += f", {votes} votes" if pieces else ""
    return f"{moved} answers of {len(days)} days moved{also}"


def remind(app: Flask, database: Database, clock: Clock) -> str:
    """Mail what people should be reminded of, at the beginning of their day."""
    period = earliest_day(clock()).isoformat()
    with app.app_context(), running(database, REMIND, period, clock):
        sent = reminders.send(database, clock)
    return f"{sent} reminders sent" if sent else ""


def tell_outcomes(app: Flask, database: Database, clock: Clock) -> str:
    """Mail everybody who asked to hear of an outcome that is public now."""
    with app.app_context(), running(database, TELL, earliest_day(clock()).isoformat(), clock):
        sent, failed = outcome_notices.send(database, clock)
    return f"{sent} told of an outcome, {failed} mails failed" if sent or failed else ""


def count_answers(database: Database, clock: Clock) -> str:
    """Bring the facts of all days that are over up to date."""
    counted = analytics_jobs.nightly(database, earliest_day(clock()) - _ONE_DAY, clock, analyzer())
    return f"{counted.days} days counted, {counted.changed} with other facts than before"


def map_opinions(database: Database, clock: Clock) -> str:
    """Bring the opinion groups of all consultations with new votes up to date."""
    mapped = update_maps(database, earliest_day(clock()).isoformat(), clock)
    return f"opinion groups of {mapped} consultations" if mapped else ""


def freeze_reports(database: Database, clock: Clock) -> str:
    """On the first of the month, freeze the reports of the months that are over.

    On the other nights too if the last month has none yet: its facts may not have been ready on the first.
    """
    today = earliest_day(clock())
    last_month = month_before(today)
    with database.read() as session:
        reported = is_done(session, MONTHLY, f"{last_month:%Y-%m}")
    if reported and today.day > 1:
        return ""
    added = analytics_jobs.monthly(database, today, clock, build.content)
    return ", ".join(f"{count} reports of {month:%Y-%m}" for month, count in added.items())
