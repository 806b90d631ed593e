"""Who handed a version in and when, an author's word on what became of a question, and approval by somebody else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agency", sa.Column("separate_approval", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("survey_version", sa.Column("submitted_at", sa.DateTime(), nullable=True))
    op.add_column("survey_version", sa.Column("submitted_by", sa.String(length=254), nullable=True))
    op.create_table(
        "verdict_decision",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("question_code", sa.String(length=60), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.CheckConstraint("verdict IN ('reworded', 'changed')", name=op.f("ck_verdict_decision_verdict_known")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_verdict_decision_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "question_code", name=op.f("pk_verdict_decision")),
    )


def downgrade() -> None:
    op.drop_table("verdict_decision")
    op.drop_column("survey_version", "submitted_by")
    op.drop_column("survey_version", "submitted_at")
    op.drop_column("agency", "separate_approval")
