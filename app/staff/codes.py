"""The codebook: the list, and one code with its comments, to rename, merge, split or retire it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff
from app.extensions import db
from app.staff.bench import Bench, bench_of, bench_page
from app.staff.coding_forms import CodeForm, MergeForm, SplitForm, carry_out
from app.staff.coding_words import coding_problem
from surveys import codebook
from surveys.comments import Comment, CommentReader
from surveys.errors import RetiredCode
from surveys.thematic import CodeLine, code_lines, coded_comments, theme_lines

MOST_COMMENTS = 200  # shown with a code; all of them are moved by a merge


@dataclass(frozen=True)
class CodeDesk:
    """What the page of one code works with."""

    bench: Bench
    reader: CommentReader
    codes: list[CodeLine]
    code: CodeLine
    comments: dict[str, Comment]  # address -> comment

    @property
    def others(self) -> list[CodeLine]:
        return [code for code in self.codes if code.in_use and code.id != self.code.id]

    @property
    def texts(self) -> dict[str, str]:
        return {address: comment.text for address, comment in self.comments.items()}


def code_desk(code_id: int, **source: int) -> CodeDesk:
    bench = bench_of(**source)
    reader = bench.reader
    codes = code_lines(reader)
    code = next((code for code in codes if code.id == code_id), None)
    if code is None:
        raise NotFound
    address = current_app.url_map.converters["comment"](current_app.url_map).to_url
    shown = coded_comments(reader, [code_id], limit=MOST_COMMENTS)
    return CodeDesk(bench, reader, codes, code, {address(comment.key): comment for comment in shown})


@bench_page("/codes")
def codes(**source: int) -> ResponseReturnValue:
    return _list_page(bench_of(**source), CodeForm())


@bench_page("/codes", "POST")
def create_code(**source: int) -> ResponseReturnValue:
    bench, form = bench_of(**source), CodeForm()

    def step() -> None:
        codebook.create_code(
            db.session, bench.source, form.name.data, form.description.data or "", clock.now(), current_staff().email
        )

    if not carry_out(form, step):
        return _list_page(bench_of(**source), form), 422
    flash(_("Kode tersimpan."))
    return redirect(bench.url("codes"), 303)


@bench_page("/codes/<int:code_id>")
def code(code_id: int, **source: int) -> ResponseReturnValue:
    return _page(code_desk(code_id, **source))


@bench_page("/codes/<int:code_id>", "POST")
def describe_code(code_id: int, **source: int) -> ResponseReturnValue:
    at, form = code_desk(code_id, **source), CodeForm()

    def step() -> None:
        words = (form.name.data, form.description.data or "")
        codebook.describe_code(db.session, at.bench.source, code_id, *words, clock.now(), current_staff().email)

    if not carry_out(form, step):
        return _page(code_desk(code_id, **source), describe=form), 422
    flash(_("Perubahan tersimpan."))
    return redirect(at.bench.url("code", code_id=code_id), 303)


@bench_page("/codes/<int:code_id>/merge", "POST")
def merge_code(code_id: int, **source: int) -> ResponseReturnValue:
    at = code_desk(code_id, **source)
    form = MergeForm(at.others)

    def step() -> None:
        codebook.merge_codes(db.session, at.bench.source, code_id, form.into.data, clock.now(), current_staff().email)

    if not carry_out(form, step):
        return _page(code_desk(code_id, **source), merge=form), 422
    flash(_("Kode digabung. Semua komentarnya ikut pindah."))
    return redirect(at.bench.url("code", code_id=form.into.data), 303)


@bench_page("/codes/<int:code_id>/split", "POST")
def split_code(code_id: int, **source: int) -> ResponseReturnValue:
    at = code_desk(code_id, **source)
    form = SplitForm(at.texts)

    def step() -> None:
        keys = {at.comments[address].key for address in form.comments.data}
        now, actor = clock.now(), current_staff().email
        codebook.split_code(db.session, at.bench.source, code_id, keys, form.new_name.data, now, actor)

    if not carry_out(form, step):
        return _page(code_desk(code_id, **source), split=form), 422
    flash(_("Komentar yang dipilih sekarang memakai kode baru."))
    return redirect(at.bench.url("codes"), 303)


@bench_page("/codes/<int:code_id>/retire", "POST")
def retire_code(code_id: int, **source: int) -> ResponseReturnValue:
    at = code_desk(code_id, **source)
    try:
        codebook.retire_code(db.session, at.bench.source, code_id, clock.now(), current_staff().email)
    except RetiredCode as error:
        db.session.rollback()
        flash(coding_problem(error), "error")
    else:
        db.session.commit()
        flash(_("Kode dihentikan. Komentar lama tetap memakainya."))
    return redirect(at.bench.url("codes"), 303)


def _list_page(bench: Bench, form: CodeForm) -> str:
    reader = bench.reader
    codes = code_lines(reader)
    return render_template(
        "staff/codes.html",
        bench=bench,
        codes=[code for code in codes if code.in_use],
        retired=[code for code in codes if not code.in_use],
        themes={theme.id: theme.name for theme in theme_lines(reader, codes)},
        form=form,
    )


def _page(
    at: CodeDesk,
    *,
    describe: CodeForm | None = None,
    merge: MergeForm | None = None,
    split: SplitForm | None = None,
) -> str:
    """One code. A form that was refused is shown with its errors, the others as they are when one comes."""
    return render_template(
        "staff/code.html",
        bench=at.bench,
        code=at.code,
        comments=at.comments,
        others=at.others,
        refused=describe or merge or split,
        describe=describe or CodeForm(None, name=at.code.name, description=at.code.description),
        merge=merge or MergeForm(at.others, formdata=None),
        split=split or SplitForm(at.texts, formdata=None),
    )
