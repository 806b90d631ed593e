"""Answering a survey: the form, what is posted, and the thank-you page. Nothing here knows a session."""

from __future__ import annotations

from flask import Response, current_app, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Engine
from werkzeug.datastructures import MultiDict

from app import clock, database
from app.errors import note_unreachable
from app.extensions import db
from app.forms.visit import Visit, any_order, only_unit
from app.i18n import DEFAULT, content_language
from app.public import receipt_cookie, shelf, tokens
from app.public.blueprint import blueprint
from app.public.shelf import Entry
from app.public.spliced import MARK, SplicedPage
from app.security import contact_cipher
from surveys import intake
from surveys.definition import Questionnaire
from surveys.errors import ForgedToken, InvalidAnswers, QuotaReached, SameKeyOtherAnswers, SurveyNotOpen, UnknownSurvey
from surveys.lifecycle import CLOSED, OPEN, RESULTS_PUBLISHED, SCHEDULED
from surveys.publication import PublicSurvey, PublicUnit, linked_unit

_PLAIN = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "private, no-cache"),
    ("Vary", "Accept-Encoding"),
]
_PACKED = [*_PLAIN, ("Content-Encoding", "gzip")]
FULL = "full"  # beside the states of a survey: it has all the answers of this kind that it wanted
_STATUS = {SCHEDULED: 403, CLOSED: 410, RESULTS_PUBLISHED: 410, FULL: 410}


@blueprint.get("/s/<code:public_id>")
def show_survey(public_id: str) -> Response:
    entry = shelf.entry(public_id)
    unit = entry.survey.unit_by_link(request.args.get("unit", "")) or only_unit(entry.survey)
    return _form(entry, unit)


@blueprint.get("/u/<code:link>")
def show_linked_survey(link: str) -> Response:
    """The short address on a unit's poster: the form itself, since a redirect is slow on a poor network."""
    public_id, unit_id = linked_unit(db.session, link.lower())
    entry = shelf.entry(public_id)
    return _form(entry, entry.survey.unit(unit_id))


@blueprint.get("/s/<code:public_id>/answers")
def return_to_survey(public_id: str) -> Response:
    """For who opens again, or sends on, the address of a page with errors: here is where answers go."""
    query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    return redirect(f"/s/{public_id}{query}", 303)  # type: ignore[return-value]  # werkzeug's own Response


@blueprint.post("/s/<code:public_id>/answers")
def send_answers(public_id: str) -> Response:
    entry, posted = shelf.entry(public_id), request.form
    try:
        token = tokens.read_token(posted.get("token", ""))
        visit = _resume(entry.survey, entry.version(token.version_id), token, posted)
    except (ForgedToken, UnknownSurvey):
        return _again(_restart(entry.survey, posted, _said_unit(entry.survey)), 400, "forged")
    go = posted.get("go")
    if go == "language":
        return _page(visit.render(visit.step))
    if go == "back" or not visit.is_last(visit.step):
        return _turn_page(visit)
    try:
        return _send(visit, token)
    except database.unreachable(db.engine) as error:
        note_unreachable(error)
        return _again(visit, 503, "unreachable")  # under the same token: it may have been stored after all


@blueprint.get("/s/<code:public_id>/thanks")
def thank(public_id: str) -> Response:
    entry = shelf.entry(public_id)
    code = receipt_cookie.code_for(public_id)
    if code is None:
        return Response(render_template("public/receipt-gone.html", survey=entry.survey), 410)
    day = entry.survey.local_time(clock.now(), None)[0]
    again = "again" in request.args
    context = {"survey": entry.survey, "code": MARK, "day": day, "again": again}
    key = ("thanks", content_language(), day.isoformat(), str(again))
    page = entry.page(key, lambda: render_template("public/thanks.html", **context))
    return _spliced(page, code)


@blueprint.get("/s/<code:public_id>/thanks/receipt.txt")
def save_receipt(public_id: str) -> Response:
    survey = shelf.entry(public_id).survey
    code = receipt_cookie.code_for(public_id)
    if code is None:
        return redirect(f"/s/{public_id}/thanks", 303)  # type: ignore[return-value]  # werkzeug's own Response
    text = render_template("public/receipt.txt", survey=survey, code=code)
    name = f'attachment; filename="suara-{public_id}.txt"'
    return Response(text, mimetype="text/plain", headers={"Content-Disposition": name, "Cache-Control": "no-store"})


def _form(entry: Entry, unit: PublicUnit | None) -> Response:
    """The ready page of an open survey with a fresh token in it."""
    survey = entry.survey
    if survey.state_at(clock.now()) != OPEN:
        return _not_open(survey)
    if survey.is_full:
        return _not_open(survey, FULL)
    order = any_order(survey.questionnaire)
    key = ("form", content_language(), unit.link if unit else "", str(order))
    page = entry.page(key, lambda: Visit.begin(survey, unit, MARK, order).render_first())
    return _spliced(page, tokens.new_token(survey.version_id, unit.id if unit else 0))


def _spliced(page: SplicedPage, secret: str) -> Response:
    if "gzip" in request.environ.get("HTTP_ACCEPT_ENCODING", ""):
        return Response(page.gzip(secret), headers=_PACKED)
    return Response(page.plain(secret), headers=_PLAIN)


def _turn_page(visit: Visit) -> Response:
    """Forward when everything up to here is right, else to the first page that is wrong; back always."""
    step, wrong = visit.turn()
    return _page(visit.render(step, wrong), 422 if wrong else 200)


def _send(visit: Visit, token: tokens.FormToken) -> Response:
    sheet = visit.sheet()
    if visit.asks_unit and sheet.unit_id is None:
        return _show_problems(visit)
    server_key = tokens.keyring().get(token.key_version) or tokens.keyring().current
    version = (visit.version_id, visit.questionnaire)
    try:
        cipher = contact_cipher() if visit.questionnaire.keeps_apart else None
        submission = intake.prepare(visit.survey, version, sheet, token.key, server_key, clock.now(), cipher)
        stored = _store(submission)
    except InvalidAnswers:
        return _show_problems(visit)
    except SameKeyOtherAnswers:
        return _again(_restart(visit.survey, visit.posted, visit.unit), 409, "other-answers")
    except SurveyNotOpen as error:
        return _not_open(visit.survey, error.state, visit)
    except QuotaReached:
        return _not_open(visit.survey, FULL, visit)
    path = f"/s/{visit.survey.public_id}/thanks"
    language = content_language()
    query = "" if language == DEFAULT else f"?lang={language}"
    if submission.contacts and not stored:  # nothing leads from an answer to its contact, to change that too
        query += "&again=contact" if query else "?again=contact"
    return receipt_cookie.onward(path + query, path, visit.survey.public_id, submission.code)


def _store(submission: intake.Submission) -> bool:
    """Whether the answers were stored just now, not before.

    Nearly always one statement is all; where it isn't, or wrote nothing, `intake.accept` stores or says why.
    """
    if submission.is_single:
        engine: Engine = current_app.extensions["answer_engine"]
        if database.write_alone(engine, *intake.statement(engine.dialect, submission)):
            return True
    with db.engine.begin() as connection:
        return intake.accept(connection, submission).stored


def _show_problems(visit: Visit) -> Response:
    """The first page with something wrong, with its errors and everything that was typed."""
    step, wrong = visit.first_wrong(range(len(visit.steps))) or (visit.final, None)
    return _page(visit.render(step, wrong), 422)


def _again(visit: Visit, status: int, reason: str) -> Response:
    """Nothing is lost: the same answers, ready to be sent once more."""
    words = {
        "forged": _("Formulir ini tidak dapat kami kenali. Jawaban Anda masih ada. Silakan kirim sekali lagi."),
        "other-answers": _(
            "Formulir ini sudah pernah dikirim dengan jawaban lain. Jawaban yang dulu tetap tersimpan. "
            "Tekan Kirim jika jawaban di bawah ini memang jawaban baru."
        ),
        "unreachable": _(
            "Ada gangguan di sistem kami. Jawaban Anda masih ada di sini. Tunggu sebentar, lalu kirim sekali lagi."
        ),
    }
    return _page(visit.render(visit.final, notice=words[reason]), status)


def _not_open(survey: PublicSurvey, state: str = "", visit: Visit | None = None) -> Response:
    state = state or survey.state_at(clock.now())
    kept = visit.written if visit else []
    page = render_template("public/not-open.html", survey=survey, state=state, kept=kept, came=visit is not None)
    return _page(page, 409 if visit else _STATUS[state])


def _resume(
    survey: PublicSurvey, questionnaire: Questionnaire, token: tokens.FormToken, posted: MultiDict[str, str]
) -> Visit:
    """The visit that a genuine token speaks of."""
    unit = survey.unit(token.unit_id)
    return Visit(survey, token.version_id, questionnaire, unit, posted, posted["token"])


def _restart(survey: PublicSurvey, posted: MultiDict[str, str], unit: PublicUnit | None = None) -> Visit:
    """The same answers under a fresh token, so that they are sent as new ones."""
    unit = unit or only_unit(survey)
    token = tokens.new_token(survey.version_id, unit.id if unit else 0)
    return Visit(survey, survey.version_id, survey.questionnaire, unit, posted, token)


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _said_unit(survey: PublicSurvey) -> PublicUnit | None:
    """The unit of the address, for a form whose token says nothing."""
    return survey.unit_by_link(request.args.get("unit", ""))
