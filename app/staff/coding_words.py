"""What the coding bench says: why a step was not taken, and the audit trail in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.filters import number
from app.staff.version_words import version_step
from app.staff.words import entry_problem
from surveys.audit import Entry
from surveys.errors import ChangedMeanwhile, DomainError, InvalidEntry, NothingToDraw, RetiredCode, TakenName

ANSWERED_THEME = _l("Tema ini sudah dijawab. Warga membaca jawaban itu, jadi tema tidak bisa dibubarkan.")
# The steps of the bench in the trail of a consultation, which holds other steps too.
STEPS = (
    *("comment-coded", "code-created", "code-described", "codes-merged", "code-split", "code-retired"),
    *("theme-created", "theme-written", "theme-renamed", "theme-dissolved", "answered-theme-grew"),
    *("comments-themed", "comments-unthemed", "double-coding-drawn", "double-coding-abandoned"),
    *("answer-theme-created", "answer-theme-renamed", "answer-theme-dissolved"),  # before themes were one thing
)


def coding_problem(error: DomainError) -> str:
    """Why a step was not taken, and what to do now."""
    if isinstance(error, RetiredCode):
        return _("Kode “%(name)s” baru saja digabung atau dihentikan rekan Anda. Pilih kode lain.", name=error.name)
    if isinstance(error, InvalidEntry):
        return entry_problem(error.problem)
    words: dict[type[DomainError], str] = {
        TakenName: _("Nama ini sudah dipakai. Pilih nama lain."),
        NothingToDraw: _("Semua komentar sudah dibaca. Tidak ada lagi yang bisa diambil."),
        ChangedMeanwhile: _("Rekan Anda sudah mengubahnya. Periksa dulu, lalu simpan lagi."),
    }
    return words.get(type(error), _("Pilih kode dari daftar ini."))


def step_taken(entry: Entry, *, hidden: bool) -> str:
    """An entry of the audit trail as a sentence without its actor. `hidden`: the codes must not be seen yet."""
    detail = entry.detail
    if entry.kind == "comment-coded":
        return _("membaca satu komentar untuk kode ganda") if hidden else _comment_coded(detail)
    if entry.kind in ("double-coding-drawn", "double-coding-abandoned"):
        return _double_coding(entry.kind, detail)
    values = {name: detail.get(name, "") for name in ("name", "old_name", "new_name", "into_name")}
    values["old_name"] = values["old_name"] or detail.get("before", "")
    comments, count = number(detail.get("comments", 0)), number(detail.get("count", 0))
    words = {
        "code-created": _("membuat kode “%(name)s”", **values),
        "code-described": _("mengubah kode “%(old_name)s” menjadi “%(name)s” atau penjelasannya", **values),
        "codes-merged": _(
            "menggabung kode “%(name)s” ke “%(into_name)s” (komentar: %(comments)s)", comments=comments, **values
        ),
        "code-split": _(
            "memecah kode “%(name)s”: kode baru “%(new_name)s” (komentar: %(comments)s)", comments=comments, **values
        ),
        "code-retired": _("menghentikan kode “%(name)s”", **values),
        "theme-created": _("membuat tema “%(name)s”", **values),
        "theme-written": _(
            "menulis tema “%(name)s” dengan kode: %(codes)s", codes=_listed(detail.get("codes", [])), **values
        ),
        "comment-labelled": _("memberi label nada pada satu komentar"),
        "originals-read": _("melihat teks asli yang disimpan"),
        "theme-dissolved": _("membubarkan tema “%(name)s”", **values),
        "theme-renamed": _("mengubah nama tema “%(old_name)s” menjadi “%(name)s”", **values),
        "comments-themed": _("memasukkan komentar ke tema “%(name)s”: %(count)s", count=count, **values),
        "comments-unthemed": _("mengeluarkan komentar dari tema “%(name)s”: %(count)s", count=count, **values),
        "answered-theme-grew": _(
            "karena itu, jawaban untuk tema “%(name)s” juga berlaku bagi komentar lain: %(count)s",
            count=count,
            **values,
        ),
    }
    return words.get(entry.kind.replace("answer-theme", "theme")) or version_step(entry)


def _comment_coded(detail: Mapping[str, Any]) -> str:
    added, removed = detail["added"], detail["removed"]
    if added and removed:
        return _(
            "memberi kode %(added)s dan melepas %(removed)s pada satu komentar",
            added=_listed(added),
            removed=_listed(removed),
        )
    if removed:
        return _("melepas kode %(removed)s dari satu komentar", removed=_listed(removed))
    if added:
        return _("memberi kode %(added)s pada satu komentar", added=_listed(added))
    return _("membaca satu komentar tanpa memberi kode")


def _double_coding(kind: str, detail: Mapping[str, Any]) -> str:
    values = {"double": detail["double"], "coders": " & ".join(detail["coders"])}
    if kind == "double-coding-abandoned":
        return _("menghentikan kode ganda %(double)s: %(coders)s", **values)
    comments = number(detail["comments"])
    return _("mengambil sampel kode ganda %(double)s: %(coders)s (komentar: %(comments)s)", comments=comments, **values)


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names) or _("tanpa kode")
