"""Votes may change places at night, also those on a statement or in a consultation that takes no more of them.

As with answers in 0004: the trigger is STABLE, sees the table as it was when the statement began, and lets a row
pass that stood there with the very same values.
"""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

REQUIRE_OPEN_VOTING = """CREATE OR REPLACE FUNCTION require_open_voting() RETURNS trigger LANGUAGE plpgsql {volatility}
AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM statement JOIN consultation ON consultation.id = statement.consultation_id
            WHERE statement.id = NEW.statement_id AND consultation.state = 'open' AND statement.state = 'shown')
            {or_moved}
        THEN RAISE EXCEPTION 'this consultation takes no contributions'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$"""
OR_MOVED = (
    "AND NOT EXISTS (SELECT 1 FROM vote AS stood"
    " WHERE stood.voter_id = NEW.voter_id AND stood.statement_id = NEW.statement_id AND stood = NEW)"
)
# What a move leaves behind still stands in the old order, and what a closing forgot is still readable: see 0004.
TABLES = ("vote", "voter")


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(REQUIRE_OPEN_VOTING.format(volatility="STABLE", or_moved=OR_MOVED))
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0)")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor)")
        op.execute(REQUIRE_OPEN_VOTING.format(volatility="VOLATILE", or_moved=""))
