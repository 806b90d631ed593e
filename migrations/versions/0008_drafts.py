"""The states of a draft questionnaire, so that a step of its writing can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["survey_version.id"], name=op.f("fk_draft_version_id_survey_version")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_revision",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_draft_revision_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_draft_revision")),
    )


def downgrade() -> None:
    op.drop_table("draft_revision")
    op.drop_table("draft")
