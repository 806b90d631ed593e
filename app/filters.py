"""How values are written in templates: dates, numbers, figures, in the page's language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from flask import Flask

from app.i18n import language
from surveys.definition import Localized, text_in

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def day(value: dt.date) -> str:
    """3 November 2026."""
    return babel_date(value, "d MMMM y", locale=language())


def month(value: dt.date) -> str:
    """November 2026."""
    return babel_date(value, "MMMM y", locale=language())


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """88,31 and 1.500 in Indonesian, 88.31 and 1,500 in English."""
    return format_decimal(value, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=language())


def localized(text: Localized) -> str:
    return text_in(text, language())


def prepare(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, month=month, number=number, localized=localized)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
