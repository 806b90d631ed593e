"""What to say about a consultation's steps, entries and files."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.staff.words import STATE_NAMES
from surveys.errors import ChangedMeanwhile, DomainError, InvalidEntry, OwnWork, Problem, VersionMoved, WrongState
from surveys.lifecycle import ANSWERED

_TOO_LARGE = frozenset({"too-large", "file-too-large", "unpacks-too-large", "too-many-cells", "too-many-lines"})
TRAIL_WORDS = {  # kinds of entries of the audit trail that the consultation's page shows, beside its steps
    "version-begun": _("Versi baru dimulai"),
    "version-submitted": _("Versi baru dikirim ke pemeriksa"),
    "version-published": _("Versi baru disetujui"),
    "version-sent-back": _("Versi baru dikembalikan"),
    "version-discarded": _("Versi baru dibuang"),
    "closing-moved": _("Hari terakhir diubah"),
    "attachment-added": _("Lampiran ditambah"),
    "attachment-removed": _("Lampiran dihapus"),
    "totals-seen": _("Hasil sementara dilihat"),
}
CONSULTATION_STATE_NAMES = {**STATE_NAMES, ANSWERED: _("Sudah dijawab")}


def step_problem(error: DomainError) -> str:
    """Why a step was not taken, and what to do now."""
    if isinstance(error, WrongState):
        state = CONSULTATION_STATE_NAMES[error.state]
        return gettext("Langkah itu tidak jadi. Keadaan konsultasi ini sekarang: %(state)s.", state=state)
    if isinstance(error, InvalidEntry):
        return entry_problem(error.problem)
    words: dict[type[DomainError], str] = {
        ChangedMeanwhile: gettext("Naskah ini berubah sejak Anda membukanya. Lihat isinya sekarang, lalu ulangi."),
        VersionMoved: gettext("Naskah ini sudah berubah atau sudah diperiksa, mungkin dari tab lain. Baca lagi dulu."),
        OwnWork: gettext("Anda ikut menyusun naskah ini. Di instansi Anda, orang lain yang menyetujuinya."),
    }
    return words.get(type(error), gettext("Langkah itu tidak jadi. Muat ulang halaman ini, lalu coba lagi."))


def entry_problem(problem: Problem) -> str:
    """What to do about an entry that the domain refused."""
    limit = problem.limit
    words = {
        ("title", "missing"): gettext("Isi judul konsultasi."),
        ("document", "missing"): gettext("Naskahnya belum ada. Tempel atau unggah naskah dulu."),
        ("summary", "missing"): gettext("Tulis ringkasannya. Warga membaca bagian ini lebih dulu."),
        ("closes_at", "missing"): gettext("Pilih hari terakhir dulu."),
        ("closes_at", "before-opening"): gettext("Pilih hari terakhir yang tidak mendahului hari pertama."),
        ("closes_at", "passed"): gettext("Hari terakhir sudah lewat. Pilih hari yang masih akan datang."),
        ("milestones", "too-many"): gettext("Tulis paling banyak %(limit)s langkah.", limit=limit),
        ("outcome_days", "unknown"): gettext("Tulis jumlah hari dari 1 sampai 365."),
        ("survey_id", "unknown"): gettext("Pilih survei dari daftar ini."),
    }
    if problem.code == "too-long":
        return gettext("Persingkat teks ini menjadi paling banyak %(limit)s huruf.", limit=limit)
    unstorable = gettext("Tulis ulang. Ada tanda yang tidak dapat kami simpan.")
    return words.get((problem.field, problem.code), unstorable)


def file_problem(problem: Problem) -> str:
    """Why an uploaded or pasted text or a file was refused, and what to do."""
    limit = problem.limit
    words = {
        "missing": gettext("Tempel naskah atau pilih satu berkas."),
        "no-text": gettext("Tidak ada teks di dalamnya. Kalau ini hasil pindai, salin dulu teksnya."),
        "pdf": gettext("PDF tidak dapat dibaca di sini. Salin teksnya, lalu tempel."),
        "too-many": gettext("Paling banyak %(limit)s lampiran. Hapus salah satu dulu.", limit=limit),
        "too-many-passages": gettext("Naskah ini terlalu panjang: paling banyak %(limit)s bagian.", limit=limit),
        "passage-too-long": gettext("Ada satu bagian yang terlalu panjang. Bagi menjadi beberapa paragraf."),
        "too-deep": gettext("Daftar di dalam daftar terlalu dalam. Sederhanakan dulu naskahnya."),
        "macros": gettext("Berkas ini memuat makro. Simpan tanpa makro, lalu unggah lagi."),
        "not-docx": gettext("Berkas ini bukan Word .docx yang utuh. Simpan lagi sebagai .docx, lalu unggah."),
        "old-word": gettext("Berkas .doc lama tidak dapat dibaca. Simpan sebagai .docx, lalu unggah."),
        "entities": gettext("Berkas ini memuat isi yang berbahaya. Salin teksnya, lalu tempel."),
        "too-many-marks": gettext("Ada terlalu banyak tanda di dalamnya. Salin teksnya saja, lalu tempel."),
        "encrypted": gettext("Berkas ini dikunci kata sandi. Buka kuncinya dulu, lalu unggah lagi."),
        "not-utf-8": gettext("Simpan berkas teks sebagai UTF-8, lalu unggah lagi."),
        "unknown-kind": gettext("Jenis berkas ini tidak diterima. Lihat jenis yang boleh di atas kotak ini."),
        "other-content": gettext("Isi berkas tidak cocok dengan namanya. Simpan lagi berkasnya, lalu unggah."),
    }
    large = gettext("Berkas atau teks ini terlalu besar. Bagi menjadi beberapa bagian.")
    return large if problem.code in _TOO_LARGE else words.get(problem.code, words["not-docx"])
