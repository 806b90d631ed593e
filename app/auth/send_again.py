"""What a form meets whose session is gone or whose token is not this session's: nothing typed is lost.

The page carries the form's fields and sends them again, with a fresh token. Only for forms from our own
pages: for one that another site sent, a ready-made button would be the forger's accomplice.
"""

from __future__ import annotations

from flask import render_template, url_for
from flask_wtf.csrf import CSRFError

from app.security import from_our_page, posted_pairs


def after_bad_token(_error: CSRFError) -> tuple[str, int]:
    return _page("", 400)


def after_session_end() -> tuple[str, int]:
    return _page(url_for("auth.sign_in"), 403)


def _page(sign_in: str, status: int) -> tuple[str, int]:
    """`sign_in`: where to sign in first, in another tab; empty when the person still is."""
    page = render_template("auth/send_again.html", ours=from_our_page(), kept=posted_pairs(), sign_in=sign_in)
    return page, status
