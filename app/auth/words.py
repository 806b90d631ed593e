"""The accounts' words that more than one page uses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.auth.permissions import ADMINISTRATOR, ANALYST, APPROVER, AUTHOR, OVERSIGHT

ROLE_NAMES = {
    AUTHOR: _("Penyusun"),
    APPROVER: _("Pemeriksa"),
    ANALYST: _("Analis"),
    ADMINISTRATOR: _("Administrator"),
    OVERSIGHT: _("Pengawas"),
}
ROLE_TASKS = {
    AUTHOR: _("Penyusun: menyusun survei dan memantau jumlah jawaban"),
    APPROVER: _("Pemeriksa: menyetujui, membuka, dan menutup survei"),
    ANALYST: _("Analis: mengisi jumlah pengguna layanan, mengelompokkan komentar, membaca laporan, mengunduh jawaban"),
    ADMINISTRATOR: _("Administrator: semua tugas di atas, ditambah mengatur pengguna dan unit"),
}
PASSWORD_PROBLEMS = {
    "missing": _("Isi kata sandi baru."),
    "too-short": _("Pakai paling sedikit 12 karakter."),
    "too-long": _("Pakai paling banyak 200 karakter."),
    "is-email": _("Jangan pakai alamat e-mail Anda sebagai kata sandi."),
    "too-common": _("Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan."),
}
