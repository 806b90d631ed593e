"""With the code a citizen corrects, withdraws or appeals; the public sees that it happened, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Consultation, Contribution, ModerationStep, Reply, Theme, ThemedContribution
from tests import builders
from tests.app.citizen import column, control, errors
from tests.app.test_contributions import address, code_of, look, opened, send, words
from tests.client import CheckingClient
from tests.conftest import NOW

T = TypeVar("T", Contribution, ModerationStep)
TYPED = {"stance": "object", "text": "Tarif parkir terlalu mahal."}
MIDNIGHT = dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC)  # of 24 November in Jakarta (UTC+7)


@pytest.fixture(autouse=True)
def _now(now: dict[str, dt.datetime]) -> None:
    """Every page of these tests is asked for at NOW."""


def sent_to(client: CheckingClient, consultation: Consultation) -> str:
    """The code of a comment that was just sent."""
    return code_of(client, send(client, address(consultation), TYPED))


def last(session: Session, model: type[T]) -> T:
    """The row that was written last, as it is stored now; SQLite's write transaction is free again afterwards."""
    row = session.scalars(select(model).execution_options(populate_existing=True)).all()[-1]
    session.commit()
    return row


def judge(session: Session, state: str, *steps: str) -> str:
    """What moderation does with the one comment that there is; its id."""
    row = session.scalars(select(Contribution)).one()
    row.state = state
    for step in steps:
        session.add(ModerationStep(contribution_id=row.id, at=NOW, step=step, reason="insult", actor="ani@x.go.id"))
        session.flush()
    session.commit()
    return row.id


def correct(client: CheckingClient, consultation: Consultation, code: str, text: str, **more: Any) -> Any:
    return look(client, consultation, code, go="correct", stance="suggest", text=text, **more)


def test_a_correction_is_masked_screened_again_and_leaves_a_public_trace(
    client: CheckingClient, session: Session
) -> None:
    consultation = opened(session, profile='["role"]')
    code = sent_to(client, consultation)
    done = correct(client, consultation, code, "Turunkan tarif. NIK 3273010101900001", role="citizen")
    assert done.status_code == 200
    row = last(session, Contribution)
    assert (row.stance, row.state, row.profile) == ("suggest", "shown", '{"role":"citizen"}')
    assert "3273" not in row.text
    step = last(session, ModerationStep)
    assert (step.step, step.at, step.actor) == ("corrected", MIDNIGHT, "")
    assert "Diperbaiki oleh penulisnya · 24 November 2026" in words(client.get(address(consultation)))
    assert "Anda memperbaiki komentar ini · 24 November 2026" in words(look(client, consultation, code))
    correct(client, consultation, code, row.text, role="citizen")
    assert len(column(session, ModerationStep.id)) == 1, "the same once more is no correction"


def test_where_screening_comes_first_a_correction_waits_again(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, screening="before")
    code = sent_to(client, consultation)
    judge(session, "shown", "shown")
    correct(client, consultation, code, "Lebih baik")
    assert column(session, Contribution.state) == ["waiting"]


def test_what_was_hidden_is_read_before_it_comes_back(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    judge(session, "hidden", "hidden")
    correct(client, consultation, code, "Lebih sopan")
    assert column(session, Contribution.state) == ["waiting"]


def test_a_correction_with_something_wrong_loses_nothing(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    refused = correct(client, consultation, code, "x" * 5_001)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert len(errors(page)) == 1
    assert len((control(page, "text").text or "").strip()) == 5_001
    assert column(session, Contribution.text) == [TYPED["text"]]


def test_nothing_is_corrected_after_closing(
    client: CheckingClient, session: Session, now: dict[str, dt.datetime]
) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    now["now"] = NOW + dt.timedelta(days=11)
    assert correct(client, consultation, code, "Terlambat").status_code == 409
    assert "Simpan perbaikan" not in words(look(client, consultation, code))
    assert column(session, Contribution.text) == [TYPED["text"]]


def test_withdrawing_empties_the_text_at_once_and_keeps_a_trace(
    client: CheckingClient, session: Session, now: dict[str, dt.datetime]
) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    id_ = judge(session, "shown")
    theme = Theme(consultation_id=consultation.id, name="Tarif", name_key="tarif")
    session.add(theme)
    session.flush()
    session.add(ThemedContribution(contribution_id=id_, theme_id=theme.id))
    reply = {"verdict": "rejected", "text": "Anda menulis: terlalu mahal", "at": NOW, "actor": "ani@x.go.id"}
    session.add(Reply(consultation_id=consultation.id, contribution_id=id_, **reply))
    session.commit()
    assert look(client, consultation, code, go="withdraw").status_code == 422, "nobody withdraws by accident"
    now["now"] = NOW + dt.timedelta(days=11)  # closing keeps nobody from it
    assert look(client, consultation, code, go="withdraw", sure="yes").status_code == 200
    row = last(session, Contribution)
    assert (row.state, row.text, row.profile) == ("withdrawn", "", "{}")
    assert column(session, ThemedContribution.theme_id) == []
    assert column(session, Reply.text) == []
    listed = words(client.get(address(consultation)))
    assert "Komentar ditarik oleh penulisnya" in listed
    assert "Mendukung" not in listed
    own = words(look(client, consultation, code))
    assert "Anda menarik komentar ini" in own
    assert "penulisnya" not in own
    assert look(client, consultation, code, go="withdraw", sure="yes").status_code == 200
    assert column(session, ModerationStep.step) == ["withdrawn"]
    assert correct(client, consultation, code, "Kembali").status_code == 409


def test_a_hidden_comment_is_looked_at_again_once(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    assert look(client, consultation, code, go="appeal", appeal="Tolong").status_code == 409, "it is not hidden"
    judge(session, "hidden", "hidden")
    page = words(look(client, consultation, code))
    assert "Alasan: menghina orang" in page
    assert "ani@x.go.id" not in page
    for wrong in ("", "x" * 2_001, "\x00"):
        assert look(client, consultation, code, go="appeal", appeal=wrong).status_code == 422
    assert look(client, consultation, code, go="appeal", appeal="Bukan hinaan. Hub 0812-3456-7890").status_code == 200
    assert column(session, Contribution.state) == ["appealed"]
    step = last(session, ModerationStep)
    assert (step.step, step.at) == ("appealed", MIDNIGHT)
    assert step.note.startswith("Bukan hinaan.")
    assert "0812" not in step.note
    assert "Bukan hinaan" not in words(client.get(address(consultation)))
    judge(session, "hidden", "upheld")
    assert look(client, consultation, code, go="appeal", appeal="Sekali lagi").status_code == 409


def test_a_proposed_statement_is_found_by_its_code(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = sent_to(client, consultation)
    row = session.scalars(select(Contribution)).one()
    key_hash = row.key_hash
    session.delete(row)
    session.flush()
    builders.statement(
        session, consultation, "Parkir gratis di rumah sakit", state="hidden", reason="off-topic", key_hash=key_hash
    )
    session.commit()
    page = words(look(client, consultation, code))
    assert "Parkir gratis di rumah sakit" in page
    assert "Alasan: di luar pokok bahasan" in page
    assert look(client, consultation, code, go="withdraw", sure="yes").status_code == 422
