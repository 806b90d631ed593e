"""Voting on statements: one at a time, without scripts; what was voted can be changed until the closing."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from app import clock
from app.database import unreachable
from app.errors import note_unreachable
from app.extensions import db
from app.i18n import language_argument
from app.public import consultation_shelf, vote_cookie
from app.public.ballot import Ballot, ballot_of, own_votes_of, same_ballot
from app.public.blueprint import blueprint
from app.public.proposals import ProposalForm
from app.public.statement_shelf import shelf
from app.public.vote_cookie import VoteToken
from app.public.vote_tokens import BallotToken, read_ballot
from surveys import voting as votes
from surveys.errors import ConsultationNotOpen, ForgedToken, NotOffered, UnknownStatement
from surveys.lifecycle import OPEN
from surveys.public_consultations import PublicConsultation

VALUES = {"agree": votes.AGREE, "disagree": votes.DISAGREE, "pass": votes.PASS}


@blueprint.get("/k/<code:public_id>/vote")
def voting(public_id: str) -> Response:
    """The next statement, or the one whose number is asked for (`statement`)."""
    consultation = _with_voting(public_id)
    state = consultation.state_at(clock.now())
    if state != OPEN:
        return _not_open(consultation, state)
    asked = request.args.get("statement", type=int)
    try:
        ballot = ballot_of(consultation, asked)
    except UnknownStatement:
        return _again(consultation, 404, _("Pernyataan itu tidak ada atau sudah tidak tampil. Ini pernyataan lain."))
    notice = ""
    if "voted" in request.args and not vote_cookie.sent():
        notice = _(
            "Suara Anda sudah kami simpan. Peramban Anda menolak kuki, jadi suara itu tidak bisa Anda ubah lagi."
        )
    return _page(_render(consultation, ballot, notice))


@blueprint.post("/k/<code:public_id>/vote")
def cast_vote(public_id: str) -> Response:
    consultation, voter = _with_voting(public_id), vote_cookie.sent() or vote_cookie.fresh()
    try:
        token = read_ballot(request.form.get("token", ""))
        value = VALUES[request.form.get("vote", "")]
        _vote(consultation, voter, token, value)
    except ForgedToken:
        return _again(
            consultation, 400, _("Formulir ini tidak dapat kami kenali. Suara Anda belum tersimpan. Pilih lagi.")
        )
    except KeyError:
        return _again(consultation, 422, _("Pilih Setuju, Tidak setuju, atau Lewati. Suara Anda belum tersimpan."))
    except UnknownStatement:
        shelf().forget(consultation.id)
        return _again(
            consultation,
            409,
            _("Pernyataan itu baru saja disembunyikan, jadi tidak bisa dinilai lagi. Ini pernyataan lain."),
        )
    except ConsultationNotOpen as error:
        return _not_open(consultation, error.state, lost=True)
    except unreachable(db.engine) as error:
        note_unreachable(error)
        response = _once_more(consultation, token)
    else:
        address = url_for("public.voting", public_id=public_id, lang=language_argument(), voted=1, _anchor="ballot")
        response = Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
    # Also of a failed one: it may have been stored, and is to be the same voter's when it comes again.
    response.headers["Set-Cookie"] = vote_cookie.keeping(consultation, voter, clock.now())
    return response


@blueprint.get("/k/<code:public_id>/vote/mine")
def own_votes(public_id: str) -> Response:
    """What this browser has voted, with a way to change each, and to be forgotten."""
    consultation = _with_voting(public_id)
    state = consultation.state_at(clock.now())
    if state != OPEN:
        return _not_open(consultation, state)
    own = own_votes_of(consultation)
    return _page(render_template("public/own_votes.html", consultation=consultation, votes=own))


@blueprint.post("/k/<code:public_id>/vote/forget")
def forget_votes(public_id: str) -> Response:
    """Cut what leads from this browser to its votes."""
    consultation = _with_voting(public_id)
    token = vote_cookie.sent()
    if token:
        votes.forget(db.session, consultation.id, token.hash)  # type: ignore[arg-type]  # a scoped session
        db.session.commit()
    response = _page(render_template("public/votes_forgotten.html", consultation=consultation))
    response.headers["Set-Cookie"] = vote_cookie.dropping(consultation)
    return response


def _with_voting(public_id: str) -> PublicConsultation:
    consultation = consultation_shelf.consultation(public_id)
    if not consultation.voting:
        raise NotOffered
    return consultation


def _vote(consultation: PublicConsultation, voter: VoteToken, ballot: BallotToken, value: int) -> None:
    now = clock.now()
    votes.vote(
        db.session,  # type: ignore[arg-type]  # a scoped session
        consultation.id,
        voter.hash,
        ballot.statement_id,
        value,
        ballot.quick(now),
        now,
    )
    db.session.commit()


def _again(consultation: PublicConsultation, status: int, notice: str) -> Response:
    """Nothing was stored: why, and a statement to vote on."""
    db.session.rollback()
    if (state := consultation.state_at(clock.now())) != OPEN:
        return _not_open(consultation, state)
    return _page(_render(consultation, ballot_of(consultation), notice), status)


def _once_more(consultation: PublicConsultation, token: BallotToken) -> Response:
    """The database is away: the same statement, so that one press sends the vote again."""
    ballot = same_ballot(consultation, token.statement_id, request.form["token"])
    notice = _("Ada gangguan di sistem kami. Tunggu sebentar, lalu tekan pilihan Anda sekali lagi.")
    return _page(_render(consultation, ballot, notice), 503)


def _render(consultation: PublicConsultation, ballot: Ballot, notice: str) -> str:
    proposal = ProposalForm.empty(consultation)
    return render_template(
        "public/voting.html", consultation=consultation, ballot=ballot, notice=notice, proposal=proposal
    )


def _not_open(consultation: PublicConsultation, state: str, *, lost: bool = False) -> Response:
    db.session.rollback()
    page = render_template("public/voting_closed.html", consultation=consultation, state=state, lost=lost)
    response = _page(page, 409 if lost else 200)
    if vote_cookie.NAME in request.cookies and state != "scheduled":
        response.headers["Set-Cookie"] = vote_cookie.dropping(consultation)
    return response


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": "no-store"})
