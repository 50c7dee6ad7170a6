"""Reads actions with all that goes out to other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from auditor.store.adapter import Reader
from auditor.store.reading.actions.linked import linked_findings
from auditor.store.reading.actions.numbered import IDS, among, chunks, read_numbered
from auditor.store.reading.actions.reads import ALL_OPEN, ActionReads
from auditor.store.viewing import Read
from auditor.views.actions import ActionFilter
from auditor.views.exporting import HandedAction


class _Details(Struct, frozen=True):
    """What the list does not show of an action."""

    id: int
    uid: str
    note: str
    reason: str
    created: datetime
    changed: datetime
    closed: datetime | None


_DETAILS = Read(
    "details of actions, with their last change",
    _Details,
    f"""
    SELECT x.id, x.uid, x.note, x.reason, x.created_at AS created, coalesce(max(c.at), x.created_at) AS changed,
        x.closed_at AS closed
    FROM action x LEFT JOIN change_row r ON r.entity = 'action' AND r.row_id = x.id
    LEFT JOIN change c ON c.id = r.change_id
    WHERE {among("x.id")} AND x.removed_at IS NULL
    GROUP BY x.id, x.uid, x.note, x.reason, x.created_at, x.closed_at
    """,
    IDS,
)


class HandingReads:
    """What other programs can be given."""

    def __init__(self, reader: Callable[[], Reader], actions: ActionReads) -> None:
        """Read through what `reader` gives at each call, in the order that `actions` gives."""
        self._reader = reader
        self._actions = actions

    def actions(self, wanted: ActionFilter = ALL_OPEN) -> Iterator[HandedAction]:
        """Yield the actions of a filter in its order, each with what it answers; they are read some at a time."""
        reader = self._reader()
        ranking = self._actions.ranking(wanted)
        for ids in chunks(ranking.ids()):
            details = {one.id: one for one in read_numbered(reader, _DETAILS, ids)}
            for line in ranking.numbered(ids):
                if (known := details.get(line.id)) is not None:
                    yield HandedAction(
                        line,
                        known.uid,
                        known.note,
                        known.reason,
                        known.created,
                        known.changed,
                        known.closed,
                        tuple(linked_findings(reader, line.id)),
                    )
