"""Contact data, apart from the answers and sealed; and how many answers each quota has taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "id", name=op.f("pk_contact")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_contact_delete_after"), "contact", ["delete_after"])
    op.create_table(
        "quota_count",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_quota_count_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "code", name=op.f("pk_quota_count")),
    )
    if op.get_bind().dialect.name != "sqlite":
        # What was deleted or moved is cleared away the same night.
        op.execute("ALTER TABLE contact SET (autovacuum_vacuum_scale_factor = 0)")


def downgrade() -> None:
    op.drop_table("quota_count")
    op.drop_table("contact")
