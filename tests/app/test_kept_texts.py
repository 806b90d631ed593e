"""What somebody in the office has typed is shown again where it can't be stored any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import consultation_versions, outcome, themes
from surveys.models import Agency, Consultation
from surveys.outcome import PointEntry
from tests import builders
from tests.app.office import person
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

OURS = {"Origin": "http://localhost"}
WHO = "ani@example.go.id"
TYPED = "Tarif motor kami turunkan,\nmulai bulan depan."
REPLY = {"verdict": "accepted", "text": TYPED, "seen": ""}
POINT = {"verdict": "partly", "asked": "Berapa tarif?", "heard": TYPED, "did": "Turun."}
ENTRY = PointEntry("accepted", *({"id": text} for text in ("Tanya", "Dengar", "Buat")))


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def consultation(session: Session, agency: Agency) -> Consultation:
    return builders.consultation(session, agency)


@pytest.fixture
def author(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "author", agency)


def kept(html: str) -> list[str]:
    return [(e.text or "").strip() for e in parse(html).iter("textarea") if e.get("readonly") is not None]


def withdrawn_comment(session: Session, consultation: Consultation) -> tuple[str, dict[str, str]]:
    comment = builders.contribution(session, consultation, "", state="withdrawn")
    return f"replies/comments/{comment.id}", REPLY


def dissolved_theme(session: Session, consultation: Consultation) -> tuple[str, dict[str, str]]:
    theme = themes.create_theme(session, consultation, "Tarif", NOW, WHO)
    themes.dissolve_theme(session, consultation, theme.id, NOW, WHO)
    return f"replies/themes/{theme.id}", REPLY


def removed_point(session: Session, consultation: Consultation) -> tuple[str, dict[str, str]]:
    point = outcome.add_point(session, consultation, ENTRY, NOW, WHO)
    outcome.remove_point(session, consultation, point, NOW, WHO)
    return f"outcome/points/{point}", POINT


def published_outcome(session: Session, consultation: Consultation) -> tuple[str, dict[str, str]]:
    consultation.state = "answered"
    return "outcome/points/new", POINT


def changed_draft(session: Session, consultation: Consultation) -> tuple[str, dict[str, str]]:
    version = consultation_versions.begin(session, consultation, NOW, WHO)
    consultation_versions.save(session, version, 0, WHO, note="dari tab lain")
    return "document/pasal-1", {"text": TYPED, "edition": "0", "go": "save"}


def no_right(_session: Session, _consultation: Consultation) -> tuple[str, dict[str, str]]:
    return "comments/0/hide", {"reason": "other", "note": TYPED}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("happened", "status"),
    [
        (withdrawn_comment, 409),
        (dissolved_theme, 404),
        (removed_point, 404),
        (published_outcome, 409),
        (changed_draft, 409),
        (no_right, 403),
    ],
)
def test_a_text_that_comes_too_late_can_be_copied(
    session: Session,
    consultation: Consultation,
    author: CheckingClient,
    happened: Callable[[Session, Consultation], tuple[str, dict[str, str]]],
    status: int,
) -> None:
    where, typed = happened(session, consultation)
    session.commit()
    refused = author.post(f"/office/consultations/{consultation.id}/{where}", data=typed, headers=OURS)
    assert refused.status_code == status
    assert TYPED in kept(refused.text)
    assert "tidak tersimpan" in text_of(parse(refused.text))


def test_what_another_site_sends_is_not_shown(client: CheckingClient) -> None:
    sent = client.post("/k/tidakada/comments", data={"text": "kata kata lain"}, headers={"Origin": "https://jahat.id"})
    assert sent.status_code == 404
    assert not kept(sent.text)


def test_no_password_is_shown_again(client: CheckingClient) -> None:
    typed = {"password": "kuda hijau makan", "note": "catatan saya"}
    page = client.post("/office/nowhere", data=typed, headers=OURS).get_data(as_text=True)
    assert kept(page) == ["catatan saya"]
    assert "kuda hijau" not in page


@pytest.mark.parametrize(("address", "status"), [("/office/sign-in", 413), ("/office/nowhere", 404)])
def test_a_form_too_large_to_be_read_gets_an_answer(client: CheckingClient, address: str, status: int) -> None:
    response = client.post(address, data={"text": "a b " * 2_000_000}, headers=OURS)
    assert response.status_code == status
