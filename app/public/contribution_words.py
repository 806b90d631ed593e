"""What codes of comments are called on citizens' pages: stances, traces, reasons, verdicts."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _
from flask_babel import pgettext

from surveys.errors import Problem

# A shape beside each word: a stance is never told by colour alone.
_SHAPES = {"support": "▲", "object": "▼", "suggest": "✎", "ask": "?"}


def stance_shape(stance: str) -> str:
    return _SHAPES[stance]


def stance_word(stance: str) -> str:
    words = {
        "support": _("Mendukung"),
        "object": _("Keberatan"),
        "suggest": _("Usul"),
        "ask": pgettext("sikap", "Pertanyaan"),
    }
    return words[stance]


def reason_word(reason: str) -> str:
    """Why a comment is hidden, as the rest of the sentence "Disembunyikan: …"; '' for no reason."""
    words = {
        "": "",
        "insult": _("menghina orang"),
        "threat": _("mengancam orang"),
        "hate": _("menyebar kebencian"),
        "personal-data": _("memuat data pribadi"),
        "advertising": _("berisi iklan"),
        "off-topic": _("di luar pokok bahasan"),
        "duplicate": _("sama dengan komentar lain"),
        "known": _("sama dengan pernyataan lain"),
        "unclear": _("sulit dipahami"),
    }
    return words.get(reason, _("alasan lain"))


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


def verdict_word(verdict: str) -> str:
    words = {
        "accepted": _("Diterima"),
        "partly": _("Diterima sebagian"),
        "rejected": _("Tidak diterima"),
        "answered": _("Dijawab"),
    }
    return words[verdict]


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
    words = (stance_shape, stance_word, reason_word, trace_word, verdict_word, state_word, place_problem)
    app.jinja_env.globals.update({function.__name__: function for function in words})
