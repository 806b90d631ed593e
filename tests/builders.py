"""Plain functions that make a valid object with one line and let the test name only what matters."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from surveys import consultation_text
from surveys.canonical import canonical_json
from surveys.consultation_text import ConsultationText
from surveys.definition import Questionnaire, dump
from surveys.instruments import skm
from surveys.models import (
    Agency,
    Consultation,
    ConsultationVersion,
    Contribution,
    OriginalText,
    Reply,
    Response,
    ServiceType,
    ServiceUnit,
    Statement,
    Survey,
    SurveyUnit,
    SurveyVersion,
    Vote,
    Voter,
)

T = TypeVar("T")
_numbers = itertools.count(1)
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _save(session: Session, thing: T) -> T:
    session.add(thing)
    session.flush()
    return thing


def agency(session: Session, **fields: Any) -> Agency:
    code = fields.setdefault("code", f"dinas-{next(_numbers)}")
    return _save(session, Agency(name=fields.pop("name", f"Dinas {code}"), **fields))


def unit(session: Session, agency: Agency, services: tuple[str, ...] = ("umum",), **fields: Any) -> ServiceUnit:
    code = fields.pop("code", f"loket-{next(_numbers)}")
    made = ServiceUnit(agency=agency, code=code, name=fields.pop("name", f"Loket {code}"), **fields)
    made.service_types = [ServiceType(code=service, name=service.title()) for service in services]
    return _save(session, made)


def survey(
    session: Session,
    units: list[ServiceUnit],
    questionnaire: Questionnaire | None = None,
    state: str = "open",
    **fields: Any,
) -> Survey:
    """A survey with one version; published unless the state comes before that."""
    questionnaire = questionnaire or skm.questionnaire({"id": "Survei kepuasan", "en": "Satisfaction survey"}, {})
    made = Survey(
        agency=units[0].agency,
        instrument=questionnaire.instrument or None,
        state=state,
        created_at=CREATED,
        **fields,
    )
    made.units = [SurveyUnit(unit=unit) for unit in units]
    published = None if state in ("draft", "in-review") else CREATED
    made.versions = [SurveyVersion(number=1, definition=dump(questionnaire), published_at=published)]
    return _save(session, made)


def response(session: Session, survey: Survey, answers: str, day: dt.date, **fields: Any) -> Response:
    """`answers`: canonical JSON text."""
    number = next(_numbers)
    values = {"channel": "web", "language": "id", "hour": 9, "unit_id": survey.units[0].unit_id}
    values |= {"version_id": survey.versions[-1].id, **fields}
    made = Response(
        survey_id=survey.id,
        day=day,
        answers=answers,
        key_hash=f"{number:032x}",
        **values,
    )
    return _save(session, made)


def original(session: Session, response: Response, text: str = "hub 0812 3456 7890", days: int = 30) -> OriginalText:
    """What was written in a response before it was masked, kept for `days`."""
    key = {"survey_id": response.survey_id, "day": response.day, "response_id": response.id}
    until = response.day + dt.timedelta(days=days)
    return _save(session, OriginalText(**key, question="saran", text=text, delete_after=until))


def consultation(
    session: Session, agency: Agency, text: ConsultationText | None = None, state: str = "open", **fields: Any
) -> Consultation:
    """A consultation with one version of two passages; published unless the state comes before that."""
    text = text or ConsultationText({"id": "Rancangan Perda Parkir", "en": "Draft parking by-law"})
    document = fields.pop("document", None) or passages("pasal-1", "pasal-2")
    made = Consultation(agency=agency, state=state, created_at=CREATED, created_by="ani@example.go.id", **fields)
    published = None if state in ("draft", "in-review") else CREATED
    content = consultation_text.dump(text)
    made.versions = [ConsultationVersion(number=1, content=content, document=document, published_at=published)]
    return _save(session, made)


def passages(*ids: str) -> str:
    """The stored document with a plain paragraph under each id."""
    texts = {id_: f"Isi {id_}" for id_ in ids}
    rows = [
        {"id": id_, "kind": "paragraph", "number": "", "level": 0, "text": text, "html": f"<p>{text}</p>"}
        for id_, text in texts.items()
    ]
    return canonical_json({"passages": rows})


def contribution(session: Session, consultation: Consultation, text: str = "Setuju", **fields: Any) -> Contribution:
    values = {"stance": "support", "language": "id", "state": "shown", "day": CREATED.date(), **fields}
    values |= {"version_id": consultation.versions[-1].id, "key_hash": f"{next(_numbers):032x}"}
    return _save(session, Contribution(consultation_id=consultation.id, text=text, **values))


def reply(session: Session, contribution: Contribution, text: str = "Terima kasih", **fields: Any) -> Reply:
    """What the agency answers to one contribution."""
    values = {"verdict": "accepted", "at": CREATED, "actor": "ani@example.go.id", **fields}
    values |= {"consultation_id": contribution.consultation_id, "contribution_id": contribution.id}
    return _save(session, Reply(text=text, **values))


def statement(
    session: Session, consultation: Consultation, text: str = "Parkir harus murah", **fields: Any
) -> Statement:
    values = {"number": next(_numbers), "state": "shown", "day": CREATED.date(), **fields}
    return _save(session, Statement(consultation_id=consultation.id, text=text, **values))


def vote(session: Session, statement: Statement, value: int, voter: Voter | None = None) -> Vote:
    """A vote of `voter`, or of somebody new. The statement's counts stay as they are."""
    voter = voter or _save(
        session, Voter(consultation_id=statement.consultation_id, token_hash=f"{next(_numbers):032x}")
    )
    return _save(session, Vote(voter_id=voter.id, statement_id=statement.id, value=value))
