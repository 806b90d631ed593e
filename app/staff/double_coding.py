"""Double coding: draw a sample for two people, lead each through it, compare what they put."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from analytics.measures.agreement import agreement
from app import clock
from app.auth import current_staff
from app.extensions import db
from app.staff.bench import Bench, bench_of, bench_page
from app.staff.coding_forms import DoubleCodingForm, carry_out
from app.staff.coding_words import coding_problem
from surveys import double_coding as domain
from surveys.calendar import local_time
from surveys.comments import UNREAD, Selection
from surveys.double_coding import DoubleCodingLine
from surveys.errors import ChangedMeanwhile
from surveys.thematic import code_lines

USUAL_SIZE = 50


@bench_page("/double-coding")
def double_codings(**source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    return _list_page(bench, DoubleCodingForm(bench.coders, size=USUAL_SIZE, first_coder=current_staff().email))


@bench_page("/double-coding", "POST")
def draw_double_coding(**source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    form = DoubleCodingForm(bench.coders)

    def step() -> None:
        coders, size = (form.first_coder.data, form.second_coder.data), form.size.data
        seed, now, actor = secrets.randbelow(2**31), clock.now(), current_staff().email
        domain.draw_double_coding(db.session, bench.source, coders, size, seed=seed, now=now, actor=actor)

    if not carry_out(form, step):
        return _list_page(bench_of(**source), form), 422
    flash(_("Sampel sudah diambil. Kedua orang bisa mulai, masing-masing sendiri."))
    return redirect(bench.url("double_codings"), 303)


@bench_page("/double-coding/<int:double_id>")
def double_coding(double_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    line, reader = double_coding_line(bench, double_id), bench.reader
    found = domain.comparison(db.session, bench.source, line)
    drawn_on, _hour = local_time(line.drawn_at, bench.source.agency.time_zone)
    differing = [one for one in found if one.first != one.second]
    return render_template(
        "staff/double-coding.html",
        bench=bench,
        line=line,
        drawn_on=drawn_on,
        agreement=agreement([(one.first, one.second) for one in found], drawn_on),
        names={code.id: code.name for code in code_lines(reader)},
        differing=differing,
        comments=reader.still_there([one.key for one in differing]),
    )


@bench_page("/double-coding/<int:double_id>/next")
def next_double_coded(double_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    key = domain.to_read(db.session, double_coding_line(bench, double_id), current_staff().email)
    if key is None:
        return redirect(bench.url("double_coding", double_id=double_id), 303)
    address = bench.url("comment", address=key, double=double_id, _anchor="comment")
    return redirect(address, 303)


@bench_page("/double-coding/<int:double_id>/abandon", "POST")
def abandon_double_coding(double_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    try:
        domain.abandon_double_coding(db.session, bench.source, double_id, clock.now(), current_staff().email)
    except ChangedMeanwhile as error:
        db.session.rollback()
        flash(coding_problem(error), "error")
    else:
        db.session.commit()
        flash(_("Kode ganda dihentikan. Kode yang sudah diberikan tetap ada."))
    return redirect(bench.url("double_codings"), 303)


def double_coding_line(bench: Bench, double_id: int) -> DoubleCodingLine:
    lines = domain.double_codings(db.session, bench.source)
    line = next((line for line in lines if line.id == double_id), None)
    if line is None:
        raise NotFound
    return line


def _list_page(bench: Bench, form: DoubleCodingForm) -> str:
    return render_template(
        "staff/double-codings.html",
        bench=bench,
        lines=domain.double_codings(db.session, bench.source),
        unread=bench.reader.count(Selection(state=UNREAD)),
        me=current_staff().email,
        form=form,
    )
