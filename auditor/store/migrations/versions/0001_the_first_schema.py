"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "journey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('sales', 'cost', 'loyalty', 'roles', 'priorities', 'development')",
            name=op.f("ck_journey_purpose"),
        ),
        sa.CheckConstraint(
            "scope IN ('whole', 'process', 'flow', 'marketing')", name=op.f("ck_journey_scope")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
        sa.UniqueConstraint("uid", name=op.f("uq_journey_uid")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("check_key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("remedy_effort", sa.Integer(), nullable=False),
        sa.Column("remedy_impact", sa.Integer(), nullable=False),
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
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("journey_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'undone', 'gone', 'log')", name=op.f("ck_change_state")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_change_journey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_journey_id"), ["journey_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_who_state_id"), ["who", "state", "id"], unique=False)

    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("geography", sa.Text(), nullable=False),
        sa.Column("demographics", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("challenges", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_persona_journey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("uid", name=op.f("uq_persona_uid")),
    )
    with op.batch_alter_table("persona", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persona_journey_id"), ["journey_id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("strategies", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('awareness', 'consideration', 'purchase', 'retention', 'loyalty', 'other')",
            name=op.f("ck_stage_phase"),
        ),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_stage_journey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("uid", name=op.f("uq_stage_uid")),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_journey_id"), ["journey_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("auditor_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["auditor_id"], ["person.id"], name=op.f("fk_audit_auditor_id")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_audit_journey_id")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_audit_persona_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("uid", name=op.f("uq_audit_uid")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_journey_id"), ["journey_id"], unique=False)

    op.create_table(
        "change_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_change_row_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_row")),
    )
    with op.batch_alter_table("change_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_row_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_row_entity_row_id"), ["entity", "row_id"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_reply_journey_id")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_reply_persona_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_reply_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint(
            "persona_id", "stage_id", "question", name=op.f("uq_reply_persona_id_stage_id_question")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_reply_uid")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_journey_id"), ["journey_id"], unique=False)

    op.create_table(
        "touchpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("checklists", sa.String(), nullable=False),
        sa.Column("existence", sa.String(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touchpoint")),
        sa.UniqueConstraint("uid", name=op.f("uq_touchpoint_uid")),
    )
    with op.batch_alter_table("touchpoint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_touchpoint_journey_id"), ["journey_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_touchpoint_opens_id"), ["opens_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_touchpoint_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("uid", name=op.f("uq_action_uid")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_removed_at_status_touchpoint_id_effort_impact"),
            ["removed_at", "status", "touchpoint_id", "effort", "impact"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_action_touchpoint_id_effort_impact"),
            ["touchpoint_id", "effort", "impact"],
            unique=False,
        )

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('need', 'doing', 'motivation', 'expectation', 'choice', 'question', 'pain-point', 'opportunity')",
            name=op.f("ck_note_kind"),
        ),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_note_touchpoint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("uid", name=op.f("uq_note_uid")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_touchpoint_id"), ["touchpoint_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("feeling", sa.Integer(), nullable=True),
        sa.Column("emotion", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("felt_at", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("audit_id", "touchpoint_id", name=op.f("uq_visit_audit_id_touchpoint_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_visit_uid")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_touchpoint_id"), ["touchpoint_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
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
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answer_visit_id_position"), ["visit_id", "position"], unique=False
        )

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("check_key", sa.String(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_link_action_id")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_link_note_id")),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoint.id"], name=op.f("fk_link_touchpoint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("uid", name=op.f("uq_link_uid")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_action_id"), ["action_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_link_touchpoint_id_checklist_check_key"),
            ["touchpoint_id", "checklist", "check_key"],
            unique=False,
        )
