"""A citizen proposes a statement: the form, what is posted, and the thank-you page.

Its address lies outside the path of the voting cookie, so a proposal never comes with the token of a voter.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.database import reading
from app.errors import problem_words
from app.extensions import db
from app.i18n import content_language, language_argument
from app.public import consultation_shelf, receipt_cookie
from app.public.blueprint import blueprint
from app.public.vote_tokens import new_proposal, read_proposal
from surveys import statements
from surveys.contributions import Sending
from surveys.errors import (
    ConsultationNotOpen,
    ForgedToken,
    InvalidAnswers,
    NotOffered,
    Problem,
    SameKeyOtherAnswers,
)
from surveys.intake import Receipt
from surveys.lifecycle import OPEN
from surveys.public_consultations import PublicConsultation
from surveys.statements import LONGEST_TEXT, StatementRow


@dataclass(frozen=True)
class ProposalForm:
    """`similar`: a statement that says nearly the same; who proposes decides whether it is another."""

    token: str
    text: str = ""
    problem: str = ""
    similar: StatementRow | None = None
    longest: int = LONGEST_TEXT

    @classmethod
    def empty(cls, consultation: PublicConsultation) -> ProposalForm | None:
        """A form where the agency takes proposals, and None elsewhere."""
        takes = consultation.proposals_allowed and consultation.state_at(clock.now()) == OPEN
        return cls(new_proposal()) if takes else None


@blueprint.post("/k/<code:public_id>/statements")
def propose_statement(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    if not (consultation.voting and consultation.proposals_allowed):
        raise NotOffered
    try:
        kept = _propose(consultation)
    except (ForgedToken, SameKeyOtherAnswers, InvalidAnswers) as error:
        return _again(consultation, *_refusal(error))
    except ConsultationNotOpen as error:
        db.session.rollback()
        context = {"consultation": consultation, "state": error.state, "kept": _typed()}
        return _page(render_template("public/contribution_closed.html", **context), 409)
    if isinstance(kept, StatementRow):
        return _again(consultation, 422, ProposalForm(request.form["token"], _typed(), similar=kept))
    path = url_for("public.thank_for_proposal", public_id=public_id)
    address = url_for("public.thank_for_proposal", public_id=public_id, lang=language_argument())
    return receipt_cookie.onward(address, path, _sealed_for(public_id), kept.code)


@blueprint.get("/k/<code:public_id>/statements/thanks")
def thank_for_proposal(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    code = receipt_cookie.code_for(_sealed_for(public_id))
    page = render_template("public/proposal_thanks.html", consultation=consultation, code=code)
    return _page(page, 200 if code else 410)


def _propose(consultation: PublicConsultation) -> Receipt | StatementRow:
    """Keep what was typed; or the statement that says nearly the same, unless the citizen is sure."""
    token = read_proposal(request.form.get("token", ""))
    text = statements.check_proposal(request.form.get("proposal", ""))
    if request.form.get("sure") != "yes":
        with reading(), Session(db.engine) as session:
            if similar := statements.similar(session, consultation.id, text):
                return similar
    sending = Sending(token.key, token.server_key, clock.now())
    receipt = statements.propose(db.session, consultation, text, content_language(), sending)  # type: ignore[arg-type]  # a scoped session
    db.session.commit()
    return receipt


def _typed() -> str:
    return request.form.get("proposal", "").replace("\x00", "\ufffd")


def _refusal(error: ForgedToken | SameKeyOtherAnswers | InvalidAnswers) -> tuple[int, ProposalForm]:
    """The status, and the form with what was typed and what is wrong; with a fresh token where the old one is spent."""
    if isinstance(error, InvalidAnswers):
        return 422, ProposalForm(request.form["token"], _typed(), _words(error.problems["proposal"]))
    if isinstance(error, ForgedToken):
        problem = _("Formulir ini tidak dapat kami kenali. Tulisan Anda masih ada. Kirim sekali lagi.")
        return 400, ProposalForm(new_proposal(), _typed(), problem)
    problem = _("Formulir ini sudah pernah dikirim dengan tulisan lain. Tekan Kirim usul jika ini usul baru.")
    return 409, ProposalForm(new_proposal(), _typed(), problem)


def _words(problem: Problem) -> str:
    if problem.code == "too-many":
        return _("Saat ini terlalu banyak usul yang menunggu diperiksa. Coba kirim lagi besok.")
    return problem_words(problem, _("usul Anda"))


def _again(consultation: PublicConsultation, status: int, form: ProposalForm) -> Response:
    """Nothing was stored and nothing is lost."""
    db.session.rollback()
    return _page(render_template("public/proposal.html", consultation=consultation, proposal=form), status)


def _sealed_for(public_id: str) -> str:
    return f"k/{public_id}/statements"


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": "no-store"})
