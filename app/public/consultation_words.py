"""Words and values that every citizens' page of a consultation shares: where it stands, its texts, its rooms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app import clock
from app.config import Settings
from app.i18n import content_language, language
from app.public.consultation_rooms import rooms
from surveys.calendar import last_day
from surveys.consultation_standing import CLOSING_SOON, OVERDUE, Standing, standing
from surveys.definition import Localized, text_in
from surveys.lifecycle import ANSWERED, CLOSED, OPEN, SCHEDULED
from surveys.public_consultations import PublicConsultation


def prepare(app: Flask) -> None:
    app.jinja_env.globals.update(
        base_url=base_url,
        consultation_rooms=rooms,
        file_kind=file_kind,
        spoken=spoken,
        standing_of=standing_of,
        standing_words=standing_words,
        outcome_due_words=outcome_due_words,
        timeline=timeline,
    )
    app.jinja_env.filters.update(file_size=file_size)


def base_url() -> str:
    """What addresses that leave this site begin with."""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url


def standing_of(consultation: PublicConsultation) -> Standing:
    """Where the consultation stands now."""
    return standing(
        consultation.state,
        consultation.opens_at,
        consultation.closes_at,
        consultation.outcome_days,
        consultation.time_zone,
        clock.now(),
    )


def standing_words(where: Standing) -> str:
    """The badge: "Dibuka sampai 3 Desember 2026"."""
    when = {"day": format_date(where.day, "d MMMM y")} if where.day else {}
    if where.name == OVERDUE:
        return ngettext("Jawaban terlambat %(num)s hari", "Jawaban terlambat %(num)s hari", where.late)
    words = {
        (SCHEDULED, True): lambda: _("Dibuka mulai %(day)s", **when),
        (OPEN, True): lambda: _("Dibuka sampai %(day)s", **when),
        (OPEN, False): lambda: _("Dibuka"),
        (CLOSING_SOON, True): lambda: _("Segera ditutup: %(day)s", **when),
        (CLOSED, True): lambda: _("Ditutup, dijawab paling lambat %(day)s", **when),
        (CLOSED, False): lambda: _("Ditutup, menunggu jawaban"),
        (ANSWERED, True): lambda: _("Sudah dijawab"),
        (ANSWERED, False): lambda: _("Sudah dijawab"),
    }
    return words.get((where.name, bool(when)), lambda: _("Belum dibuka"))()


def outcome_due_words(consultation: PublicConsultation) -> str:
    """Until when the agency announces the outcome, or that this day has passed; "" without a closing date."""
    due = consultation.outcome_due
    if due is None:
        return ""
    values = {"agency": consultation.agency, "day": format_date(due, "d MMMM y")}
    late = consultation.overdue_days(clock.now())
    if not late:
        return _("%(agency)s mengumumkan hasilnya paling lambat %(day)s.", **values)
    return ngettext(
        "%(agency)s seharusnya mengumumkan hasilnya paling lambat %(day)s. Sudah terlambat %(num)s hari.",
        "%(agency)s seharusnya mengumumkan hasilnya paling lambat %(day)s. Sudah terlambat %(num)s hari.",
        late,
        **values,
    )


def spoken(text: Localized) -> str:
    """The language that a text is shown in, where that is not the page's: for its `lang`; else ""."""
    wanted = content_language()
    shown = wanted if text.get(wanted) else "id" if text.get("id") else next(iter(text), "id")
    return "" if shown == language() else shown


def file_size(size: int) -> str:
    """320 KB, 1,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    megabytes = f"{size / 1_000_000:.1f}"
    return f"{megabytes.replace('.', ',') if language() == 'id' else megabytes} MB"


def file_kind(name: str) -> str:
    """PDF, from the end of the name; "" where it has none."""
    ending = name.rpartition(".")[2]
    return ending.upper() if ending != name and ending.isalnum() and len(ending) <= 5 else ""


@dataclass(frozen=True)
class Date:
    """A line of the timeline."""

    day: dt.date
    words: str


def timeline(consultation: PublicConsultation) -> list[Date]:
    """The dates of a consultation and its draft's way, in their order."""
    dates = [Date(stone.day, text_in(stone.text, content_language())) for stone in consultation.text.milestones]
    if consultation.opens_at:
        dates.append(Date(consultation.day(consultation.opens_at), _("Konsultasi dibuka")))
    if consultation.closes_at and consultation.outcome_due:
        last = last_day(consultation.closes_at, consultation.time_zone)
        dates.append(Date(last, _("Hari terakhir memberi komentar")))
        dates.append(Date(consultation.outcome_due, _("Batas waktu jawaban instansi")))
    if consultation.outcome_published_at:
        dates.append(Date(consultation.day(consultation.outcome_published_at), _("Jawaban diterbitkan")))
    return sorted(dates, key=lambda date: date.day)
