"""What is read out of comments: scores, monthly samples, readers' labels, themes of a month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COMMENT = ("survey_id", "day", "response_id", "question_code")


def comment_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question_code", sa.String(length=60), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "text_score",
        *comment_columns(),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("polarity", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_text_score_survey_id_survey")),
        sa.PrimaryKeyConstraint(*COMMENT, name=op.f("pk_text_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sampled_comment",
        sa.Column("month", sa.Date(), nullable=False),
        *comment_columns(),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("label_size", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_sampled_comment_survey_id_survey")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_sampled_comment_agency_id_agency")),
        sa.PrimaryKeyConstraint("month", *COMMENT, name=op.f("pk_sampled_comment")),
    )
    op.create_index("ix_sampled_comment_agency_id_month", "sampled_comment", ["agency_id", "month"])
    op.create_table(
        "reader_label",
        *comment_columns(),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("reader", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("label IN ('positive', 'neutral', 'negative')", name=op.f("ck_reader_label_label_known")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_reader_label_survey_id_survey")),
        sa.PrimaryKeyConstraint(*COMMENT, name=op.f("pk_reader_label")),
    )
    op.create_table(
        "keyword_theme",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_keyword_theme_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "code", name=op.f("pk_keyword_theme")),
    )
    op.create_table(
        "month_themes",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("facts_version", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_month_themes_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "month", name=op.f("pk_month_themes")),
    )


def downgrade() -> None:
    op.drop_table("month_themes")
    op.drop_table("keyword_theme")
    op.drop_table("reader_label")
    op.drop_table("sampled_comment")
    op.drop_table("text_score")
