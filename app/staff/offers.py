"""The steps that a survey's page offers: which, to whom, and with what to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm

from app.auth.permissions import allows
from app.staff.forms import Note, Reopening
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, SCHEDULED

WRITE, APPROVE = "write-surveys", "approve-surveys"


@dataclass(frozen=True)
class Offer:
    """One step: `then` says what happens, `form` what must be filled in for it.

    `asks`: the page that asks once more, for what can't be undone; the survey's page leads there instead.
    """

    state: str
    endpoint: str
    permission: str
    text: LazyString
    then: LazyString
    form: type[FlaskForm] | None = None
    asks: str = ""


_OFFERS = (
    Offer(
        DRAFT,
        "staff.submit",
        WRITE,
        _("Kirim ke pemeriksa"),
        _("Pemeriksa melihat pertanyaannya, lalu menyetujui atau mengembalikan."),
    ),
    Offer(
        IN_REVIEW,
        "staff.approve",
        APPROVE,
        _("Setujui"),
        _("Pertanyaannya tidak bisa diubah lagi. Survei dibuka pada hari pertamanya."),
    ),
    Offer(
        IN_REVIEW,
        "staff.send_back",
        APPROVE,
        _("Kembalikan ke penyusun"),
        _("Survei menjadi konsep lagi dan bisa diperbaiki."),
        Note,
    ),
    Offer(
        SCHEDULED,
        "staff.open_survey",
        APPROVE,
        _("Buka sekarang"),
        _("Warga bisa menjawab mulai saat ini."),
    ),
    Offer(
        SCHEDULED,
        "staff.take_back",
        APPROVE,
        _("Jadikan konsep lagi"),
        _("Survei harus diperiksa lagi. Versi yang disetujui tetap tersimpan."),
        Note,
    ),
    Offer(
        OPEN,
        "staff.close_survey",
        APPROVE,
        _("Tutup survei"),
        _("Warga tidak bisa menjawab lagi. Formulir kertas masih bisa dimasukkan."),
    ),
    Offer(
        CLOSED,
        "staff.publish_results",
        APPROVE,
        _("Umumkan hasil"),
        _("Hasil terbuka untuk umum. Sesudah ini tidak ada jawaban yang bisa ditambah."),
        asks="staff.publishing",
    ),
    Offer(
        CLOSED,
        "staff.reopen",
        APPROVE,
        _("Buka lagi"),
        _("Warga bisa menjawab lagi mulai saat ini."),
        Reopening,
    ),
)


def offers(state: str, role: str) -> list[Offer]:
    """The steps that somebody with `role` may take with a survey in `state`."""
    return [offer for offer in _OFFERS if offer.state == state and allows(role, offer.permission)]


def note_form(state: str) -> FlaskForm | None:
    """The empty form of the one step in `state` that needs one."""
    return next((offer.form(formdata=None) for offer in _OFFERS if offer.state == state and offer.form), None)
