"""What protects every answer: constant headers, cookie flags, derived keys, one log line.

One wrapper around the app does these duties, since hooks on every request cost more than the
answering path may (docs/hot-path.md). Pages carry no inline script or style, so the content policy
is a constant without a nonce.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app.config import ROOT, Settings
from app.database import engine_options
from app.logs import request_line
from surveys.contacts import Cipher

OFFICE = "/office"  # everything that needs a sign-in lives below; its cookies go nowhere else
_CIPHER = "contact_cipher"
_NEVER_KEPT = frozenset({"csrf_token", "password"})
LARGEST_BODY = 4 * 1024 * 1024

_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
]
_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")

Start = Callable[..., Any]


def flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "TESTING": settings.testing,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "MAX_FORM_MEMORY_SIZE": LARGEST_BODY,
        "SESSION_COOKIE_PATH": OFFICE,
        "SESSION_COOKIE_NAME": "suara-office",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_CHECK_DEFAULT": False,  # the office guard asks for it; citizens have no session to forge
        "WTF_CSRF_TIME_LIMIT": None,
        # The token and SameSite do it. Some browsers are set to send no Referer: their people could never sign in.
        "WTF_CSRF_SSL_STRICT": False,
    }


def from_our_page() -> bool:
    """Whether the browser says that the form stood on a page of this address."""
    source = request.headers.get("Origin") or request.referrer or ""
    return source.partition("://")[2].partition("/")[0] == request.host


def posted_pairs() -> list[tuple[str, str]]:
    """What the form brought, but for its token and a password, which no page shows again."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in _NEVER_KEPT]


def in_office(path: str) -> bool:
    """Whether a path lies where the office's cookies go (RFC 6265, path-match)."""
    return path == OFFICE or path.startswith(OFFICE + "/")


def derive_key(secret: str, purpose: str) -> bytes:
    """32 bytes for one purpose from a secret key, so that no two uses share a key (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def derived_keys(purpose: str) -> list[bytes]:
    """The key of the current secret for `purpose`, then those of the earlier secrets."""
    settings: Settings = current_app.extensions["settings"]
    return [derive_key(secret, purpose) for secret in (settings.secret_key, *settings.secret_key_fallbacks)]


def contact_cipher() -> Cipher:
    """What contact data are sealed and opened with; those of earlier secrets can still be opened."""
    if _CIPHER not in current_app.extensions:
        current_app.extensions[_CIPHER] = Cipher(derived_keys("contact"))
    cipher: Cipher = current_app.extensions[_CIPHER]
    return cipher


def wrap(app: Flask, settings: Settings) -> None:
    """Put the duties, the static files and the proxy's word about the client around the app."""
    headers = [*_HEADERS, _TRANSPORT] if settings.secure_cookies else _HEADERS
    wrapped: Any = _duties(app.wsgi_app, headers)
    wrapped = WhiteNoise(
        wrapped,
        root=str(ROOT / "app" / "static"),
        prefix="static/",
        max_age=31536000,
        autorefresh=False,
        allow_all_origins=False,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        wrapped = ProxyFix(wrapped, x_for=0, x_proto=hops, x_host=hops)
    app.wsgi_app = wrapped  # type: ignore[method-assign]  # Flask's own way to add a middleware


def _duties(inner: Any, headers: list[tuple[str, str]]) -> Any:
    """Constant headers, a request id and one log line. No client address, no query, no answer is logged."""

    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        request_id = secrets.token_hex(8)
        environ["suara.request_id"] = request_id
        begun = time.perf_counter()

        def start(status: str, response_headers: list[tuple[str, str]], exc_info: object = None) -> Any:
            took = (time.perf_counter() - begun) * 1000
            request_line(request_id, environ["REQUEST_METHOD"], _room(environ), took, status[:3])
            response_headers += headers
            response_headers.append(("X-Request-Id", request_id))
            return start_response(status, response_headers, exc_info)

        return inner(environ, start)

    return application


def _room(environ: dict[str, Any]) -> str:
    """The first part of the path: enough to see what is slow, too little to follow a person."""
    return "/" + environ.get("PATH_INFO", "/").split("/", 2)[1] if environ.get("PATH_INFO") else "/"
