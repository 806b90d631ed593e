"""The domain's tables, and the promises that only triggers can keep.

A published questionnaire never changes; a survey takes answers only while it is open (paper and
imported ones also after it closed, until its results are published); a step taken is never rewritten.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


SQLITE_TRIGGERS = (
    """CREATE TRIGGER survey_version_frozen_update BEFORE UPDATE ON survey_version
    WHEN OLD.published_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END""",
    """CREATE TRIGGER survey_version_frozen_delete BEFORE DELETE ON survey_version
    WHEN OLD.published_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END""",
    """CREATE TRIGGER response_survey_open BEFORE INSERT ON response
    WHEN NOT EXISTS (
        SELECT 1 FROM survey JOIN survey_version ON survey_version.survey_id = survey.id
        WHERE survey.id = NEW.survey_id AND survey_version.id = NEW.version_id
        AND survey_version.published_at IS NOT NULL
        AND (survey.state = 'open' OR (survey.state = 'closed' AND NEW.channel IN ('paper', 'import'))))
    BEGIN SELECT RAISE(ABORT, 'this survey takes no answers'); END""",
    """CREATE TRIGGER survey_transition_kept_update BEFORE UPDATE ON survey_transition
    BEGIN SELECT RAISE(ABORT, 'a step taken is never rewritten'); END""",
    """CREATE TRIGGER survey_transition_kept_delete BEFORE DELETE ON survey_transition
    BEGIN SELECT RAISE(ABORT, 'a step taken is never rewritten'); END""",
)

POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER survey_version_frozen BEFORE UPDATE OR DELETE ON survey_version FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse('a published version never changes')""",
    """CREATE FUNCTION require_open_survey() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM survey JOIN survey_version ON survey_version.survey_id = survey.id
            WHERE survey.id = NEW.survey_id AND survey_version.id = NEW.version_id
            AND survey_version.published_at IS NOT NULL
            AND (survey.state = 'open' OR (survey.state = 'closed' AND NEW.channel IN ('paper', 'import'))))
        THEN RAISE EXCEPTION 'this survey takes no answers' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER response_survey_open BEFORE INSERT ON response FOR EACH ROW
    EXECUTE FUNCTION require_open_survey()""",
    """CREATE TRIGGER survey_transition_kept BEFORE UPDATE OR DELETE ON survey_transition FOR EACH ROW
    EXECUTE FUNCTION refuse('a step taken is never rewritten')""",
)


def upgrade() -> None:
    create_tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def create_tables() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.CheckConstraint("code = lower(code) AND code <> ''", name=op.f("ck_agency_code_lower_case")),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_agency_not_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name=op.f("fk_agency_parent_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "service_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_service_unit_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_unit")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_service_unit_agency_id_code")),
    )
    with op.batch_alter_table("service_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_unit_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=True),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in-review', 'scheduled', 'open', 'closed', 'results-published')",
            name=op.f("ck_survey_state_known"),
        ),
        sa.CheckConstraint(
            "opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at", name=op.f("ck_survey_opens_before_closes")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_survey_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("public_id", name=op.f("uq_survey_public_id")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "changed_day",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_changed_day_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "day", name=op.f("pk_changed_day")),
    )
    op.create_table(
        "service_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["service_unit.id"], name=op.f("fk_service_type_unit_id_service_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_type")),
        sa.UniqueConstraint("unit_id", "code", name=op.f("uq_service_type_unit_id_code")),
    )
    with op.batch_alter_table("service_type", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_type_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "survey_transition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_transition_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_transition")),
    )
    with op.batch_alter_table("survey_transition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_transition_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "survey_unit",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_unit_survey_id_survey")),
        sa.ForeignKeyConstraint(["unit_id"], ["service_unit.id"], name=op.f("fk_survey_unit_unit_id_service_unit")),
        sa.PrimaryKeyConstraint("survey_id", "unit_id", name=op.f("pk_survey_unit")),
        sa.UniqueConstraint("link", name=op.f("uq_survey_unit_link")),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_version")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_version_survey_id_number")),
    )
    op.create_table(
        "denominator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_type_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_denominator_people_not_negative")),
        sa.ForeignKeyConstraint(
            ["service_type_id"], ["service_type.id"], name=op.f("fk_denominator_service_type_id_service_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denominator")),
        sa.UniqueConstraint("service_type_id", "month", name=op.f("uq_denominator_service_type_id_month")),
    )
    op.create_table(
        "response",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'kiosk', 'paper', 'message', 'import')", name=op.f("ck_response_channel_known")
        ),
        sa.CheckConstraint("hour IS NULL OR hour BETWEEN 0 AND 23", name=op.f("ck_response_hour_of_day")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_response_survey_id_survey")),
        sa.ForeignKeyConstraint(["unit_id"], ["service_unit.id"], name=op.f("fk_response_unit_id_service_unit")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_response_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("survey_id", "day", "id", name=op.f("pk_response")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_response_key_hash")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("response")
    op.drop_table("denominator")
    op.drop_table("survey_version")
    op.drop_table("survey_unit")
    with op.batch_alter_table("survey_transition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_transition_survey_id"))

    op.drop_table("survey_transition")
    with op.batch_alter_table("service_type", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_type_unit_id"))

    op.drop_table("service_type")
    op.drop_table("changed_day")
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_agency_id"))

    op.drop_table("survey")
    with op.batch_alter_table("service_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_unit_agency_id"))

    op.drop_table("service_unit")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_parent_id"))

    op.drop_table("agency")
    if op.get_bind().dialect.name != "sqlite":  # triggers go with their tables, functions stay
        op.execute("DROP FUNCTION require_open_survey")
        op.execute("DROP FUNCTION refuse")
