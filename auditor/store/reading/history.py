"""Reads of the history: what was changed, by whom, when, and what undo would take back."""

from __future__ import annotations

import json
from collections.abc import Callable

from auditor.base.text import clean, one_line
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.columns import first, moment_of
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.views.history import HistoryDetail, HistoryLine

HIDDEN = "hidden"
"""The code of a change whose content is not to be seen yet."""

_HIDDEN = f"""EXISTS (SELECT 1 FROM change_row r
    LEFT JOIN answer s ON r.entity = 'answer' AND s.id = r.row_id
    JOIN visit v ON v.id = CASE WHEN r.entity = 'visit' THEN r.row_id ELSE s.visit_id END
    JOIN audit u ON u.id = v.audit_id
    WHERE r.change_id = c.id AND u.round_id IS NOT NULL AND NOT {open_to("u")})"""
"""The change is to an answer or a feeling that whoever reads may not see yet."""

_COLUMNS = f"""SELECT c.id, c.at, c.who, c.code, c.arguments, c.state, CASE WHEN {_HIDDEN} THEN 1 ELSE 0 END
    FROM change c"""

_LINES = Read("history", f"{_COLUMNS} ORDER BY c.id DESC LIMIT :count", ("count", VIEWER))
_OF_JOURNEY = Read(
    "history of a journey",
    f"{_COLUMNS} WHERE c.journey_id = :journey ORDER BY c.id DESC LIMIT :count",
    ("journey", "count", VIEWER),
)
_ONE = Read("change", f"{_COLUMNS} WHERE c.id = :change", ("change", VIEWER))
_UNDO = Read(
    "what undo takes back",
    f"{_COLUMNS} WHERE c.who = :who AND c.state = 'done' ORDER BY c.id DESC LIMIT 1",
    ("who", VIEWER),
)
_REDO = Read(
    "what redo does again",
    f"{_COLUMNS} WHERE c.who = :who AND c.state = 'undone' ORDER BY c.id LIMIT 1",
    ("who", VIEWER),
)
_ROWS = Read(
    "rows of a change",
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
        rows = (
            reader.all(_LINES, count=count)
            if journey_id is None
            else reader.all(_OF_JOURNEY, journey=journey_id, count=count)
        )
        return [_line(row) for row in rows]

    def get(self, change_id: int) -> HistoryLine | None:
        """Return one change, or None."""
        row = first(self._reader().all(_ONE, change=change_id))
        return None if row is None else _line(row)

    def to_undo(self, who: str) -> HistoryLine | None:
        """Return the change that undo would take back for `who`, or None."""
        row = first(self._reader().all(_UNDO, who=who))
        return None if row is None else _line(row)

    def to_redo(self, who: str) -> HistoryLine | None:
        """Return the change that redo would do again for `who`, or None."""
        row = first(self._reader().all(_REDO, who=who))
        return None if row is None else _line(row)

    def details(self, change_id: int) -> list[HistoryDetail]:
        """Return every value a change changed; rows it made have no values before. None of a hidden change."""
        line = self.get(change_id)
        found: list[HistoryDetail] = []
        if line is None or line.code == HIDDEN:
            return found
        for entity, row_id, before, after in self._reader().all(_ROWS, change=change_id):
            old: dict[str, object] = json.loads(before) if before else {}
            for name, value in json.loads(after).items():
                found.append(HistoryDetail(entity, row_id, name, _text(old.get(name)), _text(value)))
        return found


def _line(row: Values) -> HistoryLine:
    number, at, who, code, arguments, state, hidden = row
    if hidden:
        return HistoryLine(number, moment_of(at), who, HIDDEN, {}, state)
    # JSON hides control characters from the reader's cleaning as escapes.
    said = {name: one_line(text) for name, text in json.loads(arguments).items()}
    return HistoryLine(number, moment_of(at), who, code, said, state)


def _text(value: object) -> str | None:
    return None if value is None else clean(str(value))
