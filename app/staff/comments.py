"""The coding bench: the list of comments, and reading them one by one to put codes on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from analytics.language.suggestion import CodeModel, Suggestion
from app import clock
from app.auth import current_staff
from app.converters import CommentAddress
from app.extensions import db
from app.staff.bench import Bench, bench_of, bench_page
from app.staff.coding_forms import CodesForm, carry_out
from app.staff.coding_words import step_taken
from app.staff.comment_filter import CommentFilter, comment_filter
from app.staff.double_coding import double_coding_line
from app.staff.forms import row_id
from app.staff.lookups import page_asked
from app.staff.marked import marked
from surveys import audit
from surveys.coding import put_codes
from surveys.comments import UNREAD, Comment, CommentReader, Selection
from surveys.double_coding import DoubleCodingLine, to_read
from surveys.queries import CommentKey
from surveys.thematic import CodeLine, code_lines, examples

PAGE_LENGTH = 25
MOST_STEPS = 20  # shown beside a comment
LEARNED_FROM = 1000  # readings: enough to learn from, few enough to do so for every page


@dataclass(frozen=True)
class Desk:
    """What every page about single comments works with. `double`: the double coding that the person comes from."""

    bench: Bench
    reader: CommentReader
    codes: list[CodeLine]
    asked: CommentFilter
    double: DoubleCodingLine | None

    @property
    def in_use(self) -> list[CodeLine]:
        return [code for code in self.codes if code.in_use]

    @property
    def arguments(self) -> dict[str, Any]:
        """What addresses carry, so that the next page shows the same comments."""
        return {"double": self.double.id} if self.double else self.asked.arguments

    @property
    def unread(self) -> Selection:
        return replace(self.asked.selection, state=UNREAD, code_id=None)

    def next_unread(self, after: CommentKey | None) -> CommentKey | None:
        """The next comment of the double coding that waits for the person, if they come from one. Otherwise the
        next one of the filter that nobody has read, from the beginning again after the last."""
        if self.double:
            return to_read(self.reader.session, self.double, self.reader.viewer)
        found = self.reader.neighbour(self.unread, after) or self.reader.neighbour(self.unread, None)
        return found.key if found else None


def desk(**source: int) -> Desk:
    bench = bench_of(**source)
    reader = bench.reader
    codes = code_lines(reader)
    asked = row_id(request.args.get("double", ""))
    double = double_coding_line(bench, asked) if asked else None
    return Desk(bench, reader, codes, comment_filter(bench, codes), double)


@bench_page("/comments")
def comments(**source: int) -> ResponseReturnValue:
    at = desk(**source)
    page = page_asked()
    found = at.reader.comments(at.asked.selection, limit=PAGE_LENGTH + 1, offset=(page - 1) * PAGE_LENGTH)
    shown = found[:PAGE_LENGTH]
    return render_template(
        "staff/comments.html",
        bench=at.bench,
        comments=shown,
        codes_on=_names_on(at, shown),
        asked=at.asked,
        total=at.reader.count(at.asked.selection),
        unread=at.reader.count(at.unread),
        page=page,
        more=len(found) > PAGE_LENGTH,
    )


@bench_page("/comments/next")
def next_comment(**source: int) -> ResponseReturnValue:
    at = desk(**source)
    return redirect(_onward(at, at.next_unread(None)), 303)


@bench_page("/comments/<comment:address>")
def comment(address: CommentAddress, **source: int) -> ResponseReturnValue:
    at = desk(**source)
    found = _found(at.reader, address)
    mine = [one.code_ids for one in at.reader.codes_on([found.key]).get(found.key, []) if one.coder == at.reader.viewer]
    return _page(at, found, CodesForm(at.in_use, codes=list(*mine)))


@bench_page("/comments/<comment:address>", "POST")
def save_comment(address: CommentAddress, **source: int) -> ResponseReturnValue:
    at = desk(**source)
    found, form = _found(at.reader, address), CodesForm(at.in_use)

    def step() -> None:
        picked, now, new_name = form.codes.data, clock.now(), form.new_name.data or ""
        put_codes(db.session, at.bench.source, found.key, picked, now, current_staff().email, new_name)

    if not carry_out(form, step):
        return _page(desk(**source), found, form), 422
    flash(_("Tersimpan."))
    # Looking for the next comment may take a while, and on SQLite nobody else writes during this request.
    return redirect(at.bench.url("after_comment", address=found.key, **at.arguments), 303)


@bench_page("/comments/<comment:address>/next")
def after_comment(address: CommentAddress, **source: int) -> ResponseReturnValue:
    at = desk(**source)
    found = at.reader.find(*address)
    return redirect(_onward(at, at.next_unread(found.key if found else None)), 303)


def _found(reader: CommentReader, address: CommentAddress) -> Comment:
    found = reader.find(*address)
    if found is None:
        raise NotFound
    return found


def _onward(at: Desk, key: CommentKey | None) -> str:
    """The address of a comment; where there is none, of the list or of the double coding."""
    if key is not None:
        return at.bench.url("comment", address=key, **at.arguments, _anchor="comment")
    if at.double:
        return at.bench.url("double_coding", double_id=at.double.id)
    return at.bench.url("comments", **at.arguments)


def _names_on(at: Desk, shown: list[Comment]) -> dict[Comment, list[str] | None]:
    """Comment -> the names of its codes; None while nobody has read it, as far as one may see."""
    names = {code.id: code.name for code in at.codes}
    read = at.reader.codes_on([one.key for one in shown])
    return {
        one: sorted({names[code_id] for coder in read[one.key] for code_id in coder.code_ids})
        if one.key in read
        else None
        for one in shown
    }


def _page(at: Desk, found: Comment, form: CodesForm) -> str:
    blind = at.reader.is_blind(found.key)
    names = {code.id: code.name for code in at.codes}
    retired = names.keys() - {code.id for code in at.in_use}
    put = at.reader.codes_on([found.key]).get(found.key, [])
    mine = [one.code_ids for one in put if one.coder == at.reader.viewer]
    return render_template(
        "staff/comment.html",
        bench=at.bench,
        comment=found,
        marked=marked(found.text),
        form=form,
        arguments=at.arguments,
        double=at.double,
        read=_read(at),
        # A suggestion would make two people agree who would not.
        suggested={} if blind else {one.code: one.words for one in _suggestions(at, found)},
        names=names,
        kept=sorted(names[code_id] for codes in mine for code_id in codes & retired),
        others=[
            (one.coder, sorted(names[code_id] for code_id in one.code_ids))
            for one in put
            if one.coder != at.reader.viewer
        ],
        earlier=at.reader.neighbour(at.asked.selection, found.key, before=True),
        later=at.reader.neighbour(at.asked.selection, found.key),
        steps=[] if blind else _steps(at, found),
        unread=at.reader.count(replace(at.unread, month=found.key.month)),
    )


def _read(at: Desk) -> int | None:
    """How many comments of the double coding the person has read; None for somebody who is not led through it."""
    if at.double is None or at.double.finished or at.reader.viewer not in at.double.coders:
        return None
    return at.double.read[at.double.coders.index(at.reader.viewer)]


def _steps(at: Desk, found: Comment) -> list[tuple[audit.Entry, str]]:
    """What was done with this comment, in sentences."""
    entries = audit.entries(db.session, at.bench.source, limit=MOST_STEPS, comment=found.key.mark)
    return [(entry, step_taken(entry, hidden=False)) for entry in entries]


def _suggestions(at: Desk, found: Comment) -> list[Suggestion]:
    return CodeModel(examples(at.reader, at.codes, limit=LEARNED_FROM)).suggest(found.text)
