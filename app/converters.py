"""What the parts of an address may look like; anything else is not found, and never reaches a query."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError


class CodeConverter(BaseConverter):
    """A survey's public id or a unit's short link."""

    regex = "[A-Za-z0-9]{1,12}"


class RowIdConverter(IntegerConverter):
    """The number of a row, as far as the columns go; a larger one would be an error of the database."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


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


def prepare(app: Flask) -> None:
    app.url_map.converters["int"] = RowIdConverter
    app.url_map.converters["code"] = CodeConverter
    app.url_map.converters["month"] = MonthConverter
