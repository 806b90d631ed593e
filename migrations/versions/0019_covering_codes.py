"""Who has a code is read from the index alone: every page of answers asks it of all comments of a consultation."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_code_assignment_code_id_reading_id", "code_assignment", ["code_id", "reading_id"])
    op.drop_index("ix_code_assignment_code_id", table_name="code_assignment")


def downgrade() -> None:
    op.create_index("ix_code_assignment_code_id", "code_assignment", ["code_id"])
    op.drop_index("ix_code_assignment_code_id_reading_id", table_name="code_assignment")
