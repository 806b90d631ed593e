"""What is typed about one question: shown again as it was typed, or made into the question that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.staff import builder_words as words
from app.staff.builder_rows import MOST_OPTIONS, Row, act_on, action_of, plain, rows_of
from app.staff.builder_rules import OWN, RuleRows, canonical
from app.staff.builder_words import ROLE_NAMES, Kind, kind_of
from surveys.conditions import Subject, subjects
from surveys.definition import Localized, Option, Question, is_code, is_option_code
from surveys.editing import code_from
from surveys.question_types import contact

LONGEST = {"label": 1000, "hint": 1000, "name": 60, "measure": 30, "invalid_message": 300}
LONGEST_OPTION = 200
ALWAYS, NEVER, SOMETIMES = "yes", "no", "if"
_PLAIN = ("code", "minimum", "maximum", "max_length", "max_choices", "bands", "role")
_RULES = {"shown": "shown_if", "required": "required_if", "valid": "valid_if"}
_DIGITS = 4
_ASKED = tuple(f"ask_{code}" for code in contact.FIELDS)
_FIRST_ROWS = 3


class QuestionSheet:
    """A question as its page shows it. `errors`: id of a control -> what to do there; empty until `question`."""

    def __init__(self, before: Sequence[Question], question: Question, posted: MultiDict[str, str] | None) -> None:
        """`before`: the questions that conditions can speak of; `question`: as it is stored, or a new one's first."""
        self.stored = question
        self.kind: Kind = kind_of(question.type)
        self.errors: dict[str, str] = {}
        self.focus = ""  # the control that the author goes on with
        self.typed = _typed(question) if posted is None else _posted(posted)
        names = {"options": question.options, "rows": question.rows}
        self.rows: dict[str, list[Row]] = {
            name: _rows(options, self.is_new) if posted is None else rows_of(name, posted)
            for name, options in names.items()
        }
        if posted is None:
            self._offer_empty_rows()
        self.rules = {name: self._rule(name, before, posted) for name in _RULES}

    @property
    def is_new(self) -> bool:
        return not self.stored.code

    def act(self, posted: MultiDict[str, str]) -> bool:
        """Do what a button of the rows asks for. False: another button was pressed."""
        action = action_of(posted)
        if action is None:
            return False
        what, name, number = action
        if name in self.rows:
            self.focus = f"{name}-{act_on(self.rows[name], what, number)}-label"
        elif name in self.rules:
            self.focus = self.rules[name].act(what, number, posted)
        return True

    def question(self, taken: Sequence[str]) -> Question | None:
        """The question that was typed, its code not among `taken`; None with `errors` where something is wrong."""
        self._check_texts()
        changes: dict[str, Any] = {name: _text(getattr(self.stored, name), self.typed[name]) for name in LONGEST}
        changes |= self._parts()
        code = self.stored.code or self._new_code(taken)
        for rule in self.rules.values():
            rule.check()
            self.errors |= rule.errors
        self._check_sometimes()
        if self.errors:
            return None
        changes |= {field: self.rules[name].expression(code) for name, field in _RULES.items()}
        required = self.typed["required"]
        changes["required_if"] = changes["required_if"] if required == SOMETIMES else None
        return replace(self.stored, code=code, required=required == ALWAYS, **changes)

    def _offer_empty_rows(self) -> None:
        for name, part in (("options", words.OPTIONS), ("rows", words.ROWS)):
            if part in self.kind.parts and not self.rows[name]:
                self.rows[name] = [{"label": "", "code": "", "score": ""} for _row in range(_FIRST_ROWS)]

    def _rule(self, name: str, before: Sequence[Question], posted: MultiDict[str, str] | None) -> RuleRows:
        known = subjects(before)
        expression = getattr(self.stored, _RULES[name])
        if name == "valid" and not self.kind.parts & {words.ROWS, words.CONTACT}:
            known |= {OWN: _own(self.stored)}
            expression = _renamed(expression, self.stored.code, OWN)
        if posted is None:
            return RuleRows.stored(name, known, expression)
        return RuleRows.posted(name, known, posted, expression)

    def _check_texts(self) -> None:
        if not self.typed["label"]:
            self.errors["label"] = _("Tulis pertanyaannya.")
        for name, limit in LONGEST.items():
            if len(self.typed[name]) > limit:
                self.errors[name] = words.too_long(limit)
        if self.typed["required"] not in (ALWAYS, NEVER, SOMETIMES):
            self.errors["required"] = _("Pilih salah satu.")
        if self.typed["role"] not in ROLE_NAMES:
            self.errors["role"] = _("Pilih salah satu.")

    def _check_sometimes(self) -> None:
        rule = self.rules["required"]
        if self.typed["required"] == SOMETIMES and not rule.rows and rule.kept is None:
            self.errors["required-new"] = _("Tambahkan syaratnya: kapan pertanyaan ini wajib dijawab?")
        valid = self.rules["valid"]
        if (valid.rows or valid.kept) and not self.typed["invalid_message"]:
            self.errors["invalid_message"] = _("Tulis apa yang harus diperbaiki warga.")

    def _parts(self) -> dict[str, Any]:
        """The parts that this kind of question has; others stay as they were."""
        parts, changes = self.kind.parts, {"role": self.typed["role"]}
        read: dict[str, Any] = {
            words.OPTIONS: lambda: {"options": self._options("options", self.stored.options)},
            words.ROWS: lambda: {"rows": self._options("rows", self.stored.rows)},
            words.LIMITS: self._limits,
            words.BANDS: lambda: {"bands": self._bands()},
            words.LENGTH: lambda: {"max_length": self._whole("max_length", 5000)},
            words.MOST: lambda: {"max_choices": self._whole("max_choices", MOST_OPTIONS)},
            words.RANDOM: lambda: {"random_order": bool(self.typed["random_order"])},
            words.CONTACT: self._contact,
            words.NOT_APPLICABLE: lambda: {"not_applicable": bool(self.typed["not_applicable"])},
        }
        for part in read.keys() & parts:
            changes |= read[part]()
        return changes

    def _options(self, name: str, before: Sequence[Option]) -> tuple[Option, ...]:
        """The filled rows. A code that was not given is made from the label; translations go with their code."""
        filled = [(at, row) for at, row in enumerate(self.rows[name]) if row["label"] or row["code"]]
        taken = {row["code"] for _at, row in filled}
        if len(self.rows[name]) > MOST_OPTIONS:
            self.errors[f"add-{name}"] = _("Pakai paling banyak %(most)s baris.", most=MOST_OPTIONS)
        options: dict[str, Option] = {}
        known = {option.label.get("id", "") if self.is_new else option.code: option for option in before}
        for at, row in filled:
            code = row["code"] or self._option_code(row, taken)
            taken.add(code)
            self._check_option(f"{name}-{at}", row, code, options)
            stored = known.get(row["label"] if self.is_new else code)
            label = _text(stored.label if stored else {}, row["label"])
            options[code] = Option(code, label, self._score(f"{name}-{at}", row) if name == "options" else None)
        return tuple(options.values())

    def _option_code(self, row: Row, taken: set[str]) -> str:
        score = row["score"] if words.SCORES in self.kind.parts else ""
        return score if is_option_code(score) and score not in taken else code_from(row["label"], taken, "pilihan")

    def _check_option(self, place: str, row: Row, code: str, before: dict[str, Option]) -> None:
        if not row["label"]:
            self.errors[f"{place}-label"] = _("Tulis jawabannya, atau hapus baris ini.")
        elif len(row["label"]) > LONGEST_OPTION:
            self.errors[f"{place}-label"] = words.too_long(LONGEST_OPTION)
        if not is_option_code(code):
            self.errors[f"{place}-code"] = _("Pakai huruf, angka, dan tanda hubung, paling banyak 60.")
        elif code in before:
            self.errors[f"{place}-code"] = _("Kode ini sudah dipakai di baris lain. Tulis kode lain.")

    def _score(self, place: str, row: Row) -> int | None:
        text = row["score"]
        if words.SCORES not in self.kind.parts or not text:
            return None
        digits = text.removeprefix("-")
        if not digits.isascii() or not digits.isdecimal() or len(digits) > _DIGITS:
            self.errors[f"{place}-score"] = _("Tulis nilai dengan angka bulat, misalnya 4.")
            return None
        return int(text)

    def _new_code(self, taken: Sequence[str]) -> str:
        code = self.typed["code"]
        if not code:
            return code_from(self.typed["name"] or self.typed["label"], taken, "pertanyaan")
        if not is_code(code):
            self.errors["code"] = _("Pakai huruf, angka, dan tanda hubung, misalnya lama-menunggu.")
        elif code in taken:
            self.errors["code"] = _("Kode ini sudah dipakai pertanyaan lain. Tulis kode lain.")
        return code

    def _limits(self) -> dict[str, Any]:
        limits: dict[str, str | None] = {}
        advice = {"number": _("Tulis angka, misalnya 30."), "date": _("Tulis tanggal, misalnya 3/11/2026.")}
        for name in ("minimum", "maximum"):
            text = self.typed[name]
            limits[name] = canonical(self.stored.type, text) or None
            if text and limits[name] is None:
                self.errors[name] = advice[self.stored.type]
        low, high = limits["minimum"], limits["maximum"]
        if low and high and (low > high if self.stored.type == "date" else float(low) > float(high)):
            self.errors["maximum"] = _("Batas atas tidak boleh lebih kecil dari batas bawah.")
        return limits

    def _bands(self) -> tuple[int, ...]:
        bounds = [bound.strip() for bound in self.typed["bands"].replace(";", ",").split(",") if bound.strip()]
        fit = all(bound.isascii() and bound.isdecimal() and len(bound) <= _DIGITS for bound in bounds)
        bands = tuple(int(bound) for bound in bounds) if fit else ()
        if not fit or list(bands) != sorted(set(bands)) or len(bands) == 1:
            self.errors["bands"] = _("Tulis angka dari kecil ke besar, misalnya 0, 18, 25, 60.")
        return bands

    def _contact(self) -> dict[str, Any]:
        """The ticked fields, with the translations of those that were there, and for how long they are kept."""
        before = {option.code: option for option in self.stored.options}
        asked = [code for code in contact.FIELDS if self.typed[f"ask_{code}"]]
        if not asked:
            self.errors["contact"] = _("Pilih paling sedikit satu.")
        if self.typed["kept_days"] not in map(str, contact.PERIODS):
            self.errors["kept_days"] = _("Pilih salah satu.")
            return {}
        if not self.typed["hint"]:
            self.errors["hint"] = _("Tulis untuk apa kontak ini dipakai.")
        fields = tuple(before.get(code) or contact.field(code) for code in asked)
        return {"options": fields, "kept_days": int(self.typed["kept_days"]), "role": ""}

    def _whole(self, name: str, most: int) -> int | None:
        text = self.typed[name]
        if not text:
            return None
        if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS or not 1 <= int(text) <= most:
            self.errors[name] = _("Tulis angka bulat dari 1 sampai %(most)s.", most=most)
            return None
        return int(text)


def _typed(question: Question) -> dict[str, str]:
    texts = {name: getattr(question, name).get("id", "") for name in LONGEST}
    required = SOMETIMES if question.required_if is not None else ALWAYS if question.required else NEVER
    numbers = {name: str(getattr(question, name) or "") for name in ("minimum", "maximum", "max_length", "max_choices")}
    return {
        **texts,
        **numbers,
        "code": question.code,
        "role": question.role,
        "required": required,
        "bands": ", ".join(map(str, question.bands)),
        "not_applicable": "yes" if question.not_applicable else "",
        "random_order": "yes" if question.random_order else "",
        "kept_days": str(question.kept_days or ""),
        **{f"ask_{code}": "yes" if code in question.option_codes else "" for code in contact.FIELDS},
    }


def _posted(posted: MultiDict[str, str]) -> dict[str, str]:
    names = (*LONGEST, *_PLAIN, "required", "not_applicable", "random_order", "kept_days", *_ASKED)
    return {name: plain(posted.get(name, "")) for name in names}


def _rows(options: Sequence[Option], is_new: bool) -> list[Row]:
    """A new question's first options are a proposal: their codes come from what they are called in the end."""
    scores = ["" if option.score is None else str(option.score) for option in options]
    return [
        {"label": option.label.get("id", ""), "code": "" if is_new else option.code, "score": score}
        for option, score in zip(options, scores, strict=True)
    ]


def _text(before: Localized, typed: str) -> Localized:
    """A text with what was typed in Indonesian. Its translations stay, unless it is empty now."""
    return {**before, "id": typed} if typed else {}


def _own(question: Question) -> Subject:
    [subject] = subjects([question]).values()
    return replace(subject, code=OWN)


def _renamed(expression: Any, code: str, to: str) -> Any:
    """An expression that calls the question `code` by another name."""
    if not isinstance(expression, list):
        return expression
    if expression[:1] in (["answer"], ["score"], ["answered"]) and expression[1:] == [code]:
        return [expression[0], to]
    return [_renamed(part, code, to) for part in expression]
