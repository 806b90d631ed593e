"""The thematic bench reads consultations as it reads surveys, and the agency answers by its themes.

What belonged to a survey belongs to a survey or to a consultation. The themes by which comments were answered so far
become themes of the bench, with new numbers. Going down, who is in a theme stays; codes of consultations go.

SQLite checks the text of every trigger when a rebuilt table gets its name, so the triggers that name one go first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SOURCED = ("theme", "code", "comment_reading", "double_coding", "double_coded_comment")
POINTING = ("themed_contribution", "reply", "outcome_theme")
READ = ("comment_reading", "double_coded_comment", "reader_label", "text_score", "sampled_comment")
CODED = ("comment_reading", "double_coded_comment")
ONE_SOURCE = "(survey_id IS NULL) <> (consultation_id IS NULL)"
UNIQUE = {
    "theme": [("uq_theme_consultation_id_name_key", ["consultation_id", "name_key"])],
    "code": [("uq_code_consultation_id_name_key", ["consultation_id", "name_key"])],
    "comment_reading": [("uq_comment_reading_contribution_coder", ["response_id", "consultation_id", "coder"])],
}
INDEXES = {
    "double_coding": [("ix_double_coding_consultation_id", ["consultation_id"])],
    "double_coded_comment": [
        ("ix_double_coded_comment_consultation_id_response_id", ["consultation_id", "response_id"])
    ],
}

MONTH = "month = date(OLD.day, 'start of month') AND "
RESPONSE_GONE = (
    "CREATE TRIGGER response_gone AFTER DELETE ON response BEGIN "
    + " ".join(
        f"DELETE FROM {table} WHERE {MONTH if table == 'sampled_comment' else ''}"  # our own names
        "survey_id = OLD.survey_id AND day = OLD.day AND response_id = OLD.id;"
        for table in READ
    )
    + " END"
)
_FORGET = " ".join(
    f"DELETE FROM {table} WHERE consultation_id = OLD.consultation_id AND response_id = OLD.id;" for table in CODED
)
WITHDRAWN = "NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn'"
ON_SQLITE = (
    f"CREATE TRIGGER contribution_gone AFTER DELETE ON contribution BEGIN {_FORGET} END",
    f"CREATE TRIGGER contribution_withdrawn AFTER UPDATE ON contribution WHEN {WITHDRAWN} BEGIN {_FORGET} END",
)
ON_POSTGRESQL = (
    f"""CREATE FUNCTION forget_contribution_codes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM contribution AS c WHERE c.id = OLD.id AND c.state <> 'withdrawn')
        THEN {_FORGET} END IF;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER contribution_gone AFTER DELETE ON contribution FOR EACH ROW
    EXECUTE FUNCTION forget_contribution_codes()""",
    f"""CREATE TRIGGER contribution_withdrawn AFTER UPDATE ON contribution FOR EACH ROW
    WHEN ({WITHDRAWN}) EXECUTE FUNCTION forget_contribution_codes()""",
)


def upgrade() -> None:
    sqlite = _sqlite()
    if sqlite:
        op.execute("DROP TRIGGER response_gone")
    for table in SOURCED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("consultation_id", sa.Integer(), nullable=True))
            batch.alter_column("survey_id", existing_type=sa.Integer(), nullable=True)
            batch.create_foreign_key(
                op.f(f"fk_{table}_consultation_id_consultation"), "consultation", ["consultation_id"], ["id"]
            )
            batch.create_check_constraint(op.f(f"ck_{table}_one_source"), ONE_SOURCE)
            for name, columns in UNIQUE.get(table, []):
                batch.create_unique_constraint(op.f(name), columns)
            for name, columns in INDEXES.get(table, []):
                batch.create_index(op.f(name), columns)
    _let_go("consultation_theme")
    offset = _past("consultation_theme", "theme")
    op.execute(
        "INSERT INTO theme (id, consultation_id, name, name_key, interpretation, revision) "  # a number
        f"SELECT id + {offset}, consultation_id, name, name_key, '', 1 FROM consultation_theme"
    )
    _repoint("theme", f"theme_id + {offset}")
    _number_on("theme")
    op.drop_table("consultation_theme")
    if sqlite:
        op.execute(RESPONSE_GONE)
    for statement in ON_SQLITE if sqlite else ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    _keep_coded()
    sqlite = _sqlite()
    for trigger in ("contribution_gone", "contribution_withdrawn"):
        op.execute(f"DROP TRIGGER {trigger}" + ("" if sqlite else " ON contribution"))
    if sqlite:
        op.execute("DROP TRIGGER response_gone")
    else:
        op.execute("DROP FUNCTION forget_contribution_codes")
    _create_consultation_theme()
    op.execute(
        "INSERT INTO consultation_theme (id, consultation_id, name, name_key) "
        "SELECT id, consultation_id, name, name_key FROM theme WHERE consultation_id IS NOT NULL"
    )
    _let_go("theme")
    _repoint("consultation_theme", "theme_id")
    _number_on("consultation_theme")
    _drop_coding_of_consultations()
    for table in SOURCED:
        with op.batch_alter_table(table) as batch:
            for name, _columns in INDEXES.get(table, []):
                batch.drop_index(op.f(name))
            for name, _columns in UNIQUE.get(table, []):
                batch.drop_constraint(op.f(name), type_="unique")
            batch.drop_constraint(op.f(f"ck_{table}_one_source"), type_="check")
            batch.drop_constraint(op.f(f"fk_{table}_consultation_id_consultation"), type_="foreignkey")
            batch.alter_column("survey_id", existing_type=sa.Integer(), nullable=False)
            batch.drop_column("consultation_id")
    if sqlite:
        op.execute(RESPONSE_GONE)


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _past(*tables: str) -> int:
    """A number that no row of these tables passes: added to one's, it meets none of the other's."""
    largest = (op.get_bind().scalar(sa.text(f"SELECT max(id) FROM {table}")) for table in tables)
    return max(number or 0 for number in largest)


def _let_go(themes: str) -> None:
    """Take away what ties answers to a table of themes; SQLite has no such step and needs none."""
    if not _sqlite():
        for table in POINTING:
            op.drop_constraint(op.f(f"fk_{table}_theme_id_{themes}"), table, type_="foreignkey")


def _repoint(themes: str, number: str) -> None:
    """Let answers name the rows of another table of themes. `number`: the theme's there."""
    before = "consultation_theme" if themes == "theme" else "theme"
    for table in POINTING:
        op.execute(f"UPDATE {table} SET theme_id = {number} WHERE theme_id IS NOT NULL")  # our own
        cascade = None if table == "reply" else "CASCADE"
        with op.batch_alter_table(table) as batch:
            if _sqlite():
                batch.drop_constraint(op.f(f"fk_{table}_theme_id_{before}"), type_="foreignkey")
            name = op.f(f"fk_{table}_theme_id_{themes}")
            batch.create_foreign_key(name, themes, ["theme_id"], ["id"], ondelete=cascade)


def _number_on(table: str) -> None:
    """On PostgreSQL, let new rows follow those whose numbers were given here."""
    if not _sqlite():
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # our own names
            f"coalesce((SELECT max(id) FROM {table}), 0) + 1, false)"
        )


def _keep_coded() -> None:
    """Who is in a theme by a code is put there by hand, as 0013 knows it."""
    op.execute(
        """INSERT INTO themed_contribution (contribution_id, theme_id)
        SELECT DISTINCT reading.response_id, code.theme_id FROM comment_reading AS reading
        JOIN code_assignment AS put ON put.reading_id = reading.id JOIN code ON code.id = put.code_id
        WHERE reading.consultation_id IS NOT NULL AND code.theme_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM themed_contribution AS kept
            WHERE kept.contribution_id = reading.response_id AND kept.theme_id = code.theme_id)"""
    )


def _drop_coding_of_consultations() -> None:
    readings = "SELECT id FROM comment_reading WHERE consultation_id IS NOT NULL"
    op.execute(f"DELETE FROM code_assignment WHERE reading_id IN ({readings})")  # our own text
    for table in ("comment_reading", "double_coded_comment", "double_coding", "code", "theme"):
        op.execute(f"DELETE FROM {table} WHERE consultation_id IS NOT NULL")  # our own names


def _create_consultation_theme() -> None:
    op.create_table(
        "consultation_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultation_theme_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_theme")),
        sa.UniqueConstraint("consultation_id", "name_key", name=op.f("uq_consultation_theme_consultation_id_name_key")),
    )
