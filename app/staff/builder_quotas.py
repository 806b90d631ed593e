"""The quotas of a draft: how many answers of a group are enough."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import Desk, changed_elsewhere, desk, nowhere_to_go
from app.staff.builder_rows import plain
from app.staff.builder_rules import RuleRows
from app.staff.builder_words import operators_of, rule_words, subject_name, too_long
from surveys import editing
from surveys.checks import LARGEST_QUOTA, MOST_QUOTAS
from surveys.conditions import subjects
from surveys.definition import Questionnaire, Quota
from surveys.editing import code_from
from surveys.errors import ChangedMeanwhile, UnknownPart

LONGEST_NAME = 60


class QuotaSheet:
    """What is typed about a quota. `errors`: id of a control -> what to do there."""

    def __init__(self, questionnaire: Questionnaire, quota: Quota) -> None:
        self.errors: dict[str, str] = {}
        self.focus = ""
        self.stored = quota
        self.is_new = not quota.code
        posted = request.form if request.method == "POST" else None
        self.name = plain(posted.get("name", "")) if posted else ""
        stored_limit = "" if self.is_new else str(quota.limit)
        self.limit = stored_limit if posted is None else plain(posted.get("limit", ""))
        self.rule = RuleRows.sent("when", subjects(questionnaire.questions), quota.when)

    def act(self) -> bool:
        focus = self.rule.sent_action()
        self.focus = focus or ""
        return focus is not None

    def quota(self, questionnaire: Questionnaire) -> Quota | None:
        """What was typed; None with `errors` where something is wrong."""
        self.rule.check()
        self.errors = dict(self.rule.errors)
        if self.is_new and not self.name:
            self.errors["name"] = _("Tulis nama kuota.")
        elif len(self.name) > LONGEST_NAME:
            self.errors["name"] = too_long(LONGEST_NAME)
        elif self.is_new and len(questionnaire.quotas) >= MOST_QUOTAS:
            self.errors["name"] = _("Satu survei memuat paling banyak %(most)s kuota.", most=MOST_QUOTAS)
        digits = self.limit.replace(".", "")
        if not digits.isascii() or not digits.isdecimal() or len(digits) > 7 or not 1 <= int(digits) <= LARGEST_QUOTA:
            self.errors["limit"] = _("Tulis angka bulat dari 1 sampai 1.000.000.")
        if self.errors:
            return None
        taken = {quota.code for quota in questionnaire.quotas}
        return Quota(self.stored.code or code_from(self.name, taken, "kuota"), int(digits), self.rule.expression())


@blueprint.get("/surveys/<int:survey_id>/build/quotas")
@needs("write-surveys")
def builder_quotas(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    rules = {quota.code: rule_words(quota.when, at.questionnaire) for quota in at.questionnaire.quotas}
    return render_template("staff/builder_quotas.html", desk=at, rules=rules)


@blueprint.post("/surveys/<int:survey_id>/build/quotas")
@needs("write-surveys")
def remove_quota(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    try:
        at.save(editing.remove_quota(at.questionnaire, request.form.get("code", "")))
    except (UnknownPart, ChangedMeanwhile):
        return changed_elsewhere(survey_id)
    flash(_("Kuota dihapus. Anda bisa membatalkannya."))
    return _to_list(survey_id)


@blueprint.get("/surveys/<int:survey_id>/build/quotas/new")
@needs("write-surveys")
def new_quota(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return _page(at, QuotaSheet(at.questionnaire, Quota("", 0)))


@blueprint.post("/surveys/<int:survey_id>/build/quotas/new")
@needs("write-surveys")
def add_quota(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return _sent(at, QuotaSheet(at.questionnaire, Quota("", 0)))


@blueprint.get("/surveys/<int:survey_id>/build/quotas/of/<string:code>")
@needs("write-surveys")
def builder_quota(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    return _page(at, QuotaSheet(at.questionnaire, editing.quota(at.questionnaire, code)))


@blueprint.post("/surveys/<int:survey_id>/build/quotas/of/<string:code>")
@needs("write-surveys")
def save_quota(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    try:
        stored = editing.quota(at.questionnaire, code)
    except UnknownPart:
        return nowhere_to_go(survey_id, [request.form.get("limit", "")])
    return _sent(at, QuotaSheet(at.questionnaire, stored))


def _sent(at: Desk, sheet: QuotaSheet) -> ResponseReturnValue:
    if sheet.act():
        return _page(at, sheet)
    quota = sheet.quota(at.questionnaire)
    if quota is None:
        return _page(at, sheet, 422)
    survey_id = at.survey.id
    try:
        at.save(editing.put_quota(at.questionnaire, quota))
    except ChangedMeanwhile:
        db.session.rollback()
        return _page(desk(survey_id), sheet, 409)
    flash(_("Kuota tersimpan."))
    return _to_list(survey_id)


def _to_list(survey_id: int) -> ResponseReturnValue:
    return redirect(url_for("staff.builder_quotas", survey_id=survey_id), 303)


def _page(at: Desk, sheet: QuotaSheet, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "staff/builder_quota.html",
        desk=at,
        sheet=sheet,
        operators_of=operators_of,
        subject_name=subject_name,
        meanwhile=status == 409,
    )
    return page, status
