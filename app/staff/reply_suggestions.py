"""Themes that key words suggest for comments which nobody has put into one: taken over with one press."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from analytics.language.keyword_themes import KeywordTheme, most_spoken
from analytics.month_themes import agency_seeds
from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultations import frame
from app.staff.lookups import consultation_in_sight
from app.staff.replies import ANSWER
from surveys import follow_up, follow_up_lists, themes
from surveys.models import Consultation

_EXAMPLES = 3


@dataclass(frozen=True)
class Suggestion:
    """`code`: of the keyword theme. `theme_id`: of the consultation's theme with the same name, where there is one."""

    code: str
    name: str
    contribution_ids: tuple[str, ...]
    examples: tuple[str, ...]
    theme_id: int | None


@blueprint.get("/consultations/<int:consultation_id>/replies/suggestions")
@needs(ANSWER)
def reply_suggestions(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    found = suggestions(consultation)
    return render_template("staff/reply_suggestions.html", **frame(consultation), suggestions=found)


@blueprint.post("/consultations/<int:consultation_id>/replies/suggestions")
@needs(ANSWER)
def take_suggestion(consultation_id: int) -> ResponseReturnValue:
    """Make a theme of a suggestion, or add to the one of its name, and put its comments into it."""
    consultation, code = consultation_in_sight(consultation_id), request.form.get("theme", "")
    here = url_for(".reply_suggestions", consultation_id=consultation_id)
    wanted = next((one for one in suggestions(consultation) if one.code == code), None)
    if wanted is None:
        flash(_("Usul itu sudah tidak ada. Lihat daftar terbaru."), "error")
        return redirect(here, 303)
    now, actor = clock.now(), current_staff().email
    theme_id = wanted.theme_id
    if theme_id is None:
        theme_id = themes.create_theme(db.session, consultation, wanted.name, now, actor).id
    added = follow_up.put_into(db.session, consultation, theme_id, wanted.contribution_ids, now, actor)
    db.session.commit()
    flash(_("%(count)s komentar dimasukkan ke tema.", count=added))
    return redirect(here, 303)


def suggestions(consultation: Consultation) -> list[Suggestion]:
    """The agency's keyword themes that unanswered comments without a theme speak of, the most spoken first."""
    seeds = agency_seeds(db.session, consultation.agency_id)  # type: ignore[arg-type]  # a scoped session
    texts = follow_up_lists.unthemed_texts(db.session, consultation.id)
    there = {name.lower(): id_ for id_, name in follow_up_lists.theme_names(db.session, consultation.id).items()}
    spoken: dict[int, list[tuple[str, str]]] = {}
    for (id_, text, _of), place in zip(texts, most_spoken(seeds, [text for _id, text, _of in texts]), strict=True):
        if place is not None:
            spoken.setdefault(place, []).append((id_, text))
    found = [_suggestion(seeds[place], comments, there) for place, comments in spoken.items()]
    return sorted(found, key=lambda one: (-len(one.contribution_ids), one.name))


def _suggestion(seed: KeywordTheme, comments: list[tuple[str, str]], there: dict[str, int]) -> Suggestion:
    name = seed.names["id"]  # citizens read it: the name in the language of the agency, not of the page
    ids, texts = zip(*comments, strict=True)
    return Suggestion(seed.id, name, ids, texts[:_EXAMPLES], there.get(name.lower()))
