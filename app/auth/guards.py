"""Who may come in: the guard of a whole blueprint, the permission of a view, the agencies in sight."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, Unauthorized

from app.auth import send_again
from app.auth.models import StaffUser
from app.auth.permissions import PERMISSIONS, ROLES, allows
from app.extensions import csrf, db
from surveys.agencies import descendant_ids

View = TypeVar("View", bound=Callable[..., Any])


def signed_in() -> StaffUser | None:
    """The signed-in person, or None. Reads the database at most once a request, for citizens never."""
    if "staff" not in g:
        user_id = getattr(session, "user_id", None)  # outside the office the session is none and has no such thing
        user = db.session.get(StaffUser, user_id) if user_id else None
        g.staff = user if user and user.active else None
    staff: StaffUser | None = g.staff
    return staff


def current_staff() -> StaffUser:
    """The signed-in person. Raises Unauthorized when there is none, which a guarded view never sees."""
    staff = signed_in()
    if staff is None:
        raise Unauthorized
    return staff


def guard(blueprint: Blueprint, *roles: str) -> None:
    """Let only signed-in people with one of `roles` (any role, when none is named) into `blueprint`.

    What they send must carry the session's CSRF token. Pages are never kept by a shared or disk cache.
    """
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"unknown roles: {unknown}")
    admitted = roles or ROLES

    def admit() -> ResponseReturnValue | None:
        staff = signed_in()
        if staff is None:
            return _to_sign_in() if request.method in ("GET", "HEAD") else send_again.after_session_end()
        csrf.protect()
        if staff.role not in admitted:
            raise Forbidden
        return None

    blueprint.before_request(admit)
    blueprint.after_request(keep_out_of_caches)


def keep_out_of_caches(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and from there back."""
    return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")), 303)


def needs(permission: str) -> Callable[[View], View]:
    """Let only people whose role has `permission` use the view; others get the 403 page."""
    if permission not in PERMISSIONS:
        raise ValueError(f"unknown permission: {permission}")

    def decorate(view: View) -> View:
        @wraps(view)
        def allowed(*args: Any, **kwargs: Any) -> Any:
            if not allows(current_staff().role, permission):
                raise Forbidden
            return view(*args, **kwargs)

        allowed.needs = permission  # type: ignore[attr-defined]  # so that tests can read the matrix
        return allowed  # type: ignore[return-value]  # the wrapper takes what the view takes

    return decorate


def visible_agency_ids() -> set[int]:
    """The ids of the current user's agency and of every agency below it. Empty for oversight."""
    if "visible_agency_ids" not in g:
        agency_id = current_staff().agency_id
        g.visible_agency_ids = set() if agency_id is None else descendant_ids(db.session, agency_id)
    visible: set[int] = g.visible_agency_ids
    return visible
