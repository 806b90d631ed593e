"""The agencies that an administrator looks after: their own, and those below it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from app import clock
from app.auth import current_staff, needs, visible_agency_ids
from app.extensions import db
from app.filters import ZONE_NAMES
from app.staff.blueprint import blueprint
from app.staff.forms import EditedAgency, NewAgency, blame
from app.staff.lookups import agency_in_sight, own_agency
from surveys import agencies as domain
from surveys.errors import InvalidEntry, TakenCode
from surveys.models import Agency
from surveys.overview import units_by_agency


@blueprint.get("/agencies")
@needs("manage-agency")
def agencies() -> ResponseReturnValue:
    return render_template(
        "staff/agencies.html",
        tree=domain.agency_tree(db.session, own_agency().id),
        units=units_by_agency(db.session, visible_agency_ids()),
    )


@blueprint.get("/agencies/new")
@needs("manage-agency")
def new_agency() -> ResponseReturnValue:
    parent_id = request.args.get("parent", own_agency().id, type=int)
    return _new_page(_new_form(parent_id=parent_id))


@blueprint.post("/agencies/new")
@needs("manage-agency")
def create_agency() -> ResponseReturnValue:
    form = _new_form()
    if not form.validate():
        return _new_page(form), 422
    zone, parent_id = form.time_zone.data, form.parent_id.data
    try:
        agency = domain.create_agency(db.session, form.wanted_code, form.name.data, zone, parent_id)
    except InvalidEntry as error:
        blame(form, error)
        return _new_page(form), 422
    except TakenCode:
        form.code.errors = [_("Kode ini sudah dipakai instansi lain. Pilih kode lain.")]
        return _new_page(form), 422
    page = url_for(".agency", agency_id=agency.id)
    db.session.commit()
    flash(_("Instansi tersimpan. Sekarang tambahkan unit layanannya."))
    return redirect(page, 303)


@blueprint.get("/agencies/<int:agency_id>")
@needs("manage-agency")
def agency(agency_id: int) -> ResponseReturnValue:
    return render_template("staff/agency.html", agency=agency_in_sight(agency_id), zones=ZONE_NAMES)


@blueprint.get("/agencies/<int:agency_id>/edit")
@needs("manage-agency")
def edit_agency(agency_id: int) -> ResponseReturnValue:
    agency = agency_in_sight(agency_id)
    return _edit_page(agency, EditedAgency(obj=agency))


@blueprint.post("/agencies/<int:agency_id>/edit")
@needs("manage-agency")
def save_agency(agency_id: int) -> ResponseReturnValue:
    agency, form = agency_in_sight(agency_id), EditedAgency()
    if not form.validate():
        return _edit_page(agency, form), 422
    domain.rename_agency(db.session, agency, form.name.data, form.time_zone.data)
    domain.separate_approval(db.session, agency, form.separate_approval.data, clock.now(), current_staff().email)
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(url_for(".agency", agency_id=agency_id), 303)


def _new_form(**data: int) -> NewAgency:
    form = NewAgency(**data)
    tree = domain.agency_tree(db.session, own_agency().id)
    form.parent_id.choices = [SelectChoice(branch.id, branch.name) for branch in tree]
    return form


def _new_page(form: NewAgency) -> str:
    return render_template("staff/agency_form.html", form=form, agency=None)


def _edit_page(agency: Agency, form: EditedAgency) -> str:
    return render_template("staff/agency_form.html", form=form, agency=agency)
