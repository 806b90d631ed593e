"""Citizens' pages. No session, no account, no cookie but the one that carries a receipt."""

from __future__ import annotations

from flask import Flask

from app.public import consultation_shelf, home, pictures, receipt_cookie, respond, shelf, tokens
from app.public.blueprint import blueprint

__all__ = ["blueprint", "home", "pictures", "prepare", "respond"]


def prepare(app: Flask) -> None:
    for room in (shelf, consultation_shelf, tokens, receipt_cookie):
        room.prepare(app)
