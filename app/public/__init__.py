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
    home,
    ready_pages,
    receipt_cookie,
    respond,
    shelf,
    tokens,
)
from app.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "consultation_changes",
    "consultation_feeds",
    "consultation_files",
    "consultation_list",
    "consultations",
    "home",
    "prepare",
    "respond",
]


def prepare(app: Flask) -> None:
    rooms = (shelf, consultation_shelf, consultation_beside, consultation_catalogue, consultation_words, ready_pages)
    for room in (*rooms, tokens, receipt_cookie):
        room.prepare(app)
