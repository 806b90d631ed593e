"""The monthly reports of an agency and of those below it."""

from __future__ import annotations

import datetime as dt

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from analytics.reports import editions
from app.auth import needs, visible_agency_ids
from app.editions import Links, as_file, edition_or_404, month_asked, page
from app.extensions import db
from app.filters import month as month_name
from app.staff.blueprint import blueprint
from app.staff.lookups import own_agency
from surveys.models import Agency


@blueprint.get("/reports")
@needs("read-agency-report")
def reports() -> str:
    agency = own_agency()
    return render_template(
        "reports/months.html",
        months=editions.months(db.session, agency.id),
        intro=_("Laporan %(agency)s dengan semua unit dan instansi di bawahnya.", agency=agency.name),
        address=lambda month: url_for(".report", month=month, code=agency.code),
    )


@blueprint.get("/reports/pick")
@needs("read-agency-report")
def pick_report() -> ResponseReturnValue:
    """Where the month picker leads: the same agency in another month."""
    month, code = month_asked(request.args.get("month", "")), request.args.get("agency", "")
    return redirect(url_for(".report", month=month, code=code or own_agency().code), 303)


@blueprint.get("/reports/<month:month>/<string:code>")
@needs("read-agency-report")
def report(month: dt.date, code: str) -> str:
    return _page(month, code)


@blueprint.get("/reports/<month:month>/<string:code>/report.json")
@needs("read-agency-report")
def report_json(month: dt.date, code: str) -> Response:
    return as_file(edition_or_404(month, _agency(code).id), f"{code}-{month:%Y-%m}")


@blueprint.get("/reports/<month:month>/<string:code>/revisions/<int:revision>")
@needs("read-agency-report")
def report_revision(month: dt.date, code: str, revision: int) -> str:
    return _page(month, code, revision)


def _page(month: dt.date, code: str, revision: int | None = None) -> str:
    agency = _agency(code)
    here = {"month": month, "code": code}
    links = Links(
        crumbs=[(_("Laporan bulanan"), url_for(".reports")), (f"{agency.name}, {month_name(month)}", "")],
        pick=url_for(".pick_report"),
        json=url_for(".report_json", **here),
        revision=lambda number: url_for(".report_revision", revision=number, **here),
        agency=lambda below: url_for(".report", month=month, code=below),
    )
    return page(edition_or_404(month, agency.id, revision), agency.id, links)


def _agency(code: str) -> Agency:
    """The agency, if it is the person's own or lies below it. Raises NotFound."""
    found = db.session.scalar(select(Agency).where(Agency.code == code, Agency.id.in_(visible_agency_ids())))
    if found is None:
        raise NotFound
    return found
