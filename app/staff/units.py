"""Service units and the kinds of service that each gives."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.filters import ZONE_NAMES
from app.staff.blueprint import blueprint
from app.staff.forms import Coded, EditedUnit, Named, NewUnit, blame
from app.staff.lookups import agency_in_sight, service_type_in_sight, unit_in_sight
from surveys import agencies as domain
from surveys.errors import InvalidEntry, TakenCode
from surveys.models import Agency, ServiceType, ServiceUnit


@blueprint.get("/agencies/<int:agency_id>/units/new")
@needs("manage-agency")
def new_unit(agency_id: int) -> ResponseReturnValue:
    agency = agency_in_sight(agency_id)
    return _new_page(agency, NewUnit(time_zone=agency.time_zone))


@blueprint.post("/agencies/<int:agency_id>/units/new")
@needs("manage-agency")
def create_unit(agency_id: int) -> ResponseReturnValue:
    agency, form = agency_in_sight(agency_id), NewUnit()
    if not form.validate():
        return _new_page(agency, form), 422
    try:
        unit = domain.create_unit(db.session, agency, form.wanted_code, form.name.data, form.time_zone.data)
    except InvalidEntry as error:
        blame(form, error)
        return _new_page(agency, form), 422
    except TakenCode:
        form.code.errors = [_("Kode ini sudah dipakai unit lain. Pilih kode lain.")]
        return _new_page(agency, form), 422
    page = url_for(".unit", unit_id=unit.id)
    db.session.commit()
    flash(_("Unit tersimpan. Tambahkan jenis layanannya kalau lebih dari satu."))
    return redirect(page, 303)


@blueprint.get("/units/<int:unit_id>")
@needs("manage-agency")
def unit(unit_id: int) -> ResponseReturnValue:
    return _unit_page(unit_in_sight(unit_id), Coded())


@blueprint.get("/units/<int:unit_id>/edit")
@needs("manage-agency")
def edit_unit(unit_id: int) -> ResponseReturnValue:
    unit = unit_in_sight(unit_id)
    return _edit_page(unit, EditedUnit(name=unit.name, time_zone=unit.time_zone, active=unit.active))


@blueprint.post("/units/<int:unit_id>/edit")
@needs("manage-agency")
def save_unit(unit_id: int) -> ResponseReturnValue:
    unit, form = unit_in_sight(unit_id), EditedUnit()
    if not form.validate():
        return _edit_page(unit, form), 422
    domain.edit_unit(db.session, unit, form.name.data, form.time_zone.data, form.active.data)
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(url_for(".unit", unit_id=unit_id), 303)


@blueprint.post("/units/<int:unit_id>/service-types")
@needs("manage-agency")
def add_service_type(unit_id: int) -> ResponseReturnValue:
    unit, form = unit_in_sight(unit_id), Coded()
    if not form.validate():
        return _unit_page(unit, form), 422
    try:
        domain.add_service_type(db.session, unit, form.wanted_code, form.name.data)
    except InvalidEntry as error:
        blame(form, error)
        return _unit_page(unit, form), 422
    except TakenCode:
        form.code.errors = [_("Kode ini sudah dipakai layanan lain di unit ini. Pilih kode lain.")]
        return _unit_page(unit, form), 422
    db.session.commit()
    flash(_("Jenis layanan tersimpan."))
    return redirect(url_for(".unit", unit_id=unit_id), 303)


@blueprint.get("/service-types/<int:service_type_id>/edit")
@needs("manage-agency")
def edit_service_type(service_type_id: int) -> ResponseReturnValue:
    service_type = service_type_in_sight(service_type_id)
    return _service_type_page(service_type, Named(name=service_type.name))


@blueprint.post("/service-types/<int:service_type_id>/edit")
@needs("manage-agency")
def save_service_type(service_type_id: int) -> ResponseReturnValue:
    service_type, form = service_type_in_sight(service_type_id), Named()
    if not form.validate():
        return _service_type_page(service_type, form), 422
    domain.rename_service_type(db.session, service_type, form.name.data)
    page = url_for(".unit", unit_id=service_type.unit_id)
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(page, 303)


def _new_page(agency: Agency, form: NewUnit) -> str:
    return render_template("staff/unit_form.html", form=form, agency=agency, unit=None)


def _edit_page(unit: ServiceUnit, form: EditedUnit) -> str:
    return render_template("staff/unit_form.html", form=form, agency=unit.agency, unit=unit)


def _unit_page(unit: ServiceUnit, form: Coded) -> str:
    return render_template("staff/unit.html", unit=unit, form=form, zones=ZONE_NAMES)


def _service_type_page(service_type: ServiceType, form: Named) -> str:
    return render_template("staff/service_type_form.html", service_type=service_type, form=form)
