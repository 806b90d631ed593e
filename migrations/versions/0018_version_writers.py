"""Each version of a consultation's draft says who wrote it, so that no writer approves it where two people must.

Of versions from before only who handed them in is known.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consultation_version", sa.Column("writers", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("consultation_version", "writers")
