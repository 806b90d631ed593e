"""A consultation in the office, for the tests of its pages: what one types, and what stands there afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys import consultation_versions
from surveys.models import Consultation, ConsultationVersion
from tests.client import CheckingClient

NEW = "/office/consultations/new"
DRAFT = """BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Daerah ini yang dimaksud dengan parkir adalah keadaan kendaraan yang berhenti.
Pasal 2
(1) Tarif parkir motor dua ribu rupiah.
(2) Tarif parkir mobil lima ribu rupiah.
"""


def entry(**changes: Any) -> dict[str, Any]:
    plan = {"opens_on": "2026-11-24", "closes_on": "2026-12-24"}
    return {"title": "Rancangan Perda Parkir", "summary": "Tarif parkir berubah.", **plan, **changes}


def newest(session: Session) -> Consultation:
    session.rollback()
    query = select(Consultation).order_by(Consultation.id.desc()).limit(1)
    found = session.scalars(query.execution_options(populate_existing=True)).one()
    session.commit()
    return found


def version_of(session: Session) -> ConsultationVersion:
    """The newest version as requests left it; no transaction stays open."""
    found = consultation_versions.newest(session, newest(session))
    session.commit()
    return found


def page_of(session: Session) -> str:
    return f"/office/consultations/{newest(session).id}"


def pasted(client: CheckingClient, page: str, text: str = DRAFT, edition: int = 0) -> Any:
    return client.post(f"{page}/document", data={"pasted": text, "edition": edition}, follow_redirects=True)


def passage_ids(version: ConsultationVersion) -> list[str]:
    return [passage.id for passage in consultation_versions.document_of(version).passages]


def mark(session: Session) -> str:
    return consultation_versions.mark(version_of(session))


def pasted_now(client: CheckingClient, page: str, text: str) -> Any:
    return client.post(f"{page}/document", data={"pasted": text, "edition": 0})
