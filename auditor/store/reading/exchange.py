"""Reads everything in sight for an export, in an order that stays the same over export and import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from auditor.base.errors import BusyError
from auditor.base.i18n import _
from auditor.exchange.document import Document, Row, id_of, in_sight
from auditor.exchange.fields import Part
from auditor.exchange.kinds import Ref
from auditor.exchange.parts import PARTS, REVISION
from auditor.store.adapter import Reader
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.store.viewing import Row as Stored

_TRIES = 5


def _read_of(part: Part) -> Read[Stored]:
    own = "uid" if part.named else "id"
    revision = "1" if part.name == "wordings" else REVISION
    columns = ", ".join([own, revision, *(f"{field.column}" for field in part.fields)])
    sight = "" if part.name == "wordings" else " WHERE removed_at IS NULL"
    if part.name == "visits":
        # An audit that is hidden goes along without what was said in it: its round waits for it elsewhere too.
        sight += f" AND EXISTS (SELECT 1 FROM audit u WHERE u.id = {part.table}.audit_id AND {open_to('u')})"
    order = f"{part.order}, id" if part.order else "id"
    return Read(
        f"export of {part.name}",
        tuple,
        f"SELECT id, {columns} FROM {part.table}{sight} ORDER BY {order}",
        (VIEWER,) if part.name == "visits" else (),
    )


_READS = {part.name: _read_of(part) for part in PARTS}

_LAST_CHANGE = Read("the last change", int, "SELECT id FROM change ORDER BY id DESC LIMIT 1")


class ExportReads:
    """What can be asked for other programs and other databases."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def everything(self) -> Document:
        """Return all rows in sight, without what others said in rounds that are not finished.

        Raises BusyError when somebody changes something again and again meanwhile.
        """
        reader = self._reader()
        for _time in range(_TRIES):
            before = reader.all(_LAST_CHANGE)
            document = _document(reader)
            if reader.all(_LAST_CHANGE) == before:
                return document
        raise BusyError(_("The database is being changed all the time: try again in a moment."))

    def journey(self, journey_id: int) -> Document:
        """Return the rows of one journey and of all inside it, and of people and wordings those that they name."""
        reader = self._reader()
        found = [uid for number, uid, *_rest in reader.all(_READS["journeys"]) if number == journey_id]
        if not found:
            return Document({})
        document = self.everything()
        return _only(document, _with_inside(document, found[0]))


def _document(reader: Reader) -> Document:
    ids: dict[str, dict[int, str]] = {}
    rows: dict[str, Sequence[Row]] = {}
    for part in PARTS:
        stored = reader.all(_READS[part.name])
        made = [_row(part, values, ids) for values in stored]
        ids[part.name] = {values[0]: id_of(part, row) for values, row in zip(stored, made, strict=True)}
        rows[part.name] = _in_order(part, made, rows)
    return in_sight(rows)


_UNSEEN = ""
"""Stands for a row that is named, but out of sight."""


def _row(part: Part, values: Stored, ids: Mapping[str, Mapping[int, str]]) -> Row:
    _number, own, revision, *stored = values
    row: Row = {"id": own} if part.named else {}
    for field, value in zip(part.fields, stored, strict=True):
        kind = field.kind
        if isinstance(kind, Ref):
            row[field.name] = None if value is None else ids[kind.part].get(value, _UNSEEN)
        else:
            row[field.name] = field.empty if value is None else kind.written(value)
    row[REVISION] = revision
    return row


def _in_order(part: Part, rows: list[Row], above: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Return rows in the order of what they are part of, and within that as they were read."""
    order = "touchpoint" if part.name == "visits" else None
    for name in (order, part.parent.name if part.parent else None):
        if name is not None:
            ref = next(ref for field, ref in part.refs if field.name == name)
            places = _places(ref.part, above)
            rows = sorted(rows, key=lambda row: places.get(str(row[name]), -1))
    if part.name == "wordings":
        rows = sorted(rows, key=lambda row: id_of(part, row))
    return rows


def _places(name: str, above: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    part = next(part for part in PARTS if part.name == name)
    return {id_of(part, row): place for place, row in enumerate(above[name])}


def _with_inside(document: Document, journey: str) -> set[str]:
    """Return the ids of a journey and of those that its touchpoints open into, and theirs."""
    journeys = {row["id"]: str(row["journey"]) for row in document.of("stages")}
    opened: defaultdict[str, set[str]] = defaultdict(set)
    for row in document.of("touchpoints"):
        if row["opens"] is not None:
            opened[journeys[row["stage"]]].add(str(row["opens"]))
    found: set[str] = set()
    left = {journey}
    while left:
        one = left.pop()
        found.add(one)
        left |= opened[one] - found
    return found


def _only(document: Document, journeys: set[str]) -> Document:
    """Return what belongs to some journeys."""
    kept: dict[str, Sequence[Row]] = {
        "journeys": [row for row in document.of("journeys") if row["id"] in journeys]
    }
    known = {"journeys": journeys}
    named: set[object] = set()
    for part in PARTS:
        own = [(field.name, ref.part) for field, ref in part.refs if ref.own]
        if not own:
            continue
        rows = [row for row in document.of(part.name) if row[own[0][0]] in known[own[0][1]]]
        kept[part.name] = rows
        known[part.name] = {id_of(part, row) for row in rows}
        named |= {row[field.name] for row in rows for field, ref in part.refs if not ref.own}
    for name in ("people", "wordings"):
        part = next(part for part in PARTS if part.name == name)
        kept[name] = [row for row in document.of(name) if id_of(part, row) in named]
    return Document(kept)
