"""Writing a consultation: the draft text with its passages, the words around it, the rules, the attachments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultation_forms import AttachmentForm, DraftImport, PassageForm
from app.staff.consultation_words import file_problem, step_problem
from app.staff.consultations import frame
from app.staff.forms import row_id
from app.staff.lookups import consultation_in_sight
from surveys import attachments, consultation_versions, documents
from surveys.documents import Document, Passage
from surveys.errors import DomainError, Problem, RefusedFile
from surveys.models import Consultation

WRITE = "write-consultations"
_PAGES = ("html", "htm")
_TEXTS = (*_PAGES, "md", "markdown", "txt")


@blueprint.get("/consultations/<int:consultation_id>/document")
@needs("read-consultations")
def consultation_document(consultation_id: int) -> ResponseReturnValue:
    return _page(consultation_in_sight(consultation_id), DraftImport(formdata=None))


@blueprint.post("/consultations/<int:consultation_id>/document")
@needs(WRITE)
def import_document(consultation_id: int) -> ResponseReturnValue:
    """Replace the text. Passages that are still there keep their ids, and so their comments."""
    consultation, form = consultation_in_sight(consultation_id), DraftImport()
    version = consultation_versions.newest(db.session, consultation)
    before, retired = consultation_versions.document_of(version), consultation_versions.retired_ids(db.session, version)
    try:
        document = documents.revise(before, read_draft(form.file.data, form.pasted.data or ""), retired)
    except RefusedFile as error:
        field = form.file if _is_file(form.file.data) else form.pasted
        field.errors = [file_problem(error.problem)]
        return _page(consultation, form), 422
    done = _("Naskah dibaca: %(number)s bagian. Periksa hasilnya di bawah.", number=len(document.passages))

    def too_late(words: str) -> ResponseReturnValue:
        """The text as it is now, and in the form what was pasted."""
        form.pasted.errors = [words]
        return _page(consultation, form), 409

    return _save(consultation, document, done, too_late)


@blueprint.get("/consultations/<int:consultation_id>/document/<string:passage>")
@needs(WRITE)
def edit_passage(consultation_id: int, passage: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    shown = _passage(consultation, passage)
    return _passage_page(consultation, shown, PassageForm(data={"text": documents.source(shown)}))


@blueprint.post("/consultations/<int:consultation_id>/document/<string:passage>")
@needs(WRITE)
def save_passage(consultation_id: int, passage: str) -> ResponseReturnValue:
    """Change a passage, remove it, or put new text after it, as the pressed button says."""
    consultation, form = consultation_in_sight(consultation_id), PassageForm()
    shown, go = _passage(consultation, passage), request.form.get("go", "")
    version = consultation_versions.newest(db.session, consultation)
    before = consultation_versions.document_of(version)
    if go == "remove":
        return _save(consultation, documents.without(before, passage), _("Bagian itu dihapus dari konsep."))
    if not form.validate():
        return _passage_page(consultation, shown, form), 422
    try:
        written = _passages(shown, form.text.data or "", go)
    except RefusedFile as error:
        form.text.errors = [file_problem(error.problem)]
        return _passage_page(consultation, shown, form), 422
    put = documents.inserted_after if go == "after" else documents.replaced
    changed = put(before, shown, written, consultation_versions.retired_ids(db.session, version))
    return _save(consultation, changed, _("Perubahan tersimpan."))


@blueprint.get("/consultations/<int:consultation_id>/attachments")
@needs(WRITE)
def consultation_attachments(consultation_id: int) -> ResponseReturnValue:
    return _attachments_page(consultation_in_sight(consultation_id), AttachmentForm(formdata=None))


@blueprint.post("/consultations/<int:consultation_id>/attachments")
@needs(WRITE)
def add_attachment(consultation_id: int) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), AttachmentForm()
    file, staff = form.file.data, current_staff().email
    try:
        name, content = (file.filename or "", _content(file)) if _is_file(file) else ("", b"")
        attachments.add(db.session, consultation, name, content, clock.now(), staff)
    except RefusedFile as error:
        db.session.rollback()
        form.file.errors = [_("Pilih satu berkas.") if error.problem.code == "missing" else file_problem(error.problem)]
        return _attachments_page(consultation, form), 422
    db.session.commit()
    flash(_("Lampiran tersimpan."))
    return redirect(url_for(".consultation_attachments", consultation_id=consultation_id), 303)


@blueprint.post("/consultations/<int:consultation_id>/attachments/remove")
@needs(WRITE)
def remove_attachment(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    attachments.remove(
        db.session, consultation, row_id(request.form.get("attachment", "")), clock.now(), current_staff().email
    )
    db.session.commit()
    flash(_("Lampiran dihapus."))
    return redirect(url_for(".consultation_attachments", consultation_id=consultation_id), 303)


def read_draft(file: FileStorage | None, pasted: str) -> Document:
    """The uploaded file, by the ending of its name, or else the pasted text. Raises RefusedFile."""
    if file is None or not _is_file(file):
        if not pasted.strip():
            raise RefusedFile(Problem("file", "missing"))
        return documents.guess(pasted)
    ending, content = (file.filename or "").rpartition(".")[2].lower(), _content(file)
    if ending not in _TEXTS:  # a .docx, or what is taken for one and told by its content: PDF, old Word
        return documents.from_docx(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile(Problem("file", "not-utf-8")) from error
    return documents.from_html(text) if ending in _PAGES else documents.guess(text)


def _passages(shown: Passage, text: str, go: str) -> Sequence[Passage]:
    """What was typed: in the place of the passage, or for after it. Raises RefusedFile."""
    return documents.from_markdown(text).passages if go == "after" else documents.written(shown, text)


def _content(file: FileStorage) -> bytes:
    with file.stream:
        return file.read()


def _is_file(file: FileStorage | None) -> bool:
    return bool(file and file.filename)


def _passage(consultation: Consultation, passage: str) -> Passage:
    document = consultation_versions.document_of(consultation_versions.newest(db.session, consultation))
    found = next((one for one in document.passages if one.id == passage), None)
    if found is None:
        raise NotFound
    return found


def _save(
    consultation: Consultation,
    document: Document,
    done: str,
    too_late: Callable[[str], ResponseReturnValue] = refused,
) -> ResponseReturnValue:
    version, page = consultation_versions.newest(db.session, consultation), row_id(request.form.get("edition", ""))
    try:
        consultation_versions.save(db.session, version, page, current_staff().email, document=document)
    except DomainError as error:
        db.session.rollback()
        return too_late(step_problem(error))
    db.session.commit()
    flash(done)
    return redirect(url_for(".consultation_document", consultation_id=consultation.id), 303)


def _page(consultation: Consultation, form: DraftImport) -> str:
    version = consultation_versions.newest(db.session, consultation)
    document = consultation_versions.document_of(version)
    return render_template(
        "staff/consultation_document.html",
        **frame(consultation),
        version=version,
        standing=consultation_versions.standing(version),
        document=document,
        chapters=documents.chapters(document),
        form=form,
    )


def _passage_page(consultation: Consultation, passage: Passage, form: PassageForm) -> str:
    version = consultation_versions.newest(db.session, consultation)
    return render_template(
        "staff/consultation_passage.html", **frame(consultation), version=version, passage=passage, form=form
    )


def _attachments_page(consultation: Consultation, form: AttachmentForm) -> str:
    files = attachments.of_consultation(db.session, consultation.id)
    return render_template("staff/consultation_attachments.html", **frame(consultation), files=files, form=form)
