"""A citizen with a receipt code: what became of the comment, and what can still be done with it.

The code comes by POST only: addresses stay in logs and histories.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app import clock
from app.assessment import assess
from app.database import reading
from app.extensions import db
from app.forms import QuestionForm
from app.i18n import content_language
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.contribution_lists import in_own_words, passage_name
from app.public.tokens import keyring
from surveys import contribution_receipts, contributions
from surveys.contribution_receipts import OwnContribution, OwnStatement
from surveys.errors import (
    ConsultationNotOpen,
    InvalidAnswers,
    Problem,
    UnknownContribution,
    WrongState,
)
from surveys.lifecycle import OPEN
from surveys.public_consultations import PublicConsultation

_NOT_OF_A_CODE = re.compile(r"[^0-9A-Z]")
_GROUPS = re.compile(r"(.{4})(.{4})(.{4})")

_Do = Callable[[PublicConsultation, list[str]], str]


@blueprint.get("/k/<code:public_id>/receipt")
def contribution_receipt(public_id: str) -> Response:
    return _ask(consultation_shelf.consultation(public_id))


@blueprint.post("/k/<code:public_id>/receipt")
def open_receipt(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    code = code_in(request.form.get("code", ""))
    hashes = [key.receipt_hash(code) for key in keyring().keys]
    try:
        notice, problems, status = _done(consultation, hashes)
        return _show(consultation, code, hashes, notice, problems, status)
    except UnknownContribution:
        db.session.rollback()
        return _ask(consultation, request.form.get("code", ""))


def _done(consultation: PublicConsultation, hashes: list[str]) -> tuple[str, Mapping[str, Problem], int]:
    """Do what the pressed button says; a notice, what is wrong, and the status."""
    action = _DO.get(request.form.get("go", ""))
    notice = ""
    try:
        if action:
            notice = action(consultation, hashes)
            db.session.commit()
        return notice, {}, 200
    except InvalidAnswers as error:
        db.session.rollback()
        return "", error.problems, 422
    except ConsultationNotOpen:
        db.session.rollback()
        return _("Masa komentar sudah berakhir. Komentar tidak bisa diperbaiki lagi."), {}, 409
    except WrongState:
        db.session.rollback()
        return _("Langkah ini tidak bisa dilakukan lagi. Di bawah ini keadaan yang terbaru."), {}, 409


def code_in(text: str) -> str:
    """A receipt code as it was issued, however it was typed: small letters, without dashes, with spaces."""
    letters = _NOT_OF_A_CODE.sub("", text[:40].upper())
    return _GROUPS.sub(r"\1-\2-\3", letters) if len(letters) == 12 else letters


def _correct(consultation: PublicConsultation, hashes: list[str]) -> str:
    with reading(), Session(db.engine) as session:
        own = contribution_receipts.find(session, consultation, hashes)
    if not isinstance(own, OwnContribution):
        raise WrongState(own.state, "waiting")
    sheet = contributions.read_sheet(consultation, request.form.getlist, own.passage, own.parent_id, content_language())
    sheet = contributions.check_words(consultation, sheet)
    with reading(), Session(db.engine) as session:
        assessment = assess(session, consultation, sheet.text)
    contribution_receipts.correct(db.session, consultation, hashes, sheet, assessment, clock.now())
    return _("Perbaikan Anda sudah kami simpan.")


def _withdraw(consultation: PublicConsultation, hashes: list[str]) -> str:
    if request.form.get("sure") != "yes":
        raise InvalidAnswers({"sure": Problem("sure", "required")})
    contribution_receipts.withdraw(db.session, consultation, hashes, clock.now())
    return _("Komentar Anda sudah ditarik. Tulisannya sudah kami hapus.")


def _appeal(consultation: PublicConsultation, hashes: list[str]) -> str:
    text = request.form.get("appeal", "")
    contribution_receipts.appeal(db.session, consultation, hashes, text, clock.now())
    return _("Permintaan Anda sudah kami terima. Komentar ini akan ditinjau lagi.")


_DO: Mapping[str, _Do] = {"correct": _correct, "withdraw": _withdraw, "appeal": _appeal}


def _ask(consultation: PublicConsultation, typed: str | None = None) -> Response:
    """The form for the code; with what was typed, when it leads nowhere."""
    typed = None if typed is None else typed[:40].replace("\x00", "\ufffd")
    page = render_template("public/contribution_code.html", consultation=consultation, typed=typed)
    return _page(page, 200 if typed is None else 422)


def _show(
    consultation: PublicConsultation,
    code: str,
    hashes: list[str],
    notice: str,
    problems: Mapping[str, Problem],
    status: int,
) -> Response:
    with reading(), Session(db.engine) as session:
        own = contribution_receipts.find(session, consultation, hashes)
    context: dict[str, Any] = {"consultation": consultation, "code": code, "own": own}
    if isinstance(own, OwnStatement):
        return _page(render_template("public/contribution_statement.html", **context), status)
    page = render_template(
        "public/contribution_own.html",
        **context,
        name=passage_name(consultation, own.passage),
        notice=notice,
        problems=problems,
        fields=_fields(consultation, own, problems),
        may_correct=own.state != "withdrawn" and consultation.state_at(clock.now()) == OPEN,
        appeal=request.form.get("appeal", "").replace("\x00", "\ufffd"),
    )
    return _page(page, status)


def _fields(consultation: PublicConsultation, own: OwnContribution, problems: Mapping[str, Problem]) -> QuestionForm:
    """The form to correct with: what is stored, or what was typed where something is wrong with it."""
    stored = MultiDict({"stance": own.stance, "text": own.text, **own.profile})
    typed = request.form if request.form.get("go") == "correct" and problems else stored
    fields = QuestionForm(contributions.questions(consultation), content_language(), typed)
    for field in fields:
        field.problem = in_own_words(problems.get(field.name), field.name)
    return fields


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": "no-store"})
