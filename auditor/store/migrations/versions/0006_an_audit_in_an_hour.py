"""How deep audits go, answers that stand for others, what is there and what was chosen.

Columns are added by ALTER TABLE, which leaves the rows where they are.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_DEPTHS = "('core', 'standard', 'full')"
_VERDICTS = "('pass', 'partly', 'fail', 'not-applicable')"


def upgrade() -> None:
    """Make the new tables, and add the new columns to the old ones."""
    for table, default in (("audit", "full"), ("touchpoint", "core")):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN depth VARCHAR DEFAULT '{default}' NOT NULL"
            f" CONSTRAINT ck_{table}_depth CHECK (depth IN {_DEPTHS})"
        )
    op.execute("ALTER TABLE touchpoint ADD COLUMN address TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE journey ADD COLUMN gates TEXT DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE answer ADD COLUMN origin VARCHAR DEFAULT 'own' NOT NULL"
        " CONSTRAINT ck_answer_origin CHECK (origin IN ('own', 'shared', 'gate'))"
    )
    op.execute(
        f"ALTER TABLE answer ADD COLUMN aside VARCHAR CONSTRAINT ck_answer_aside CHECK (aside IN {_VERDICTS})"
    )
    _make(
        "presence",
        "visit",
        sa.Column("gate", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.UniqueConstraint("visit_id", "gate", name=op.f("uq_presence_visit_id_gate")),
    )
    _make(
        "item",
        "audit",
        sa.Column("sample", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_index(op.f("ix_item_audit_id"), "item", ["audit_id"])


def _make(table: str, of: str, *more: sa.Column[Any] | sa.Constraint) -> None:
    """Make a table whose rows users can change, each of a row of another table."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sa.ForeignKeyConstraint([f"{of}_id"], [f"{of}.id"], name=op.f(f"fk_{table}_{of}_id")),
        sqlite_autoincrement=True,
    )
