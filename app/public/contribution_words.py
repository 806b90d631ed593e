"""What codes of comments are called on citizens' pages: stances, traces, reasons, verdicts."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from app.contribution_words import reason_word, stance_word, verdict_words
from surveys.errors import Problem

# A shape beside each word: a stance is never told by colour alone.
_SHAPES = {"support": "▲", "object": "▼", "suggest": "✎", "ask": "?"}


def stance_shape(stance: str) -> str:
    return _SHAPES[stance]


def verdict_word(verdict: str) -> str:
    return verdict_words()[verdict]


def trace_word(step: str) -> str:
    """What was done with a comment."""
    words = {
        "shown": _("Ditampilkan"),
        "hidden": _("Disembunyikan"),
        "appealed": _("Penulis minta ditinjau lagi"),
        "upheld": _("Tetap disembunyikan setelah ditinjau lagi"),
        "corrected": _("Diperbaiki oleh penulisnya"),
        "withdrawn": _("Ditarik oleh penulisnya"),
    }
    return words.get(step, _("Diperiksa"))


def own_trace_word(step: str) -> str:
    """The same for its writer, who did some of it."""
    words = {
        "appealed": _("Anda minta ditinjau lagi"),
        "corrected": _("Anda memperbaiki komentar ini"),
        "withdrawn": _("Anda menarik komentar ini"),
    }
    return words.get(step) or trace_word(step)


def state_word(state: str) -> str:
    """Where a comment stands, for its writer."""
    words = {
        "waiting": _("Menunggu diperiksa"),
        "shown": _("Tampil untuk umum"),
        "hidden": _("Disembunyikan"),
        "appealed": _("Sedang ditinjau lagi"),
        "withdrawn": _("Sudah ditarik"),
    }
    return words[state]


def place_problem(problem: Problem) -> str:
    """What is wrong with where a comment should stand."""
    words = {
        "unknown-passage": _("Bagian ini tidak ada dalam naskah yang Anda baca. Pilih bagian lain, lalu kirim lagi."),
        "gone": _("Komentar yang Anda balas sudah tidak tampil."),
        "not-offered": _("Konsultasi ini tidak menerima balasan antarwarga."),
    }
    return words.get(problem.code, _("Isian ini tidak ada dalam formulir."))


def prepare(app: Flask) -> None:
    words = (
        stance_shape,
        stance_word,
        reason_word,
        trace_word,
        own_trace_word,
        verdict_word,
        state_word,
        place_problem,
    )
    app.jinja_env.globals.update({function.__name__: function for function in words})
