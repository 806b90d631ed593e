"""Pictures that nothing shows may go: each says when it was sent last, and the database keeps those that are shown.

A picture from before has no day: it was sent long ago.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SHOWN = """(EXISTS (SELECT 1 FROM survey_version JOIN survey ON survey.id = survey_version.survey_id
        WHERE survey.agency_id = OLD.agency_id AND {in_version})
    OR EXISTS (SELECT 1 FROM draft_revision JOIN survey_version ON survey_version.id = draft_revision.version_id
        JOIN survey ON survey.id = survey_version.survey_id
        WHERE survey.agency_id = OLD.agency_id AND {in_revision}))"""
ON_SQLITE = SHOWN.format(
    in_version="instr(survey_version.definition, OLD.sha)", in_revision="instr(draft_revision.definition, OLD.sha)"
)
ON_POSTGRESQL = SHOWN.format(
    in_version="strpos(survey_version.definition, OLD.sha) > 0",
    in_revision="strpos(draft_revision.definition, OLD.sha) > 0",
)
FIXED = "UPDATE OF sha, agency_id, media_type, content"
KEPT = "a picture that a questionnaire shows is kept"


def upgrade() -> None:
    op.add_column("picture", sa.Column("sent_on", sa.Date(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER picture_kept_update")
        op.execute("DROP TRIGGER picture_kept_delete")
        op.execute(
            f"CREATE TRIGGER picture_kept_update BEFORE {FIXED} ON picture "
            "BEGIN SELECT RAISE(ABORT, 'a picture never changes'); END"
        )
        op.execute(
            f"CREATE TRIGGER picture_kept_delete BEFORE DELETE ON picture WHEN {ON_SQLITE} "
            f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )
        return
    op.execute("DROP TRIGGER picture_kept ON picture")
    op.execute(
        f"CREATE TRIGGER picture_kept BEFORE {FIXED} ON picture FOR EACH ROW "
        "EXECUTE FUNCTION refuse('a picture never changes')"
    )
    op.execute(
        f"""CREATE FUNCTION keep_shown_picture() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {ON_POSTGRESQL}
            THEN RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN OLD;
        END $$"""
    )
    op.execute(
        "CREATE TRIGGER picture_shown BEFORE DELETE ON picture FOR EACH ROW EXECUTE FUNCTION keep_shown_picture()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for when in ("update", "delete"):
            op.execute(f"DROP TRIGGER picture_kept_{when}")
        op.drop_column("picture", "sent_on")
        for when in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER picture_kept_{when} BEFORE {when.upper()} ON picture "
                "BEGIN SELECT RAISE(ABORT, 'a picture never changes'); END"
            )
        return
    op.execute("DROP TRIGGER picture_shown ON picture")
    op.execute("DROP FUNCTION keep_shown_picture()")
    op.execute("DROP TRIGGER picture_kept ON picture")
    op.drop_column("picture", "sent_on")
    op.execute(
        "CREATE TRIGGER picture_kept BEFORE UPDATE OR DELETE ON picture FOR EACH ROW "
        "EXECUTE FUNCTION refuse('a picture never changes')"
    )
