"""Fact tables, frozen reports, job runs and the scheduler's lease."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    """CREATE TRIGGER monthly_report_frozen_update BEFORE UPDATE ON monthly_report
    BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END""",
    """CREATE TRIGGER monthly_report_frozen_delete BEFORE DELETE ON monthly_report
    BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END""",
)
POSTGRESQL_TRIGGERS = (
    """CREATE TRIGGER monthly_report_frozen BEFORE UPDATE OR DELETE ON monthly_report FOR EACH ROW
    EXECUTE FUNCTION refuse('a frozen report never changes')""",
)


def upgrade() -> None:
    create_facts()
    create_reports()
    create_jobs()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def create_facts() -> None:
    op.create_table(
        "daily_figure",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("profile_question", sa.String(length=60), nullable=False),
        sa.Column("profile_option", sa.String(length=60), nullable=False),
        sa.Column("statistics", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_daily_figure_survey_id_survey")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_daily_figure_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint(
            "survey_id",
            "day",
            "version_id",
            "unit_id",
            "channel",
            "language",
            "profile_question",
            "profile_option",
            name=op.f("pk_daily_figure"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted_day",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_counted_day_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "day", name=op.f("pk_counted_day")),
    )


def create_reports() -> None:
    op.create_table(
        "monthly_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data_cut", sa.Date(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_monthly_report_revision_from_one")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_monthly_report_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_report")),
    )
    op.create_index(
        "uq_monthly_report_month_agency_id_revision",
        "monthly_report",
        ["month", "agency_id", "revision"],
        unique=True,
        sqlite_where=sa.text("agency_id IS NOT NULL"),
        postgresql_where=sa.text("agency_id IS NOT NULL"),
    )
    op.create_index(
        "uq_monthly_report_month_revision",
        "monthly_report",
        ["month", "revision"],
        unique=True,
        sqlite_where=sa.text("agency_id IS NULL"),
        postgresql_where=sa.text("agency_id IS NULL"),
    )


def create_jobs() -> None:
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("facts_version", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('running', 'done', 'failed')", name=op.f("ck_job_run_status_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", "period", name=op.f("uq_job_run_job_period")),
    )
    op.create_table(
        "job_lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_lease")),
    )


def downgrade() -> None:
    op.drop_table("job_lease")
    op.drop_table("job_run")
    op.drop_table("monthly_report")
    op.drop_table("counted_day")
    op.drop_table("daily_figure")
