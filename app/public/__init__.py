"""Citizens' pages. No session, no account, no cookie but the one that carries a receipt."""

from __future__ import annotations

from flask import Flask

from app.public import (
    consultation_beside,
    consultation_catalogue,
    consultation_changes,
    consultation_feeds,
    consultation_files,
    consultation_list,
    consultation_shelf,
    consultation_words,
    consultations,
    contribution_receipts,
    contribution_tokens,
    contribution_words,
    contributions,
    home,
    opinions,
    outcome,
    outcome_notice,
    pictures,
    proposals,
    ready_pages,
    receipt_cookie,
    respond,
    shelf,
    statement_shelf,
    tokens,
    vote_cookie,
    vote_tokens,
    voting,
)
from app.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "consultation_changes",
    "consultation_feeds",
    "consultation_files",
    "consultation_list",
    "consultations",
    "contribution_receipts",
    "contributions",
    "home",
    "opinions",
    "outcome",
    "outcome_notice",
    "pictures",
    "prepare",
    "proposals",
    "respond",
    "voting",
]

_KEPT = (shelf, ready_pages, consultation_shelf, consultation_beside, consultation_catalogue, statement_shelf, outcome)
_SECRETS = (tokens, receipt_cookie, contribution_tokens, vote_cookie, vote_tokens)
_WORDS = (consultation_words, contribution_words, outcome_notice)


def prepare(app: Flask) -> None:
    for room in (*_KEPT, *_SECRETS, *_WORDS):
        room.prepare(app)
