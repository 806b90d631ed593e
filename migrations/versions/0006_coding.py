"""Thematic analysis: codes, themes, readings, double coding; and the audit trail.

The trail is never rewritten. Codes go when their response goes, by a trigger and not by a foreign key:
on PostgreSQL a day's rows are deleted and put back to hide their order (0004), so the trigger looks at
the end of the statement for what is really gone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = "an entry of the audit trail is never rewritten"
SQLITE_TRIGGERS = (
    f"CREATE TRIGGER audit_entry_kept_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    f"CREATE TRIGGER audit_entry_kept_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    """CREATE TRIGGER response_gone AFTER DELETE ON response BEGIN
    DELETE FROM comment_reading
        WHERE survey_id = OLD.survey_id AND day = OLD.day AND response_id = OLD.id;
    DELETE FROM double_coded_comment
        WHERE survey_id = OLD.survey_id AND day = OLD.day AND response_id = OLD.id;
    END""",
)
POSTGRESQL_TRIGGERS = (
    f"""CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW
    EXECUTE FUNCTION refuse('{KEPT}')""",
    """CREATE FUNCTION forget_codes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM comment_reading AS kept USING gone
            WHERE kept.survey_id = gone.survey_id AND kept.day = gone.day AND kept.response_id = gone.id
            AND NOT EXISTS (SELECT FROM response AS r
                WHERE r.survey_id = gone.survey_id AND r.day = gone.day AND r.id = gone.id);
        DELETE FROM double_coded_comment AS kept USING gone
            WHERE kept.survey_id = gone.survey_id AND kept.day = gone.day AND kept.response_id = gone.id
            AND NOT EXISTS (SELECT FROM response AS r
                WHERE r.survey_id = gone.survey_id AND r.day = gone.day AND r.id = gone.id);
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER response_gone AFTER DELETE ON response REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION forget_codes()""",
)


def upgrade() -> None:
    create_tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def create_tables() -> None:
    _create_audit_entry()
    _create_codes()
    _create_readings()
    _create_double_codings()


def _create_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_audit_entry_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject_id"), ["subject", "id"], unique=False)


def _create_codes() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("interpretation", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_theme_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("survey_id", "name_key", name=op.f("uq_theme_survey_id_name_key")),
    )

    op.create_table(
        "code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("merged_into_id IS NULL OR name_key IS NULL", name=op.f("ck_code_merged_is_retired")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["code.id"], name=op.f("fk_code_merged_into_id_code")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_code_survey_id_survey")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_code_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("survey_id", "name_key", name=op.f("uq_code_survey_id_name_key")),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_theme_id"), ["theme_id"], unique=False)


def _create_readings() -> None:
    op.create_table(
        "comment_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question_code", sa.String(length=60), nullable=False),
        sa.Column("coder", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_comment_reading_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_reading")),
        sa.UniqueConstraint(
            "survey_id", "day", "response_id", "question_code", "coder", name="uq_comment_reading_comment_coder"
        ),
    )

    op.create_table(
        "code_assignment",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_code_assignment_code_id_code")),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["comment_reading.id"],
            name=op.f("fk_code_assignment_reading_id_comment_reading"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reading_id", "code_id", name=op.f("pk_code_assignment")),
    )
    with op.batch_alter_table("code_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_assignment_code_id"), ["code_id"], unique=False)


def _create_double_codings() -> None:
    op.create_table(
        "double_coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("first_coder", sa.String(length=254), nullable=False),
        sa.Column("second_coder", sa.String(length=254), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_by", sa.String(length=254), nullable=False),
        sa.CheckConstraint("first_coder <> second_coder", name=op.f("ck_double_coding_two_coders")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_double_coding_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_double_coding")),
    )
    with op.batch_alter_table("double_coding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_double_coding_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "double_coded_comment",
        sa.Column("double_coding_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question_code", sa.String(length=60), nullable=False),
        sa.Column("first_codes", sa.Text(), nullable=True),
        sa.Column("second_codes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["double_coding_id"],
            ["double_coding.id"],
            name=op.f("fk_double_coded_comment_double_coding_id_double_coding"),
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_double_coded_comment_survey_id_survey")),
        sa.PrimaryKeyConstraint("double_coding_id", "position", name=op.f("pk_double_coded_comment")),
    )
    with op.batch_alter_table("double_coded_comment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_double_coded_comment_survey_id_day_response_id"),
            ["survey_id", "day", "response_id"],
            unique=False,
        )


def downgrade() -> None:
    op.execute("DROP TRIGGER response_gone" + ("" if op.get_bind().dialect.name == "sqlite" else " ON response"))
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION forget_codes")

    with op.batch_alter_table("code_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_assignment_code_id"))

    op.drop_table("code_assignment")
    with op.batch_alter_table("double_coded_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_double_coded_comment_survey_id_day_response_id"))

    op.drop_table("double_coded_comment")
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_theme_id"))
        batch_op.drop_index(batch_op.f("ix_code_merged_into_id"))

    op.drop_table("code")
    op.drop_table("theme")
    with op.batch_alter_table("double_coding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_double_coding_survey_id"))

    op.drop_table("double_coding")
    op.drop_table("comment_reading")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_agency_id"))

    op.drop_table("audit_entry")
