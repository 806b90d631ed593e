"""A report as HTML: the body that pages put in their layout, and a file that opens anywhere without a network.

The loader of templates and the catalogue come from the caller, so nothing here knows the web framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Protocol

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from jinja2 import BaseLoader, Environment, StrictUndefined

from analytics.reports import charts
from analytics.reports.editions import Edition
from analytics.reports.model import AGENCY, MonthlyReport, Row
from surveys.definition import text_in
from surveys.scoring import GRADES, half_up

Link = Callable[[str], str]  # an agency's code -> the address of its report


class Catalogue(Protocol):
    """What `gettext` and Babel call translations."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, singular: str, plural: str, n: int) -> str: ...


def environment(loader: BaseLoader, catalogue: Catalogue, language: str) -> Environment:
    """Templates in one language. `language` also decides how numbers and dates are written."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.globals["report_language"] = language
    made.filters.update(_filters(language))
    return made


def body(edition: Edition, environment: Environment, link: Link | None = None) -> str:
    """The report between a page's header and footer. `link`: where other agencies' reports are read."""
    return _render("reports/monthly.html", edition, environment, link=link)


def page(edition: Edition, environment: Environment, styles: str) -> str:
    """The report as one file. `styles`: CSS, put into it."""
    return _render("reports/standalone.html", edition, environment, link=None, styles=styles)


def _render(template: str, edition: Edition, environment: Environment, **more: Any) -> str:
    report, language = edition.report, str(environment.globals["report_language"])
    lowest = report.satisfaction.lowest if report.satisfaction else ()
    return environment.get_template(template).render(
        edition=edition,
        report=report,
        # The table of all agencies leaves units to the agencies' own reports.
        rows=[row for row in report.rows if report.agency or row.kind == AGENCY],
        lowest_names=[text_in(report.names[code], language) for code in lowest],
        busiest=max(report.participation.days, key=lambda day: day.responses.value or 0),
        ascending=[row.party.name for row in sorted(_compared(report), key=lambda row: row.ikm.value or 0)],
        grades=GRADES,
        drawn=_charts(edition, language),
        **more,
    )


def _charts(edition: Edition, language: str) -> dict[str, Any]:
    report = edition.report
    elements = report.satisfaction.elements if report.satisfaction else ()
    labels = report.sentiment.labels if report.sentiment else ()
    return {
        "elements": charts.ikm_bars((text_in(element.name, language), element.conversion) for element in elements),
        "rows": charts.ikm_bars((row.party.name, row.ikm) for row in _compared(report)),
        "days": charts.columns(report.participation.days),
        "trend": charts.line(edition.trend),
        "themes": charts.share_bars((text_in(theme.name, language), theme.share) for theme in report.themes),
        "sentiment": charts.share_bars((text_in(label.name, language), label.share) for label in labels),
    }


def _compared(report: MonthlyReport) -> Iterator[Row]:
    """The rows with an index that a picture sets beside each other: those of one level, or all agencies."""
    for row in report.rows:
        level = row.depth == 0 if report.agency else row.kind == AGENCY
        if level and row.ikm.available and row.party.code:
            yield row


def _filters(language: str) -> dict[str, Callable[..., str]]:
    def number(value: Decimal | int, decimals: int = 0) -> str:
        return format_decimal(half_up(value, decimals), "#,##0" + "." * (decimals > 0) + "0" * decimals, language)

    def percent(value: Decimal, decimals: int = 1) -> str:
        rounded = half_up(value, decimals + 2)  # by hand, since Babel rounds halves to even
        return format_percent(rounded, "#,##0" + "." * (decimals > 0) + "0" * decimals + "%", language)

    def signed(value: Decimal, decimals: int = 2) -> str:
        rounded = half_up(value, decimals)
        return ("+" if rounded > 0 else "−" if rounded < 0 else "") + number(abs(rounded), decimals)

    return {
        "number": number,
        "percent": percent,
        "signed": signed,
        "day": lambda value: format_date(value, "d MMMM y", language),
        "month": lambda value: format_date(value, "MMMM y", language),
        "short_month": lambda value: format_date(value, "MMM", language),
        "localized": lambda text: text_in(text, language),
        "listed": "; ".join,  # names have commas and "dan" in them
    }
