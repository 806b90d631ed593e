"""Consultations of all agencies: overdue outcomes, what was hidden and why, and who looked at results early."""

from __future__ import annotations

from flask import render_template, request, url_for

from app import clock
from app.auth import needs
from app.extensions import db
from app.oversight.blueprint import blueprint
from surveys import consultation_oversight
from surveys.canonical import is_storable
from surveys.consultation_oversight import STATES, Wanted


@blueprint.get("/consultations", endpoint="consultations")
@needs("read-all-reports")
def consultation_list() -> str:
    """A page of them: of one agency and one state, where the address says so; nonsense in it means all of them."""
    agency, state = request.args.get("agency", ""), request.args.get("state", "")
    wanted = Wanted(agency if is_storable(agency) else "", state if state in STATES else "")
    overview = consultation_oversight.watched(db.session, clock.now(), wanted, request.args.get("after", ""))
    return render_template(
        "reports/consultations.html",
        overview=overview,
        wanted=wanted,
        states=STATES,
        address=lambda **changed: url_for(".consultations", **_arguments(wanted, changed)),
    )


def _arguments(wanted: Wanted, changed: dict[str, str]) -> dict[str, str]:
    arguments = {"agency": wanted.agency, "state": wanted.state, **changed}
    return {name: value for name, value in arguments.items() if value}
