"""Answers of a day that is over may change places, also once their survey takes no more of them.

On PostgreSQL moving a row is deleting and inserting it, so the trigger that refuses answers learns to
tell a move from a new answer. It is STABLE now: it sees the table as it was when the statement began,
and lets a row pass that stood there with the very same values. Such a row can only be put back by the
statement that takes it away, since its key is still in use in every other case.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REQUIRE_OPEN_SURVEY = """CREATE OR REPLACE FUNCTION require_open_survey() RETURNS trigger LANGUAGE plpgsql {volatility}
AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM survey JOIN survey_version ON survey_version.survey_id = survey.id
            WHERE survey.id = NEW.survey_id AND survey_version.id = NEW.version_id
            AND survey_version.published_at IS NOT NULL
            AND (survey.state = 'open' OR (survey.state = 'closed' AND NEW.channel IN ('paper', 'import'))))
            {or_moved}
        THEN RAISE EXCEPTION 'this survey takes no answers' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$"""
OR_MOVED = "AND NOT EXISTS (SELECT 1 FROM response AS stood WHERE stood.key_hash = NEW.key_hash AND stood = NEW)"


def upgrade() -> None:
    op.create_table(
        "mixed_day",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_mixed_day_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "day", name=op.f("pk_mixed_day")),
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute(REQUIRE_OPEN_SURVEY.format(volatility="STABLE", or_moved=OR_MOVED))
        # What a move leaves behind still stands in the old order: clear it away the same night, not when
        # a fifth of the whole table is dead.
        op.execute("ALTER TABLE response SET (autovacuum_vacuum_scale_factor = 0)")


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE response RESET (autovacuum_vacuum_scale_factor)")
        op.execute(REQUIRE_OPEN_SURVEY.format(volatility="VOLATILE", or_moved=""))
    op.drop_table("mixed_day")
