"""Evidence, comments and proof of actions, audits by several people, and review intervals.

Columns are added by ALTER TABLE, which leaves the rows where they are: a million answers take no longer than one.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ADDED = (
    "journey ADD COLUMN review_days INTEGER"
    " CONSTRAINT ck_journey_review_days CHECK (review_days BETWEEN 1 AND 3650)",
    "audit ADD COLUMN kind VARCHAR DEFAULT 'whole' NOT NULL"
    " CONSTRAINT ck_audit_kind CHECK (kind IN ('whole', 'recheck', 'agreed'))",
    "audit ADD COLUMN round_id INTEGER CONSTRAINT fk_audit_round_id REFERENCES round (id)",
    "answer ADD COLUMN carried BOOLEAN DEFAULT false NOT NULL",
    "action ADD COLUMN effect VARCHAR DEFAULT '' NOT NULL"
    " CONSTRAINT ck_action_effect CHECK (effect IN ('effective', 'none', 'worse', ''))",
    "action ADD COLUMN proof_id INTEGER CONSTRAINT fk_action_proof_id REFERENCES audit (id)",
)


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


def _maybe(kind: type[sa.types.TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=True) for name in names]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    """Make the new tables, and add the new columns to the old ones."""
    _make_rounds()
    for added in _ADDED:
        op.execute(f"ALTER TABLE {added}")
    _index("audit", "round_id")
    _index("action", "proof_id")
    _make_words_on_actions()
    _make_evidence()


def _make_rounds() -> None:
    op.create_table(
        "round",
        *_row("round"),
        *_given(sa.Integer, "journey_id", "persona_id"),
        sa.Column("started_at", sa.String(), nullable=False),
        _refers("round", "journey_id", "journey"),
        _refers("round", "persona_id", "persona"),
    )
    _index("round", "journey_id")


def _make_words_on_actions() -> None:
    op.create_table(
        "comment",
        *_row("comment"),
        *_given(sa.Integer, "action_id", "person_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(), nullable=False),
        _refers("comment", "action_id", "action"),
        _refers("comment", "person_id", "person"),
    )
    _index("comment", "action_id")
    op.create_table(
        "saved_filter",
        *_row("saved_filter"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        *_row("evidence"),
        sa.Column("journey_id", sa.Integer(), nullable=False),
        *_maybe(sa.Integer, "stage_id", "touchpoint_id", "persona_id", "action_id"),
        *_given(sa.String, "kind", "source", "collected_on"),
        *_maybe(sa.Integer, "people"),
        *_maybe(sa.Float, "figure"),
        *_given(sa.String, "unit", "better"),
        *_maybe(sa.Float, "deviation", "target"),
        *_given(sa.Text, "counts"),
        *_maybe(sa.Integer, "before_people"),
        *_maybe(sa.Float, "before_figure", "before_deviation", "feeling"),
        *_given(sa.Text, "quote", "note", "link", "file"),
        *_given(sa.String, "sha256", "origin"),
        *_given(sa.Text, "detail"),
        sa.CheckConstraint(
            "kind IN ('analytics', 'survey', 'interview', 'usability-test', 'staff', 'social', 'review', "
            "'walk', 'ab-test', 'support', 'measurement')",
            name=op.f("ck_evidence_kind"),
        ),
        sa.CheckConstraint("better IN ('higher', 'lower', '')", name=op.f("ck_evidence_better")),
        sa.CheckConstraint("feeling BETWEEN -2 AND 2", name=op.f("ck_evidence_feeling")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_evidence_people")),
        sa.CheckConstraint("before_people >= 0", name=op.f("ck_evidence_before_people")),
        *(
            _refers("evidence", f"{to}_id", to)
            for to in ("journey", "stage", "touchpoint", "persona", "action")
        ),
    )
    for column in ("journey_id", "touchpoint_id", "action_id"):
        _index("evidence", column)
    op.create_table(
        "suggestion",
        *_row("suggestion"),
        *_given(sa.Integer, "evidence_id", "touchpoint_id"),
        *_given(sa.String, "checklist", "check_key", "verdict"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('pass', 'partly', 'fail', 'not-applicable')", name=op.f("ck_suggestion_verdict")
        ),
        _refers("suggestion", "evidence_id", "evidence"),
        _refers("suggestion", "touchpoint_id", "touchpoint"),
    )
    _index("suggestion", "evidence_id")
    _index("suggestion", "touchpoint_id", "checklist", "check_key")
