"""Taking comments on a draft in: checked, masked, stored once, acknowledged with a receipt.

What keeps a writer unknown: the id is random, of the time only the local day is kept, and all that leads
from the receipt code here is a keyed hash. On SQLite the table has no rowid. On PostgreSQL its rows stand in
the order of arrival until the night, as answers do: see surveys/retention.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, or_, select
from sqlalchemy.orm import Session

from surveys import contribution_profile
from surveys.answers import check_answers, read_answers
from surveys.base import insert_for, random_id
from surveys.canonical import canonical_json, is_storable
from surveys.definition import Localized, Option, Question
from surveys.errors import ConsultationNotOpen, InvalidAnswers, Problem, SameKeyOtherAnswers
from surveys.intake import Receipt
from surveys.lifecycle import CLOSED, OPEN
from surveys.models import Consultation, ConsultationVersion, Contribution
from surveys.personal_data import mask
from surveys.public_consultations import PublicConsultation, passage_ids
from surveys.question_types import Raw, Value
from surveys.receipts import ServerKey

LONGEST_TEXT = 5_000  # characters
LIKELY_ABUSE = 60  # percent from which a comment waits for a person, whatever the consultation's screening

_TABLE = Contribution.__table__
_COLUMNS = [column.name for column in _TABLE.columns]
_SAME = ("version_id", "passage", "parent_id", "stance", "text", "profile")


def _text(indonesian: str, english: str) -> Localized:
    return {"id": indonesian, "en": english}


STANCE = Question(
    "stance",
    "choice",
    _text("Apa sikap Anda?", "What is your position?"),
    name=_text("sikap Anda", "your position"),
    required=True,
    options=(
        Option("support", _text("Mendukung", "Support")),
        Option("object", _text("Keberatan", "Object")),
        Option("suggest", _text("Memberi usul", "Suggest a change")),
        Option("ask", _text("Bertanya", "Ask a question")),
    ),
)
TEXT = Question(
    "text",
    "long-text",
    _text("Komentar Anda", "Your comment"),
    name=_text("komentar Anda", "your comment"),
    required=True,
    max_length=LONGEST_TEXT,
)


@dataclass(frozen=True)
class ContributionSheet:
    """What a citizen wrote, and where. `passage` is empty for the whole text; a reply has the id of its parent."""

    passage: str
    parent_id: str | None
    stance: str
    text: str
    language: str
    profile: Mapping[str, Value] = field(default_factory=dict)  # profile question -> option
    problems: Mapping[str, Problem] = field(default_factory=dict)  # what could not even be read


@dataclass(frozen=True)
class Sending:
    """What makes a repeated send recognisable: the form's key, the server key it is hashed with, and now."""

    key: bytes
    server_key: ServerKey
    now: datetime


@dataclass(frozen=True)
class Assessment:
    """What the web layer's text model and the campaign's fingerprint say of a text: percent, and a digest."""

    abuse: int | None = None
    campaign: str | None = None


def questions(consultation: PublicConsultation) -> tuple[Question, ...]:
    """What the form asks: stance, text, and the profile questions that the agency picked."""
    return (STANCE, TEXT, *contribution_profile.questions(consultation.profile))


def read_sheet(
    consultation: PublicConsultation, raw: Raw, passage: str, parent_id: str | None, language: str
) -> ContributionSheet:
    """The sheet in the posted strings of the form's `questions`."""
    answers, problems = read_answers(questions(consultation), raw)
    stance, text = (str(answers.pop(code, "")) for code in (STANCE.code, TEXT.code))
    return ContributionSheet(passage, parent_id, stance, text, language, answers, problems)


def check(
    session: Session, consultation: PublicConsultation, version_id: int, sheet: ContributionSheet
) -> ContributionSheet:
    """The sheet as it is stored: personal data masked, a reply on its parent's passage.

    `version_id`: the published text that was read. Raises InvalidAnswers by field (as `check_words`, and `passage`
    unknown-passage, `parent` gone or not-offered), and UnknownConsultation for a version of another one.
    """
    passages = passage_ids(session, consultation.id, version_id)
    problems = _word_problems(consultation, sheet)
    passage: str | None = sheet.passage
    if sheet.parent_id:
        passage = _parent_passage(session, consultation.id, sheet.parent_id)
        if not consultation.replies_allowed:
            problems["parent"] = Problem("parent", "not-offered")
        elif passage is None:
            problems["parent"] = Problem("parent", "gone")
    elif sheet.passage and sheet.passage not in passages:
        problems["passage"] = Problem("passage", "unknown-passage")
    if problems:
        raise InvalidAnswers(problems)
    return replace(sheet, passage=passage or "", text=mask(sheet.text))


def check_words(consultation: PublicConsultation, sheet: ContributionSheet) -> ContributionSheet:
    """The sheet with personal data masked, wherever it stands. Raises InvalidAnswers by field: `stance`, `text`
    (required, too-long, unreadable-text), or a profile question (unknown-option, unknown-question)."""
    if problems := _word_problems(consultation, sheet):
        raise InvalidAnswers(problems)
    return replace(sheet, text=mask(sheet.text))


def accept(
    session: Session,
    consultation: PublicConsultation,
    version_id: int,
    sheet: ContributionSheet,
    sending: Sending,
    assessment: Assessment,
) -> Receipt:
    """Store a sheet that `check` has passed, once for each key, with one statement.

    Raises ConsultationNotOpen, and SameKeyOtherAnswers when the key came before with another text. The
    statement itself looks whether the consultation is open, so closing it needs no lock.
    """
    code = sending.server_key.code(sending.key)
    row = {
        "id": random_id(),
        "consultation_id": consultation.id,
        "version_id": version_id,
        "passage": sheet.passage,
        "parent_id": sheet.parent_id,
        "day": consultation.day(sending.now),
        "stance": sheet.stance,
        "text": sheet.text,
        "language": sheet.language,
        "profile": canonical_json(dict(sheet.profile)),
        "state": screened_state(consultation.screening, assessment.abuse),
        "abuse": assessment.abuse,
        "campaign": assessment.campaign,
        "key_hash": sending.server_key.receipt_hash(code),
    }
    if _insert_if_open(session, row, sending.now) == 1:
        return Receipt(code, stored=True)
    _require_same(session, row)
    return Receipt(code, stored=False)


def screened_state(screening: str, abuse: int | None) -> str:
    """Where a new or corrected text stands: shown at once only where screening comes after, and nothing is wrong."""
    return "waiting" if screening == "before" or (abuse or 0) >= LIKELY_ABUSE else "shown"


def require_open(session: Session, consultation_id: int, now: datetime) -> None:
    """Raise ConsultationNotOpen unless the consultation takes contributions at `now`."""
    row = session.execute(
        select(Consultation.state, Consultation.closes_at).where(Consultation.id == consultation_id)
    ).one()
    state, closes_at = row
    if state != OPEN or (closes_at and closes_at <= now):
        raise ConsultationNotOpen(CLOSED if state == OPEN else state)


def _word_problems(consultation: PublicConsultation, sheet: ContributionSheet) -> dict[str, Problem]:
    answers = {**sheet.profile, STANCE.code: sheet.stance, TEXT.code: sheet.text}
    unasked = {code: Problem(code, "unknown-question") for code in sheet.profile if code not in consultation.profile}
    return {**check_answers(questions(consultation), answers), **unasked, **sheet.problems}


def _parent_passage(session: Session, consultation_id: int, parent_id: str) -> str | None:
    """The passage of a shown comment that is no reply itself; None when there is no such comment."""
    if not is_storable(parent_id):
        return None
    return session.scalar(
        select(Contribution.passage).where(
            Contribution.id == parent_id,
            Contribution.consultation_id == consultation_id,
            Contribution.parent_id.is_(None),
            Contribution.state == "shown",
        )
    )


def _insert_if_open(session: Session, row: Mapping[str, Any], now: datetime) -> int:
    """INSERT that does nothing on a known key, or on a consultation that is not open; how many rows it wrote."""
    values = select(*(bindparam(f"new_{name}", row[name], type_=_TABLE.c[name].type) for name in _COLUMNS)).where(
        Consultation.id == row["consultation_id"],
        Consultation.state == OPEN,
        or_(Consultation.closes_at.is_(None), Consultation.closes_at > now),
        ConsultationVersion.id == row["version_id"],
        ConsultationVersion.consultation_id == Consultation.id,
        ConsultationVersion.published_at.is_not(None),
    )
    insert = insert_for(session, Contribution).from_select(_COLUMNS, values, include_defaults=False)
    insert = insert.on_conflict_do_nothing(index_elements=["key_hash"])
    done = session.execute(insert, execution_options={"preserve_rowcount": True})
    return cast("CursorResult[Any]", done).rowcount


def _require_same(session: Session, row: Mapping[str, Any]) -> None:
    """Nothing was stored: fine if the same text is there already, else say why."""
    known = session.execute(
        select(*(_TABLE.c[name] for name in _SAME)).where(Contribution.key_hash == row["key_hash"])
    ).first()
    if known is None:
        state = session.scalar(select(Consultation.state).where(Consultation.id == row["consultation_id"])) or CLOSED
        raise ConsultationNotOpen(CLOSED if state == OPEN else state)
    if tuple(known) != tuple(row[name] for name in _SAME):
        raise SameKeyOtherAnswers
