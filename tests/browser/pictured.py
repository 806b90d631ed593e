"""A survey whose options have pictures, in each of the ways in which a question shows them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from surveys import pictures
from surveys.definition import Option, Question, Questionnaire, Section
from tests import pictures as files
from tests.conftest import NOW

KINDS = ("choice", "multiple", "scale", "ranking")


def questionnaire(session: Session, agency_id: int) -> Questionnaire:
    sent = [files.file("JPEG", size) for size in ((300, 150), (80, 240))]
    wide, high = (pictures.keep(session, agency_id, file, NOW.date()) for file in sent)
    options = (
        Option("loket", {"id": "Loket di kantor"}, 1, wide, {"id": "Dua orang di depan loket"}),
        Option("situs", {"id": "Situs web, dari rumah atau dari mana saja"}, 2, high, {"id": "Layar telepon"}),
        Option("lain", {"id": "Cara lain"}, 3),
    )
    asked = tuple(Question(kind, kind, {"id": f"Lewat mana ({kind})?"}, options=options) for kind in KINDS)
    return Questionnaire({"id": "Survei bergambar"}, (Section("satu", {"id": "Cara"}, asked),))
