"""An author before a draft in the survey builder, for the tests of its pages."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from surveys import authoring
from surveys.definition import Question, Questionnaire, Section
from tests import builders
from tests.app.office import newest_survey, person
from tests.client import CheckingClient

LABEL = {"id": "Apakah Anda datang sendiri?"}
SMALL = Questionnaire(
    {"id": "Survei kecil"},
    (
        Section("satu", {"id": "Satu"}, (Question("usia", "number", {"id": "Umur Anda?"}),)),
        Section("dua", {"id": "Dua"}, (Question("saran", "long-text", {"id": "Saran Anda?"}),)),
    ),
)


class Author:
    """An author before a draft; the edition that the pages show is sent along, as their forms do."""

    def __init__(self, app: Flask, session: Session, questionnaire: Questionnaire | None = SMALL) -> None:
        survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire, "draft")
        self.session, self.survey = session, survey
        self.client: CheckingClient = person(app, session, "author", survey.agency)
        self.base = f"/office/surveys/{survey.id}/build"

    def get(self, path: str = "") -> str:
        response = self.client.get(self.base + path)
        assert response.status_code == 200
        return str(response.text)

    @property
    def seen(self) -> str:
        found = re.search(r'name="seen"\s+value="(\d+)"', self.get())
        assert found
        return found[1]

    def post(self, path: str, **data: Any) -> Any:
        seen = data.pop("seen", None) or self.seen
        return self.client.post(self.base + path, data={"seen": seen, **data})

    @property
    def questionnaire(self) -> Questionnaire:
        return authoring.questionnaire_of(newest_survey(self.session))

    @property
    def order(self) -> list[list[str]]:
        return [[question.code for question in section.questions] for section in self.questionnaire.sections]


def question(**changes: Any) -> dict[str, Any]:
    return {"label": LABEL["id"], "required": "no", "role": "", "do": "save", **changes}
