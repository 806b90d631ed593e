"""A version of a draft as citizens will read it, with all that is different from what they read now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.drafts import changes_between, counts_of
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultations import frame
from app.staff.days import today_at
from app.staff.lookups import consultation_in_sight
from surveys import attachments, consultation_versions, statements
from surveys.authoring import questionnaire_of
from surveys.consultation_text import ConsultationText
from surveys.consultation_versions import document_of, text_of
from surveys.documents import Run
from surveys.documents.difference import runs
from surveys.models import Consultation, ConsultationVersion, Survey
from surveys.public_consultations import as_published


@dataclass(frozen=True)
class TextChange:
    """What is different in one of the texts around the draft."""

    name: str
    language: str
    runs: tuple[Run, ...]


@blueprint.get("/consultations/<int:consultation_id>/preview")
@needs("read-consultations")
def consultation_preview(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    version = consultation_versions.newest(db.session, consultation)
    before = consultation_versions.published(db.session, consultation, below=version.number)
    shown = as_published(db.session, consultation, version)
    return render_template(
        "staff/consultation_preview.html",
        **frame(consultation),
        version=version,
        shown=shown,
        before=before,
        **(_differences(before, version) if before else {}),
        survey=questionnaire_of(survey).title if (survey := _survey(consultation)) else None,
        statements=[row for row in statements.listed(db.session, consultation.id) if row.state == "shown"],
        files=attachments.of_consultation(db.session, consultation.id),
        today=today_at(consultation.agency),
    )


def _survey(consultation: Consultation) -> Survey | None:
    return db.session.get(Survey, consultation.survey_id) if consultation.survey_id else None


def _differences(before: ConsultationVersion, after: ConsultationVersion) -> dict[str, object]:
    changes = changes_between(document_of(before), document_of(after))
    return {
        "changes": changes,
        "counts": counts_of(changes),
        "text_changes": _text_changes(text_of(before), text_of(after)),
    }


def _text_changes(before: ConsultationText, after: ConsultationText) -> list[TextChange]:
    """The texts that are not as they were, by language; the timeline is in one."""
    names = {"title": _("Judul"), "summary": _("Ringkasan"), "background": _("Latar belakang"), "aims": _("Tujuan")}
    pairs = [
        (words, language, getattr(before, name).get(language, ""), getattr(after, name).get(language, ""))
        for language in ("id", "en")
        for name, words in names.items()
    ]
    pairs.append((_("Jadwal"), "id", _timeline(before), _timeline(after)))
    return [TextChange(name, language, runs(old, new)) for name, language, old, new in pairs if old != new]


def _timeline(text: ConsultationText) -> str:
    return "\n".join(f"{stone.day:%d/%m/%Y} {stone.text.get('id', '')}" for stone in text.milestones)
