"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _row(table: str) -> list[sa.Column[Any] | sa.Constraint]:
    """Return what every row a user can change has."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    ]


def _given(kind: type[sa.types.TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name in names]


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "journey",
        *_row("journey"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        *_given(sa.String, "purpose", "scope"),
        sa.CheckConstraint(
            "purpose IN ('sales', 'cost', 'loyalty', 'roles', 'priorities', 'development')",
            name=op.f("ck_journey_purpose"),
        ),
        sa.CheckConstraint(
            "scope IN ('whole', 'process', 'flow', 'marketing')", name=op.f("ck_journey_scope")
        ),
    )
    op.create_table(
        "person",
        *_row("person"),
        *_given(sa.String, "name", "role"),
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        *_given(sa.String, "checklist", "check_key", "digest"),
        *_given(sa.Integer, "severity", "remedy_effort", "remedy_impact"),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint("remedy_effort BETWEEN 1 AND 5", name=op.f("ck_wording_remedy_effort")),
        sa.CheckConstraint("remedy_impact BETWEEN 1 AND 5", name=op.f("ck_wording_remedy_impact")),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_wording_severity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint(
            "checklist", "check_key", "digest", name=op.f("uq_wording_checklist_check_key_digest")
        ),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        *_given(sa.String, "at", "who", "code"),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("journey_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'undone', 'gone', 'log')", name=op.f("ck_change_state")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_change_journey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    _index("change", "journey_id")
    _index("change", "who", "state", "id")

    op.create_table(
        "persona",
        *_row("persona"),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *_given(
            sa.Text,
            "who",
            "geography",
            "demographics",
            "behaviour",
            "channels",
            "goals",
            "challenges",
            "notes",
            "verified_by",
        ),
        sa.Column("verified_on", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_persona_journey_id")),
    )
    _index("persona", "journey_id")

    op.create_table(
        "stage",
        *_row("stage"),
        *_given(sa.Integer, "journey_id", "position"),
        sa.Column("name", sa.String(), nullable=False),
        *_given(sa.Text, "goal", "strategies"),
        sa.Column("phase", sa.String(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('awareness', 'consideration', 'purchase', 'retention', 'loyalty', 'other')",
            name=op.f("ck_stage_phase"),
        ),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_stage_journey_id")),
    )
    _index("stage", "journey_id")

    op.create_table(
        "audit",
        *_row("audit"),
        *_given(sa.Integer, "journey_id", "persona_id", "auditor_id"),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["auditor_id"], ["person.id"], name=op.f("fk_audit_auditor_id")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_audit_journey_id")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_audit_persona_id")),
    )
    _index("audit", "journey_id")

    op.create_table(
        "change_row",
        *_given(sa.Integer, "id", "change_id"),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_change_row_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_row")),
    )
    _index("change_row", "change_id")
    _index("change_row", "entity", "row_id")

    op.create_table(
        "reply",
        *_row("reply"),
        *_given(sa.Integer, "journey_id", "persona_id", "stage_id"),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_reply_journey_id")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_reply_persona_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_reply_stage_id")),
        sa.UniqueConstraint(
            "persona_id", "stage_id", "question", name=op.f("uq_reply_persona_id_stage_id_question")
        ),
    )
    _index("reply", "journey_id")

    op.create_table(
        "touchpoint",
        *_row("touchpoint"),
        *_given(sa.Integer, "journey_id", "stage_id", "position"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        *_given(sa.String, "channel", "moment", "side"),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        *_given(sa.String, "checklists", "existence"),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("opens_id", sa.Integer(), nullable=True),
        sa.Column("need", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('search', 'ad', 'social', 'review', 'website', 'store', 'checkout', 'delivery', 'email', 'phone', 'chat', 'survey', 'app', 'advice', 'other')",
            name=op.f("ck_touchpoint_channel"),
        ),
        sa.CheckConstraint(
            "existence IN ('existing', 'planned', 'to-go')", name=op.f("ck_touchpoint_existence")
        ),
        sa.CheckConstraint("moment IN ('before', 'during', 'after')", name=op.f("ck_touchpoint_moment")),
        sa.CheckConstraint("side IN ('ours', 'indirect')", name=op.f("ck_touchpoint_side")),
        sa.CheckConstraint("importance BETWEEN 1 AND 5", name=op.f("ck_touchpoint_importance")),
        sa.CheckConstraint("need BETWEEN 0 AND 1", name=op.f("ck_touchpoint_need")),
        sa.CheckConstraint("wanted BETWEEN -2 AND 2", name=op.f("ck_touchpoint_wanted")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_touchpoint_journey_id")),
        sa.ForeignKeyConstraint(["opens_id"], ["journey.id"], name=op.f("fk_touchpoint_opens_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_touchpoint_stage_id")),
    )
    _index("touchpoint", "journey_id")
    _index("touchpoint", "opens_id")
    _index("touchpoint", "stage_id")

    op.create_table(
        "action",
        *_row("action"),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        *_given(sa.String, "title", "folded"),
        sa.Column("note", sa.Text(), nullable=False),
        *_given(sa.Integer, "effort", "impact"),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('proposed', 'planned', 'in-progress', 'done', 'verified', 'dropped')",
            name=op.f("ck_action_status"),
        ),
        sa.CheckConstraint("effort BETWEEN 1 AND 5", name=op.f("ck_action_effort")),
        sa.CheckConstraint("impact BETWEEN 1 AND 5", name=op.f("ck_action_impact")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id")),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_action_touchpoint_id")),
    )
    _index("action", "removed_at", "status", "touchpoint_id", "effort", "impact")
    _index("action", "touchpoint_id", "effort", "impact")

    op.create_table(
        "note",
        *_row("note"),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('need', 'doing', 'motivation', 'expectation', 'choice', 'question', 'pain-point', 'opportunity')",
            name=op.f("ck_note_kind"),
        ),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_note_touchpoint_id")),
    )
    _index("note", "touchpoint_id")

    op.create_table(
        "visit",
        *_row("visit"),
        *_given(sa.Integer, "audit_id", "touchpoint_id"),
        sa.Column("feeling", sa.Integer(), nullable=True),
        *_given(sa.String, "emotion", "basis"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("felt_at", sa.String(), nullable=True),
        *_given(sa.Integer, "asked", "answered"),
        sa.Column("weight_asked", sa.Float(), nullable=False),
        sa.Column("weight_failed", sa.Float(), nullable=False),
        sa.CheckConstraint("basis IN ('assumed', 'observed')", name=op.f("ck_visit_basis")),
        sa.CheckConstraint(
            "emotion IN ('joy', 'excitement', 'relief', 'trust', 'curiosity', 'calm', 'indifference', 'confusion', 'worry', 'stress', 'frustration', 'disappointment', 'anger', '')",
            name=op.f("ck_visit_emotion"),
        ),
        sa.CheckConstraint("feeling IN (-2, -1, 0, 1, 2)", name=op.f("ck_visit_feeling")),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_visit_audit_id")),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_visit_touchpoint_id")),
        sa.UniqueConstraint("audit_id", "touchpoint_id", name=op.f("uq_visit_audit_id_touchpoint_id")),
    )
    _index("visit", "touchpoint_id")

    op.create_table(
        "answer",
        *_given(sa.Integer, "id", "visit_id", "wording_id", "position"),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('pass', 'partly', 'fail', 'not-applicable')", name=op.f("ck_answer_verdict")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_answer_visit_id")),
        sa.ForeignKeyConstraint(["wording_id"], ["wording.id"], name=op.f("fk_answer_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    _index("answer", "visit_id", "position")

    op.create_table(
        "link",
        *_row("link"),
        *_given(sa.Integer, "action_id", "touchpoint_id"),
        *_given(sa.String, "checklist", "check_key"),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_link_action_id")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_link_note_id")),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_link_touchpoint_id")),
    )
    _index("link", "action_id")
    _index("link", "touchpoint_id", "checklist", "check_key")
