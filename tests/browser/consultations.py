"""Consultations for the browser: one with two versions and comments, and a long one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app import clock
from surveys import documents
from surveys.consultation_text import ConsultationText, Milestone
from surveys.models import Agency, Attachment, Consultation, ConsultationVersion
from tests import builders

_FIRST = """BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Daerah ini yang dimaksud dengan:
1. Parkir adalah keadaan kendaraan yang berhenti.
2. Juru parkir adalah orang yang mengatur parkir.

Pasal 2
(1) Tarif parkir sepeda motor dua ribu rupiah.
(2) Tarif parkir mobil lima ribu rupiah.
(3) Tarif dibayar tunai.

BAB II
PENUTUP

Pasal 3
Peraturan ini berlaku tahun depan.
"""
_SECOND = _FIRST.replace("dua ribu", "tiga ribu").replace("(3) Tarif dibayar tunai.\n", "")


def fill(session: Session, agency: Agency) -> dict[str, Consultation]:
    """What each is to the tests -> an open consultation."""
    now = clock.now()
    dates = {"opens_at": now - dt.timedelta(days=3), "closes_at": now + dt.timedelta(days=20)}
    text = ConsultationText(
        {"id": "Rancangan Perda Parkir", "en": "Draft parking by-law"},
        summary={"id": "Tarif parkir **naik**.\n\n- Motor\n- Mobil"},
        background={"id": "Banyak kendaraan parkir di trotoar."},
        aims={"id": "Jalan lebih tertib."},
        milestones=(Milestone(now.date() + dt.timedelta(days=90), {"id": "Rapat pembahasan"}),),
    )
    first = documents.from_regulation(_FIRST)
    second = documents.revise(first, documents.from_regulation(_SECOND))
    made = builders.consultation(session, agency, text, document=documents.dump(first), replies_allowed=True, **dates)
    builders.contribution(session, made, "Tunai saja", passage="pasal-2-ayat-3")
    builders.contribution(session, made, "Terlalu mahal", passage="pasal-2-ayat-1", stance="object")
    content = made.versions[0].content
    values = {"document": documents.dump(second), "note": "Setelah rapat warga.", "published_at": now}
    made.versions.append(ConsultationVersion(number=2, content=content, **values))
    file = {"name": "Peta.pdf", "media_type": "application/pdf", "size": 4, "content": b"%PDF", "added_at": now}
    session.add(Attachment(consultation_id=made.id, **file))
    return {"consultation": made, "long-consultation": _long(session, agency, dates)}


def _long(session: Session, agency: Agency, dates: dict[str, dt.datetime]) -> Consultation:
    """Sixty articles of four clauses: 300 passages."""
    clauses = "\n".join(
        f"({clause}) Setiap penyelenggara parkir wajib memenuhi ketentuan {clause} tentang pelayanan di lokasinya."
        for clause in range(1, 5)
    )
    text = "\n\n".join(f"Pasal {article}\n{clauses}" for article in range(1, 61))
    document = documents.dump(documents.from_regulation(text))
    return builders.consultation(
        session, agency, ConsultationText({"id": "Naskah panjang"}), document=document, **dates
    )
