"""Commenting on a draft: the form, the list, what is posted, and the thank-you page. Nothing here knows a session."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.assessment import assess
from app.database import reading, unreachable
from app.errors import note_unreachable
from app.extensions import db
from app.i18n import content_language, language_argument
from app.public import consultation_shelf, receipt_cookie
from app.public.blueprint import blueprint
from app.public.consultation_words import standing_of
from app.public.contribution_lists import (
    CommentForm,
    busy_passages,
    comments_of,
    form_for,
    passage_name,
    passage_of,
    posted_form,
    takes_comments,
    thread_of,
    with_problems,
)
from app.public.contribution_tokens import ContributionToken, new_token, read_token
from app.public.ready_pages import ready_form
from app.public.spliced import MARK
from surveys import contributions as intake
from surveys.canonical import is_storable
from surveys.contributions import ContributionSheet, Sending
from surveys.errors import (
    ConsultationNotOpen,
    ForgedToken,
    InvalidAnswers,
    SameKeyOtherAnswers,
    UnknownConsultation,
    UnknownContribution,
    UnknownPassage,
)
from surveys.intake import Receipt
from surveys.lifecycle import OPEN
from surveys.public_consultations import PublicConsultation


@blueprint.get("/k/<code:public_id>/comments")
def contributions(public_id: str) -> Response:
    """The comments on a passage (`passage`), on the whole, or one with its replies (`comment`); and the form."""
    consultation = consultation_shelf.consultation(public_id)
    parent_id = request.args.get("comment", "")
    if parent_id:
        return _page(_thread(consultation, parent_id))
    return _list(consultation, request.args.get("passage", ""))


@blueprint.post("/k/<code:public_id>/comments")
def send_contribution(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    try:
        token = read_token(request.form.get("token", ""))
        receipt = _accept(consultation, token, _sheet(consultation))
    except InvalidAnswers as error:
        return _show_problems(consultation, error)
    except (ForgedToken, UnknownConsultation):
        return _again(consultation, 400, "forged")
    except SameKeyOtherAnswers:
        return _again(consultation, 409, "other-text")
    except ConsultationNotOpen as error:
        return _not_open(consultation, error.state)
    except unreachable(db.engine) as error:
        note_unreachable(error)
        return _again(consultation, 503, "unreachable", request.form["token"])  # it may have been stored after all
    path = url_for("public.thank_for_contribution", public_id=public_id)
    address = url_for("public.thank_for_contribution", public_id=public_id, lang=language_argument())
    return receipt_cookie.onward(address, path, _sealed_for(public_id), receipt.code)


@blueprint.get("/k/<code:public_id>/comments/thanks")
def thank_for_contribution(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    code = receipt_cookie.code_for(_sealed_for(public_id))
    if code is None:
        return _page(_render("public/contribution_gone.html", consultation), 410)
    return _page(_render("public/contribution_thanks.html", consultation, code=code))


@blueprint.get("/k/<code:public_id>/comments/thanks/receipt.txt")
def save_contribution_receipt(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    code = receipt_cookie.code_for(_sealed_for(public_id))
    if code is None:
        address = url_for("public.thank_for_contribution", public_id=public_id, lang=language_argument())
        return redirect(address, 303)  # type: ignore[return-value]  # werkzeug's own Response
    address = url_for("public.contribution_receipt", public_id=public_id, _external=True)
    text = render_template("public/contribution_receipt.txt", consultation=consultation, code=code, address=address)
    name = f'attachment; filename="suara-{public_id}.txt"'
    return Response(text, mimetype="text/plain", headers={"Content-Disposition": name, "Cache-Control": "no-store"})


def _sheet(consultation: PublicConsultation) -> ContributionSheet:
    posted = request.form
    passage, parent_id = posted.get("passage", ""), posted.get("parent") or None
    return intake.read_sheet(consultation, posted.getlist, passage, parent_id, content_language())


def _accept(consultation: PublicConsultation, token: ContributionToken, sheet: ContributionSheet) -> Receipt:
    """Check and judge before the transaction that writes, so that nobody waits for it."""
    with reading(), Session(db.engine) as session:
        checked = intake.check(session, consultation, token.version_id, sheet)
        assessment = assess(session, consultation, checked.text)
    sending = Sending(token.key, token.server_key, clock.now())
    receipt = intake.accept(db.session, consultation, token.version_id, checked, sending, assessment)
    db.session.commit()
    return receipt


def _show_problems(consultation: PublicConsultation, error: InvalidAnswers) -> Response:
    """The form with everything that was typed; where the time is over, nobody is asked to mend anything."""
    state = consultation.state_at(clock.now())
    if state != OPEN:
        return _not_open(consultation, state)
    form = with_problems(posted_form(consultation, request.form, request.form["token"]), error.problems)
    return _page(_form_page(consultation, form), 422)


def _again(consultation: PublicConsultation, status: int, reason: str, token: str | None = None) -> Response:
    """Nothing is lost: the same text, ready to be sent once more, under a fresh token unless one is given."""
    words = {
        "forged": _("Formulir ini tidak dapat kami kenali. Tulisan Anda masih ada. Kirim sekali lagi."),
        "other-text": _(
            "Formulir ini sudah pernah dikirim dengan tulisan lain. Komentar yang dulu tetap tersimpan. "
            "Tekan Kirim jika tulisan di bawah ini memang komentar baru."
        ),
        "unreachable": _(
            "Ada gangguan di sistem kami. Tulisan Anda masih ada di sini. Tunggu sebentar, lalu kirim sekali lagi."
        ),
    }
    db.session.rollback()
    return _page(_form_page(consultation, posted_form(consultation, request.form, token or ""), words[reason]), status)


def _not_open(consultation: PublicConsultation, state: str) -> Response:
    db.session.rollback()
    kept = request.form.get("text", "").replace("\x00", "\ufffd")
    return _page(_render("public/contribution_closed.html", consultation, state=state, kept=kept), 409)


def _list(consultation: PublicConsultation, passage: str) -> Response:
    if not is_storable(passage):
        raise UnknownPassage
    comments = comments_of(consultation, passage, request.args.get("after", ""), request.args.get("alike", ""))
    known = not passage or passage_of(consultation, passage)
    if not known and not comments.items:
        raise UnknownPassage(passage)
    busy = [] if passage or comments.campaign else busy_passages(consultation)
    takes = bool(known) and takes_comments(consultation)

    def render() -> str:
        # A passage of an earlier text keeps its comments.
        form = form_for(consultation, passage, token=MARK if takes else "") if known else None
        context = {"comments": comments, "comment_form": form, "busy": busy}
        return _render("public/contributions.html", consultation, passage, **context)

    page = (consultation.public_id, content_language(), passage)
    shows = (consultation, comments, busy, standing_of(consultation))
    return ready_form(("comments", *page), shows, render, new_token(consultation.version_id) if takes else "")


def _thread(consultation: PublicConsultation, parent_id: str) -> str:
    comment, replies = thread_of(consultation, parent_id, request.args.get("after", ""))
    top = comment.parent_id is None and comment.state == "shown" and consultation.replies_allowed
    form = form_for(consultation, comment.passage, comment.id) if top else None
    context = {"comment": comment, "comments": replies, "comment_form": form}
    return _render("public/contribution.html", consultation, comment.passage, **context)


def _form_page(consultation: PublicConsultation, form: CommentForm, notice: str = "") -> str:
    """The form alone, as it was sent, on a page that says what is wrong."""
    parent = _parent(consultation, form.parent_id)
    context = {"comment_form": form, "notice": notice, "parent": parent}
    return _render("public/contribution_form.html", consultation, form.passage, **context)


def _parent(consultation: PublicConsultation, parent_id: str) -> Any:
    try:
        return thread_of(consultation, parent_id)[0] if parent_id else None
    except UnknownContribution:
        return None


def _sealed_for(public_id: str) -> str:
    """What the cookie is sealed for: a survey's cookie opens nothing here, and the other way round."""
    return f"k/{public_id}"


def _render(template: str, consultation: PublicConsultation, passage: str = "", **context: Any) -> str:
    """A page about a passage, or about the whole."""
    name, quoted = passage_name(consultation, passage), passage_of(consultation, passage)
    return render_template(template, consultation=consultation, name=name, quoted=quoted, **context)


def _page(html: str, status: int = 200) -> Response:
    # Without no-store, so that going back shows the form as it was left, with its key.
    cache = "private, no-cache" if status == 200 and request.method == "GET" else "no-store"
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": cache})
