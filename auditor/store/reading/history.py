"""Reads of the history: what was changed, by whom, when, and what undo would take back."""

from __future__ import annotations

import json
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.text import clean
from auditor.store.adapter import LOGIN, NAMED, Reader
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, first
from auditor.views.history import HistoryDetail, HistoryLine

HIDDEN = "hidden"
"""The code of a change whose content is not to be seen yet."""

_HIDDEN = f"""EXISTS (SELECT 1 FROM change_row r
    LEFT JOIN answer s ON r.entity = 'answer' AND s.id = r.row_id
    LEFT JOIN sighting x ON r.entity = 'sighting' AND x.id = r.row_id
    LEFT JOIN picture i ON r.entity = 'picture' AND i.id = r.row_id
    LEFT JOIN finding f ON f.id = CASE WHEN r.entity = 'finding' THEN r.row_id ELSE i.finding_id END
    JOIN visit v ON v.id = CASE WHEN r.entity = 'visit' THEN r.row_id
        ELSE coalesce(s.visit_id, x.visit_id, f.visit_id) END
    JOIN audit u ON u.id = v.audit_id
    WHERE r.change_id = c.id AND u.round_id IS NOT NULL AND NOT {open_to("u")})"""
"""The change is to an answer, a feeling, or what was found, that whoever reads may not see yet."""

_COLUMNS = f"""SELECT c.id, c.at, c.who, CASE WHEN {_HIDDEN} THEN '{HIDDEN}' ELSE c.code END AS code,
    c.arguments, c.state FROM change c"""

_OWN = f"""(c.login = :{LOGIN} OR c.login = :{NAMED} OR c.login IN (
    SELECT l.name FROM login l JOIN person p ON p.id = l.person_id WHERE p.id = :{VIEWER} OR p.into_id = :{VIEWER}))"""
"""The change is one of whoever reads, whatever they were called then."""

_LINES = Read("history", HistoryLine, f"{_COLUMNS} ORDER BY c.id DESC LIMIT :count", ("count", VIEWER))
_OF_JOURNEY = Read(
    "history of a journey",
    HistoryLine,
    f"{_COLUMNS} WHERE c.journey_id = :journey ORDER BY c.id DESC LIMIT :count",
    ("journey", "count", VIEWER),
)
_ONE = Read("change", HistoryLine, f"{_COLUMNS} WHERE c.id = :change", ("change", VIEWER))
_UNDO = Read(
    "what undo takes back",
    HistoryLine,
    f"{_COLUMNS} WHERE {_OWN} AND c.state = 'done' ORDER BY c.id DESC LIMIT 1",
    (VIEWER, LOGIN, NAMED),
)
_REDO = Read(
    "what redo does again",
    HistoryLine,
    f"{_COLUMNS} WHERE {_OWN} AND c.state = 'undone' ORDER BY c.id LIMIT 1",
    (VIEWER, LOGIN, NAMED),
)


class _ChangedRow(Struct, frozen=True):
    """A row that was changed; its values are JSON."""

    entity: str
    row_id: int
    before: str | None
    after: str


_ROWS = Read(
    "rows of a change",
    _ChangedRow,
    "SELECT entity, row_id, before, after FROM change_row WHERE change_id = :change ORDER BY id",
    ("change",),
)


class HistoryReads:
    """What can be asked about the past."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self, count: int = 100, journey_id: int | None = None) -> list[HistoryLine]:
        """Return the newest `count` changes, the newest first; of one journey if it is named."""
        reader = self._reader()
        if journey_id is None:
            return list(map(_seen, reader.all(_LINES, count=count)))
        return list(map(_seen, reader.all(_OF_JOURNEY, journey=journey_id, count=count)))

    def get(self, change_id: int) -> HistoryLine | None:
        """Return one change, or None."""
        return first([_seen(line) for line in self._reader().all(_ONE, change=change_id)])

    def to_undo(self) -> HistoryLine | None:
        """Return the change that undo would take back for whoever reads, or None."""
        return first([_seen(line) for line in self._reader().all(_UNDO)])

    def to_redo(self) -> HistoryLine | None:
        """Return the change that redo would do again for whoever reads, or None."""
        return first([_seen(line) for line in self._reader().all(_REDO)])

    def details(self, change_id: int) -> list[HistoryDetail]:
        """Return every value a change changed; rows it made have no values before. None of a hidden change."""
        line = self.get(change_id)
        found: list[HistoryDetail] = []
        if line is None or line.code == HIDDEN:
            return found
        for row in self._reader().all(_ROWS, change=change_id):
            before: dict[str, object] = json.loads(row.before) if row.before else {}
            for name, value in json.loads(row.after).items():
                found.append(
                    HistoryDetail(row.entity, row.row_id, name, _text(before.get(name)), _text(value))
                )
        return found


def _seen(line: HistoryLine) -> HistoryLine:
    return replace(line, arguments={}) if line.code == HIDDEN else line


def _text(value: object) -> str | None:
    return None if value is None else clean(str(value))
