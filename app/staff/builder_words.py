"""The words of the survey builder: kinds of question, what can be said in a condition, what is wrong where."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from surveys import advice, conditions
from surveys.conditions import Condition, Subject
from surveys.definition import COMMENT, ELEMENT, PROFILE, Expression, Questionnaire, text_in
from surveys.errors import Problem

OPTIONS, SCORES, ROWS, LIMITS, MEASURE, BANDS = "options", "scores", "rows", "limits", "measure", "bands"
LENGTH, MOST, RANDOM, NOT_APPLICABLE = "length", "most", "random", "not-applicable"
CONTACT = "contact"


@dataclass(frozen=True)
class Kind:
    """A type of question as its author meets it. `sample`: marks and words that picture it. `parts`: its fields."""

    title: LazyString
    purpose: LazyString
    sample: tuple[tuple[str, LazyString], ...]
    parts: frozenset[str]


def _kind(title: LazyString, purpose: LazyString, sample: tuple[tuple[str, LazyString], ...], *parts: str) -> Kind:
    return Kind(title, purpose, sample, frozenset(parts))


KINDS: dict[str, Kind] = {
    "choice": _kind(
        _("Pilih satu"),
        _("Warga memilih satu jawaban, misalnya Ya atau Tidak."),
        (("◉", _("Ya")), ("○", _("Tidak"))),
        *(OPTIONS, RANDOM, NOT_APPLICABLE),
    ),
    "multiple": _kind(
        _("Pilih beberapa"),
        _("Warga boleh memilih lebih dari satu jawaban."),
        (("☑", _("Loket")), ("☑", _("Situs web")), ("☐", _("Telepon"))),
        *(OPTIONS, RANDOM, MOST, NOT_APPLICABLE),
    ),
    "scale": _kind(
        _("Skala penilaian"),
        _("Jawaban berurutan dengan nilai, dari yang paling rendah."),
        (("○", _("Kurang puas")), ("◉", _("Puas")), ("○", _("Sangat puas"))),
        *(OPTIONS, SCORES, NOT_APPLICABLE),
    ),
    "matrix": _kind(
        _("Tabel penilaian"),
        _("Beberapa pernyataan dengan pilihan jawaban yang sama."),
        (("○ ◉ ○", _("Ruang tunggu bersih")), ("○ ○ ◉", _("Petugas ramah"))),
        *(OPTIONS, SCORES, ROWS, NOT_APPLICABLE),
    ),
    "ranking": _kind(
        _("Urutkan"),
        _("Warga memberi nomor urut, 1 untuk yang paling penting."),
        (("1", _("Cepat")), ("2", _("Murah")), ("3", _("Dekat"))),
        *(OPTIONS, RANDOM),
    ),
    "number": _kind(
        _("Angka"),
        _("Misalnya lama menunggu dalam menit, atau umur."),
        (("▭", _("35 menit")),),
        *(LIMITS, MEASURE, BANDS, NOT_APPLICABLE),
    ),
    "date": _kind(
        _("Tanggal"),
        _("Misalnya hari warga datang ke loket."),
        (("▭", _("3 November 2026")),),
        *(LIMITS, NOT_APPLICABLE),
    ),
    "yes-no": _kind(
        _("Ya atau tidak"),
        _("Pertanyaan dengan dua jawaban."),
        (("◉", _("Ya")), ("○", _("Tidak"))),
        *(OPTIONS, NOT_APPLICABLE),
    ),
    "rating": _kind(
        _("Penilaian dengan wajah"),
        _("Seperti skala penilaian, dengan gambar wajah di sebelah kata."),
        (("☹", _("Tidak puas")), ("☺", _("Puas"))),
        *(OPTIONS, SCORES, NOT_APPLICABLE),
    ),
    "nps": _kind(
        _("Nilai 0 sampai 10"),
        _("Seberapa mungkin warga menyarankan layanan ini kepada orang lain."),
        (("0 … 10", _("Pasti menyarankan")),),
        *(OPTIONS, SCORES, NOT_APPLICABLE),
    ),
    "region": _kind(
        _("Kabupaten atau kota"),
        _("Dari daftar resmi, menurut provinsi."),
        (("▾", _("Kota Bandung")),),
        NOT_APPLICABLE,
    ),
    "consent": _kind(
        _("Persetujuan"),
        _("Satu kotak yang dicentang warga bila setuju."),
        (("☑", _("Saya setuju")),),
    ),
    "short-text": _kind(
        _("Jawaban pendek"),
        _("Satu baris tulisan warga sendiri."),
        (("▭", _("Nama jenis layanan")),),
        LENGTH,
    ),
    "long-text": _kind(
        _("Saran atau cerita"),
        _("Beberapa baris tulisan warga sendiri."),
        (("▤", _("Antrean pagi terlalu panjang …")),),
        LENGTH,
    ),
    "contact": _kind(
        _("Kontak"),
        _("Untuk menghubungi warga yang mau. Disimpan terpisah dari jawaban."),
        (("▭", _("Alamat surel")), ("▭", _("Nomor telepon"))),
        CONTACT,
    ),
}
ROLE_NAMES = {
    "": _("Pertanyaan biasa"),
    ELEMENT: _("Unsur kepuasan: dihitung dalam nilai"),
    PROFILE: _("Profil warga: untuk membandingkan kelompok"),
    COMMENT: _("Komentar: dibaca dan dikelompokkan"),
}
OPERATOR_NAMES = {
    conditions.IS: _("adalah"),
    conditions.IS_NOT: _("bukan"),
    conditions.AT_LEAST: _("paling sedikit"),
    conditions.AT_MOST: _("paling banyak"),
    conditions.INCLUDES: _("memuat"),
    conditions.EXCLUDES: _("tidak memuat"),
    conditions.ANSWERED: _("sudah dijawab"),
    conditions.UNANSWERED: _("belum dijawab"),
}
_DATE_NAMES = {conditions.AT_LEAST: _("mulai dari"), conditions.AT_MOST: _("sampai dengan")}


def kind_of(type_name: str) -> Kind:
    """The kind of a type; a plain one for a type without words here: its own fields then stay as they are."""
    return KINDS.get(type_name) or Kind(type_name, "", (), frozenset())  # type: ignore[arg-type]  # its name has to do


def operators_of(subject: Subject) -> list[tuple[str, str]]:
    """What can be said of a subject, with its words."""
    names = {**OPERATOR_NAMES, **(_DATE_NAMES if subject.kind == conditions.DATE else {})}
    return [(operator, str(names[operator])) for operator in conditions.OPERATORS[subject.kind]]


def subject_name(subject: Subject, number: int | None) -> str:
    """`3. Apakah Anda datang sendiri?`, with the row of a matrix behind."""
    label, row = subject.label.get("id", ""), subject.row.get("id", "")
    words = f"{label} – {row}" if row else label
    return f"{number}. {words}" if number else words


def rule_words(expression: Expression | None, questionnaire: Questionnaire) -> str:
    """A condition in a line of words, as staff read it in a list."""
    known = conditions.subjects(questionnaire.questions)
    rule = conditions.rule_of(expression, known)
    if rule is None:
        return gettext("dengan syarat yang lebih rumit")
    if not rule.conditions:
        return gettext("semua jawaban")
    said = [_condition_words(condition, known[condition.code]) for condition in rule.conditions]
    joint = gettext("dan") if rule.join == conditions.ALL else gettext("atau")
    return f" {joint} ".join(said)


def _condition_words(condition: Condition, subject: Subject) -> str:
    named = next((text_in(o.label, "id") for o in subject.options if o.code == condition.value), condition.value)
    words = dict(operators_of(subject))[condition.operator]
    return " ".join(part for part in (f"“{subject_name(subject, None)}”", words, named) if part)


def too_long(limit: int) -> str:
    return gettext("Persingkat menjadi paling banyak %(limit)s huruf.", limit=f"{limit:,}".replace(",", "."))


def finding_words(problem: Problem, name: str, other: str = "") -> str:
    """What keeps a survey from being handed in, as advice. `name`: of its question or section; `other`: of the
    question that a condition points to."""
    values = {"name": name, "other": other or problem.found, "found": problem.found}
    words = {
        "no-questions": gettext("Tambahkan paling sedikit satu pertanyaan."),
        "missing": gettext("Isi judul survei."),
        "missing-label": gettext("Tulis pertanyaannya."),
        "bad-code": gettext("Kode pertanyaan “%(name)s” tidak bisa dipakai.", **values),
        "repeated-code": gettext("Dua pertanyaan memakai kode yang sama: %(name)s.", **values),
        "repeated-option": gettext("Dua pilihan pada “%(name)s” memakai kode yang sama.", **values),
        "bad-option-code": gettext("Ada kode pilihan pada “%(name)s” yang tidak bisa dipakai.", **values),
        "bands-not-rising": gettext("Tulis kelompok angka pada “%(name)s” dari kecil ke besar.", **values),
        "few-options": gettext("“%(name)s” perlu paling sedikit dua pilihan jawaban.", **values),
        "no-rows": gettext("“%(name)s” perlu paling sedikit satu pernyataan.", **values),
        "condition-unknown": gettext("Syarat “%(name)s” menunjuk ke pertanyaan yang sudah dihapus.", **values),
        "condition-later": gettext("Syarat “%(name)s” menunjuk ke pertanyaan sesudahnya: %(other)s.", **values),
        "later-question": gettext("“%(name)s” bergantung pada pertanyaan sesudahnya: %(other)s.", **values),
        "unreachable": gettext("Tidak ada warga yang akan melihat “%(name)s”. Periksa syaratnya.", **values),
        "cycle": gettext("Nilai “%(name)s” dihitung dari dirinya sendiri.", **values),
        "no-effect": gettext("Aturan jawaban “%(name)s” tidak memeriksa jawabannya sendiri.", **values),
        "unknown-type": gettext("Jenis pertanyaan “%(name)s” tidak dikenal.", **values),
        "taken-code": gettext("Kode “%(name)s” dipakai dua kali.", **values),
        "too-many-computed": gettext("Terlalu banyak nilai yang dihitung. Kurangi dulu."),
        "no-contact-fields": gettext("Pilih kontak apa yang diminta “%(name)s”.", **values),
        "no-period": gettext("Pilih berapa lama kontak “%(name)s” disimpan.", **values),
        "no-purpose": gettext("Tulis untuk apa kontak “%(name)s” diminta.", **values),
        "bad-limit": gettext("Batas kuota “%(name)s” tidak bisa dipakai.", **values),
        "unknown-code": gettext("Syarat “%(name)s” menunjuk ke pertanyaan yang tidak ada.", **values),
        "too-many-quotas": gettext("Terlalu banyak kuota. Kurangi dulu."),
        "empty-section": gettext("Bagian “%(name)s” belum berisi pertanyaan.", **values),
    }
    return words.get(problem.code, gettext("Periksa lagi “%(name)s”.", **values))


def hint_words(hint: advice.Hint, place: str) -> str:
    """What could read better, as advice. `place`: where, in words."""
    values = {"place": place, "found": hint.found, "better": hint.better}
    words = {
        advice.LONG_SENTENCE: gettext(
            "%(place)s: satu kalimat berisi %(found)s kata. Pakai paling banyak %(better)s.", **values
        ),
        advice.JARGON: gettext("%(place)s: ganti kata “%(found)s” dengan “%(better)s”.", **values),
        advice.TWO_QUESTIONS: gettext("%(place)s: kata “%(found)s” menanyakan dua hal. Buat dua pertanyaan.", **values),
        advice.LEADING: gettext("%(place)s: kata “%(found)s” mengarahkan jawaban.", **values),
        advice.TWO_NEGATIONS: gettext("%(place)s: dua kata ingkar (%(found)s). Pakai satu saja.", **values),
        advice.TOO_LONG: gettext("Survei ini perlu %(found)s menit. Usahakan paling lama %(better)s menit.", **values),
        advice.UNTRANSLATED: gettext(
            "%(found)s teks belum ditulis dalam satu bahasa. Lengkapi terjemahannya.", **values
        ),
    }
    return words[hint.kind]
