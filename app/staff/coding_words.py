"""What the coding bench says: why a step was not taken, and the audit trail in sentences."""

from __future__ import annotations

from flask_babel import gettext as _

from app.staff.words import entry_problem
from surveys.errors import DomainError, InvalidEntry, NothingToDraw, RetiredCode, TakenName, UnknownCode


def coding_problem(error: DomainError) -> str:
    """Why a step was not taken, and what to do now."""
    if isinstance(error, RetiredCode):
        return _("Kode “%(name)s” baru saja digabung atau dihentikan rekan Anda. Pilih kode lain.", name=error.name)
    if isinstance(error, InvalidEntry):
        return entry_problem(error.problem)
    words: dict[type[DomainError], str] = {
        TakenName: _("Nama ini sudah dipakai. Pilih nama lain."),
        UnknownCode: _("Pilih kode dari daftar ini."),
        NothingToDraw: _("Semua komentar sudah dibaca. Tidak ada lagi yang bisa diambil untuk sampel."),
    }
    return words[type(error)]
