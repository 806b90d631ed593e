"""Monthly reports on their way to a page or a file: what the oversight's and an agency's pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from flask import Response, current_app, render_template
from flask_babel import get_translations
from jinja2 import Environment
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from analytics.reports import editions, html
from analytics.reports.editions import Edition
from app.extensions import db
from app.i18n import language


@dataclass(frozen=True)
class Links:
    """Where the links of a report's page lead, which differs between agencies and oversight."""

    crumbs: list[tuple[str, str]]
    pick: str
    json: str
    revision: Callable[[int], str]
    agency: html.Link


def edition_or_404(month: dt.date, agency_id: int | None, revision: int | None = None) -> Edition:
    found = editions.find(db.session, month, agency_id, revision)
    if found is None:
        raise NotFound
    return found


def month_asked(value: str) -> dt.date:
    """The month that a picker's field names, such as 2026-11. Raises NotFound for anything else."""
    try:
        return dt.date.fromisoformat(f"{value}-01")
    except ValueError as error:
        raise NotFound from error


def page(edition: Edition, agency_id: int | None, links: Links) -> str:
    """The page of a report, in the page's language."""
    body = html.body(edition, _environment(language()), links.agency)
    # Rendered by an environment that escapes everything, so it is markup already.
    report = Markup(body)  # noqa: S704  # nosec B704
    return render_template(
        "reports/page.html",
        edition=edition,
        month=edition.report.month,
        months=editions.months(db.session, agency_id),
        links=links,
        report=report,
    )


def as_file(edition: Edition, name: str) -> Response:
    """The report's JSON, to be kept as a file called `name`."""
    disposition = f'attachment; filename="{name}.json"'
    return Response(edition.envelope(), mimetype="application/json", headers={"Content-Disposition": disposition})


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    """Made once for each language: a new one would compile every template again."""
    loader = current_app.jinja_loader
    assert loader is not None
    return html.environment(loader, get_translations(), language)
