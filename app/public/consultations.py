"""A consultation's text for citizens: its first page and parts, the whole on paper, each passage by itself."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from sqlalchemy.orm import Session

from app import clock
from app.database import reading
from app.extensions import db
from app.i18n import content_language, language_argument
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_beside import beside
from app.public.consultation_parts import MOST_LINES, contents, part_argument, part_of, parts
from app.public.consultation_words import standing_of
from app.public.contribution_lists import comments_of, form_for, takes_comments
from app.public.contribution_tokens import new_token
from app.public.ready_pages import ready, ready_form
from app.public.spliced import MARK
from surveys.consultation_reading import placed_passage

_MOST_CONTENTS = 3_000  # as many as a draft may have passages


@blueprint.get("/k/<code:public_id>")
def consultation(public_id: str) -> Response:
    shown = consultation_shelf.consultation(public_id)
    pieces = parts(shown.document)
    part = pieces[min(max(request.args.get("part", 1, int), 1), len(pieces)) - 1]
    near = beside(shown.id)
    counts = tuple(near.counts.get(passage.id, 0) for passage in part.passages)
    today = shown.day(clock.now())
    values = {"part": part, "parts": len(pieces), "counts": counts, "beside": near, "today": today}
    return ready(
        ("text", public_id, content_language(), part.number),
        (shown, counts, near.versions, near.files, today, standing_of(shown)),
        lambda: render_template(
            "public/consultation.html",
            consultation=shown,
            contents=contents(shown.document, MOST_LINES),
            addresses=_addresses(public_id, len(pieces)),
            **values,
        ),
    )


@blueprint.get("/k/<code:public_id>/contents")
def consultation_contents(public_id: str) -> Response:
    """Every line of the contents, where the first page has only the upper ones."""
    shown = consultation_shelf.consultation(public_id)
    return ready(
        ("contents", public_id, content_language()),
        (shown, standing_of(shown)),
        lambda: render_template(
            "public/consultation_contents.html",
            consultation=shown,
            lines=contents(shown.document, _MOST_CONTENTS).lines,
            addresses=_addresses(public_id, len(parts(shown.document))),
        ),
    )


@blueprint.get("/k/<code:public_id>/text")
def consultation_text(public_id: str) -> Response:
    """The whole on one page, for paper and for reading aloud without stops."""
    shown = consultation_shelf.consultation(public_id)
    return ready(
        ("whole", public_id, content_language()),
        (shown, standing_of(shown)),
        lambda: render_template("public/consultation_text.html", consultation=shown),
    )


@blueprint.get("/k/<code:public_id>/passages/<string(maxlength=80):passage>")
def passage(public_id: str, passage: str) -> Response:
    shown = consultation_shelf.consultation(public_id)
    with reading(), Session(db.engine) as session:
        place = placed_passage(session, shown, passage)
    comments = comments_of(shown, passage)
    takes = not place.gone and takes_comments(shown)

    def render() -> str:
        return render_template(
            "public/consultation_passage.html",
            consultation=shown,
            place=place,
            part=part_argument(part_of(shown.document, passage)),
            comments=comments,
            comment_form=None if place.gone else form_for(shown, passage, token=MARK if takes else ""),
        )

    page, shows = (public_id, content_language(), passage), (shown, place, comments, standing_of(shown))
    return ready_form(("passage", *page), shows, render, new_token(shown.version_id) if takes else "")


def _addresses(public_id: str, count: int) -> dict[int, str]:
    """Number of a part -> its address; made once, since the contents lead there many times."""
    lang = language_argument()
    return {
        number: url_for("public.consultation", public_id=public_id, part=part_argument(number), lang=lang)
        for number in range(1, count + 1)
    }
