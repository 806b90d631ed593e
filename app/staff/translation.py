"""A questionnaire in several languages: how far each is, both texts side by side, files for translators."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import seen
from app.staff.lookups import survey_in_sight
from app.staff.places import place_of
from app.staff.words import file_problem
from surveys import drafting, translation
from surveys.definition import Questionnaire
from surveys.errors import ChangedMeanwhile, FrozenVersion, InvalidEntry, Problem, RefusedFile
from surveys.interchange import translations
from surveys.models import Survey, SurveyVersion

FIELD = "text:"  # before the key of a text, in the name of its field
_FORMS = {"xlf": ("application/xliff+xml", translations.xliff), "csv": ("text/csv", translations.csv_text)}


@blueprint.get("/surveys/<int:survey_id>/languages")
@needs("watch-participation")
def survey_languages(survey_id: int) -> ResponseReturnValue:
    return _overview(survey_in_sight(survey_id))


@blueprint.post("/surveys/<int:survey_id>/languages")
@needs("write-surveys")
def add_language(survey_id: int) -> ResponseReturnValue:
    survey, tag = survey_in_sight(survey_id), request.form.get("language", "")
    if tag not in translation.LANGUAGE_NAMES:
        return _overview(survey, _("Pilih satu bahasa.")), 422
    version = drafting.current_version(db.session, survey)
    try:
        state = drafting.state(db.session, version)
        _save(version, translation.translated(state.questionnaire, tag, {}), state.edition)
    except (FrozenVersion, ChangedMeanwhile):
        return _not_now(survey_id)
    return redirect(url_for(".translate", survey_id=survey_id, tag=tag), 303)


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>/remove")
@needs("write-surveys")
def remove_language(survey_id: int, tag: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    version = drafting.current_version(db.session, survey)
    try:
        state = drafting.state(db.session, version)
        _save(version, translation.without_language(state.questionnaire, tag), state.edition)
    except (FrozenVersion, ChangedMeanwhile):
        return _not_now(survey_id)
    flash(_("Bahasa dihapus dari survei ini. Anda bisa membatalkannya di halaman penyusunan."))
    return redirect(url_for(".survey_languages", survey_id=survey_id), 303)


@blueprint.get("/surveys/<int:survey_id>/languages/<string:tag>")
@needs("write-surveys")
def translate(survey_id: int, tag: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    questionnaire, edition = _draft(survey)
    _require_language(questionnaire, tag)
    return _page(survey, tag, questionnaire, edition)


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>")
@needs("write-surveys")
def save_translation(survey_id: int, tag: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    version = drafting.current_version(db.session, survey)
    questionnaire, edition = _draft(survey)
    _require_language(questionnaire, tag)
    typed = {
        name.removeprefix(FIELD): text.replace("\r\n", "\n")
        for name, text in request.form.items()
        if name.startswith(FIELD)
    }
    try:
        _save(version, translation.translated(questionnaire, tag, typed), seen())
    except InvalidEntry as error:
        return _page(survey, tag, questionnaire, edition, typed=typed, problem=error.problem), 422
    except (FrozenVersion, ChangedMeanwhile):
        changed = _("Survei ini berubah sejak Anda membukanya. Tulisan Anda masih ada. Periksa, lalu simpan lagi.")
        return _page(survey, tag, questionnaire, edition, typed=typed, notice=changed), 409
    flash(_("Terjemahan tersimpan."))
    return redirect(url_for(".translate", survey_id=survey_id, tag=tag, show=request.args.get("show")), 303)


@blueprint.get("/surveys/<int:survey_id>/languages/<string:tag>/texts.<string:form>")
@needs("write-surveys")
def translation_file(survey_id: int, tag: str, form: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    questionnaire, _edition = _draft(survey)
    _require_language(questionnaire, tag)
    if form not in _FORMS:
        raise NotFound
    media_type, write = _FORMS[form]
    name = f'attachment; filename="suara-{survey.public_id}-{tag}.{form}"'
    return Response(write(questionnaire, tag), mimetype=media_type, headers={"Content-Disposition": name})


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>/file")
@needs("write-surveys")
def read_translation_file(survey_id: int, tag: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    version = drafting.current_version(db.session, survey)
    questionnaire, edition = _draft(survey)
    _require_language(questionnaire, tag)
    try:
        read = _read(request.files.get("file"), tag)
        _save(version, translation.translated(questionnaire, tag, read.texts), edition)
    except (RefusedFile, InvalidEntry) as error:
        return _page(survey, tag, questionnaire, edition, refused=file_problem(error.problem)), 422
    except ChangedMeanwhile:
        return _not_now(survey_id)
    flash(_("%(count)s terjemahan dibaca dari berkas.", count=len(read.texts) - len(read.unknown(questionnaire))))
    if left := read.unknown(questionnaire):
        flash(_("%(count)s teks tidak dipakai: survei ini tidak memilikinya lagi.", count=len(left)), "error")
    if old := read.outdated(questionnaire):
        flash(_("%(count)s teks sudah berubah sejak berkas dibuat. Periksa terjemahannya.", count=len(old)), "error")
    return redirect(url_for(".translate", survey_id=survey_id, tag=tag), 303)


def _read(file: FileStorage | None, tag: str) -> translations.Translations:
    """The uploaded file by its name's ending. Raises RefusedFile."""
    if file is None or not file.filename:
        raise RefusedFile(Problem("file", "missing"))
    data = file.read()
    xml = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    read = translations.read_xliff(data) if xml else translations.read_csv(io.BytesIO(data))
    if read.language != tag:
        raise RefusedFile(Problem("file", "other-language", limit=tag, found=read.language[:20]))
    return read


def _save(version: SurveyVersion, questionnaire: Questionnaire, seen: int) -> None:
    try:
        drafting.save(
            db.session,  # type: ignore[arg-type]  # a scoped session
            version,
            questionnaire,
            seen,
            clock.now(),
            current_staff().email,
        )
    except (FrozenVersion, ChangedMeanwhile):
        db.session.rollback()
        raise
    db.session.commit()


def _draft(survey: Survey) -> tuple[Questionnaire, int]:
    """The questionnaire being written and its edition. Raises FrozenVersion."""
    state = drafting.state(db.session, drafting.current_version(db.session, survey))  # type: ignore[arg-type]
    return state.questionnaire, state.edition


def _require_language(questionnaire: Questionnaire, tag: str) -> None:
    if tag == translation.SOURCE or tag not in questionnaire.languages:
        raise NotFound


def _not_now(survey_id: int) -> ResponseReturnValue:
    flash(_("Survei ini berubah sejak Anda membukanya. Lihat keadaannya sekarang, lalu ulangi."), "error")
    return redirect(url_for(".survey_languages", survey_id=survey_id), 303)


def _overview(survey: Survey, problem: str = "") -> str:
    version = drafting.current_version(db.session, survey)  # type: ignore[arg-type]
    questionnaire = drafting.load(version.definition)
    names = translation.LANGUAGE_NAMES
    return render_template(
        "staff/languages.html",
        survey=survey,
        questionnaire=questionnaire,
        progress=translation.progress(questionnaire),
        names=names,
        others={tag: name for tag, name in names.items() if tag not in questionnaire.languages},
        writing=version.published_at is None,
        problem=problem,
    )


def _page(survey: Survey, tag: str, questionnaire: Questionnaire, edition: int, **said: Any) -> str:
    typed: Mapping[str, str] = said.pop("typed", {})
    lost = translation.lost_placeholders(questionnaire, tag)
    only_missing = request.args.get("show") == "missing"
    lines = [
        {
            "key": key,
            "place": place_of(questionnaire, key),
            "source": text.get(translation.SOURCE, "") or next(iter(text.values())),
            "target": typed.get(key, text.get(tag, "")),
            "lost": lost.get(key, []),
        }
        for key, text in translation.texts(questionnaire).items()
        if key in typed or not (only_missing and text.get(tag))
    ]
    done, count = translation.progress(questionnaire)[tag]
    return render_template(
        "staff/translation.html",
        survey=survey,
        questionnaire=questionnaire,
        tag=tag,
        name=translation.LANGUAGE_NAMES[tag],
        lines=lines,
        edition=edition,
        done=done,
        count=count,
        only_missing=only_missing,
        field=FIELD,
        longest=translation.LONGEST_TEXT,
        **said,
    )
