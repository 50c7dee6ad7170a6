"""Reads everything in sight for an export, in an order that stays the same over export and import.

What is kept while it is read are the numbers and ids of rows that others name; the rows themselves are read a piece at
a time, so that an export takes little more memory for a million answers than for a thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from auditor.base.errors import BusyError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.exchange.document import Row
from auditor.exchange.fields import Field, Part
from auditor.exchange.kinds import Kind, Ref
from auditor.exchange.parts import BY_NAME, PARTS, REVISION
from auditor.store.adapter import Reader
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.store.viewing import Row as Stored

_TRIES = 5

T = TypeVar("T")

_FINDINGS_OF = "finding_id IN (SELECT f.id FROM finding f WHERE f.journey_id = :piece)"
_ACTIONS_AT = "action_id IN (SELECT x.id FROM action x WHERE x.touchpoint_id = :piece)"
_PIECES = {
    "visits": ("audits", "audit_id = :piece"),
    "answers": ("audits", "visit_id IN (SELECT v.id FROM visit v WHERE v.audit_id = :piece)"),
    "presences": ("audits", "visit_id IN (SELECT v.id FROM visit v WHERE v.audit_id = :piece)"),
    "findings": ("journeys", "journey_id = :piece"),
    "sightings": ("journeys", _FINDINGS_OF),
    "pictures": ("journeys", _FINDINGS_OF),
    "actions": ("touchpoints", "touchpoint_id = :piece"),
    "links": ("touchpoints", _ACTIONS_AT),
    "comments": ("touchpoints", _ACTIONS_AT),
    "evidence": ("journeys", "journey_id = :piece"),
    "suggestions": (
        "journeys",
        "evidence_id IN (SELECT e.id FROM evidence e WHERE e.journey_id = :piece)",
    ),
}
"""The parts that may be large, the rows of which part they are read by, and which of them belong to one."""
_HOLDERS = {
    "answers": "visits",
    "presences": "visits",
    "sightings": "findings",
    "pictures": "findings",
    "links": "actions",
    "comments": "actions",
    "suggestions": "evidence",
}
"""Parts of which there are rows only where there are some of another."""
_PAGED = ("actions", "evidence")
"""Parts whose pieces are read a page at a time: they stand in the order of their numbers there."""
_PAGE = 50


_HIDDEN = {
    "visits": f"EXISTS (SELECT 1 FROM audit u WHERE u.id = visit.audit_id AND {open_to('u')})",
    "findings": f"""(visit_id IS NULL OR EXISTS (SELECT 1 FROM visit v JOIN audit u ON u.id = v.audit_id
        WHERE v.id = finding.visit_id AND {open_to("u")}))""",
}
"""An audit that is hidden goes along without what was said and first found in it: its round waits for it elsewhere too."""


def _read_of(part: Part) -> Read[Stored]:
    """Return the read of whole rows: number, own id, revision, and the column of each field."""
    piece = _PIECES.get(part.name)
    conditions = [piece[1]] if piece else []
    parameters = ["piece"] if piece else []
    order = f"{part.order}, id" if part.order else "id"
    if part.name in _PAGED:
        conditions.append("id > :after")
        parameters += ["after", "count"]
        order += " LIMIT :count"
    return _read(f"export of {part.name}", part, _columns(part), conditions, parameters, order)


def _marks_of(part: Part) -> Read[Stored]:
    """Return the read of what others name rows by, and of what these name: number, own id, and those columns."""
    columns = [*_own_id(part), *(field.column for field, _ref in part.refs)]
    order = f"{part.order}, id" if part.order else "id"
    return _read(f"marks for an export of {part.name}", part, columns, [], [], order)


def _read(
    name: str, part: Part, columns: list[str], conditions: list[str], parameters: list[str], order: str
) -> Read[Stored]:
    if part.name != "wordings":
        conditions = ["removed_at IS NULL", *conditions]
    if part.name in _HIDDEN:
        conditions.append(_HIDDEN[part.name])
        parameters = [*parameters, VIEWER]
    sight = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return Read(
        name,
        tuple,
        f"SELECT id, {', '.join(columns)} FROM {part.table}{sight} ORDER BY {order}",
        tuple(parameters),
        shown=False,
    )


def _own_id(part: Part) -> list[str]:
    """Return the columns that a row is named by."""
    return ["uid"] if part.named else list(part.same)


def _columns(part: Part) -> list[str]:
    own = "uid" if part.named else "id"
    revision = "1" if part.name == "wordings" else REVISION
    return [own, revision, *(field.column for field in part.fields)]


_NAMED = {ref.part for part in PARTS for _field, ref in part.refs}
_READS = {part.name: _read_of(part) for part in PARTS}
_MARKS = {
    part.name: _marks_of(part)
    for part in PARTS
    if part.name in _NAMED or any(ref.part == "people" for _field, ref in part.refs)
}
_WORDED = Read(
    "wordings of the answers of an audit",
    tuple[int, int],
    """
    SELECT a.visit_id, a.wording_id FROM answer a
    WHERE a.visit_id IN (SELECT v.id FROM visit v WHERE v.audit_id = :piece) AND a.removed_at IS NULL
    """,
    ("piece",),
)
TOLD_PICTURES = Read(
    "pictures as they are told of",
    tuple[str, str, int, int, int],
    "SELECT DISTINCT sha256, kind, width, height, size FROM picture",
    shown=False,
)
"""What rows say of pictures: their hash, kind, width, height and size."""
_LAST_CHANGE = Read("the last change", int, "SELECT id FROM change ORDER BY id DESC LIMIT 1")


class ChangedMeanwhileError(BusyError):
    """The database was changed while an export was read, so that what was read belongs to no one moment."""


class ExportReads:
    """What can be asked for other programs and other databases."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def everything(self) -> StoredExport:
        """Return all rows in sight, without what others said in rounds that are not finished."""
        return StoredExport(self._reader())

    def journey(self, journey_id: int) -> StoredExport:
        """Return the rows of one journey and of all inside it, and of people and wordings those that they name."""
        return StoredExport(self._reader(), journey_id)

    def taken(self, use: Callable[[StoredExport], T], journey_id: int | None = None) -> T:
        """Return what is made of everything, or of one journey; made anew when somebody changes something meanwhile.

        `use` keeps nothing of what it made when it fails. Raises BusyError when that happens again and again.
        """
        for _time in range(_TRIES - 1):
            try:
                return use(StoredExport(self._reader(), journey_id))
            except ChangedMeanwhileError:
                continue
        return use(StoredExport(self._reader(), journey_id))


class StoredExport:
    """The rows of an export as they are stored; each part is read when it is asked for.

    `of` raises ChangedMeanwhileError at the end of a part when something was changed since the export was made.
    """

    def __init__(self, reader: Reader, journey_id: int | None = None) -> None:
        """Find out what is in sight; with a journey, what belongs to it and to those inside."""
        self._reader = reader
        self._last = reader.all(_LAST_CHANGE)
        self._chosen: set[int] | None = None
        self._look()
        if journey_id is not None:
            self._chosen = self._with_inside(journey_id)
            self._look()
            self._leave_out_unnamed()
        self._leave_out_unused_wordings()

    def of(self, name: str) -> Iterator[Row]:
        """Yield the rows of a part, in the order of what they are part of."""
        part = BY_NAME[name]
        make = _maker(part, self._ids)
        known = self._ids.get(name)
        if known is None and not part.refs and self._chosen is not None:
            return
        for rows in self._stored(part):
            for values in rows:
                if known is None or values[0] in known:
                    row = make(values)
                    if row is not None:
                        yield row
        if self._reader.all(_LAST_CHANGE) != self._last:
            raise ChangedMeanwhileError(
                _("The database is being changed all the time: try again in a moment.")
            )

    def _look(self) -> None:
        """Find the rows in sight of parts that others name: their ids by their numbers, in order."""
        self._ids: dict[str, dict[int, str]] = {}
        self._places: dict[str, dict[int, int]] = {}
        self._holding: dict[str, set[int]] = {}
        self._opened: defaultdict[int, set[int]] = defaultdict(set)
        """The journeys that touchpoints of a journey open into."""
        stages: dict[int, int] = {}
        for part in PARTS:
            if part.name not in _NAMED:
                continue
            kept = self._kept(part)
            self._ids[part.name] = {values[0]: _id(part, values) for values in kept}
            if part.name == "journeys" and self._chosen is not None:
                self._ids["journeys"] = {
                    number: uid for number, uid in self._ids["journeys"].items() if number in self._chosen
                }
            if part.name in _PIECES:
                self._holding[part.name] = {values[2] for values in kept}
            if part.name == "stages":
                stages = {values[0]: values[2] for values in kept}
            if part.name == "touchpoints":
                for _number, _uid, stage, opens, *_others in kept:
                    if opens in self._ids["journeys"]:
                        self._opened[stages[stage]].add(opens)

    def _kept(self, part: Part) -> list[Stored]:
        """Return the marks of the rows of a part in sight, in order: those all of whose firm names are in sight."""
        at = 1 + len(_own_id(part))
        firm = [
            (number, self._ids[ref.part])
            for number, (_field, ref) in enumerate(part.refs, start=at)
            if not ref.loose
        ]
        rows = [
            values
            for values in self._reader.all(_MARKS[part.name])
            if all(values[number] is None or values[number] in known for number, known in firm)
        ]
        if part.name == "visits":
            rows = self._by(rows, "touchpoints", at + 1)
        if part.parent is not None:
            rows = self._by(rows, _parent(part), at)
        if part.name == "wordings":
            rows.sort(key=lambda values: _id(part, values))
        return rows

    def _by(self, rows: list[Stored], name: str, column: int) -> list[Stored]:
        """Return rows in the order of what they name in a column, and within that as they are."""
        places = self._places_of(name)
        return sorted(rows, key=lambda values: places.get(values[column], -1))

    def _places_of(self, name: str) -> dict[int, int]:
        if name not in self._places:
            self._places[name] = {number: place for place, number in enumerate(self._ids[name])}
        return self._places[name]

    def _with_inside(self, journey_id: int) -> set[int]:
        """Return the numbers of a journey and of those that its touchpoints open into, and theirs."""
        found: set[int] = set()
        left = {journey_id} & self._ids["journeys"].keys()
        while left:
            one = left.pop()
            found.add(one)
            left |= self._opened[one] - found
        return found

    def _leave_out_unnamed(self) -> None:
        """Keep only the people and the kept wordings that something that is kept names."""
        named: dict[str, set[int | None]] = {"people": set(), "phrases": set()}
        for part in PARTS:
            if part.name in _MARKS:
                at = 1 + len(_own_id(part))
                columns = [
                    (number, named[ref.part])
                    for number, (_field, ref) in enumerate(part.refs, at)
                    if ref.part in named
                ]
                if columns:
                    kept = self._kept(part)
                    ids = self._ids.get(part.name)
                    for values in kept:
                        if ids is None or values[0] in ids:
                            for number, found in columns:
                                found.add(values[number])
        for name, numbers in named.items():
            self._ids[name] = {number: uid for number, uid in self._ids[name].items() if number in numbers}

    def _leave_out_unused_wordings(self) -> None:
        visits, used = self._ids["visits"], set[int]()
        for audit in self._pieces("answers"):
            answers = self._reader.all(_WORDED, piece=audit)
            used |= {wording for visit, wording in answers if visit in visits}
        self._ids["wordings"] = {
            number: name for number, name in self._ids["wordings"].items() if number in used
        }

    def _pieces(self, name: str) -> Iterator[int]:
        """Yield the numbers of the rows that rows of a part are read by, in order, but for those without any."""
        holding = self._holding[_HOLDERS.get(name, name)]
        return (number for number in self._ids[_PIECES[name][0]] if number in holding)

    def _stored(self, part: Part) -> Iterator[list[Stored]]:
        """Yield the rows of a part as they are stored, a piece at a time, in order."""
        read = _READS[part.name]
        if part.name not in _PIECES:
            yield self._in_order(part, self._reader.all(read))
            return
        for piece in self._pieces(part.name):
            if part.name not in _PAGED:
                yield self._in_order(part, self._reader.all(read, piece=piece))
                continue
            after = 0
            while rows := self._reader.all(read, piece=piece, after=after, count=_PAGE):
                yield rows
                after = rows[-1][0]

    def _in_order(self, part: Part, rows: list[Stored]) -> list[Stored]:
        """Return rows in the order of what they are part of, and within that as they were read."""
        if part.name == "visits":
            return self._by(rows, "touchpoints", _FIRST + 1)
        if part.name == "wordings":
            places = self._places_of("wordings")
            return sorted(rows, key=lambda values: places.get(values[0], -1))
        return self._by(rows, _parent(part), _FIRST) if part.parent is not None else rows


_FIRST = 3
"""The column of the first field in a read of whole rows."""


def _id(part: Part, values: Stored) -> str:
    """Return the id of a row of marks: of its own, or put together of what it is named by."""
    if part.named:
        return clean(values[1])
    return "/".join(one_line(str(value)) for value in values[1 : 1 + len(part.same)])


def _parent(part: Part) -> str:
    """Return the part whose rows the rows of a part belong to."""
    return part.refs[0][1].part


def _maker(part: Part, ids: Mapping[str, Mapping[int, str]]) -> Callable[[Stored], Row | None]:
    """Return what makes a row of what is stored; None of one that names what is out of sight."""
    fields = [_making(field, ids) for field in part.fields]
    is_named = part.named

    def made(values: Stored) -> Row | None:
        row: Row = {"id": clean(values[1])} if is_named else {}
        for value, (name, empty, convert, known, loose) in zip(values[_FIRST:], fields, strict=True):
            if value is None:
                row[name] = empty
            elif known is not None:
                row[name] = known.get(value)
                if row[name] is None and not loose:
                    return None
            else:
                plain = clean(value) if type(value) is str else value
                row[name] = plain if convert is None else convert(plain)
        row[REVISION] = values[2]
        return row

    return made


_Making = tuple[str, object, Callable[[object], object] | None, Mapping[int, str] | None, bool]
"""How a field is filled: its name, what it is where nothing is stored, and what is made of what is."""


def _making(field: Field, ids: Mapping[str, Mapping[int, str]]) -> _Making:
    kind = field.kind
    if isinstance(kind, Ref):
        return field.name, None, None, ids[kind.part], kind.loose
    as_it_is = type(kind).written is Kind.written
    return field.name, field.empty, None if as_it_is else kind.written, None, False
