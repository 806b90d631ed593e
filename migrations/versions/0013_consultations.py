"""Policy consultations: drafts in versions, contributions, statements and votes, answers and outcome.

Promises that only triggers keep: a published text never changes, what moderation did is never rewritten, a
consultation takes contributions and votes only while it is open, and its rules stand from its opening on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FROZEN = "a published version never changes"
KEPT = "what moderation did is never rewritten"
NOT_OPEN = "this consultation takes no contributions"
RULES = "the rules of a consultation stand once it was approved"
_OPEN = "SELECT 1 FROM consultation WHERE id = NEW.consultation_id AND state = 'open'"
_VOTED = """SELECT 1 FROM statement JOIN consultation ON consultation.id = statement.consultation_id
        WHERE statement.id = NEW.statement_id AND consultation.state = 'open' AND statement.state = 'shown'"""
_RULE_COLUMNS = ("screening", "running_totals", "replies_allowed", "voting", "proposals_allowed", "profile")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _RULE_COLUMNS)
_TIED = f"OLD.state NOT IN ('draft', 'in-review') AND ({_CHANGED})"


def _refused(name: str, moment: str, condition: str, message: str) -> str:
    return f"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"


SQLITE_TRIGGERS = (
    *(
        _refused(
            f"consultation_version_frozen_{action.lower()}",
            f"BEFORE {action} ON consultation_version",
            "OLD.published_at IS NOT NULL",
            FROZEN,
        )
        for action in ("UPDATE", "DELETE")
    ),
    *(
        _refused(f"moderation_step_kept_{action.lower()}", f"BEFORE {action} ON moderation_step", "1", KEPT)
        for action in ("UPDATE", "DELETE")
    ),
    _refused("contribution_open", "BEFORE INSERT ON contribution", f"NOT EXISTS ({_OPEN})", NOT_OPEN),
    _refused("vote_open", "BEFORE INSERT ON vote", f"NOT EXISTS ({_VOTED})", NOT_OPEN),
    _refused("vote_changed_open", "BEFORE UPDATE ON vote", f"NOT EXISTS ({_VOTED})", NOT_OPEN),
    _refused("consultation_rules_stand", "BEFORE UPDATE ON consultation", _TIED, RULES),
)

POSTGRESQL_TRIGGERS = (
    f"""CREATE TRIGGER consultation_version_frozen BEFORE UPDATE OR DELETE ON consultation_version FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse('{FROZEN}')""",
    f"""CREATE TRIGGER moderation_step_kept BEFORE UPDATE OR DELETE ON moderation_step FOR EACH ROW
    EXECUTE FUNCTION refuse('{KEPT}')""",
    f"""CREATE FUNCTION require_open_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS ({_OPEN})
        THEN RAISE EXCEPTION '{NOT_OPEN}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION require_open_voting() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS ({_VOTED})
        THEN RAISE EXCEPTION '{NOT_OPEN}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER contribution_open BEFORE INSERT ON contribution FOR EACH ROW
    EXECUTE FUNCTION require_open_consultation()""",
    """CREATE TRIGGER vote_open BEFORE INSERT OR UPDATE ON vote FOR EACH ROW
    EXECUTE FUNCTION require_open_voting()""",
    f"""CREATE TRIGGER consultation_rules_stand BEFORE UPDATE ON consultation FOR EACH ROW
    WHEN ({_TIED}) EXECUTE FUNCTION refuse('{RULES}')""",
)


def upgrade() -> None:
    create_tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)
    if not sqlite:  # comments change places at night: what they leave behind stands in the old order, see 0004
        op.execute("ALTER TABLE contribution SET (autovacuum_vacuum_scale_factor = 0)")


def create_tables() -> None:
    _create_consultations()
    _create_versions()
    _create_contributions()
    _index_contributions()
    _create_moderation()
    _create_votes()
    _create_themes()
    _create_replies()
    _create_outcome()
    _create_outcome_sources()


def _create_consultations() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=True),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=254), nullable=False),
        sa.Column("screening", sa.String(length=10), nullable=False),
        sa.Column("running_totals", sa.String(length=10), nullable=False),
        sa.Column("replies_allowed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("voting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("proposals_allowed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("outcome_days", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("outcome_published_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "running_totals IN ('nothing', 'counts', 'everything')", name=op.f("ck_consultation_running_totals_known")
        ),
        sa.CheckConstraint("screening IN ('before', 'after')", name=op.f("ck_consultation_screening_known")),
        sa.CheckConstraint(
            "state IN ('draft', 'in-review', 'scheduled', 'open', 'closed', 'answered')",
            name=op.f("ck_consultation_state_known"),
        ),
        sa.CheckConstraint(
            "opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at",
            name=op.f("ck_consultation_opens_before_closes"),
        ),
        sa.CheckConstraint("outcome_days BETWEEN 1 AND 365", name=op.f("ck_consultation_outcome_days_few")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_consultation_agency_id_agency")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_consultation_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consultation_public_id")),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_state_closes_at"), ["state", "closes_at"], unique=False)


def _create_versions() -> None:
    op.create_table(
        "consultation_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("submitted_by", sa.String(length=254), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultation_version_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_version")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_consultation_version_consultation_id_number")),
    )

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_attachment_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_consultation_id"), ["consultation_id"], unique=False)


def _create_contributions() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("passage", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stance", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("abuse", sa.Integer(), nullable=True),
        sa.Column("campaign", sa.String(length=32), nullable=True),
        sa.Column("key_hash", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "stance IN ('support', 'object', 'suggest', 'ask')", name=op.f("ck_contribution_stance_known")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'shown', 'hidden', 'appealed', 'withdrawn')", name=op.f("ck_contribution_state_known")
        ),
        sa.CheckConstraint("abuse IS NULL OR abuse BETWEEN 0 AND 100", name=op.f("ck_contribution_abuse_percent")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_contribution_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["contribution.id"], name=op.f("fk_contribution_parent_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["consultation_version.id"], name=op.f("fk_contribution_version_id_consultation_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_contribution_key_hash")),
        sqlite_with_rowid=False,
    )


def _index_contributions() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contribution_alike"),
            ["consultation_id", "campaign", "passage", "state", "parent_id", "day", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contribution_consultation_id_passage_state_day_id"),
            ["consultation_id", "passage", "state", "day", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contribution_consultation_id_state_abuse_day_id"),
            ["consultation_id", "state", "abuse", "day", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contribution_consultation_id_passage_state_parent_id_stance"),
            ["consultation_id", "passage", "state", "parent_id", "stance"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contribution_consultation_id_state_day_id"),
            ["consultation_id", "state", "day", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_contribution_parent_id"), ["parent_id"], unique=False)


def _create_moderation() -> None:
    op.create_table(
        "moderation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_moderation_step_contribution_id_contribution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_step")),
    )
    with op.batch_alter_table("moderation_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_moderation_step_contribution_id_id"), ["contribution_id", "id"], unique=False
        )

    op.create_table(
        "abuse_word",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("allowed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_abuse_word_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "word", name=op.f("pk_abuse_word")),
    )


def _create_votes() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("proposed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("agree", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'shown', 'hidden', 'withdrawn')", name=op.f("ck_statement_state_known")
        ),
        sa.CheckConstraint(
            "agree >= 0 AND disagree >= 0 AND passed >= 0", name=op.f("ck_statement_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_statement_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_statement_consultation_id_number")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_statement_key_hash")),
    )

    op.create_table(
        "voter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=32), nullable=True),
        sa.Column("quick", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_voter_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voter")),
        sa.UniqueConstraint("consultation_id", "token_hash", name=op.f("uq_voter_consultation_id_token_hash")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "vote",
        sa.Column("voter_id", sa.String(length=32), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value IN (-1, 0, 1)", name=op.f("ck_vote_value_known")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_vote_statement_id_statement")),
        sa.ForeignKeyConstraint(["voter_id"], ["voter.id"], name=op.f("fk_vote_voter_id_voter")),
        sa.PrimaryKeyConstraint("voter_id", "statement_id", name=op.f("pk_vote")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_statement_id"), ["statement_id"], unique=False)


def _create_themes() -> None:
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

    op.create_table(
        "themed_contribution",
        sa.Column("contribution_id", sa.String(length=32), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_themed_contribution_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["consultation_theme.id"],
            name=op.f("fk_themed_contribution_theme_id_consultation_theme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", "theme_id", name=op.f("pk_themed_contribution")),
    )
    with op.batch_alter_table("themed_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_themed_contribution_theme_id"), ["theme_id"], unique=False)


def _create_replies() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.String(length=32), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'partly', 'rejected', 'answered')", name=op.f("ck_reply_verdict_known")
        ),
        sa.CheckConstraint("(contribution_id IS NULL) <> (theme_id IS NULL)", name=op.f("ck_reply_to_one_thing")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_reply_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_reply_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["consultation_theme.id"], name=op.f("fk_reply_theme_id_consultation_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_reply_contribution_id")),
        sa.UniqueConstraint("theme_id", name=op.f("uq_reply_theme_id")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_consultation_id"), ["consultation_id"], unique=False)


def _create_outcome() -> None:
    op.create_table(
        "outcome_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'partly', 'rejected', 'answered')", name=op.f("ck_outcome_point_verdict_known")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_outcome_point_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_point")),
        sa.UniqueConstraint("consultation_id", "position", name=op.f("uq_outcome_point_consultation_id_position")),
    )


def _create_outcome_sources() -> None:
    op.create_table(
        "outcome_contribution",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_outcome_contribution_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["outcome_point.id"],
            name=op.f("fk_outcome_contribution_point_id_outcome_point"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("point_id", "contribution_id", name=op.f("pk_outcome_contribution")),
    )
    with op.batch_alter_table("outcome_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_contribution_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "outcome_theme",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"], ["outcome_point.id"], name=op.f("fk_outcome_theme_point_id_outcome_point"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["consultation_theme.id"],
            name=op.f("fk_outcome_theme_theme_id_consultation_theme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("point_id", "theme_id", name=op.f("pk_outcome_theme")),
    )
    with op.batch_alter_table("outcome_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "outcome_statement",
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["outcome_point.id"],
            name=op.f("fk_outcome_statement_point_id_outcome_point"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_outcome_statement_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("point_id", "statement_id", name=op.f("pk_outcome_statement")),
    )
    with op.batch_alter_table("outcome_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_statement_statement_id"), ["statement_id"], unique=False)


def downgrade() -> None:
    for table in (
        "outcome_statement",
        "outcome_theme",
        "outcome_contribution",
        "outcome_point",
        "reply",
        "themed_contribution",
        "consultation_theme",
        "vote",
        "voter",
        "statement",
        "abuse_word",
        "moderation_step",
        "contribution",
        "attachment",
        "consultation_version",
        "consultation",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":  # triggers go with their tables, functions stay
        op.execute("DROP FUNCTION require_open_consultation()")
        op.execute("DROP FUNCTION require_open_voting()")
