"""A second version of an SKM survey, with one question in other words and one that counts otherwise."""

from __future__ import annotations

import dataclasses

from sqlalchemy.orm import Session

from surveys import drafting, versions
from surveys.definition import Option, Questionnaire, load
from surveys.models import Survey
from tests.conftest import NOW

AUTHOR, APPROVER = "author@dinas.example", "approver@dinas.example"


def changed(was: Questionnaire) -> Questionnaire:
    """`waktu` in other words; `biaya` counts its options the other way round."""
    turned = tuple(Option(o.code, o.label, 5 - (o.score or 0)) for o in was.by_code["biaya"].options)
    changes = {"waktu": {"label": {"id": "Cepatkah pelayanan kami?"}}, "biaya": {"options": turned}}
    elements = [
        dataclasses.replace(question, **changes.get(question.code, {})) for question in was.sections[0].questions
    ]
    section = dataclasses.replace(was.sections[0], questions=tuple(elements))
    return dataclasses.replace(was, sections=(section, *was.sections[1:]))


def begin(session: Session, survey: Survey) -> None:
    """A new version of the survey, changed and still being written."""
    versions.begin(session, survey, NOW, AUTHOR)
    draft = drafting.current_version(session, survey)
    drafting.save(session, draft, changed(load(draft.definition)), 0, NOW, AUTHOR)


def publish(session: Session, survey: Survey) -> None:
    """A new version of the survey, changed and published."""
    begin(session, survey)
    versions.submit(session, survey, NOW, AUTHOR)
    versions.publish(session, survey, "", NOW, APPROVER)
