"""Texts as they were before personal data were masked, for the surveys that keep them, and until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The check belongs to the column: so SQLite adds both without rebuilding a table that triggers look at.
    few = sa.CheckConstraint("originals_days BETWEEN 1 AND 90", name=op.f("ck_survey_originals_days_few"))
    op.add_column("survey", sa.Column("originals_days", sa.Integer(), few, nullable=True))
    op.create_table(
        "original_text",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=False),
        sa.CheckConstraint("delete_after >= day", name=op.f("ck_original_text_kept_a_while")),
        sa.ForeignKeyConstraint(
            ["survey_id", "day", "response_id"],
            ["response.survey_id", "response.day", "response.id"],
            name=op.f("fk_original_text_survey_id_day_response_id_response"),
        ),
        sa.PrimaryKeyConstraint("survey_id", "day", "response_id", "question", name=op.f("pk_original_text")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("original_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_original_text_delete_after"), ["delete_after"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        # What was deleted or moved is cleared away the same night.
        op.execute("ALTER TABLE original_text SET (autovacuum_vacuum_scale_factor = 0)")


def downgrade() -> None:
    op.drop_table("original_text")
    op.drop_column("survey", "originals_days")
