"""Reads of which actions wait for which. Only open ones are waited for: what is done is done, what is dropped is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from auditor.base.vocabulary import OPEN_STATUSES
from auditor.store.adapter import Reader
from auditor.store.reading.called import called
from auditor.store.viewing import Read
from auditor.views.actions import Dependency

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)

IS_BLOCKED = f"""EXISTS (
    SELECT 1 FROM dependency d JOIN action b ON b.id = d.blocked_by_id
    WHERE d.action_id = x.id AND d.removed_at IS NULL AND b.removed_at IS NULL AND b.status IN ({_OPEN})
)"""
"""The condition that `action x` waits for one that is still open."""

_WAITING = Read(
    "open actions that wait for open ones",
    tuple[int, int],
    f"""
    SELECT d.action_id, d.blocked_by_id FROM dependency d
    JOIN action x ON x.id = d.action_id JOIN action b ON b.id = d.blocked_by_id
    WHERE d.removed_at IS NULL AND x.removed_at IS NULL AND b.removed_at IS NULL
    AND x.status IN ({_OPEN}) AND b.status IN ({_OPEN})
    ORDER BY d.action_id, d.blocked_by_id
    """,
)


def _related(name: str, theirs: str, own: str) -> Read[Dependency]:
    return Read(
        name,
        Dependency,
        f"""
        SELECT y.id, y.title, y.status, coalesce({called("p")}, '') AS owner, y.due, y.touchpoint_id
        FROM dependency d JOIN action y ON y.id = d.{theirs} LEFT JOIN person p ON p.id = y.owner_id
        WHERE d.{own} = :action AND d.removed_at IS NULL AND y.removed_at IS NULL ORDER BY y.id
        """,
        ("action",),
    )


_BLOCKED_BY = _related("what an action waits for", "blocked_by_id", "action_id")
_BLOCKS = _related("what waits for an action", "action_id", "blocked_by_id")


def blockers_of(reader: Reader) -> Mapping[int, list[int]]:
    """Return, for each open action that waits for open ones, their numbers."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for action, blocker in reader.all(_WAITING):
        found[action].append(blocker)
    return found


def blocked_by(reader: Reader, action_id: int) -> tuple[Dependency, ...]:
    """Return what an action waits for, whatever became of it."""
    return tuple(reader.all(_BLOCKED_BY, action=action_id))


def blocks(reader: Reader, action_id: int) -> tuple[Dependency, ...]:
    """Return what waits for an action."""
    return tuple(reader.all(_BLOCKS, action=action_id))
