"""Citizens' pages. No session, no account, no cookie but the one that carries a receipt."""

from __future__ import annotations

from flask import Flask

from app.public import (
    consultation_shelf,
    contribution_receipts,
    contribution_tokens,
    contribution_words,
    contributions,
    home,
    receipt_cookie,
    respond,
    shelf,
    tokens,
)
from app.public.blueprint import blueprint

__all__ = ["blueprint", "contribution_receipts", "contributions", "home", "prepare", "respond"]


def prepare(app: Flask) -> None:
    for room in (shelf, consultation_shelf, tokens, receipt_cookie, contribution_tokens, contribution_words):
        room.prepare(app)
