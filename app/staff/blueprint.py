"""The blueprint that an agency's own pages hang on."""

from __future__ import annotations

from flask import Blueprint, request

from app.auth import current_staff, guard
from app.auth.permissions import AGENCY_ROLES, allows
from app.security import OFFICE

_WITH_PICTURES = ("staff.add_question", "staff.save_question")
_ROOM_FOR_PICTURES = 16 * 1024 * 1024  # a telephone's photograph is refused in words, and what was typed stays

blueprint = Blueprint("staff", "app.staff", url_prefix=OFFICE)


@blueprint.before_request
def make_room() -> None:
    """Before the guard, which reads the form for its token. Files wait on the disk, not in memory."""
    if request.endpoint in _WITH_PICTURES:
        request.max_content_length = _ROOM_FOR_PICTURES


guard(blueprint, *AGENCY_ROLES)


def may(permission: str) -> bool:
    """Whether the signed-in person has a permission: pages show what can be used, `needs` decides."""
    return allows(current_staff().role, permission)


blueprint.add_app_template_global(may)
