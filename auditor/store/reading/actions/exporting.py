"""Reads actions with all that goes out to other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from auditor.base.vocabulary import FindingKind
from auditor.store.adapter import Reader
from auditor.store.reading.actions.linked import linked_findings
from auditor.store.reading.actions.numbered import IDS, among, chunks, read_numbered
from auditor.store.reading.actions.reads import ALL_OPEN, ActionReads
from auditor.store.reading.findings.reads import FindingReads
from auditor.store.viewing import Read
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.exporting import HandedAction
from auditor.views.findings import Finding


class _Details(Struct, frozen=True):
    """What the list does not show of an action."""

    id: int
    uid: str
    note: str
    reason: str
    created: datetime
    changed: datetime
    revision: int
    closed: datetime | None


_DETAILS = Read(
    "details of actions, with their last change",
    _Details,
    f"""
    SELECT x.id, x.uid, x.note, x.reason, x.created_at AS created, coalesce(max(c.at), x.created_at) AS changed,
        x.revision, x.closed_at AS closed
    FROM action x LEFT JOIN change_row r ON r.entity = 'action' AND r.row_id = x.id
    LEFT JOIN change c ON c.id = r.change_id
    WHERE {among("x.id")} AND x.removed_at IS NULL
    GROUP BY x.id, x.uid, x.note, x.reason, x.created_at, x.revision, x.closed_at
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
        mended = _Mended(FindingReads(self._reader))
        for ids in chunks(ranking.ids()):
            details = {one.id: one for one in read_numbered(reader, _DETAILS, ids)}
            for line in ranking.numbered(ids):
                if (known := details.get(line.id)) is not None:
                    named = mended.by(line)
                    yield HandedAction(
                        line,
                        known.uid,
                        known.note,
                        known.reason,
                        known.created,
                        known.changed,
                        known.revision,
                        known.closed,
                        tuple(linked_findings(reader, line.id)),
                        tuple(one for one in named if one.kind is not FindingKind.WAIVED),
                        tuple(one for one in named if one.kind is FindingKind.WAIVED),
                    )


class _Mended:
    """The findings that actions mend; those of a journey are read once, when the first of its actions asks."""

    def __init__(self, findings: FindingReads) -> None:
        self._findings = findings
        self._by_action: dict[int, dict[int, list[Finding]]] = {}

    def by(self, line: ActionLine) -> tuple[Finding, ...]:
        """Return what an action mends, in the order of the walk; also what was waived."""
        known = self._by_action.get(line.journey_id)
        if known is None:
            known = self._by_action[line.journey_id] = {}
            for one in self._findings.of_journey(line.journey_id):
                for each in one.mending:
                    known.setdefault(each.action_id, []).append(one)
        return tuple(known.get(line.id, ()))
