"""The blueprint that an agency's own pages hang on."""

from __future__ import annotations

from flask import Blueprint

from app.auth import current_staff, guard
from app.auth.permissions import AGENCY_ROLES, allows
from app.security import OFFICE

blueprint = Blueprint("staff", "app.staff", url_prefix=OFFICE)
guard(blueprint, *AGENCY_ROLES)


def may(permission: str) -> bool:
    """Whether the signed-in person has a permission: pages show what can be used, `needs` decides."""
    return allows(current_staff().role, permission)


blueprint.add_app_template_global(may)
