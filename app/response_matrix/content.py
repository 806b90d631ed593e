"""The words of a matrix in the reader's language, from the rows of the domain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from textwrap import shorten

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from app.i18n import content_language, language
from app.response_matrix.sheet import Row, Sheet
from surveys import contribution_profile
from surveys.definition import text_in
from surveys.public_consultations import PublicConsultation
from surveys.response_matrix import MatrixLine, ResponseMatrix, response_matrix

_LONGEST_FOLLOW_UP = 300  # characters of a point in a row; the outcome's page has it in full
# What no XML can hold, and what turns the direction of the text around it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def sheet_of(session: Session, consultation: PublicConsultation) -> Sheet:
    """The matrix of a consultation as it is now, in the reader's language."""
    passages = {
        passage.id: passage.number or _("Bagian %(number)s", number=at)
        for at, passage in enumerate(consultation.document.passages, start=1)
    }
    matrix = response_matrix(session, consultation.id, passages)
    return content(consultation, matrix, {"": _("Naskah keseluruhan"), **passages})


def content(consultation: PublicConsultation, matrix: ResponseMatrix, passages: Mapping[str, str]) -> Sheet:
    """The matrix in words. `passages`: id -> how it is cited."""
    roles = _roles()
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
        rows=tuple(_row(at, line, matrix, passages, roles) for at, line in enumerate(matrix.lines, start=1)),
        counts=_counts(matrix),
        same_as=_("Sama dengan nomor"),
        part_of=_("Berkas"),
        empty=_("Tidak ada masukan."),
    )


def _row(
    at: int, line: MatrixLine, matrix: ResponseMatrix, passages: Mapping[str, str], roles: Mapping[str, str]
) -> Row:
    points = (
        _("Butir %(number)s", number=position)
        + ": "
        + shorten(text_in(matrix.follow_ups[position], content_language()), _LONGEST_FOLLOW_UP, placeholder=" …")
        for position in line.points
        if position in matrix.follow_ups
    )
    verdicts = dict.fromkeys(_verdict(answer.verdict) for answer in line.answers)
    return Row(
        number=at,
        passage=_clean(passages.get(line.passage, _("Bagian yang sudah dihapus dari naskah"))),
        comment=f"{_stance(line.stance)}: {_clean(line.text)}",
        role=roles.get(line.role, _("Tidak disebut")),
        response=tuple(_clean(answer.text) for answer in line.answers),
        verdict="; ".join(verdicts) or _("Belum dijawab"),
        follow_up=_clean("\n".join(points)),
    )


def _facts(consultation: PublicConsultation, matrix: ResponseMatrix) -> tuple[tuple[str, str], ...]:
    answered = sum(1 for line in matrix.lines if line.answers)
    facts = [(_("Instansi"), _clean(consultation.agency))]
    if consultation.opens_at and consultation.closes_at:
        period = f"{_day(consultation, consultation.opens_at)} – {_day(consultation, consultation.closes_at)}"
        facts.append((_("Masa konsultasi"), period))
    if consultation.outcome_published_at:
        facts.append((_("Hasil diterbitkan"), _day(consultation, consultation.outcome_published_at)))
    facts.append((_("Versi naskah"), str(consultation.version_number)))
    facts.append((_("Masukan"), f"{_number(len(matrix.lines))}, {_('dijawab')} {_number(answered)}"))
    return tuple(facts)


def _counts(matrix: ResponseMatrix) -> tuple[str, ...]:
    """What the table leaves out, and why."""
    lines = [
        ngettext(
            "%(num)s masukan disembunyikan. Alasan: %(reason)s.",
            "%(num)s masukan disembunyikan. Alasan: %(reason)s.",
            count,
            reason=_reason(reason),
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
    return str(format_date(consultation.day(moment), "d MMMM y", locale=language()))


def _number(value: int) -> str:
    return str(format_decimal(value, locale=language()))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _stance(stance: str) -> str:
    words = {"support": _("Mendukung"), "object": _("Keberatan"), "suggest": _("Usul"), "ask": _("Pertanyaan")}
    return words[stance]


def _verdict(verdict: str) -> str:
    words = {
        "accepted": _("Diterima"),
        "partly": _("Diterima sebagian"),
        "rejected": _("Tidak diterima"),
        "answered": _("Dijawab"),
    }
    return words[verdict]


def _reason(reason: str) -> str:
    words = {
        "insult": _("menghina orang"),
        "threat": _("mengancam orang"),
        "hate": _("menyebar kebencian"),
        "personal-data": _("memuat data pribadi"),
        "advertising": _("berisi iklan"),
        "off-topic": _("di luar pokok bahasan"),
        "duplicate": _("sama dengan komentar lain"),
    }
    return words.get(reason, _("alasan lain"))
