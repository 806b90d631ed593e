"""The one registry of fields: question type → WTForms field. Public pages, preview and paper entry share it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.form import BaseForm

from app.forms.fields import (
    ContactField,
    GridField,
    PickField,
    QuestionField,
    RankField,
    RegionField,
    TickField,
    WriteField,
)
from surveys.definition import Question

FIELDS: dict[str, type[QuestionField]] = {
    "choice": PickField,
    "yes-no": PickField,
    "multiple": PickField,
    "scale": PickField,
    "rating": PickField,
    "nps": PickField,
    "matrix": GridField,
    "ranking": RankField,
    "number": WriteField,
    "date": WriteField,
    "region": RegionField,
    "consent": TickField,
    "short-text": WriteField,
    "long-text": WriteField,
    "contact": ContactField,
}


class QuestionForm(BaseForm):
    """The questions of a page as fields, in their order."""

    def __init__(self, questions: Iterable[Question], language: str, formdata: Any = None) -> None:
        # WTForms makes an unbound field; a form binds it. The names are the question codes.
        fields = {q.code: _unbound(q, language) for q in questions}
        super().__init__(fields)
        self.process(formdata)

    @property
    def wrong(self) -> list[QuestionField]:
        """The fields with a problem, in the order of the page."""
        return [field for field in self if isinstance(field, QuestionField) and field.problem]


def _unbound(question: Question, language: str) -> Any:
    return FIELDS[question.type](question, language)


__all__ = ["FIELDS", "QuestionField", "QuestionForm"]
