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

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import Desk, desk
from app.staff.lookups import survey_in_sight
from app.staff.places import place_of
from app.staff.words import file_problem
from surveys import drafting, translation, versions
from surveys.definition import load
from surveys.errors import ChangedMeanwhile, FrozenVersion, InvalidEntry, Problem, RefusedFile, WrongState
from surveys.interchange import translations
from surveys.models import Survey

FIELD, RIGHT = "text:", "right:"  # before the key of a text, in the names of its fields
_MOVED = (WrongState, FrozenVersion, ChangedMeanwhile)
_FORMS = {"xlf": ("application/xliff+xml", translations.xliff), "csv": ("text/csv", translations.csv_text)}


@blueprint.get("/surveys/<int:survey_id>/languages")
@needs("watch-participation")
def survey_languages(survey_id: int) -> ResponseReturnValue:
    return _overview(survey_in_sight(survey_id))


@blueprint.post("/surveys/<int:survey_id>/languages")
@needs("write-surveys")
def add_language(survey_id: int) -> ResponseReturnValue:
    tag = request.form.get("language", "")
    if tag not in translation.LANGUAGE_NAMES:
        return _overview(survey_in_sight(survey_id), _("Pilih satu bahasa.")), 422
    try:
        draft = desk(survey_id)
        draft.save(translation.translated(draft.questionnaire, tag, {}), draft.state.edition)
    except _MOVED:
        return _not_now(survey_id)
    return redirect(url_for(".translate", survey_id=survey_id, tag=tag), 303)


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>/remove")
@needs("write-surveys")
def remove_language(survey_id: int, tag: str) -> ResponseReturnValue:
    try:
        draft = desk(survey_id)
        draft.save(translation.without_language(draft.questionnaire, tag), draft.state.edition)
    except _MOVED:
        return _not_now(survey_id)
    flash(_("Bahasa dihapus dari survei ini. Anda bisa membatalkannya di halaman penyusunan."))
    return redirect(url_for(".survey_languages", survey_id=survey_id), 303)


@blueprint.get("/surveys/<int:survey_id>/languages/<string:tag>")
@needs("write-surveys")
def translate(survey_id: int, tag: str) -> ResponseReturnValue:
    return _page(_desk(survey_id, tag), tag)


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>")
@needs("write-surveys")
def save_translation(survey_id: int, tag: str) -> ResponseReturnValue:
    draft = _desk(survey_id, tag)
    typed = _texts(FIELD)
    try:
        changed = translation.still_right(draft.questionnaire, tag, _texts(RIGHT).keys())
        draft.save(translation.translated(changed, tag, typed))
    except InvalidEntry as error:
        return _page(draft, tag, typed=typed, problem=error.problem), 422
    except _MOVED:
        db.session.rollback()
        words = _("Survei ini berubah sejak Anda membukanya. Tulisan Anda masih ada. Periksa, lalu simpan lagi.")
        return _page(draft, tag, typed=typed, notice=words), 409
    flash(_("Terjemahan tersimpan."))
    return redirect(url_for(".translate", survey_id=survey_id, tag=tag, show=request.args.get("show")), 303)


@blueprint.get("/surveys/<int:survey_id>/languages/<string:tag>/texts.<string:form>")
@needs("write-surveys")
def translation_file(survey_id: int, tag: str, form: str) -> ResponseReturnValue:
    draft = _desk(survey_id, tag)
    if form not in _FORMS:
        raise NotFound
    media_type, write = _FORMS[form]
    name = f'attachment; filename="suara-{draft.survey.public_id}-{tag}.{form}"'
    return Response(write(draft.questionnaire, tag), mimetype=media_type, headers={"Content-Disposition": name})


@blueprint.post("/surveys/<int:survey_id>/languages/<string:tag>/file")
@needs("write-surveys")
def read_translation_file(survey_id: int, tag: str) -> ResponseReturnValue:
    draft = _desk(survey_id, tag)
    questionnaire = draft.questionnaire
    try:
        read = _read(request.files.get("file"), tag)
        draft.save(read.put_into(questionnaire), draft.state.edition)
    except (RefusedFile, InvalidEntry) as error:
        return _page(draft, tag, refused=file_problem(error.problem)), 422
    except _MOVED:
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


def _desk(survey_id: int, tag: str) -> Desk:
    """The draft, which has the language. Raises NotFound, and WrongState where nothing is being written."""
    draft = desk(survey_id)
    if tag == translation.SOURCE or tag not in draft.questionnaire.languages:
        raise NotFound
    return draft


def _texts(prefix: str) -> dict[str, str]:
    """What the form says of texts, by key: the fields whose names begin with `prefix`."""
    sent = request.form.items()
    return {name.removeprefix(prefix): text.replace("\r\n", "\n") for name, text in sent if name.startswith(prefix)}


def _not_now(survey_id: int) -> ResponseReturnValue:
    db.session.rollback()
    flash(_("Survei ini berubah sejak Anda membukanya. Lihat keadaannya sekarang, lalu ulangi."), "error")
    return redirect(url_for(".survey_languages", survey_id=survey_id), 303)


def _overview(survey: Survey, problem: str = "") -> str:
    version = drafting.current_version(db.session, survey)  # type: ignore[arg-type]  # a scoped session
    questionnaire = load(version.definition)
    names = translation.LANGUAGE_NAMES
    return render_template(
        "staff/languages.html",
        survey=survey,
        questionnaire=questionnaire,
        progress=translation.progress(questionnaire),
        names=names,
        others={tag: name for tag, name in names.items() if tag not in questionnaire.languages},
        writing=versions.standing(version) == versions.WRITTEN,
        problem=problem,
    )


def _page(draft: Desk, tag: str, **said: Any) -> str:
    questionnaire = draft.questionnaire
    typed: Mapping[str, str] = said.pop("typed", {})
    lost, aged = translation.lost_placeholders(questionnaire, tag), translation.aged(questionnaire, tag)
    show = request.args.get("show", "")
    asked = {"missing": translation.missing(questionnaire, tag), "old": list(aged)}.get(show)
    lines = [
        {
            "key": key,
            "place": place_of(questionnaire, key),
            "source": text.get(translation.SOURCE, "") or next(iter(text.values())),
            "target": typed.get(key, text.get(tag, "")),
            "lost": lost.get(key, []),
            "before": aged.get(key, ""),
        }
        for key, text in translation.texts(questionnaire).items()
        if key in typed or asked is None or key in asked
    ]
    return render_template(
        "staff/translation.html",
        survey=draft.survey,
        questionnaire=questionnaire,
        tag=tag,
        name=translation.LANGUAGE_NAMES[tag],
        lines=lines,
        edition=draft.state.edition,
        progress=translation.progress(questionnaire)[tag],
        show=show,
        field=FIELD,
        right=RIGHT,
        **said,
    )
