"""Whose law holds in a journey, and checks that have gone over to other checklists with all that was said of them.

A column is added by ALTER TABLE, which leaves the rows where they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from auditor.exchange.older import MOVED, SPLIT, checklists_now

revision = "0008"
down_revision = "0007"

_TELLING_OF_CHECKS = ("wording", "link", "suggestion", "phrase", "finding")


def upgrade() -> None:
    """Add the column, rename the checks that moved, and let touchpoints stand for both halves of a list that was split."""
    op.execute(
        "ALTER TABLE journey ADD COLUMN country VARCHAR DEFAULT '' NOT NULL"
        " CONSTRAINT ck_journey_country CHECK (country IN ('se', 'no', 'eu', ''))"
    )
    connection = op.get_bind()
    for table in _TELLING_OF_CHECKS:
        rename = sa.text(
            f"UPDATE {table} SET checklist = :now WHERE checklist = :before AND check_key = :check_key"
        )
        for (before, key), now in MOVED.items():
            connection.execute(rename, {"now": now, "before": before, "check_key": key})
    points = connection.execute(sa.text("SELECT id, checklists FROM touchpoint ORDER BY id")).all()
    for number, checklists in points:
        keys = checklists.split()
        if any(key in SPLIT for key in keys):
            connection.execute(
                sa.text("UPDATE touchpoint SET checklists = :checklists WHERE id = :id"),
                {"checklists": " ".join(checklists_now(keys)), "id": number},
            )
