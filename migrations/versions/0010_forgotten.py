"""What was read out of a response goes when the response goes: its score, its place in a sample, a reader's label.

As 0006 does for codes, by the same trigger: on PostgreSQL a day's rows are deleted and put back to hide
their order (0004), so it looks at the end of the statement for what is really gone. An original
(0005) needs none: its foreign key refuses to lose the response, so whoever deletes one deletes it first.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CODED = ("comment_reading", "double_coded_comment")
READ = ("reader_label", "text_score", "sampled_comment")

# The key of a sample begins with its month, so its rows are found by it.
ON_SQLITE = "DELETE FROM {table} WHERE {month}survey_id = OLD.survey_id AND day = OLD.day AND response_id = OLD.id;"
MONTH_ON_SQLITE = "month = date(OLD.day, 'start of month') AND "
ON_POSTGRESQL = """DELETE FROM {table} AS kept USING gone
    WHERE {month}kept.survey_id = gone.survey_id AND kept.day = gone.day AND kept.response_id = gone.id
    AND NOT EXISTS (SELECT FROM response AS r
        WHERE r.survey_id = gone.survey_id AND r.day = gone.day AND r.id = gone.id);"""
MONTH_ON_POSTGRESQL = "kept.month = date_trunc('month', gone.day)::date AND "


def upgrade() -> None:
    forget((*CODED, *READ))


def downgrade() -> None:
    forget(CODED)


def forget(tables: tuple[str, ...]) -> None:
    """Let the trigger take the rows of a deleted response out of `tables`."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER response_gone")
        op.execute(
            "CREATE TRIGGER response_gone AFTER DELETE ON response BEGIN "
            f"{_statements(tables, ON_SQLITE, MONTH_ON_SQLITE)} END"
        )
    else:
        op.execute(
            "CREATE OR REPLACE FUNCTION forget_codes() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {_statements(tables, ON_POSTGRESQL, MONTH_ON_POSTGRESQL)} RETURN NULL; END $$"
        )


def _statements(tables: tuple[str, ...], statement: str, month: str) -> str:
    months = {"sampled_comment": month}
    return " ".join(statement.format(table=table, month=months.get(table, "")) for table in tables)
