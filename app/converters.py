"""What the parts of an address may look like; anything else is not found, and never reaches a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map, Rule, ValidationError

from surveys.queries import CommentKey

CommentAddress = tuple[dt.date, str, str]  # the first day of the month, response id, question code
_Builder = Callable[..., tuple[str, str]]

_builders: dict[tuple[object, ...], _Builder] = {}  # they know nothing of an app, so a process's apps share them


class LateRule(Rule):
    """A rule that learns to write its address when one is first asked for.

    Werkzeug compiles two functions for each rule as it is added: nearly all the time that an app's start takes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:
        def build(rule: LateRule, /, **values: Any) -> tuple[str, str]:
            return rule._builder(append_unknown)(rule, **values)

        return build

    def _builder(self, append_unknown: bool) -> _Builder:
        key = (*self._trace, repr(self.defaults), append_unknown)
        if key not in _builders:
            _builders[key] = super()._compile_builder(append_unknown)
        return _builders[key]


class CodeConverter(BaseConverter):
    """A survey's public id or a unit's short link."""

    regex = "[A-Za-z0-9]{1,12}"


class RowIdConverter(IntegerConverter):
    """The number of a row, as far as the columns go; a larger one would be an error of the database."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


class ShaConverter(BaseConverter):
    """What something is known by, as 64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"


class MonthConverter(BaseConverter):
    """A month as 2026-11, handed to views as its first day. From the year 2000 on, where none runs off the calendar."""

    regex = r"2\d{3}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        try:
            return dt.date.fromisoformat(f"{value}-01")
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: dt.date | str) -> str:
        return str(value)[:7]


class CommentConverter(BaseConverter):
    """Which comment of a bench: month, id and question, as 2026-11-0123…ef-saran. The day is not shown."""

    regex = r"2\d{3}-\d{2}-[0-9a-f]{32}-[A-Za-z0-9][A-Za-z0-9_+<>-]{0,59}"

    def to_python(self, value: str) -> CommentAddress:
        try:
            return dt.date.fromisoformat(f"{value[:7]}-01"), value[8:40], value[41:]
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: CommentKey | str) -> str:
        if not isinstance(value, str):
            value = f"{value.day:%Y-%m}-{value.response_id}-{value.question_code}"
        return super().to_url(value)


def prepare(app: Flask) -> None:
    app.url_rule_class = LateRule
    app.url_map.converters["int"] = RowIdConverter
    app.url_map.converters["code"] = CodeConverter
    app.url_map.converters["sha"] = ShaConverter
    app.url_map.converters["month"] = MonthConverter
    app.url_map.converters["comment"] = CommentConverter
