"""The blueprint that the oversight's pages hang on."""

from __future__ import annotations

from flask import Blueprint

from app.auth import guard
from app.auth.permissions import OVERSIGHT
from app.security import OFFICE

blueprint = Blueprint("oversight", "app.oversight", url_prefix=f"{OFFICE}/oversight")
guard(blueprint, OVERSIGHT)
