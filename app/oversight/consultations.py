"""Consultations of all agencies: overdue outcomes, what was hidden and why, and who looked at results early."""

from __future__ import annotations

from flask import render_template

from app import clock
from app.auth import needs
from app.extensions import db
from app.oversight.blueprint import blueprint
from surveys import consultation_oversight


@blueprint.get("/consultations", endpoint="consultations")
@needs("read-all-reports")
def consultation_list() -> str:
    return render_template("reports/consultations.html", lines=consultation_oversight.watched(db.session, clock.now()))
