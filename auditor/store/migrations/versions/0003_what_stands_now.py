"""Works out anew what is derived from answers and feelings, by the rules of what stands now."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from auditor.store.reading.current import needs_everywhere
from auditor.store.work import ConnectionReader

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring each part up to date."""
    _needs()


def _needs() -> None:
    """Work out the need of every touchpoint: it rests on finished audits, and on what is inside, from now on."""
    connection = op.get_bind()
    for one in needs_everywhere(ConnectionReader(connection)):
        if one.kept != one.true:
            connection.execute(
                text("UPDATE touchpoint SET need = :need WHERE id = :id"),
                {"need": one.true, "id": one.touchpoint_id},
            )
