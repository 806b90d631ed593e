"""Mail: to a real SMTP server on this machine, to files in development, and what goes wrong."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from app import mail
from app.mail import Letter, MailFailed
from tests import databases
from tests.conftest import NOW


class Server(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a letter needs, without encryption."""

    received: ClassVar[list[str]] = []
    refuses: ClassVar[bool] = False

    def handle(self) -> None:
        self._say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "EHLO":
                self._say("250-mail.example\r\n250 AUTH PLAIN LOGIN")
            elif word == "DATA":
                self._say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                Server.received.append("".join(lines))
                self._say("250 kept")
            elif word == "RCPT" and Server.refuses:
                self._say("550 no such person")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                Server.received.append(line) if word == "AUTH" else None
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@pytest.fixture
def port() -> Iterator[int]:
    Server.received, Server.refuses = [], False
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def letter(tmp_path: Path, **settings: object) -> Letter:
    from flask import Flask

    bare = Flask("bare")
    bare.extensions["settings"] = databases.settings("sqlite://", tmp_path, **settings)
    with bare.app_context():
        return mail.compose("ani@dinas.example", "Undangan – Suara", "Halo Anı,\n\n.titik\n", NOW)


def test_a_letter_reaches_the_server(tmp_path: Path, port: int) -> None:
    letter(tmp_path, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="Suara <suara@dinas.example>").send()
    (text,) = Server.received
    message = email.message_from_bytes(text.replace("\r\n..", "\r\n.").encode(), policy=email.policy.default)
    assert message["Subject"] == "Undangan – Suara"
    assert message["From"] == "Suara <suara@dinas.example>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@127.0.0.1>")
    assert message.get_content().splitlines()[:3] == ["Halo Anı,", "", ".titik"]


def test_a_password_is_never_sent_in_the_clear(tmp_path: Path, port: int) -> None:
    with pytest.raises(MailFailed, match="offers no encryption"):
        letter(tmp_path, smtp_url=f"smtp://ani:rahasia@127.0.0.1:{port}").send()
    assert Server.received == []


def test_a_refusal_is_one_kind_of_error(tmp_path: Path, port: int) -> None:
    Server.refuses = True
    with pytest.raises(MailFailed, match="did not take it"):
        letter(tmp_path, smtp_url=f"smtp://127.0.0.1:{port}").send()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("smtp://127.0.0.1:1", "did not take it"),
        ("smtps://127.0.0.1:1", "did not take it"),
        ("http://127.0.0.1", "must begin with smtp:// or smtps://"),
        ("smtp://127.0.0.1:port", "did not take it"),
    ],
)
def test_a_server_that_is_not_there_is_one_kind_of_error(tmp_path: Path, url: str, reason: str) -> None:
    with pytest.raises(MailFailed, match=reason):
        letter(tmp_path, smtp_url=url).send()


def test_in_development_a_letter_is_a_file_for_its_owner(tmp_path: Path) -> None:
    for _ in range(2):
        letter(tmp_path).send()
    files = list((tmp_path / "mail").iterdir())
    assert len(files) == 2
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_in_production_a_letter_is_never_a_file(tmp_path: Path) -> None:
    with pytest.raises(MailFailed, match="SMTP_URL is not set"):
        letter(tmp_path, environment="production").send()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("to", "subject"), [("a@b.id\r\nBcc: c@d.id", "x"), ("a@b.id", "x\nBcc: c@d.id")], ids=["to", "subject"]
)
def test_a_line_break_adds_no_header(tmp_path: Path, to: str, subject: str) -> None:
    from flask import Flask

    bare = Flask("bare")
    bare.extensions["settings"] = databases.settings("sqlite://", tmp_path)
    with bare.app_context(), pytest.raises(ValueError, match=r"linefeed|newline"):
        mail.compose(to, subject, "text", dt.datetime.now(dt.UTC))
