"""An agency's statements: adding, screening what citizens propose, hiding with a reason, and the votes as a file."""

from __future__ import annotations

import secrets

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultations import frame
from app.staff.days import today_at
from app.staff.forms import blame
from app.staff.lookups import consultation_in_sight
from app.staff.statement_forms import REASON_NAMES, StatementForm, statement_problem, statement_refusal
from surveys import running_totals, statements, vote_queries
from surveys.errors import DomainError, InvalidEntry
from surveys.lifecycle import ANSWERED, CLOSED, state_at
from surveys.models import Consultation
from surveys.running_totals import COUNTS, RESULTS, may_see

READ, WRITE, SCREEN = "read-consultations", "write-consultations", "moderate-contributions"


@blueprint.get("/consultations/<int:consultation_id>/statements", endpoint="statements")
@needs(READ)
def statement_list(consultation_id: int) -> ResponseReturnValue:
    """The statements; how many voted only once the consultation is closed. Before, that is a step of its own."""
    consultation = _with_voting(consultation_id)
    return _page(consultation, StatementForm(formdata=None), seen=_closed(consultation))


@blueprint.post("/consultations/<int:consultation_id>/statements/look")
@needs(READ)
def look_at_statements(consultation_id: int) -> ResponseReturnValue:
    """The same page with what the published rule lets the agency see; who looked is written down."""
    consultation = _with_voting(consultation_id)
    rule, state = consultation.running_totals, state_at(consultation, clock.now())
    what = RESULTS if may_see(rule, state, RESULTS) else COUNTS
    running_totals.look(db.session, consultation, clock.now(), current_staff().email, what)
    page = _page(consultation, StatementForm(formdata=None), seen=True)
    db.session.commit()
    return page


@blueprint.post("/consultations/<int:consultation_id>/statements")
@needs(WRITE)
def add_statement(consultation_id: int) -> ResponseReturnValue:
    consultation, form = _with_voting(consultation_id), StatementForm()
    if not form.validate():
        return _page(consultation, form), 422
    now, day, staff = clock.now(), today_at(consultation.agency), current_staff().email
    try:
        statements.add(db.session, consultation, form.text.data or "", form.language.data, now, day, staff)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, statement_problem)
        return _page(consultation, form), 422
    except DomainError as error:
        return refused(statement_refusal(error))  # a closed list has no form for what was typed
    return _done(consultation_id, _("Pernyataan ditambahkan."))


@blueprint.get("/consultations/<int:consultation_id>/statements/<int:statement_id>")
@needs(READ)
def statement(consultation_id: int, statement_id: int) -> ResponseReturnValue:
    consultation = _with_voting(consultation_id)
    row = statements.statement_of(db.session, consultation.id, statement_id)
    return _statement_page(consultation, row, StatementForm(data={"text": row.text, "language": row.language}))


@blueprint.post("/consultations/<int:consultation_id>/statements/<int:statement_id>")
@needs(WRITE)
def edit_statement(consultation_id: int, statement_id: int) -> ResponseReturnValue:
    consultation, form = _with_voting(consultation_id), StatementForm()
    row = statements.statement_of(db.session, consultation.id, statement_id)
    if not form.validate():
        return _statement_page(consultation, row, form), 422
    text, language, staff = form.text.data or "", form.language.data, current_staff().email
    try:
        statements.edit(db.session, consultation, statement_id, text, language, clock.now(), staff)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, statement_problem)
        return _statement_page(consultation, row, form), 422
    except DomainError:
        db.session.rollback()
        form.form_errors = [_("Pernyataan ini sudah dinilai warga, jadi kata-katanya tidak bisa diubah lagi.")]
        return _statement_page(consultation, row, form), 409
    return _done(consultation_id, _("Perubahan tersimpan."))


@blueprint.post("/consultations/<int:consultation_id>/statements/<int:statement_id>/screen")
@needs(SCREEN)
def screen_statement(consultation_id: int, statement_id: int) -> ResponseReturnValue:
    consultation, asked = _with_voting(consultation_id), request.form
    state, reason, staff = asked.get("state", ""), asked.get("reason", ""), current_staff().email
    try:
        statements.screen(db.session, consultation, statement_id, state, reason, clock.now(), staff)
    except DomainError as error:
        return _refused(consultation_id, error)
    return _done(consultation_id, _("Pernyataan ditampilkan.") if state == "shown" else _("Pernyataan disembunyikan."))


@blueprint.get("/consultations/<int:consultation_id>/votes.csv")
@needs("export-responses")
def votes_file(consultation_id: int) -> Response:
    """Every vote on a shown statement, once the consultation is closed; voters are numbered by chance."""
    consultation = _with_voting(consultation_id)
    if not _closed(consultation):
        raise NotFound
    columns = vote_queries.vote_columns(db.session, consultation.id)  # type: ignore[arg-type]  # a scoped session
    numbers = list(range(1, len(columns.voters) + 1))
    secrets.SystemRandom().shuffle(numbers)
    names = {str(row.id): row.number for row in statements.listed(db.session, consultation.id)}
    lines = vote_queries.csv_lines(columns, numbers, [names[id_] for id_ in columns.statements])
    name = f'attachment; filename="suara-{consultation.public_id}-votes.csv"'
    return Response(lines, mimetype="text/csv", headers={"Content-Disposition": name, "Cache-Control": "no-store"})


def _with_voting(consultation_id: int) -> Consultation:
    """A consultation whose rules have voting."""
    consultation = consultation_in_sight(consultation_id)
    if not consultation.voting:
        raise NotFound
    return consultation


def _closed(consultation: Consultation) -> bool:
    return state_at(consultation, clock.now()) in (CLOSED, ANSWERED)


def _page(consultation: Consultation, form: StatementForm, *, seen: bool = False) -> str:
    rule, state = consultation.running_totals, state_at(consultation, clock.now())
    return render_template(
        "staff/statements.html",
        **frame(consultation),
        rows=statements.listed(db.session, consultation.id),
        numbers=statements.numbers(db.session, consultation.id),
        form=form,
        reasons=REASON_NAMES,
        sees={what for what in (COUNTS, RESULTS) if seen and may_see(rule, state, what)},
        may_look=not seen and may_see(rule, state, COUNTS),
        closed=_closed(consultation),
    )


def _statement_page(consultation: Consultation, row: statements.StatementRow, form: StatementForm) -> str:
    return render_template("staff/statement.html", **frame(consultation), row=row, form=form, reasons=REASON_NAMES)


def _done(consultation_id: int, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words)
    return redirect(url_for(".statements", consultation_id=consultation_id), 303)


def _refused(consultation_id: int, error: DomainError) -> ResponseReturnValue:
    db.session.rollback()
    flash(statement_refusal(error), "error")
    return redirect(url_for(".statements", consultation_id=consultation_id), 303)
