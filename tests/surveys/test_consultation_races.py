"""Two people of an agency, or an agency and a citizen, at the same thing at the same moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from app.extensions import db
from surveys import consultation_versions, contribution_receipts, follow_up, outcome, themes
from surveys.errors import DomainError, UnknownPart, UnknownTheme, VersionMoved, WrongState
from surveys.models import Consultation, ConsultationVersion, Contribution, Reply, Theme
from surveys.outcome import PointEntry
from surveys.public_consultations import public_consultation
from tests import builders
from tests.conftest import NOW

# SQLite lets one writer in at a time, so nothing meets there.
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
WHO = "ani@example.go.id"
WORDS = {"verdict": "accepted", "text": "Kami ubah.", "seen": "", "now": NOW, "actor": WHO}
ENTRY = PointEntry("accepted", {"id": "Kami bertanya"}, {"id": "Kami mendengar"}, {"id": "Kami melakukan"})
CHANGED = PointEntry("rejected", {"id": "Lain"}, {"id": "Lain"}, {"id": "Lain"})

Step = Callable[[Session, Consultation], Any]


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine.execution_options(writing=True)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    made = builders.consultation(session, builders.agency(session))
    session.commit()
    return made


def meeting(engine: Engine, consultation: Consultation, first: Step, read: Step, second: Callable[..., Any]) -> Any:
    """`read` something and let `first` do its step; `second` begins its own before that is committed. Its outcome."""
    outcome: list[Any] = []

    def late(session: Session, here: Consultation, seen: Any) -> None:
        try:
            outcome.append(second(session, here, seen))
            session.commit()
        except DomainError as error:
            outcome.append(error)

    with Session(engine) as one, Session(engine) as other:
        here = other.get_one(Consultation, consultation.id)
        seen = read(other, here)
        first(one, one.get_one(Consultation, consultation.id))
        one.flush()
        thread = threading.Thread(target=late, args=(other, here, seen))
        thread.start()
        _wait_for_a_lock(one, thread)
        one.commit()
        thread.join()
    assert outcome, "the second step broke"
    return outcome[0]


def _wait_for_a_lock(session: Session, thread: threading.Thread) -> None:
    """Until somebody waits for what `session` holds, or needn't."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    until = time.monotonic() + 20
    while thread.is_alive() and not session.scalar(waiting) and time.monotonic() < until:
        time.sleep(0.01)


def test_a_comment_that_is_withdrawn_meanwhile_gets_no_reply(
    engine: Engine, session: Session, consultation: Consultation
) -> None:
    comment = builders.contribution(session, consultation)
    shown = public_consultation(session, consultation.public_id)
    session.commit()

    def withdraw(session: Session, _here: Consultation) -> None:
        contribution_receipts.withdraw(session, shown, [comment.key_hash], NOW)

    def read(session: Session, here: Consultation) -> Contribution:
        return follow_up.contribution_of(session, here, comment.id)

    came = meeting(engine, consultation, withdraw, read, lambda s, here, row: follow_up.reply(s, here, row, **WORDS))
    assert isinstance(came, WrongState)
    assert session.scalar(select(func.count()).select_from(Reply)) == 0


def _theme(session: Session, consultation: Consultation) -> int:
    theme = themes.create_theme(session, consultation, "Tarif", NOW, WHO)
    session.commit()
    return theme.id


def test_a_theme_that_is_dissolved_meanwhile_is_unknown(
    engine: Engine, session: Session, consultation: Consultation
) -> None:
    theme_id = _theme(session, consultation)

    def dissolve(session: Session, here: Consultation) -> None:
        themes.dissolve_theme(session, here, theme_id, NOW, WHO)

    def read(session: Session, here: Consultation) -> Theme:
        return themes.theme_of(session, here, theme_id)

    came = meeting(engine, consultation, dissolve, read, lambda s, here, row: follow_up.reply(s, here, row, **WORDS))
    assert isinstance(came, UnknownTheme)


def test_nothing_is_put_into_a_theme_that_is_dissolved_meanwhile(
    engine: Engine, session: Session, consultation: Consultation
) -> None:
    theme_id, comment = _theme(session, consultation), builders.contribution(session, consultation)
    session.commit()

    def dissolve(session: Session, here: Consultation) -> None:
        themes.dissolve_theme(session, here, theme_id, NOW, WHO)

    def put(session: Session, here: Consultation, _seen: None) -> int:
        return follow_up.put_into(session, here, theme_id, [comment.id], NOW, WHO)

    assert isinstance(meeting(engine, consultation, dissolve, lambda s, here: None, put), UnknownTheme)


def test_a_point_that_is_removed_meanwhile_is_unknown(
    engine: Engine, session: Session, consultation: Consultation
) -> None:
    point = outcome.add_point(session, consultation, ENTRY, NOW, WHO)
    session.commit()

    def remove(session: Session, here: Consultation) -> None:
        outcome.remove_point(session, here, point, NOW, WHO)

    def change(session: Session, here: Consultation, _seen: Any) -> None:
        outcome.change_point(session, here, point, CHANGED, NOW, WHO)

    came = meeting(engine, consultation, remove, lambda s, here: outcome.point_of(s, here, point), change)
    assert isinstance(came, UnknownPart)


def test_a_new_version_is_begun_once(engine: Engine, session: Session, consultation: Consultation) -> None:
    def begin(session: Session, here: Consultation, _seen: None = None) -> int:
        return consultation_versions.begin(session, here, NOW, WHO).number

    assert meeting(engine, consultation, begin, lambda s, here: None, begin) == 2
    assert session.scalars(select(ConsultationVersion.number).order_by(ConsultationVersion.number)).all() == [1, 2]


@pytest.mark.parametrize("late", ["save", "submit", "discard"])
def test_a_version_that_is_thrown_away_meanwhile_has_moved(
    engine: Engine, session: Session, consultation: Consultation, late: str
) -> None:
    version = consultation_versions.begin(session, consultation, NOW, WHO)
    session.commit()
    seen = consultation_versions.mark(version)

    def discard(session: Session, here: Consultation, _seen: Any = None) -> None:
        consultation_versions.discard(session, here, seen, NOW, WHO)

    def second(session: Session, here: Consultation, read: ConsultationVersion) -> None:
        if late == "save":
            consultation_versions.save(session, read, read.edition, WHO, note="Baru")
        elif late == "submit":
            consultation_versions._move(session, read, consultation_versions.WRITTEN, submitted_by=WHO)
        else:
            discard(session, here)

    came = meeting(engine, consultation, discard, consultation_versions.newest, second)
    assert isinstance(came, VersionMoved)
