"""Mails to the people of a survey or consultation, each once: its JobRun is the fence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from flask import current_app, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.runs import Clock, Database, is_done, running
from app import mail
from app.auth.models import StaffUser
from app.auth.permissions import ADMINISTRATOR, APPROVER
from app.filters import day
from app.i18n import LANGUAGES
from app.mail import Letter
from surveys import outcome_reminders, reminders
from surveys.definition import text_in
from surveys.outcome_reminders import OUTCOME_LATE, OUTCOME_SOON, OUTCOME_TODAY, OutcomeReminder
from surveys.reminders import CLOSING, UNPUBLISHED, WAITING, Reminder

_SUBJECTS = {
    WAITING: "Survei menunggu pemeriksaan / A survey waits for its check: Suara",
    CLOSING: "Survei segera ditutup / A survey closes soon: Suara",
    UNPUBLISHED: "Hasil survei belum diumumkan / Survey results wait: Suara",
    OUTCOME_SOON: "Hasil konsultasi segera jatuh tempo / A consultation's outcome is due soon: Suara",
    OUTCOME_TODAY: "Hasil konsultasi jatuh tempo hari ini / A consultation's outcome is due today: Suara",
    OUTCOME_LATE: "Hasil konsultasi terlambat / A consultation's outcome is late: Suara",
}


def send(database: Database, clock: Clock) -> int:
    """Send every reminder that is due and was not sent yet; how many. Raises MailFailed: it is tried again later."""
    now, sent = clock(), 0
    if not mail.is_set_up():
        return 0
    with database.read() as session:
        every = [*reminders.due(session, now), *outcome_reminders.due(session, now)]
        found = [(reminder, people(session, reminder)) for reminder in every]
        waiting = [(one, to) for one, to in found if to and not is_done(session, *_fence(one))]
    for reminder, recipients in waiting:
        with running(database, *_fence(reminder), clock):
            for letter in letters(reminder, recipients, now):
                letter.send()
        sent += 1
    return sent


def people(session: Session, reminder: Reminder | OutcomeReminder) -> list[str]:
    """The addresses of the agency's approvers, of its administrators where it has none; and of the authors,
    where it isn't about a check alone."""
    users = select(StaffUser).where(StaffUser.agency_id == reminder.agency_id, StaffUser.active)
    wanted = frozenset() if reminder.kind == WAITING else reminder.authors
    found = session.scalars(users.order_by(StaffUser.email)).all()
    role = APPROVER if any(user.role == APPROVER for user in found) else ADMINISTRATOR
    return [user.email for user in found if user.role == role or user.email in wanted]


def letters(reminder: Reminder | OutcomeReminder, recipients: Iterable[str], now: dt.datetime) -> list[Letter]:
    base_url = current_app.extensions["settings"].base_url
    about = reminder.due if isinstance(reminder, OutcomeReminder) else reminder.since
    text = render_template(
        f"emails/{reminder.kind}.txt",
        title=text_in(reminder.title, "id"),
        since={tag: day(about, tag) for tag in LANGUAGES},
        late=reminder.late if isinstance(reminder, OutcomeReminder) else 0,
        link=base_url + _path(reminder),
        base_url=base_url,
    )
    return [mail.compose(to, _SUBJECTS[reminder.kind], text, now) for to in recipients]


def _path(reminder: Reminder | OutcomeReminder) -> str:
    if isinstance(reminder, OutcomeReminder):
        return f"/office/consultations/{reminder.consultation_id}/outcome"
    return f"/office/surveys/{reminder.survey_id}"


def _fence(reminder: Reminder | OutcomeReminder) -> tuple[str, str]:
    of = reminder.consultation_id if isinstance(reminder, OutcomeReminder) else reminder.survey_id
    return f"remind-{reminder.kind}-{of}", reminder.since.isoformat()
