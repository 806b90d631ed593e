"""Comments and the form for one, ready for any page of a consultation that shows them.

A page that includes `public/parts/comments.html` passes `comments=comments_of(…)`; one that includes
`public/parts/comment_form.html` passes `comment_form=form_for(…)`. Nothing else is needed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app import clock
from app.database import reading
from app.drafts import citation
from app.extensions import db
from app.forms import QuestionForm
from app.i18n import content_language, language_argument
from app.public.consultation_beside import beside
from app.public.contribution_tokens import new_token
from surveys import contributions, public_contributions
from surveys.documents import Passage
from surveys.errors import Problem
from surveys.lifecycle import OPEN
from surveys.public_consultations import PublicConsultation
from surveys.public_contributions import Key, Page, PublicContribution

_MOST_BUSY = 6  # as many as a phone shows in a few lines
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2})-([0-9a-f]{32})", re.ASCII)
_CAMPAIGN = re.compile(r"[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True)
class CommentList:
    """A page of comments on a passage, or on the whole where `passage` is ''; or of the replies to one comment.

    `counts`: stance -> how many shown comments take it; empty for replies. `older`: address of the next page, or ''.
    """

    consultation: PublicConsultation
    passage: str
    items: tuple[PublicContribution, ...]
    counts: Mapping[str, int]
    older: str
    campaign: str = ""  # where only those that say nearly the same are listed

    @property
    def total(self) -> int:
        """How many comments are shown, on all pages."""
        return sum(self.counts.values())

    def address(self, item: PublicContribution) -> str:
        """Where a comment stands alone, with all replies and the form for one more."""
        return _address(self.consultation, comment=item.id)

    def alike_address(self, item: PublicContribution) -> str:
        """Where all that say nearly the same are listed."""
        return _address(self.consultation, passage=self.passage or None, alike=item.campaign)

    @property
    def all_address(self) -> str:
        return _address(self.consultation, passage=self.passage or None)


@dataclass(frozen=True)
class BusyPassage:
    """A passage that has comments: what it is called, where it is, and how many."""

    name: str
    address: str
    count: int


@dataclass(frozen=True)
class CommentForm:
    """A form for a comment on a passage ('': the whole), or for a reply where there is a `parent_id`.

    Without `token` the consultation takes none, and the form is not shown. `fields`: stance, text, and the
    profile questions that the agency picked. `problems` are those of no field: passage gone, parent gone.
    """

    consultation: PublicConsultation
    passage: str
    parent_id: str
    fields: QuestionForm
    token: str
    problems: tuple[Problem, ...] = ()

    @property
    def action(self) -> str:
        return url_for("public.send_contribution", public_id=self.consultation.public_id, lang=language_argument())

    @property
    def profile(self) -> list[Any]:
        """The fields about the writer."""
        return [field for field in self.fields if field.name not in ("stance", "text")]

    @property
    def profile_typed(self) -> bool:
        """Whether any of them was filled in, so that they shouldn't be folded away."""
        return any(field.typed() for field in self.profile)


def comments_of(consultation: PublicConsultation, passage: str, after: str = "", alike: str = "") -> CommentList:
    """The comments on a passage, newest day first. `after`: the address's argument; nonsense in it means the newest.

    `alike`: a campaign, to list all that say nearly the same; of the others, each list has only the newest.
    """
    zone = consultation.time_zone
    campaign = alike if _CAMPAIGN.fullmatch(alike) else ""
    with reading(), Session(db.engine) as session:
        page = public_contributions.page(session, consultation.id, passage, zone, key_in(after), campaign=campaign)
        counts = public_contributions.stance_counts(session, consultation.id, passage)
    older = _older(consultation, page, passage=passage or None, alike=campaign or None)
    return CommentList(consultation, passage, page.items, counts, older, campaign)


def thread_of(
    consultation: PublicConsultation, contribution_id: str, after: str = ""
) -> tuple[PublicContribution, CommentList]:
    """A comment and the replies to it, oldest day first. Raises UnknownContribution."""
    with reading(), Session(db.engine) as session:
        found, page = public_contributions.thread(
            session, consultation.id, contribution_id, consultation.time_zone, key_in(after)
        )
    older = _older(consultation, page, comment=contribution_id)
    return found, CommentList(consultation, found.passage, page.items, {}, older)


def takes_comments(consultation: PublicConsultation) -> bool:
    """Whether somebody may send a comment now."""
    return consultation.state_at(clock.now()) == OPEN


def form_for(
    consultation: PublicConsultation, passage: str, parent_id: str = "", token: str | None = None
) -> CommentForm:
    """An empty form under a fresh token, or under `token`; one without where the consultation takes no comments now."""
    fields = QuestionForm(contributions.questions(consultation), content_language())
    if token is None:
        token = new_token(consultation.version_id) if takes_comments(consultation) else ""
    return CommentForm(consultation, passage, parent_id, fields, token)


def posted_form(consultation: PublicConsultation, posted: MultiDict[str, str], token: str) -> CommentForm:
    """The form with all that was typed, under the posted token or a fresh one ('')."""
    fields = QuestionForm(contributions.questions(consultation), content_language(), posted)
    passage, parent_id = posted.get("passage", ""), posted.get("parent", "")
    return CommentForm(consultation, passage, parent_id, fields, token or new_token(consultation.version_id))


def with_problems(form: CommentForm, problems: Mapping[str, Problem]) -> CommentForm:
    """The form that says what is wrong beside each field, and above all the rest."""
    for field in form.fields:
        field.problem = in_own_words(problems.get(field.name), field.name)
    return replace(form, problems=tuple(problem for name, problem in problems.items() if name not in form.fields))


def in_own_words(problem: Problem | None, name: str) -> Problem | None:
    """The problem as it is; a missing stance or text in words of their own, since they answer no question."""
    words = {"stance": _("Pilih sikap Anda"), "text": _("Tulis komentar Anda")}
    if problem and problem.code == "required" and name in words:
        return replace(problem, code="rule", limit=words[name])
    return problem


def passage_of(consultation: PublicConsultation, passage: str) -> Passage | None:
    """A passage of the newest text; None for the whole, and for one that it doesn't have."""
    return next((found for found in consultation.document.passages if found.id == passage), None)


def passage_name(consultation: PublicConsultation, passage: str) -> str:
    """What a passage is called: as one cites it, or by its place where the text has no numbering."""
    if not passage:
        return _("Naskah keseluruhan")
    for place, found in enumerate(consultation.document.passages, start=1):
        if found.id == passage:
            return citation(found, place)
    return _("Bagian yang sudah dihapus")


def busy_passages(consultation: PublicConsultation) -> list[BusyPassage]:
    """The passages with the most comments, the fullest first. Counts are at most some seconds old."""
    counts = beside(consultation.id).counts
    commented = [each for each in enumerate(consultation.document.passages, start=1) if counts.get(each[1].id)]
    return [
        BusyPassage(
            citation(passage, place),
            url_for("public.passage", public_id=consultation.public_id, passage=passage.id, lang=language_argument()),
            counts[passage.id],
        )
        for place, passage in sorted(commented, key=lambda each: (-counts[each[1].id], each[0]))[:_MOST_BUSY]
    ]


def key_in(argument: str) -> Key | None:
    """The key in an address's argument; None for anything else."""
    found = _KEY.fullmatch(argument)
    try:
        return (dt.date.fromisoformat(found[1]), found[2]) if found else None
    except ValueError:
        return None


def _older(consultation: PublicConsultation, page: Page, **arguments: str | None) -> str:
    if page.following is None:
        return ""
    day, id_ = page.following
    return _address(consultation, after=f"{day.isoformat()}-{id_}", **arguments)


def _address(consultation: PublicConsultation, **arguments: str | None) -> str:
    return url_for("public.contributions", public_id=consultation.public_id, lang=language_argument(), **arguments)
