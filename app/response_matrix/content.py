"""The words of a matrix in the reader's language, from the rows of the domain."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from textwrap import shorten

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from app.contribution_words import reason_word, stance_words, verdict_words
from app.drafts import citation
from app.i18n import content_language, language
from app.response_matrix.sheet import Row, Sheet
from surveys import contribution_profile
from surveys.calendar import last_day
from surveys.definition import Localized, text_in
from surveys.public_consultations import PublicConsultation
from surveys.response_matrix import MatrixLine, ResponseMatrix, response_matrix

_LONGEST_FOLLOW_UP = 300  # characters of a point in a row; the outcome's page has it in full
# What no XML can hold, and what turns the direction of the text around it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def sheet_of(session: Session, consultation: PublicConsultation) -> Sheet:
    """The matrix of a consultation as it is now, in the reader's language."""
    return content(consultation, rows_of(session, consultation))


def rows_of(session: Session, consultation: PublicConsultation) -> ResponseMatrix:
    """The rows in the order of the newest text."""
    return response_matrix(session, consultation.id, [passage.id for passage in consultation.document.passages])


def digest_of(consultation: PublicConsultation, matrix: ResponseMatrix) -> str:
    """A sign for all that a file says, made without making its words."""
    told = (consultation, matrix, language(), content_language())
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def content(consultation: PublicConsultation, matrix: ResponseMatrix) -> Sheet:
    """The matrix in words."""
    words = _Words(consultation, matrix)
    return Sheet(
        language=language(),
        title=_("Matriks masukan dan tanggapan"),
        subtitle=_clean(text_in(consultation.text.title, content_language())),
        facts=_facts(consultation, matrix),
        headings=(
            _("No."),
            _("Bagian"),
            _("Masukan"),
            _("Dari"),
            _("Tanggapan instansi"),
            _("Putusan"),
            _("Tindak lanjut"),
        ),
        rows=tuple(words.row(at, line) for at, line in enumerate(matrix.lines, start=1)),
        counts=_counts(matrix),
        same_as=_("Sama dengan nomor"),
        part_of=_("Berkas"),
        empty=_("Tidak ada masukan."),
    )


class _Words:
    """What rows have in common, looked up once: there may be many thousands of them."""

    def __init__(self, consultation: PublicConsultation, matrix: ResponseMatrix) -> None:
        self._passages = {"": _("Naskah keseluruhan")} | {
            passage.id: _clean(citation(passage, at))
            for at, passage in enumerate(consultation.document.passages, start=1)
        }
        self._passages |= {
            id_: _("%(passage)s (sudah dihapus)", passage=_clean(number))
            for id_, number in matrix.removed.items()
            if number
        }
        self._points = {position: _point(position, did) for position, did in matrix.follow_ups.items()}
        self._roles, self._stances, self._verdicts = _roles(), stance_words(), verdict_words()
        self._gone, self._unsaid = _("Bagian yang sudah dihapus dari naskah"), _("Tidak disebut")
        self._unanswered = _("Belum dijawab")

    def row(self, at: int, line: MatrixLine) -> Row:
        verdicts = dict.fromkeys(self._verdicts[answer.verdict] for answer in line.answers)
        return Row(
            number=at,
            passage=self._passages.get(line.passage, self._gone),
            comment=f"{self._stances[line.stance]}: {_clean(line.text)}",
            role=self._roles.get(line.role, self._unsaid),
            response=tuple(_clean(answer.text) for answer in line.answers),
            verdict="; ".join(verdicts) or self._unanswered,
            follow_up="\n".join(self._points[position] for position in line.points if position in self._points),
        )


def _point(position: int, did: Localized) -> str:
    said = shorten(text_in(did, content_language()), _LONGEST_FOLLOW_UP, placeholder=" …")
    return _("Butir %(number)s", number=position) + f": {_clean(said)}"


def _facts(consultation: PublicConsultation, matrix: ResponseMatrix) -> tuple[tuple[str, str], ...]:
    answered = sum(1 for line in matrix.lines if line.answers)
    facts = [(_("Instansi"), _clean(consultation.agency))]
    if consultation.opens_at and consultation.closes_at:
        last = last_day(consultation.closes_at, consultation.time_zone)
        period = f"{_day(consultation, consultation.opens_at)} – {_date(last)}"
        facts.append((_("Masa konsultasi"), period))
    if consultation.outcome_published_at:
        facts.append((_("Hasil diterbitkan"), _day(consultation, consultation.outcome_published_at)))
    facts.append((_("Versi naskah"), str(consultation.version_number)))
    counts = _("%(number)s, dijawab %(answered)s", number=_number(len(matrix.lines)), answered=_number(answered))
    facts.append((_("Masukan"), counts))
    return tuple(facts)


def _counts(matrix: ResponseMatrix) -> tuple[str, ...]:
    """What the table leaves out, and why."""
    lines = [
        ngettext(
            "%(num)s masukan disembunyikan. Alasan: %(reason)s.",
            "%(num)s masukan disembunyikan. Alasan: %(reason)s.",
            count,
            reason=reason_word(reason),
        )
        for reason, count in matrix.hidden.items()
    ]
    withdrawn, waiting, replies = matrix.withdrawn, matrix.waiting, matrix.citizens_replies
    if withdrawn:
        lines.append(ngettext("%(num)s masukan ditarik penulisnya.", "%(num)s masukan ditarik penulisnya.", withdrawn))
    if waiting:
        lines.append(ngettext("%(num)s masukan belum diperiksa.", "%(num)s masukan belum diperiksa.", waiting))
    if replies:
        lines.append(
            ngettext("%(num)s balasan antarwarga tidak dimuat.", "%(num)s balasan antarwarga tidak dimuat.", replies)
        )
    return tuple(lines)


def _roles() -> dict[str, str]:
    role = contribution_profile.every()["role"]
    return {option.code: text_in(option.label, language()) for option in role.options}


def _day(consultation: PublicConsultation, moment: dt.datetime) -> str:
    return _date(consultation.day(moment))


def _date(day: dt.date) -> str:
    return str(format_date(day, "d MMMM y", locale=language()))


def _number(value: int) -> str:
    return str(format_decimal(value, locale=language()))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
