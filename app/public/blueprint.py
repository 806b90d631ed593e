"""The blueprint that citizens' views hang on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("public", "app.public")
