"""The months, the table of all agencies in one, and the report of each agency."""

from __future__ import annotations

import datetime as dt

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from analytics.reports import editions
from app.auth import needs
from app.editions import Links, as_file, edition_or_404, month_asked, page
from app.extensions import db
from app.filters import month as month_name
from app.oversight.blueprint import blueprint
from surveys.models import Agency


@blueprint.get("")
@needs("read-all-reports")
def months() -> str:
    return render_template(
        "reports/months.html",
        months=editions.months(db.session, None),
        intro=_("Pilih bulan untuk melihat semua instansi, lalu buka laporan satu instansi."),
        address=lambda month: url_for(".month", month=month),
    )


@blueprint.get("/pick")
@needs("read-all-reports")
def pick() -> ResponseReturnValue:
    """Where the month picker leads: the same report in another month."""
    month, code = month_asked(request.args.get("month", "")), request.args.get("agency", "")
    return redirect(url_for(".agency", month=month, code=code) if code else url_for(".month", month=month), 303)


@blueprint.get("/<month:month>")
@needs("read-all-reports")
def month(month: dt.date) -> str:
    return _page(month, None)


@blueprint.get("/<month:month>/report.json")
@needs("read-all-reports")
def month_json(month: dt.date) -> Response:
    return as_file(edition_or_404(month, None), f"semua-instansi-{month:%Y-%m}")


@blueprint.get("/<month:month>/revisions/<int:revision>")
@needs("read-all-reports")
def month_revision(month: dt.date, revision: int) -> str:
    return _page(month, None, revision)


@blueprint.get("/<month:month>/agencies/<string:code>")
@needs("read-all-reports")
def agency(month: dt.date, code: str) -> str:
    return _page(month, _agency(code))


@blueprint.get("/<month:month>/agencies/<string:code>/report.json")
@needs("read-all-reports")
def agency_json(month: dt.date, code: str) -> Response:
    return as_file(edition_or_404(month, _agency(code).id), f"{code}-{month:%Y-%m}")


@blueprint.get("/<month:month>/agencies/<string:code>/revisions/<int:revision>")
@needs("read-all-reports")
def agency_revision(month: dt.date, code: str, revision: int) -> str:
    return _page(month, _agency(code), revision)


def _page(month: dt.date, agency: Agency | None, revision: int | None = None) -> str:
    agency_id = agency.id if agency else None
    return page(edition_or_404(month, agency_id, revision), agency_id, _links(month, agency))


def _links(month: dt.date, agency: Agency | None) -> Links:
    here = "agency" if agency else "month"
    parts = {"month": month, **({"code": agency.code} if agency else {})}
    step = [(_("Laporan bulanan"), url_for(".months"))]
    above = [(month_name(month), url_for(".month", month=month))] if agency else []
    return Links(
        crumbs=[*step, *above, (agency.name if agency else month_name(month), "")],
        pick=url_for(".pick"),
        json=url_for(f".{here}_json", **parts),
        revision=lambda number: url_for(f".{here}_revision", revision=number, **parts),
        agency=lambda code: url_for(".agency", month=month, code=code),
    )


def _agency(code: str) -> Agency:
    found = db.session.scalar(select(Agency).where(Agency.code == code))
    if found is None:
        raise NotFound
    return found
