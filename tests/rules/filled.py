"""A database with at least one row in every table, for migrations that must lose none."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from analytics.models import (
    CountedDay,
    DailyFigure,
    JobLease,
    JobRun,
    MonthlyReport,
    MonthThemes,
    OpinionMap,
    SampledComment,
    TextScore,
)
from app.auth.models import SignInFailure, StaffSession, StaffUser
from surveys.models import (
    AbuseWord,
    Agency,
    Attachment,
    AuditEntry,
    ChangedDay,
    Code,
    CodeAssignment,
    CommentReading,
    Contact,
    Denominator,
    DoubleCodedComment,
    DoubleCoding,
    Draft,
    DraftRevision,
    KeywordTheme,
    MixedDay,
    ModerationStep,
    OutcomeContribution,
    OutcomePoint,
    OutcomeStatement,
    OutcomeTheme,
    Picture,
    QuotaCount,
    ReaderLabel,
    Reply,
    Response,
    Survey,
    SurveyTransition,
    Theme,
    ThemedContribution,
    VerdictDecision,
)
from tests import builders
from tests.conftest import NOW

DAY = dt.date(2026, 11, 3)
MONTH = dt.date(2026, 11, 1)


def fill(session: Session) -> None:
    """Add rows to every table. A new table gets its line here; the test that counts says when one is missing."""
    regency = builders.agency(session)
    office = builders.agency(session, parent_id=regency.id)
    units = [builders.unit(session, office, services=("ktp", "kk")), builders.unit(session, office)]
    survey = builders.survey(session, units)
    days = (DAY, DAY, DAY + dt.timedelta(days=1))
    responses = [builders.response(session, survey, '{"saran":"Lama","waktu":"4"}', day) for day in days]
    builders.original(session, responses[0])
    service = units[0].service_types[0]
    session.add_all(
        [
            Denominator(service_type_id=service.id, month=MONTH, people=120),
            SurveyTransition(survey_id=survey.id, from_state="draft", to_state="in-review", at=NOW, actor="a@b.id"),
            ChangedDay(survey_id=survey.id, day=DAY),
            Contact(subject=f"survey:{survey.id}", sealed=b"x", delete_after=DAY),
            QuotaCount(survey_id=survey.id, code="kuota", count=1),
            MixedDay(survey_id=survey.id, day=DAY, revision=1),
            Picture(sha="0" * 64, agency_id=office.id, media_type="image/webp", content=b"RIFF"),
        ]
    )
    _fill_accounts(session, office.id)
    _fill_figures(session, survey, office.id)
    _fill_coding(session, survey, responses[0])
    draft = {"version_id": survey.versions[0].id, "position": 1}
    session.add_all([Draft(**draft, edition=1), DraftRevision(**draft, definition="{}", at=NOW, actor="a@b.id")])
    decision = {"verdict": "reworded", "reason": "Satuan sama", "at": NOW, "actor": "a@b.id"}
    session.add(VerdictDecision(version_id=draft["version_id"], question_code="waktu", **decision))
    _fill_consultation(session, office)
    session.flush()


def _fill_consultation(session: Session, office: Agency) -> None:
    consultation = builders.consultation(session, office, voting=True)
    contribution = builders.contribution(session, consultation, passage="pasal-1")
    statement = builders.statement(session, consultation)
    builders.vote(session, statement, 1)
    here = {"consultation_id": consultation.id}
    theme = Theme(**here, name="Waktu", name_key="waktu")
    texts = {"asked": "{}", "heard": "{}", "did": "{}"}
    point = OutcomePoint(**here, position=1, verdict="partly", **texts)
    file = {"name": "naskah.pdf", "media_type": "application/pdf", "size": 1, "content": b"x"}
    session.add_all([theme, point, Attachment(**here, **file, added_at=NOW), AbuseWord(agency_id=office.id, word="x")])
    session.flush()
    session.add(OpinionMap(**here, computed_at=NOW, revision="0" * 16, method="1", content="{}"))
    said = {"contribution_id": contribution.id}
    session.add_all(
        [
            ModerationStep(**said, at=NOW, step="shown", actor="a@b.id"),
            ThemedContribution(**said, theme_id=theme.id),
            Reply(**here, **said, verdict="partly", text="Ya", at=NOW, actor="a@b.id"),
            OutcomeContribution(**said, point_id=point.id),
            OutcomeTheme(theme_id=theme.id, point_id=point.id),
            OutcomeStatement(statement_id=statement.id, point_id=point.id),
        ]
    )


def _fill_coding(session: Session, survey: Survey, response: Response) -> None:
    comment = {"survey_id": survey.id, "day": DAY, "response_id": response.id, "question_code": "saran"}
    theme = Theme(survey_id=survey.id, name="Waktu", name_key="waktu")
    reading = CommentReading(**comment, coder="ani@example.go.id", at=NOW)
    coders = {"first_coder": "ani@example.go.id", "second_coder": "budi@example.go.id"}
    double = DoubleCoding(survey_id=survey.id, seed=1, **coders, drawn_at=NOW, drawn_by="ani@example.go.id")
    session.add_all([theme, reading, double])
    session.flush()
    code = Code(survey_id=survey.id, name="Antrean", name_key="antrean", theme_id=theme.id)
    session.add_all([code, DoubleCodedComment(double_coding_id=double.id, position=1, **comment)])
    session.flush()
    entry = {"kind": "code-created", "subject": f"survey:{survey.id}", "detail": "{}", "actor": "ani@example.go.id"}
    session.add_all(
        [
            Code(survey_id=survey.id, name="Antri", merged_into_id=code.id),
            CodeAssignment(reading_id=reading.id, code_id=code.id),
            AuditEntry(at=NOW, agency_id=survey.agency_id, **entry),
        ]
    )


def _fill_accounts(session: Session, agency_id: int) -> None:
    user = StaffUser(email="ani@example.go.id", role="author", agency_id=agency_id, created_at=NOW)
    session.add(user)
    session.flush()
    session.add_all(
        [
            StaffSession(id_hash="0" * 64, user_id=user.id, data="{}", created_at=NOW, seen_at=NOW, expires_at=NOW),
            SignInFailure(email_hash="0" * 64, at=NOW),
        ]
    )


def _fill_figures(session: Session, survey: Survey, agency_id: int) -> None:
    report = {"month": MONTH, "content": "{}", "digest": "0" * 64, "data_cut": DAY}
    session.add_all(
        [
            DailyFigure(
                survey_id=survey.id,
                day=DAY,
                version_id=survey.versions[0].id,
                unit_id=survey.units[0].unit_id,
                channel="web",
                language="id",
                profile_question="",
                profile_option="",
                statistics="{}",
            ),
            CountedDay(survey_id=survey.id, day=DAY, revision=1, method="1", changes=1),
            MonthlyReport(agency_id=agency_id, revision=1, frozen_at=NOW, **report),
            MonthlyReport(agency_id=None, revision=1, frozen_at=NOW, **report),
            JobRun(job="nightly", period="2026-11-03", status="done", token="0" * 32, started_at=NOW),
            JobLease(name="scheduler", holder="here", expires_at=NOW),
            MonthThemes(survey_id=survey.id, month=MONTH, facts_version=1, method="1", content="{}"),
        ]
    )
    comment = {"survey_id": survey.id, "day": DAY, "response_id": "0" * 32, "question_code": "saran"}
    score = {**comment, "label": "positive", "method": "1"}
    session.add_all(
        [
            TextScore(**score, digest="0" * 16, polarity=10, language="ind"),
            SampledComment(**score, month=MONTH, agency_id=agency_id, label_size=1),
            KeywordTheme(agency_id=agency_id, code="parkir", name="Parkir", words="parkir"),
            ReaderLabel(**comment, label="positive", reader="a@b.id", at=NOW),
        ]
    )
