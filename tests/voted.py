"""A consultation on which two camps have voted, for tests and for looking at pages."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy.orm import Session

from surveys.models import Agency, Consultation, Vote, Voter
from tests import builders

TEXTS = (
    "Tarif parkir motor cukup dua ribu rupiah",
    "Parkir di trotoar harus didenda",
    "Juru parkir harus memberi karcis",
    "Parkir langganan bulanan perlu ada",
    "Pembayaran parkir sebaiknya tanpa uang tunai",
    "Tarif di pusat kota boleh lebih mahal",
    "Sekolah perlu tempat antar jemput",
    "Pasar perlu gedung parkir bertingkat",
    "Parkir malam hari sebaiknya gratis",
    "Lahan kosong pemda bisa menjadi tempat parkir",
    "Pelanggar berulang mobilnya diderek",
    "Hasil parkir dipakai untuk angkutan umum",
)
_SHARED = (2, 6)  # places of the statements on which both camps agree


def two_camps(session: Session, agency: Agency, people: tuple[int, int] = (40, 25), **fields: Any) -> Consultation:
    """Camp one agrees to the first half of the statements and rejects the rest, camp two the other way round; nearly
    everybody agrees to two of them. One vote in ten is a chance one. Counts are kept as voting keeps them."""
    chance = random.Random(11)
    made = builders.consultation(session, agency, **{"voting": True, "running_totals": "everything", **fields})
    statements = [builders.statement(session, made, text, number=at) for at, text in enumerate(TEXTS, 1)]
    camps = [camp for camp, count in enumerate(people) for _ in range(count)]
    voters = [Voter(consultation_id=made.id) for _ in camps]
    session.add_all(voters)
    session.flush()
    for voter, camp in zip(voters, camps, strict=True):
        for place, statement in enumerate(statements):
            if chance.random() < 0.2:
                continue
            own = 1 if place in _SHARED or (place < len(TEXTS) // 2) == (camp == 0) else -1
            value = chance.choice((-1, 0, 1)) if chance.random() < 0.1 else own
            session.add(Vote(voter_id=voter.id, statement_id=statement.id, value=value))
            name = {1: "agree", -1: "disagree", 0: "passed"}[value]
            setattr(statement, name, (getattr(statement, name) or 0) + 1)
    session.flush()
    return made
