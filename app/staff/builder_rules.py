"""The rows of a condition on a page: what was typed, what is wrong with it, and the expression that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.staff.builder_rows import MOST_CONDITIONS, action_of, numbers_of, plain
from surveys.conditions import ALL, ANY, OPERATORS, WITHOUT_VALUE, Condition, Rule, Subject, expression, is_fit, rule_of
from surveys.definition import Expression, Question
from surveys.question_types import QUESTION_TYPES, AnswerProblem


@dataclass
class RuleRows:
    """`known`: what conditions can speak of, by code. `kept`: an expression that rows can't say, left as it is."""

    name: str
    known: Mapping[str, Subject]
    rows: list[Condition] = field(default_factory=list)
    join: str = ALL
    kept: Expression | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, name: str, known: Mapping[str, Subject], stored: Expression | None) -> RuleRows:
        """What the request's form says, or what is stored where the page is only looked at."""
        if request.method == "POST":
            return cls.posted(name, known, request.form, stored)
        return cls.stored(name, known, stored)

    @classmethod
    def stored(cls, name: str, known: Mapping[str, Subject], stored: Expression | None) -> RuleRows:
        rule = rule_of(stored, known)
        if rule is None:
            return cls(name, known, kept=stored)
        return cls(name, known, list(rule.conditions), rule.join)

    @classmethod
    def posted(
        cls, name: str, known: Mapping[str, Subject], posted: MultiDict[str, str], stored: Expression | None
    ) -> RuleRows:
        """What was typed. An expression that rows can't say stays as long as the form says so."""
        rows = [_typed(name, number, posted) for number in numbers_of(name, "code", posted)]
        kept = stored if posted.get(f"{name}-kept") and rule_of(stored, known) is None else None
        return cls(name, known, rows, ANY if posted.get(f"{name}-join") == ANY else ALL, kept)

    def sent_action(self) -> str | None:
        """Do what the request's button says to a row; where the author goes on, None for any other button."""
        action = action_of(request.form)
        return self.act(action[0], action[2], request.form) if action else None

    def act(self, action: str, number: int, posted: MultiDict[str, str]) -> str:
        """Add or remove a row; the id of the control that the author goes on with."""
        if action == "remove" and self.kept is not None:
            self.kept = None
        elif action == "remove" and 0 <= number < len(self.rows):
            del self.rows[number]
        elif action == "add":
            subject = self.known.get(posted.get(f"{self.name}-new", ""))
            if subject is not None and len(self.rows) < MOST_CONDITIONS:
                self.rows.append(Condition(subject.code, OPERATORS[subject.kind][0]))
                return f"{self.name}-{len(self.rows) - 1}-operator"
        return f"{self.name}-new"

    def check(self) -> None:
        """Say at each row what is wrong with it."""
        if len(self.rows) > MOST_CONDITIONS:
            self.errors[f"{self.name}-new"] = _("Pakai paling banyak %(most)s syarat.", most=MOST_CONDITIONS)
        self.rows = [replace(row, value=self._canonical(row)) for row in self.rows]
        for number, row in enumerate(self.rows):
            if part := is_fit(row, self.known):
                self.errors[f"{self.name}-{number}-{part}"] = self._advice(part, row)

    def expression(self, itself: str = "") -> Expression | None:
        """What the rows say; `itself`: the code that stands for the question's own."""
        if self.kept is not None:
            return self.kept
        known = {
            _real(code, itself): replace(subject, code=_real(code, itself)) for code, subject in self.known.items()
        }
        rows = tuple(replace(row, code=_real(row.code, itself)) for row in self.rows)
        return expression(Rule(rows, self.join), known)

    def _canonical(self, row: Condition) -> str:
        """A value as it is stored: numbers with a point, dates as ISO text."""
        subject = self.known.get(row.code)
        if subject is None or row.operator in WITHOUT_VALUE:
            return ""
        return canonical(subject.kind, row.value) or row.value if not subject.options else row.value

    def _advice(self, part: str, row: Condition) -> str:
        if part == "code":
            return _("Pertanyaan ini tidak ada, atau datang sesudahnya. Hapus syarat ini.")
        if part == "operator":
            return _("Pilih satu kata dari daftar ini.")
        subject = self.known[row.code]
        if subject.options:
            return _("Pilih satu jawaban.")
        return _("Tulis angka, misalnya 30.") if subject.kind == "number" else _("Tulis tanggal, misalnya 3/11/2026.")


OWN = "."  # in a form: the question itself, which has no code yet while it is new


def canonical(type_name: str, text: str) -> str:
    """A number or date as it is stored, from what people write; '' for what is none."""
    question = Question("x", type_name, {})
    try:
        value = QUESTION_TYPES[type_name].parse(question, lambda _: [text])
    except (AnswerProblem, KeyError):
        return ""
    wrong = value is None or QUESTION_TYPES[type_name].validate(question, value)
    return "" if wrong else str(value)


def _typed(name: str, number: int, posted: MultiDict[str, str]) -> Condition:
    code, operator, value = (plain(posted.get(f"{name}-{number}-{part}", "")) for part in ("code", "operator", "value"))
    return Condition(code[:130], operator[:20], value[:200])


def _real(code: str, itself: str) -> str:
    return itself if code == OWN else code
