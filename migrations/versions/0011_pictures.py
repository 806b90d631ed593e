"""The pictures that stand beside options."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


SQLITE_TRIGGERS = (
    """CREATE TRIGGER picture_kept_update BEFORE UPDATE ON picture
    BEGIN SELECT RAISE(ABORT, 'a picture never changes'); END""",
    """CREATE TRIGGER picture_kept_delete BEFORE DELETE ON picture
    BEGIN SELECT RAISE(ABORT, 'a picture never changes'); END""",
)
POSTGRESQL_TRIGGERS = (
    """CREATE TRIGGER picture_kept BEFORE UPDATE OR DELETE ON picture FOR EACH ROW
    EXECUTE FUNCTION refuse('a picture never changes')""",
)


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_picture_agency_id_agency")),
        sa.PrimaryKeyConstraint("sha", "agency_id", name=op.f("pk_picture")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("picture")
