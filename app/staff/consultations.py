"""Consultations: the list, a new one, and the page of one with what is still missing and the steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app import clock
from app.auth import current_staff, needs, visible_agency_ids
from app.extensions import db
from app.staff.blueprint import blueprint, may
from app.staff.consultation_forms import Extension, NewConsultation, SendingBack, TakingBack
from app.staff.consultation_rooms import rooms
from app.staff.consultation_words import TRAIL_WORDS, entry_problem
from app.staff.days import closing_moment, first_day, last_day, opening_moment, today_at
from app.staff.forms import blame
from app.staff.lookups import consultation_in_sight, own_agency
from app.staff.tasks import consultation_tasks, standing_words
from surveys import attachments, audit, consultation_versions, consultation_work, consultations, statements
from surveys.consultation_text import ConsultationText
from surveys.consultations import Plan, Rules
from surveys.errors import InvalidEntry
from surveys.lifecycle import ANSWERED, CLOSED, DRAFT, OPEN, SCHEDULED
from surveys.models import Agency, Consultation

USUAL_LENGTH = dt.timedelta(days=30)
_NOTE_FORMS = {  # the step's view -> what must be filled in for it
    "return_consultation": SendingBack,
    "take_back_consultation": TakingBack,
    "extend_consultation": Extension,
    "reopen_consultation": Extension,
}


@blueprint.get("/consultations", endpoint="consultations")
@needs("read-consultations")
def consultation_list() -> ResponseReturnValue:
    found = consultations.of_agencies(db.session, sorted(visible_agency_ids()))
    now = clock.now()
    lines = [(work, standing_words(work.consultation, now)) for work in consultation_work.work(db.session, found, now)]
    several = len({row.agency_id for row in found}) > 1
    return render_template("staff/consultations.html", lines=lines, several=several)


@blueprint.get("/consultations/new")
@needs("write-consultations")
def new_consultation() -> ResponseReturnValue:
    day = today_at(own_agency())
    form = NewConsultation(day, data={"opens_on": day, "closes_on": day + USUAL_LENGTH})
    return render_template("staff/consultation_new.html", form=form)


@blueprint.post("/consultations/new")
@needs("write-consultations")
def create_consultation() -> ResponseReturnValue:
    agency = own_agency()
    form = NewConsultation(today_at(agency))
    if not form.validate():
        return render_template("staff/consultation_new.html", form=form), 422
    text = ConsultationText({"id": form.title.data}, summary={"id": form.summary.data})
    plan = plan_of(form.opens_on.data, form.closes_on.data, None, agency)
    staff = current_staff().email
    try:
        made = consultations.create(db.session, agency, text, rules=Rules(), plan=plan, now=clock.now(), actor=staff)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_problem)
        return render_template("staff/consultation_new.html", form=form), 422
    page = url_for(".consultation_document", consultation_id=made.id)
    db.session.commit()
    flash(_("Konsep konsultasi tersimpan. Sekarang masukkan naskahnya."))
    return redirect(page, 303)


@blueprint.get("/consultations/<int:consultation_id>")
@needs("read-consultations")
def consultation(consultation_id: int) -> ResponseReturnValue:
    return consultation_page(consultation_in_sight(consultation_id))


def consultation_page(consultation: Consultation, refused: FlaskForm | None = None) -> str:
    """A consultation's page. `refused`: a note with its errors, shown where it was typed."""
    version = consultation_versions.newest(db.session, consultation)
    trail = audit.consultation_entries(db.session, consultation.id, consultations.STEP, *TRAIL_WORDS, limit=60)
    now = clock.now()
    [work] = consultation_work.work(db.session, [consultation], now)
    return render_template(
        "staff/consultation.html",
        **frame(consultation),
        work=work,
        words=standing_words(consultation, now),
        tasks=[task for task in consultation_tasks(work, now) if task.url != request.path],
        sent_back=_sent_back(trail),
        version=version,
        standing=consultation_versions.standing(version),
        mark=consultation_versions.mark(version),
        text=consultation_versions.text_of(version),
        passages=len(consultation_versions.document_of(version).passages),
        published=consultation_versions.published(db.session, consultation),
        files=attachments.of_consultation(db.session, consultation.id),
        statements=statements.numbers(db.session, consultation.id)["shown"],
        first_day=first_day(consultation.opens_at, consultation.agency),
        last_day=last_day(consultation.closes_at, consultation.agency),
        trail=trail,
        trail_words=TRAIL_WORDS,
        moved={entry.id: last_day(_until(entry), consultation.agency) for entry in trail if "until" in entry.detail},
        offers=offered(consultation, consultation_versions.standing(version)),
        note_forms={name: form(formdata=None) for name, form in _NOTE_FORMS.items()} | _typed(refused),
        refused=refused,
    )


def _typed(refused: FlaskForm | None) -> dict[str, FlaskForm]:
    return {(request.endpoint or "").removeprefix("staff."): refused} if refused else {}


def _until(entry: audit.Entry) -> dt.datetime:
    """The closing moment that was set with this step."""
    return dt.datetime.fromisoformat(entry.detail["until"])


def _sent_back(trail: Sequence[audit.Entry]) -> audit.Entry | None:
    """The step with which a draft came back to its author, while it is the last one that was taken."""
    last = next((entry for entry in trail if not entry.kind.startswith("attachment")), None)
    came = last and (last.kind == "version-sent-back" or (last.detail.get("to") == DRAFT and last.detail.get("from")))
    return last if came else None


def frame(consultation: Consultation) -> dict[str, object]:
    """What the frame of every page of a consultation shows."""
    titles = consultation_versions.titles(db.session, [consultation.id])
    return {"consultation": consultation, "title": titles[consultation.id], "rooms": rooms(consultation)}


def offered(consultation: Consultation, standing: str) -> Sequence[str]:
    """The steps that the page offers to the signed-in person, in order; each is the name of a view."""
    state = consultation.state
    write = {
        consultation_versions.WRITTEN: ["submit_consultation"],
        consultation_versions.PUBLISHED: ["begin_consultation_version"] if state in (OPEN, CLOSED) else [],
    }.get(standing, [])
    if standing == consultation_versions.WRITTEN and state not in (DRAFT, ANSWERED):
        write = [*write, "discard_consultation_version"]
    waits = standing == consultation_versions.WAITING and state != ANSWERED
    approve = ["approve_consultation", "return_consultation"] if waits else []
    approve += {
        SCHEDULED: ["open_consultation", "take_back_consultation"],
        OPEN: ["extend_consultation", "close_consultation"],
        CLOSED: ["reopen_consultation"],
    }.get(state, [])
    return [*(write if may("write-consultations") else []), *(approve if may("approve-consultations") else [])]


def plan_of(opens_on: dt.date | None, closes_on: dt.date | None, survey_id: int | None, agency: Agency) -> Plan:
    opens_at, closes_at = opening_moment(opens_on, agency), closing_moment(closes_on, agency)
    return Plan(opens_at=opens_at, closes_at=closes_at, survey_id=survey_id)
