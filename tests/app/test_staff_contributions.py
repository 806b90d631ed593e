"""Moderators at work: what waits, showing, hiding with a public reason, appeals, and looks that are logged."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import moderation
from surveys.models import Agency, Consultation, Contribution
from tests import builders
from tests.app.office import person
from tests.client import CheckingClient

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def moderator(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "analyst", agency)


def made(session: Session, agency: Agency, **fields: Any) -> Consultation:
    consultation = builders.consultation(session, agency, **fields)
    session.commit()
    return consultation


def comment(
    session: Session, consultation: Consultation, text: str = "Tarif terlalu mahal", **fields: Any
) -> Contribution:
    found = builders.contribution(session, consultation, text, **{"state": "waiting", **fields})
    session.commit()
    return found


def address(consultation: Consultation) -> str:
    return f"/office/consultations/{consultation.id}/comments"


def seen(*comments: Contribution) -> list[str]:
    return [f"{one.id} {moderation.mark(one)}" for one in comments]


def state(session: Session, contribution: Contribution) -> str:
    session.refresh(contribution)
    found = contribution.state
    session.commit()
    return found


def test_what_waits_is_shown_and_hidden_and_the_public_reads_why(
    session: Session, agency: Agency, moderator: CheckingClient, client: CheckingClient
) -> None:
    consultation = made(session, agency)
    good = comment(session, consultation, passage="pasal-1")
    bad = comment(session, consultation, "Dasar goblok [nomor telepon]", passage="pasal-2", abuse=90)
    page = moderator.get(address(consultation)).text
    assert "Isi pasal-1" in page
    assert '<mark class="against">goblok' in page
    assert '<mark class="for">[nomor telepon]' in page
    shown = moderator.post(f"{address(consultation)}/show", data={"seen": seen(good)}, follow_redirects=True)
    assert "sudah tampil" in shown.text
    hiding = {"seen": moderation.mark(bad), "reason": "insult", "note": "Menyebut nama pejabat"}
    hidden = moderator.post(f"{address(consultation)}/{bad.id}/hide", data=hiding, follow_redirects=True)
    assert "disembunyikan" in hidden.text
    assert (state(session, good), state(session, bad)) == ("shown", "hidden")
    public = client.get(f"/k/{consultation.public_id}/comments?passage=pasal-2").text
    assert "24 November 2026" in public
    assert "menghina orang" in public
    assert "goblok" not in public
    assert "Menyebut nama pejabat" not in public
    assert "@dinas.example" not in public
