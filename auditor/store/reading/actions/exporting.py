"""Reads actions with all that goes out to other programs."""

from __future__ import annotations

from collections.abc import Callable

from auditor.store.adapter import Read, Reader
from auditor.store.reading.actions.linked import linked_findings
from auditor.store.reading.actions.reads import ALL_OPEN, ActionReads
from auditor.store.reading.columns import moment, moment_of
from auditor.views.actions import ActionFilter
from auditor.views.exporting import HandedAction

_DETAILS = Read(
    "details of actions, with their last change",
    """
    SELECT x.id, x.uid, x.note, x.reason, x.created_at, coalesce(max(c.at), x.created_at), x.closed_at
    FROM action x LEFT JOIN change_row r ON r.entity = 'action' AND r.row_id = x.id
    LEFT JOIN change c ON c.id = r.change_id
    WHERE x.removed_at IS NULL
    GROUP BY x.id, x.uid, x.note, x.reason, x.created_at, x.closed_at
    """,
)


class HandingReads:
    """What other programs can be given."""

    def __init__(self, reader: Callable[[], Reader], actions: ActionReads) -> None:
        """Read through what `reader` gives at each call, in the order that `actions` gives."""
        self._reader = reader
        self._actions = actions

    def actions(self, wanted: ActionFilter = ALL_OPEN) -> list[HandedAction]:
        """Return the actions of a filter in its order, each with what it answers."""
        reader = self._reader()
        lines = self._actions.ranking(wanted).all()
        details = {number: rest for number, *rest in reader.all(_DETAILS)} if lines else {}
        handed = []
        for line in lines:
            if line.id not in details:
                continue
            uid, note, reason, created, changed, closed = details[line.id]
            handed.append(
                HandedAction(
                    line,
                    uid,
                    note,
                    reason,
                    moment_of(created),
                    moment_of(changed),
                    moment(closed),
                    tuple(linked_findings(reader, line.id)),
                )
            )
        return handed
