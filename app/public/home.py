"""The front page: which surveys take answers now, and which consultations comments."""

from __future__ import annotations

from flask import Response, render_template

from app import clock
from app.extensions import db
from app.public.blueprint import blueprint
from app.public.consultation_list import open_lines
from surveys.publication import open_surveys

_MOST = 30  # consultations; the others are in their own list


@blueprint.get("/")
def home() -> Response:
    surveys = open_surveys(db.session, clock.now())
    lines = open_lines()
    page = render_template("public/home.html", surveys=surveys, consultations=lines[:_MOST])
    return Response(page, headers={"Cache-Control": "public, max-age=10"})


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("public/privacy.html")
