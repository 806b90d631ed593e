"""The words that more than one of an agency's pages uses, and what to say when the domain says no."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from surveys.definition import ONE_PAGE, PAGES
from surveys.errors import (
    ChangedMeanwhile,
    DomainError,
    InvalidEntry,
    InvalidQuestionnaire,
    OwnWork,
    Problem,
    VersionMoved,
    WrongState,
)
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, RESULTS_PUBLISHED, SCHEDULED

STATE_NAMES = {
    DRAFT: _("Konsep"),
    IN_REVIEW: _("Diperiksa"),
    SCHEDULED: _("Terjadwal"),
    OPEN: _("Dibuka"),
    CLOSED: _("Ditutup"),
    RESULTS_PUBLISHED: _("Hasil diumumkan"),
}
CHANNEL_NAMES = {
    "web": _("Ponsel atau komputer sendiri"),
    "kiosk": _("Layar di tempat pelayanan"),
    "paper": _("Formulir kertas"),
    "message": _("Pesan singkat"),
    "import": _("Berkas dari alat lain"),
}
LAYOUT_NAMES = {
    ONE_PAGE: _("Satu halaman: semua pertanyaan sekaligus"),
    PAGES: _("Beberapa halaman: satu bagian demi satu bagian"),
}
NOT_KEPT = "0"
ORIGINALS_NAMES = {  # days, as surveys.originals offers them
    NOT_KEPT: _("Tidak disimpan"),
    "30": _("Disimpan 30 hari, lalu dihapus"),
    "90": _("Disimpan 90 hari, lalu dihapus"),
}
TIME_ZONE_NAMES = {
    "Asia/Jakarta": _("WIB (Waktu Indonesia Barat)"),
    "Asia/Makassar": _("WITA (Waktu Indonesia Tengah)"),
    "Asia/Jayapura": _("WIT (Waktu Indonesia Timur)"),
}


def entry_problem(problem: Problem) -> str:
    """What to do about an entry that the domain refused."""
    words = {
        ("title", "missing"): gettext("Isi judul survei."),
        ("title", "too-long"): gettext("Persingkat judul menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        ("layout", "unknown"): gettext("Pilih satu cara menampilkan pertanyaan."),
        ("originals_days", "unknown"): gettext("Pilih satu cara untuk tulisan asli."),
        ("closes_at", "before-opening"): gettext("Pilih hari terakhir yang tidak mendahului hari pertama."),
        ("closes_at", "passed"): gettext("Hari terakhir sudah lewat. Pilih hari yang masih akan datang."),
        ("note", "too-long"): gettext("Persingkat catatan menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        ("reason", "too-long"): gettext(
            "Persingkat alasan menjadi paling banyak %(limit)s huruf.", limit=problem.limit
        ),
        ("reason", "missing"): gettext("Tulis alasannya, supaya rekan Anda mengerti."),
        ("verdict", "unknown"): gettext("Pertanyaan ini sudah berubah. Muat ulang halaman, lalu pilih lagi."),
        ("code", "not-kebab-case"): gettext("Pakai huruf kecil, angka, dan tanda hubung, misalnya dinas-kesehatan."),
        ("words", "too-long"): gettext(
            "Persingkat daftar kata menjadi paling banyak %(limit)s huruf.", limit=problem.limit
        ),
        ("words", "too-many"): gettext("Tulis paling banyak 200 kata kunci, masing-masing paling panjang 60 huruf."),
        ("name", "missing"): gettext("Isi namanya."),
        ("name", "too-long"): gettext("Persingkat nama menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        ("time_zone", "unknown"): gettext("Pilih satu zona waktu."),
        ("description", "too-long"): gettext(
            "Persingkat penjelasan menjadi paling banyak %(limit)s huruf.", limit=problem.limit
        ),
        ("interpretation", "too-long"): gettext(
            "Persingkat arti tema menjadi paling banyak %(limit)s huruf.", limit=problem.limit
        ),
        ("comments", "missing"): gettext("Pilih paling sedikit satu komentar yang memakai kode ini."),
        ("size", "out-of-range"): gettext("Tulis angka dari 10 sampai 500."),
        ("second_coder", "same"): gettext("Pilih dua orang yang berbeda."),
        ("people", "out-of-range"): gettext("Tulis jumlah orang dari 0 sampai 1.000.000.000."),
    }
    unstorable = gettext("Tulis ulang. Ada tanda yang tidak dapat kami simpan.")
    return words.get((problem.field, problem.code), unstorable)


def step_problem(error: DomainError) -> str:
    """Why a step was not taken, and what to do now."""
    if isinstance(error, WrongState):
        state = STATE_NAMES[error.state]
        return gettext("Langkah itu tidak jadi. Keadaan survei ini sekarang: %(state)s.", state=state)
    if isinstance(error, VersionMoved):
        return _version_moved(error.standing)
    words: dict[type[DomainError], str] = {
        ChangedMeanwhile: gettext("Survei ini berubah sejak Anda membukanya. Lihat keadaannya sekarang, lalu ulangi."),
        OwnWork: gettext("Anda ikut menyusun pertanyaan ini. Di instansi Anda, orang lain yang menyetujuinya."),
        InvalidQuestionnaire: gettext(
            "Pertanyaannya belum siap. Buka Susun pertanyaan: di sana tertulis apa yang kurang."
        ),
        InvalidEntry: gettext("Hari terakhir survei ini sudah lewat. Jadikan konsep lagi, lalu ubah tanggalnya."),
    }
    incomplete = gettext("Survei belum lengkap. Pilih paling sedikit satu unit dan isi judulnya.")
    return words.get(type(error), incomplete)


def _version_moved(standing: str) -> str:
    words = {
        "published": gettext("Tidak ada versi yang menunggu. Versi ini sudah diterbitkan, mungkin dari tab lain."),
        "waiting": gettext("Versi ini sudah menunggu pemeriksa. Minta pemeriksa mengembalikannya dulu."),
        "written": gettext("Versi ini sudah kembali ke penyusun dan belum dikirim lagi."),
        "discarded": gettext("Versi ini sudah dibuang. Tidak ada yang berubah."),
    }
    return words[standing]


def file_problem(problem: Problem) -> str:
    """Why an uploaded file with texts was refused, and what to do."""
    words = {
        "missing": gettext("Pilih satu berkas."),
        "other-language": gettext(
            "Berkas ini untuk bahasa lain (%(found)s). Pilih berkas yang benar.", found=problem.found
        ),
        "too-large": gettext("Berkas ini terlalu besar."),
        "not-xml": gettext("Berkas ini tidak dapat dibaca. Unduh lagi berkasnya, lalu isi dari awal."),
        "not-xliff": gettext("Berkas ini bukan XLIFF 2. Simpan sebagai XLIFF 2.0 atau CSV."),
        "missing-column": gettext("Kolom key atau kolom bahasanya tidak ada. Jangan ubah baris pertama."),
        "not-utf-8": gettext("Simpan berkas sebagai CSV UTF-8, lalu unggah lagi."),
        "empty-file": gettext("Berkas ini kosong."),
        "too-long": gettext("Ada terjemahan yang lebih dari %(limit)s huruf. Persingkat dulu.", limit=problem.limit),
        "not-storable": gettext("Ada tanda yang tidak dapat kami simpan. Tulis ulang teks itu."),
    }
    return words.get(problem.code, words["not-xml"])
