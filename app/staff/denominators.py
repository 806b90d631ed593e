"""How many people each service type of an agency served in a month: entered here, all at once."""

from __future__ import annotations

import datetime as dt

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.forms import denominators_form, people_field
from app.staff.lookups import agency_in_sight, own_agency
from surveys import agencies
from surveys.calendar import first_of_month, local_time, month_before, next_month
from surveys.models import Agency, ServiceType, ServiceUnit
from surveys.overview import entered_denominators

EARLIEST = dt.date(2000, 1, 1)


@blueprint.get("/denominators")
@needs("enter-denominators")
def denominators() -> ResponseReturnValue:
    agency = own_agency()
    return redirect(url_for(".denominators_of_month", agency_id=agency.id, month=_this_month(agency)))


@blueprint.get("/denominators/<int:agency_id>/<month:month>")
@needs("enter-denominators")
def denominators_of_month(agency_id: int, month: dt.date) -> ResponseReturnValue:
    agency = agency_in_sight(agency_id)
    _refuse_future(month, agency)
    service_types = _service_types(agency)
    entered = entered_denominators(db.session, agency.id, month)
    form = denominators_form(service_types, **{people_field(key): people for key, people in entered.items()})
    return _page(agency, month, service_types, form)


@blueprint.post("/denominators/<int:agency_id>/<month:month>")
@needs("enter-denominators")
def save_denominators(agency_id: int, month: dt.date) -> ResponseReturnValue:
    agency = agency_in_sight(agency_id)
    _refuse_future(month, agency)
    service_types = _service_types(agency)
    form = denominators_form(service_types)
    if not form.validate():
        return _page(agency, month, service_types, form), 422
    for service_type in service_types:
        agencies.enter_denominator(db.session, service_type, month, form[people_field(service_type.id)].data)
    db.session.commit()
    flash(_("Jumlah pengguna layanan tersimpan."))
    return redirect(url_for(".denominators_of_month", agency_id=agency_id, month=month), 303)


def _page(agency: Agency, month: dt.date, service_types: list[ServiceType], form: FlaskForm) -> str:
    earlier, later = month_before(month), next_month(month)
    return render_template(
        "staff/denominators.html",
        agency=agency,
        tree=agencies.agency_tree(db.session, own_agency().id),
        month_begins=month,
        earlier=earlier if earlier >= EARLIEST else None,
        later=later if later <= _this_month(agency) else None,
        lines=[(service_type, form[people_field(service_type.id)]) for service_type in service_types],
        form=form,
    )


def _this_month(agency: Agency) -> dt.date:
    return first_of_month(local_time(clock.now(), agency.time_zone)[0])


def _refuse_future(month: dt.date, agency: Agency) -> None:
    """Nobody was served yet in a month that has not begun: there is no such page."""
    if month > _this_month(agency):
        raise NotFound


def _service_types(agency: Agency) -> list[ServiceType]:
    """Those of the active units, by unit and code, each with its unit."""
    query = db.select(ServiceType).join(ServiceType.unit).options(contains_eager(ServiceType.unit))
    active = query.where(ServiceUnit.agency_id == agency.id, ServiceUnit.active)
    return list(db.session.scalars(active.order_by(ServiceUnit.name, ServiceUnit.id, ServiceType.code)))
