"""For whom journeys are audited, words to find them by, which are archived; and what home asks for is indexed.

Columns are added by ALTER TABLE, which leaves the rows where they are.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns and the indexes."""
    op.execute("ALTER TABLE journey ADD COLUMN client VARCHAR DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE journey ADD COLUMN tags TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE journey ADD COLUMN archived_at VARCHAR")
    op.create_index("ix_action_due", "action", ["due"])
    op.create_index("ix_action_owner_id_due", "action", ["owner_id", "due"])
    op.create_index("ix_audit_journey_id_started_at", "audit", ["journey_id", "started_at"])
