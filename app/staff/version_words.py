"""What the page of a new version says: what became of a question, which part of it, and who did what."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from surveys import versions
from surveys.audit import Entry
from surveys.comparison import CHANGED, DROPPED, NEW, REWORDED, SAME

VERDICT_NAMES = {
    SAME: _("tetap"),
    REWORDED: _("diubah kata-katanya"),
    CHANGED: _("diubah isinya"),
    NEW: _("baru"),
    DROPPED: _("dihapus"),
}
PART_NAMES = {
    "label": _("Pertanyaan"),
    "hint": _("Penjelasan"),
    "name": _("Nama pendek"),
    "invalid_message": _("Pesan kalau jawaban belum benar"),
    "type": _("Jenis jawaban"),
    "role": _("Kegunaan"),
    "bands": _("Kelompok angka"),
    "minimum": _("Paling kecil atau paling awal"),
    "maximum": _("Paling besar atau paling akhir"),
    "max_choices": _("Paling banyak pilihan"),
    "max_length": _("Paling banyak huruf"),
    "not_applicable": _("Boleh “tidak berlaku bagi saya”"),
    "required": _("Wajib diisi"),
    "required_if": _("Wajib diisi kalau"),
    "random_order": _("Urutan pilihan acak"),
    "kept_days": _("Lama kontak disimpan"),
    "shown_if": _("Ditanyakan kalau"),
    "section_shown_if": _("Bagiannya ditanyakan kalau"),
    "valid_if": _("Jawaban benar kalau"),
    "measure": _("Satuan"),
    "score": _("Nilai pilihan"),
    "option": _("Pilihan"),
    "row": _("Pernyataan"),
}
# Of the parts that stand for an option or a row, whose code follows.
MEMBER_NAMES = frozenset({"option", "row", "score"})


def version_step(entry: Entry) -> str:
    """A step of a version as a sentence without its actor."""
    number, question = entry.detail.get("version", ""), entry.detail.get("question", "")
    if entry.kind == versions.DECIDED:
        verdict = VERDICT_NAMES.get(str(entry.detail.get("verdict")), "")
        return gettext("menetapkan pertanyaan “%(question)s”: %(verdict)s", question=question, verdict=verdict)
    words = {
        versions.BEGUN: gettext("memulai versi %(number)s", number=number),
        versions.SUBMITTED: gettext("mengirim versi %(number)s ke pemeriksa", number=number),
        versions.SENT_BACK: gettext("mengembalikan versi %(number)s", number=number),
        versions.APPROVED: gettext("menerbitkan versi %(number)s", number=number),
        versions.THROWN_AWAY: gettext("membuang versi %(number)s", number=number),
    }
    return words.get(entry.kind, entry.kind)
