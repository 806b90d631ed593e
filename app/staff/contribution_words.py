"""What moderators read: the names of states, stances, reasons and steps, and why a decision was not taken."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from surveys import abuse
from surveys.errors import ChangedMeanwhile, DomainError, InvalidEntry, Problem, WrongState

STATE_NAMES = {
    "appealed": _("Minta ditinjau lagi"),
    "waiting": _("Menunggu"),
    "shown": _("Tampil"),
    "hidden": _("Disembunyikan"),
}
STANCE_NAMES = {
    "support": _("Mendukung"),
    "object": _("Keberatan"),
    "suggest": _("Memberi usul"),
    "ask": _("Bertanya"),
}
REASON_NAMES = {
    "insult": _("Menghina orang"),
    "threat": _("Mengancam orang"),
    "hate": _("Menyebar kebencian"),
    "personal-data": _("Memuat data pribadi"),
    "advertising": _("Berisi iklan"),
    "off-topic": _("Di luar pokok bahasan"),
    "duplicate": _("Sama dengan komentar lain"),
    "other": _("Alasan lain"),
}
STEP_NAMES = {
    "shown": _("Ditampilkan"),
    "hidden": _("Disembunyikan"),
    "appealed": _("Penulis minta ditinjau lagi"),
    "upheld": _("Tetap disembunyikan setelah ditinjau lagi"),
    "corrected": _("Diperbaiki oleh penulisnya"),
    "withdrawn": _("Ditarik oleh penulisnya"),
}

FOUND_NAMES = {  # by severity, or what a match is called where no rough word stands
    abuse.MILD: _("kata kasar ringan, tidak cukup untuk menahan"),
    abuse.INSULT: _("penghinaan"),
    abuse.WORST: _("kata cabul atau sangat kasar"),
    abuse.THREAT: _("ancaman"),
    abuse.HATE: _("kebencian terhadap kelompok"),
    abuse.HARASSMENT: _("pelecehan"),
}


def decision_problem(error: DomainError) -> str:
    """Why nothing was decided, and what to do now."""
    if isinstance(error, WrongState):
        state = STATE_NAMES.get(error.state, STEP_NAMES["withdrawn"])
        return gettext("Keputusan itu tidak jadi. Keadaan komentar ini sekarang: %(state)s.", state=state)
    if isinstance(error, ChangedMeanwhile):
        return gettext("Komentar ini berubah sejak Anda membukanya. Baca lagi, lalu putuskan.")
    if isinstance(error, InvalidEntry):
        return entry_problem(error.problem)
    return gettext("Keputusan itu tidak jadi. Muat ulang halaman ini, lalu coba lagi.")


def entry_problem(problem: Problem) -> str:
    words = {
        ("seen", "required"): gettext("Pilih dulu komentar yang akan ditampilkan."),
        ("seen", "too-many"): gettext("Pilih paling banyak %(limit)s komentar sekaligus.", limit=problem.limit),
        ("reason", "required"): gettext("Pilih satu alasan."),
        ("decision", "required"): gettext("Pilih satu keputusan."),
        ("word", "required"): gettext("Tulis katanya, paling sedikit dua huruf."),
        ("word", "known"): gettext("Kata ini sudah ada dalam daftar."),
        ("word", "unknown"): gettext("Kata ini tidak ada dalam daftar."),
        ("word", "too-long"): gettext("Persingkat menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        ("word", "too-many"): gettext("Daftar Anda penuh. Hapus dulu kata yang tidak perlu."),
        ("sentence", "required"): gettext("Tulis satu kalimat untuk dicoba."),
        ("sentence", "too-long"): gettext("Persingkat menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        ("note", "required"): gettext("Tulis catatan. Alasan lain perlu penjelasan."),
        ("note", "too-long"): gettext("Persingkat catatan menjadi paling banyak 2.000 huruf."),
    }
    return words.get((problem.field, problem.code), gettext("Isi ini tidak bisa kami baca. Tulis lagi."))
