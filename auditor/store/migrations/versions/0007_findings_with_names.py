"""Findings as rows of their own, with what was seen of them, pictures and kept wordings.

What the newest finished audits found becomes findings, each with the note it had and from when it was first seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.store.standing import standing

revision = "0007"
down_revision = "0006"

_SEEN = "('there', 'changed', 'gone', 'not-looked', 'page-gone')"


def upgrade() -> None:
    """Make the new tables and columns, and a finding of all that stands."""
    _make_tables()
    op.execute("ALTER TABLE touchpoint ADD COLUMN letters VARCHAR DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE link ADD COLUMN finding_id INTEGER CONSTRAINT fk_link_finding_id REFERENCES finding (id)"
    )
    op.create_index(op.f("ix_link_finding_id"), "link", ["finding_id"])
    if findings := _numbered():
        _insert("finding", findings)
        _link()


def _make_tables() -> None:
    _make(
        "phrase",
        *_texts(sa.String, "checklist", "check_key"),
        *_texts(sa.Text, "en", "sv", "nb"),
    )
    _make(
        "finding",
        *_of("finding", "journey", "touchpoint"),
        *_texts(sa.String, "letters"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts(sa.String, "checklist", "check_key"),
        sa.Column("pain_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["pain_id"], ["note.id"], name=op.f("fk_finding_pain_id")),
        *_texts(sa.String, "kind"),
        *_texts(sa.Text, "what"),
        *_of("finding", "phrase", may_be_null=True),
        *_texts(sa.String, "place", "item", "address"),
        sa.Column("severity", sa.Integer(), nullable=True),
        *_texts(sa.Text, "whom"),
        sa.Column("quick_win", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        *_texts(sa.Text, "note"),
        *_of("finding", "visit", may_be_null=True),
        *_texts(sa.String, "found_at"),
        sa.UniqueConstraint("journey_id", "number", name=op.f("uq_finding_journey_id_number")),
        sa.CheckConstraint("kind IN ('fault', 'remark', 'waived')", name=op.f("ck_finding_kind")),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_finding_severity")),
    )
    op.create_index(op.f("ix_finding_touchpoint_id"), "finding", ["touchpoint_id"])
    op.create_index(op.f("ix_finding_visit_id"), "finding", ["visit_id"])
    _make(
        "sighting",
        *_of("sighting", "finding"),
        *_of("sighting", "visit", may_be_null=True),
        sa.Column("seen", sa.String(), nullable=True),
        *_texts(sa.Text, "note"),
        *_texts(sa.String, "seen_at"),
        sa.UniqueConstraint("finding_id", "visit_id", name=op.f("uq_sighting_finding_id_visit_id")),
        sa.CheckConstraint(f"seen IN {_SEEN}", name=op.f("ck_sighting_seen")),
    )
    op.create_index(op.f("ix_sighting_visit_id"), "sighting", ["visit_id"])
    _make(
        "picture",
        *_of("picture", "finding"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts(sa.String, "sha256", "kind"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height", "size")),
        *_texts(sa.String, "name"),
        *_texts(sa.Text, "text"),
        sa.CheckConstraint("kind IN ('png', 'jpeg')", name=op.f("ck_picture_kind")),
        *(
            sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_picture_{name}"))
            for name in ("width", "height", "size")
        ),
    )
    op.create_index(op.f("ix_picture_finding_id"), "picture", ["finding_id"])
    op.create_index(op.f("ix_picture_sha256"), "picture", ["sha256"])
    op.create_table(
        "picture_content",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_picture_content")),
        sqlite_autoincrement=True,
    )


def _texts(kind: type[sa.String], *names: str) -> Iterator[sa.Column[Any]]:
    yield from (sa.Column(name, kind(), nullable=False) for name in names)


def _of(table: str, *others: str, may_be_null: bool = False) -> Iterator[sa.Column[Any] | sa.Constraint]:
    """Yield the columns of a table that name rows of others, and the rules that these are there."""
    for other in others:
        yield sa.Column(f"{other}_id", sa.Integer(), nullable=may_be_null)
        yield sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id"))


def _make(table: str, *more: sa.Column[Any] | sa.Constraint) -> None:
    """Make a table whose rows users can change."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sqlite_autoincrement=True,
    )


def _numbered() -> list[dict[str, object]]:
    """Return findings of what stands, with numbers from 1 in each journey."""
    numbers: Counter[object] = Counter()
    found = []
    for row in standing(_rows):
        numbers[row["journey_id"]] += 1
        found.append({**row, "number": numbers[row["journey_id"]]})
    return found


def _rows(sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in op.get_bind().execute(sa.text(sql)).mappings()]


def _insert(table: str, rows: list[dict[str, object]]) -> None:
    columns = list(rows[0])
    values = ", ".join(f":{column}" for column in columns)
    op.get_bind().execute(sa.text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"), rows)


def _link() -> None:
    """Let actions mend the findings of what they answer."""
    op.execute(
        """
        UPDATE link SET finding_id = (
            SELECT min(f.id) FROM finding f
            WHERE f.touchpoint_id = link.touchpoint_id AND f.checklist = link.checklist
            AND f.check_key = link.check_key AND coalesce(f.pain_id, 0) = coalesce(link.note_id, 0))
        """
    )
