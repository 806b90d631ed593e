"""Languages of the interface. Texts are written in Indonesian in the code; catalogues hold the others."""

from __future__ import annotations

from flask import Flask, has_request_context, request, session
from flask_babel import Babel

from app.extensions import babel
from app.security import in_office
from surveys.translation import LANGUAGE_NAMES

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"


def prepare(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    extension: Babel = babel
    extension.init_app(app, locale_selector=language)
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES)


def language() -> str:
    """The language of this page: what the address asks for, in the office also what was asked before."""
    if not has_request_context():
        return DEFAULT
    asked = _asked("lang")
    if in_office(request.path):
        if asked in LANGUAGES:
            session["language"] = asked
        return session.get("language", DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


def content_language() -> str:
    """The language of a survey's own texts: what the address asks for, also where the interface doesn't speak it.

    In the office `lang` is the interface's, and `in` that of a survey that is looked at.
    """
    if not has_request_context():
        return DEFAULT
    asked = _asked("in" if in_office(request.path) else "lang")
    return asked if asked in LANGUAGE_NAMES else language()


def _asked(name: str) -> str:
    # Asked several times on the answering path, and `get` makes and drops an exception for what is missing.
    return request.args[name] if name in request.args else ""  # noqa: SIM401  see above


def language_argument() -> str | None:
    """The `lang` of links to citizen pages; None, so no argument, for Indonesian."""
    return None if content_language() == DEFAULT else content_language()
