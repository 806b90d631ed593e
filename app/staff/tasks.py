"""What waits for the signed-in person: the steps of surveys and consultations that they may take, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.filters import day, localized
from app.staff.blueprint import may
from surveys import consultation_work
from surveys.consultation_standing import CLOSING_SOON, OVERDUE
from surveys.consultation_versions import WAITING, WRITTEN
from surveys.consultation_work import Work
from surveys.lifecycle import ANSWERED, CLOSED, DRAFT, IN_REVIEW, OPEN, SCHEDULED
from surveys.models import Consultation
from surveys.overview import SurveyLine

WRITE, APPROVE = "write-consultations", "approve-consultations"
SCREEN, ANSWER = "moderate-contributions", "answer-contributions"


@dataclass(frozen=True)
class Task:
    """Something that waits for the signed-in person, and where it is done."""

    text: str
    url: str
    note: str = ""


def survey_tasks(lines: Sequence[SurveyLine], now: dt.datetime) -> list[Task]:
    """The next step of each survey whose step this person may take."""
    tasks = []
    for line in lines:
        text = _waiting(line, now)
        if text:
            note = _("Catatan terakhir: %(note)s", note=line.note) if line.state == DRAFT and line.note else ""
            tasks.append(Task(text, url_for(".survey", survey_id=line.id), note))
        if line.waits and line.state != IN_REVIEW and may("approve-surveys"):
            text = _("Periksa versi baru: %(title)s", title=localized(line.title))
            tasks.append(Task(text, url_for(".survey_changes", survey_id=line.id)))
    return tasks


def consultation_tasks(work: Work, now: dt.datetime) -> list[Task]:
    """What this person may do next in a consultation, the most urgent first."""
    found = [*_steps(work, now), *_screening(work), *_answering(work)]
    note = "" if work.consultation.state in (DRAFT, IN_REVIEW) else standing_words(work.consultation, now)
    return [Task(text, url_for(f".{view}", consultation_id=work.consultation.id), note) for text, view in found]


def standing_words(consultation: Consultation, now: dt.datetime) -> str:
    """Where a consultation stands, and what comes next by which day."""
    where = consultation_work.standing(consultation, now)
    by = day(where.day) if where.day else ""
    if where.name == OVERDUE:
        late = ngettext("Hasil terlambat %(num)s hari.", "Hasil terlambat %(num)s hari.", where.late)
        return late + " " + _("Batasnya %(day)s. Warga dan pengawas melihatnya.", day=by)
    if consultation_work.missed(consultation, now):
        return _("Hari terakhirnya lewat sebelum dibuka. Jadikan konsep lagi, lalu ubah tanggalnya.")
    words = {
        DRAFT: _("Penyusun melengkapi isinya, lalu mengirimnya ke pemeriksa."),
        IN_REVIEW: _("Pemeriksa membaca naskahnya, lalu menyetujui atau mengembalikan."),
        SCHEDULED: _("Dibuka otomatis pada %(day)s.", day=by) if by else _("Pemeriksa membukanya kalau sudah siap."),
        OPEN: _("Warga bisa ikut sampai %(day)s.", day=by) if by else _("Warga bisa ikut."),
        CLOSING_SOON: _("Segera ditutup. Warga bisa ikut sampai %(day)s.", day=by),
        CLOSED: _("Hasil diumumkan paling lambat %(day)s.", day=by),
        ANSWERED: _("Hasil sudah diumumkan. Tidak ada lagi yang perlu dikerjakan."),
    }
    return words[where.name]


def _steps(work: Work, now: dt.datetime) -> list[tuple[str, str]]:
    """(what, name of the view) of the steps of a draft and of one that waits to be opened."""
    state, missed, found = work.consultation.state, consultation_work.missed(work.consultation, now), []
    if state == DRAFT and may(WRITE):
        found.append((_("Lengkapi dan kirim"), "consultation"))
    elif work.draft == WRITTEN and state != ANSWERED and may(WRITE):
        found.append((_("Selesaikan versi baru, lalu kirim"), "consultation"))
    if work.draft == WAITING and may(APPROVE):
        text = _("Baca dan periksa naskahnya") if state == IN_REVIEW else _("Baca dan periksa versi baru")
        found.append((text, "consultation_preview"))
    if state == SCHEDULED and may(APPROVE) and (missed or not work.consultation.opens_at):
        found.append((_("Ubah tanggalnya") if missed else _("Buka kalau sudah siap"), "consultation"))
    return found


def _screening(work: Work) -> list[tuple[str, str]]:
    found = []
    if work.to_screen and may(SCREEN):
        text = ngettext("Periksa %(num)s komentar warga", "Periksa %(num)s komentar warga", work.to_screen)
        found.append((text, "contributions"))
    if work.proposals and may(SCREEN):
        text = ngettext("Periksa %(num)s usul pernyataan", "Periksa %(num)s usul pernyataan", work.proposals)
        found.append((text, "statements"))
    return found


def _answering(work: Work) -> list[tuple[str, str]]:
    """What closes the loop, from the closing until the outcome is public."""
    found = []
    if work.where.name not in (CLOSED, OVERDUE):
        return found
    left = work.progress.left
    if left and may(ANSWER):
        found.append((ngettext("Jawab %(num)s komentar", "Jawab %(num)s komentar", left), "replies"))
    if not work.points and may(ANSWER):
        found.append((_("Tulis hasilnya"), "outcome"))
    if work.points and not left and may(APPROVE):
        found.append((_("Terbitkan hasilnya"), "ask_to_publish_outcome"))
    return found


def _waiting(line: SurveyLine, now: dt.datetime) -> str:
    """What waits to be done with a survey, by somebody who may; '' when nothing does."""
    title, approves = localized(line.title), may("approve-surveys")
    if line.state == DRAFT and may("write-surveys"):
        return _("Lengkapi dan kirim: %(title)s", title=title)
    if line.state == IN_REVIEW and approves:
        return _("Periksa: %(title)s", title=title)
    if line.state == SCHEDULED and approves and _is_late(line, now):
        return _("Belum sempat dibuka, ubah tanggalnya: %(title)s", title=title)
    if line.state == SCHEDULED and approves and line.opens_at is None:
        return _("Buka saat siap: %(title)s", title=title)
    if line.state == CLOSED and approves:
        return _("Umumkan hasilnya: %(title)s", title=title)
    return ""


def _is_late(line: SurveyLine, now: dt.datetime) -> bool:
    return line.closes_at is not None and line.closes_at <= now
