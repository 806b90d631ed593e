"""A questionnaire with a question of every type, each with all that it can show."""

from __future__ import annotations

from typing import Any

from surveys.definition import Option, Question, Questionnaire, Section
from surveys.editing import first_question
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.contact import FIELDS, field

_FEW = tuple(Option(code, {"id": f"Pilihan {code}"}) for code in ("a", "b", "c"))
_MORE: dict[str, dict[str, Any]] = {
    "choice": {"options": (*_FEW, Option("other", {"id": "Lainnya"})), "random_order": True},
    "multiple": {"options": _FEW, "max_choices": 2},
    "scale": {"options": _FEW},
    "matrix": {"options": _FEW, "rows": (Option("x", {"id": "Ruang tunggu"}), Option("y", {"id": "Toilet"}))},
    "ranking": {"options": _FEW},
    "region": {"options": (Option("32", {"id": "Jawa Barat"}), Option("36", {"id": "Banten"}))},
    "number": {"measure": {"id": "menit"}, "minimum": "0", "maximum": "600"},
    "contact": {"options": tuple(map(field, FIELDS)), "kept_days": 90},
    "date": {"minimum": "2026-01-01"},
}


def question(name: str, **fields: Any) -> Question:
    """A question of the type `name`, which is its code too."""
    label, hint = {"id": f"Pertanyaan {name}"}, {"id": "Petunjuk singkat."}
    told = {
        "options": first_question(name).options,
        "hint": hint,
        "not_applicable": True,
        **_MORE.get(name, {}),
        **fields,
    }
    return Question(name, name, label, **told)


def questionnaire(**fields: Any) -> Questionnaire:
    questions = tuple(question(name, **fields) for name in QUESTION_TYPES)
    return Questionnaire({"id": "Semua jenis"}, (Section("semua", {"id": "Semua jenis"}, questions),))
