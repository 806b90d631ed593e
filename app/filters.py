"""How values are written in templates: dates, numbers, figures, in the page's language."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from urllib.parse import urlencode

from babel.dates import format_date as babel_date
from babel.dates import format_datetime, get_timezone
from babel.numbers import format_decimal, format_percent
from flask import Flask, request
from markupsafe import Markup

from app.config import ROOT
from app.i18n import LANGUAGES, content_language, language, language_argument
from app.navigation import navigation
from app.security import in_office
from surveys.calendar import month_days
from surveys.definition import Localized, text_in
from surveys.scoring import half_up

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def day(value: dt.date, tag: str = "") -> str:
    """3 November 2026, in the page's language or in that of `tag`: a mail speaks two."""
    return babel_date(value, "d MMMM y", locale=tag or language())


def moment(value: dt.datetime, time_zone: str) -> str:
    """3 November 2026, 10.15 WIB."""
    written = format_datetime(value, "d MMMM y, HH.mm", tzinfo=get_timezone(time_zone), locale=language())
    return f"{written} {ZONE_NAMES[time_zone]}"


def month(value: dt.date) -> str:
    """November 2026."""
    return babel_date(value, "MMMM y", locale=language())


def short_month(value: dt.date) -> str:
    """Nov."""
    return babel_date(value, "MMM", locale=language())


def month_end(value: dt.date) -> dt.date:
    """The last day of the month that a day lies in."""
    return month_days(value)[-1]


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """88,31 and 1.500 in Indonesian, 88.31 and 1,500 in English."""
    return format_decimal(value, format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=language())


def percent(value: float | Decimal, decimals: int = 1) -> str:
    """81,4% of a share of one, rounded half-up."""
    rounded = half_up(Decimal(value), decimals + 2)
    return format_percent(rounded, "#,##0" + ("." + "0" * decimals if decimals else "") + "%", locale=language())


def localized(text: Localized) -> str:
    return text_in(text, content_language())


def language_links(address: str = "") -> Markup:
    """A link to `address` (by default this page) in each other language, named in that language."""
    if not address and in_office(request.path):  # where a filter, or the page to go to after signing in, stands
        kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
        address = f"?{urlencode(kept)}" if kept else ""
    join = "&" if "?" in address else "?"
    links = [
        Markup('<a href="{}{}lang={}" lang="{}" hreflang="{}">{}</a>').format(address, join, tag, tag, tag, name)
        for tag, name in LANGUAGES.items()
        if tag != language()
    ]
    return Markup(" ").join(links)


def _assets() -> dict[str, str]:
    """File name -> address with a digest, so that browsers may keep each file for a year."""
    folder = ROOT / "app" / "static"
    return {
        path.name: f"/static/{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
        for path in folder.iterdir()
        if path.suffix in (".css", ".svg", ".js")
    }


def prepare(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        month=month,
        short_month=short_month,
        month_end=month_end,
        number=number,
        percent=percent,
        localized=localized,
    )
    app.jinja_env.globals.update(
        asset=_assets().__getitem__,
        language_argument=language_argument,
        language_links=language_links,
        navigation=navigation,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
