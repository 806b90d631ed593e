"""The audit trail of the coding bench, in sentences."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.staff.bench import bench_of, bench_page
from app.staff.coding_words import STEPS, step_taken
from app.staff.lookups import page_asked
from surveys import audit

PAGE_LENGTH = 50


@bench_page("/history")
def coding_history(**source: int) -> ResponseReturnValue:
    bench, page = bench_of(**source), page_asked()
    kinds = () if bench.of_survey else STEPS
    found = audit.entries(db.session, bench.source, *kinds, limit=PAGE_LENGTH + 1, offset=(page - 1) * PAGE_LENGTH)
    blind = bench.reader.unfinished
    return render_template(
        "staff/coding-history.html",
        bench=bench,
        steps=[(entry, step_taken(entry, hidden=entry.detail.get("sample") in blind)) for entry in found[:PAGE_LENGTH]],
        page=page,
        more=len(found) > PAGE_LENGTH,
    )
