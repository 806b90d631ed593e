"""A real server on a real database for the browser: gunicorn, as in production, with a survey to answer."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.auth import accounts, passwords
from surveys.definition import PAGES
from surveys.instruments import skm
from surveys.models import Agency, Consultation
from tests import builders, counted, every_type, renewed, voted
from tests.analytics.reports.answered import example_scores
from tests.browser import bench, branching, consultations, pictured

PASSWORD = "empat kuda naik becak"
STAFF = {
    "author": "penulis@contoh.example",
    "approver": "penyetuju@contoh.example",
    "analyst": "analis@contoh.example",
    "administrator": "administrator@contoh.example",
}
OVERSIGHT = "pengawas@contoh.example"
TITLE = {"id": "Survei Kepuasan Masyarakat", "en": "Public satisfaction survey"}
SERVICES = {"ktp": "KTP elektronik", "kk": "Kartu keluarga"}


@dataclass(frozen=True)
class Site:
    base: str
    database: Path
    surveys: dict[str, str]  # and consultations: what it is to the tests -> public id

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query of the test finds in the server's database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def answers(self, survey: str) -> list[tuple[str, str, str]]:
        """Language, channel and answers of every response to a survey."""
        return self.rows(
            """SELECT response.language, response.channel, response.answers FROM response
            JOIN survey ON survey.id = response.survey_id WHERE survey.public_id = ?""",
            self.surveys[survey],
        )


def fill(session: Session) -> dict[str, str]:
    """An agency with staff and surveys, one with answers of October 2026 and comments that people code.

    Returns what each survey, and the consultation, is -> public id.
    """
    agency = builders.agency(session, code="contoh", name="Dinas Kependudukan Kota Contoh")
    counter = builders.unit(session, agency, services=tuple(SERVICES), name="Loket Pelayanan Terpadu")
    made = {
        "one-page": builders.survey(session, [counter], skm.questionnaire(TITLE, SERVICES), originals_days=90),
        "pages": builders.survey(session, [counter], skm.questionnaire(TITLE, SERVICES, PAGES)),
        "closed": builders.survey(session, [counter], state="closed", originals_days=30),
        "scheduled": builders.survey(session, [counter], state="scheduled"),
        "draft": builders.survey(session, [counter], skm.questionnaire(TITLE, SERVICES), state="draft"),
        "reported": builders.survey(session, [counter]),
        "branching": builders.survey(session, [counter], branching.QUESTIONNAIRE),
        "every-type": builders.survey(session, [counter], every_type.questionnaire(required=True)),
        "pictured": builders.survey(session, [counter], pictured.questionnaire(session, agency.id)),
        "renewed": builders.survey(session, [counter]),
        "rewritten": builders.survey(session, [counter], state="scheduled"),
    }
    counted.answer(session, made["reported"], example_scores(), saran="Petugas ramah.")
    bench.set_up(session, made["reported"], STAFF["analyst"], STAFF["administrator"])
    counted.answer(session, made["renewed"], counted.equal(12, 3), day=dt.date(2026, 8, 10))
    renewed.publish(session, made["renewed"])
    counted.answer(session, made["renewed"], counted.equal(12, 4), day=dt.date(2026, 9, 7))
    renewed.begin(session, made["rewritten"])
    builders.original(session, builders.response(session, made["closed"], "{}", clock.now().date(), channel="paper"))
    _open_accounts(session, agency)
    closes_at = clock.now() + dt.timedelta(days=20)
    everything = {
        **made,
        **{name: _consult(session, agency) for name in ("draft-law", "answered-law")},
        **consultations.fill(session, agency),
        "statements": voted.two_camps(session, agency, (60, 40), proposals_allowed=True, closes_at=closes_at),
    }
    return {name: each.public_id for name, each in everything.items()}


def _consult(session: Session, agency: Agency) -> Consultation:
    """An open consultation on a draft of fifteen passages."""
    rules = {"screening": "after", "replies_allowed": True, "profile": '["role","province","age"]'}
    text = builders.passages(*(f"pasal-{number}" for number in range(1, 16)))
    closes_at = clock.now() + dt.timedelta(days=20)
    consultation = builders.consultation(session, agency, document=text, closes_at=closes_at, **rules)
    # For moderators, on a passage of their own.
    for words, state in (("Dasar goblok, hubungi [nomor telepon]", "waiting"), ("Ini bukan iklan", "appealed")):
        builders.contribution(session, consultation, words, state=state, passage="pasal-15", abuse=90)
    return consultation


def _open_accounts(session: Session, agency: Agency) -> None:
    password = passwords.hashed(PASSWORD)
    for role, email in STAFF.items():
        accounts.create(session, email, role, agency.id, clock.now(), name=role.title(), password=password)
    accounts.create(session, OVERSIGHT, "oversight", None, clock.now(), name="Pengawas", password=password)
