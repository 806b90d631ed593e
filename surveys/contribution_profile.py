"""What a consultation may ask about the people who comment: a few questions with options, none of them required.

Pure. An agency picks among them; answers are groups, never numbers or names, and stand beside the comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from surveys import regions
from surveys.definition import Localized, Option, Question

CODES = ("role", "province", "age", "gender", "disability")

_Options = tuple[tuple[str, str, str], ...]  # code, in Indonesian, in English

_ROLES: _Options = (
    ("citizen", "Warga", "Citizen"),
    ("business", "Pelaku usaha", "Business"),
    ("organisation", "Organisasi masyarakat", "Civil society organisation"),
    ("academic", "Akademisi", "Academic"),
    ("official", "Aparatur pemerintah", "Public servant"),
    ("other", "Lainnya", "Other"),
)
_AGES: _Options = (
    ("0-17", "Di bawah 18 tahun", "Under 18"),
    ("18-24", "18–24 tahun", "18–24"),
    ("25-34", "25–34 tahun", "25–34"),
    ("35-44", "35–44 tahun", "35–44"),
    ("45-54", "45–54 tahun", "45–54"),
    ("55-64", "55–64 tahun", "55–64"),
    ("65+", "65 tahun ke atas", "65 and over"),
)
_GENDERS: _Options = (("L", "Laki-laki", "Male"), ("P", "Perempuan", "Female"))
_YES_NO: _Options = (("yes", "Ya", "Yes"), ("no", "Tidak", "No"))


@cache
def every() -> dict[str, Question]:
    """Code -> question, in the order in which they are asked."""
    asked = (
        _pick("role", "Anda menulis sebagai siapa?", "In what role do you write?", "Peran", "Role", _ROLES),
        _pick("province", "Provinsi tempat tinggal Anda", "Your province", "Provinsi", "Province", _provinces()),
        _pick("age", "Umur Anda", "Your age", "Umur", "Age", _AGES),
        _pick("gender", "Jenis kelamin", "Gender", "Jenis kelamin", "Gender", _GENDERS),
        _pick(
            "disability",
            "Apakah Anda penyandang disabilitas?",
            "Do you have a disability?",
            "Disabilitas",
            "Disability",
            _YES_NO,
        ),
    )
    return {question.code: question for question in asked}


def questions(codes: Iterable[str]) -> tuple[Question, ...]:
    """The questions with these codes, in the order in which they are asked. A code without a question has none."""
    wanted = set(codes)
    return tuple(question for code, question in every().items() if code in wanted)


def _provinces() -> _Options:
    return tuple((code, name, name) for code, name in regions.province_names().items())


def _pick(code: str, label: str, english: str, name: str, english_name: str, options: _Options) -> Question:
    choices = tuple(Option(option, _text(words, translated)) for option, words, translated in options)
    return Question(code, "choice", _text(label, english), name=_text(name, english_name), options=choices)


def _text(indonesian: str, english: str) -> Localized:
    return {"id": indonesian, "en": english}
