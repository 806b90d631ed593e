"""Sends e-mail: by SMTP, or in development into files, so that links can be tried without a mail server."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from app.config import Settings

_log = logging.getLogger("suara.mail")

TIMEOUT = 10.0  # seconds a mail server may keep us waiting at each step
_PORTS = {"smtp": 587, "smtps": 465}


class MailFailed(Exception):
    """The mail did not leave; the message says why, for the log."""


@dataclass(frozen=True)
class Letter:
    """One message, ready to leave. It needs no app context: it can leave after the answer to a request."""

    message: EmailMessage
    settings: Settings

    def send(self) -> None:
        """Call it outside of a transaction: it may take seconds. Raises MailFailed."""
        try:
            if self.settings.smtp_url:
                _send_by_smtp(urlsplit(self.settings.smtp_url), self.message)
            elif self.settings.development:
                _write_file(self.settings.instance / "mail", self.message)
            else:
                raise MailFailed("SMTP_URL is not set; docs/operations.md says how to set it")
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise MailFailed(f"the mail server did not take it: {error}") from error

    def send_or_log(self) -> None:
        """`send` where nobody waits for the outcome."""
        try:
            self.send()
        except MailFailed as error:
            log_failure(error)


def log_failure(error: MailFailed) -> None:
    """For the operator. The recipient is not logged."""
    _log.error("A mail was not sent: %s", error)


def is_set_up() -> bool:
    """Whether the app can send mail at all."""
    return bool(_settings().smtp_url) or _settings().development


def compose(to: str, subject: str, text: str, now: dt.datetime) -> Letter:
    """A plain-text letter from MAIL_FROM. Raises ValueError for a line break in an address or the subject."""
    settings, message = _settings(), EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=urlsplit(settings.base_url).hostname)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice comes back
    message.set_content(text)
    return Letter(message, settings)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _send_by_smtp(url: SplitResult, message: EmailMessage) -> None:
    if url.scheme not in _PORTS:
        raise MailFailed("SMTP_URL must begin with smtp:// or smtps://")
    with _connection(url) as server:
        server.ehlo()
        encrypted = url.scheme == "smtps"
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            encrypted = True
        if url.username:
            if not encrypted:
                raise MailFailed("the mail server offers no encryption: its password is not sent in the clear")
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _connection(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "localhost", url.port or _PORTS[url.scheme]
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT)


def _write_file(folder: Path, message: EmailMessage) -> None:
    """One file a mail, readable by its owner only: it holds a link that lets people in."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.eml"
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        file.write(message.as_bytes())
