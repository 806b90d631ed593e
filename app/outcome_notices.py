"""One mail to everybody who asked to hear of a consultation's outcome; with it, the address is gone."""

from __future__ import annotations

from flask import current_app, render_template

from analytics.runs import Clock, Database
from app import mail
from app.mail import Letter, MailFailed
from app.security import contact_cipher
from surveys import outcome_notices
from surveys.definition import text_in
from surveys.outcome_notices import Told

_SUBJECT = "Hasil konsultasi sudah terbit / The outcome is published: Suara"
_ENOUGH_FAILURES = 5  # in a row: the mail server is down, and the next night will do


def send(database: Database, clock: Clock) -> tuple[int, int]:
    """Tell all who asked; how many were told, and how many mails failed. Those are tried again the next night.

    Each address is deleted in a transaction of its own right after its mail has left, so nobody is told twice.
    """
    if not mail.is_set_up():
        return 0, 0
    with database.read() as session:
        told = outcome_notices.to_tell(session)
    sent = failed = in_a_row = 0
    for one in told:
        with database.read() as session:
            waiting = outcome_notices.addresses(session, contact_cipher(), one.consultation_id)
        for address, ids in waiting.items():
            try:
                _letter(one, address, clock).send()
            except MailFailed as error:
                mail.log_failure(error)
                failed, in_a_row = failed + 1, in_a_row + 1
                if in_a_row == _ENOUGH_FAILURES:
                    return sent, failed
                continue
            with database.write() as session:
                outcome_notices.forget(session, one.consultation_id, ids)
            sent, in_a_row = sent + 1, 0
    return sent, failed


def _letter(told: Told, address: str, clock: Clock) -> Letter:
    base_url = current_app.extensions["settings"].base_url
    text = render_template(
        "emails/outcome-published.txt",
        title=text_in(told.title, "id"),
        agency=told.agency,
        link=f"{base_url}/k/{told.public_id}/outcome",
        base_url=base_url,
    )
    return mail.compose(address, _SUBJECT, text, clock())
