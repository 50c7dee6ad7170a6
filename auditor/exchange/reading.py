"""Reads exports: every value is checked before anything is written. A bad file is refused with place and reason."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn, TypeVar

from msgspec import Struct

from auditor.base import values
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line, shortened
from auditor.base.values import LARGEST_WHOLE, UnfitError
from auditor.exchange.document import Document, Row, id_of
from auditor.exchange.fields import Field, Part
from auditor.exchange.kinds import Ref, Whole
from auditor.exchange.older import FIELDS, MOVED_SINCE, moved_on, taken_out
from auditor.exchange.parts import BY_NAME, FORMAT, PARTS, REVISION, VERSION
from auditor.exchange.wordings import a_wording, digest_of

SIZE_LIMIT = 1_000_000_000
"""Largest export that is read, in bytes."""
ID_LIMIT = 64

V = TypeVar("V")

_REVISION = Field(REVISION, Whole(1), 1)
_MAY_BE_ALIKE = ("people", "filters", "settings", "library", "answers", "phrases")
"""Parts of which two rows may be in one place: of two people of one name, both may be meant."""


class ReadRow(Struct, frozen=True):
    """A row that was read, and where it stands."""

    row: Row
    place: str


class ExportFile(Struct, frozen=True):
    """A file to read: how it is called in messages, and what is in it."""

    name: str
    text: str


def read(sources: Iterable[ExportFile]) -> Document:
    """Return what is in one file, or in several that belong together.

    Raises RefusedError, in a line with file, place and reason, for the first thing that is wrong.
    """
    entries: defaultdict[str, list[ReadRow]] = defaultdict(list)
    version = VERSION
    for source in sources:
        try:
            version = min(version, _read_one(source, entries))
        except RecursionError:
            _refuse(source.name, _("it is nested too deep"))
    _check_ids(entries)
    return Document({part.name: [entry.row for entry in entries[part.name]] for part in PARTS}, version)


def _refuse(place: str, reason: str) -> NoReturn:
    raise RefusedError(_("{place}: {reason}").format(place=one_line(place), reason=reason))


def _told_at(place: str, check: Callable[[object], V], value: object) -> V:
    """Return what a check makes of a value; refuse it with its place."""
    try:
        return check(value)
    except UnfitError as error:
        _refuse(place, str(error))


def _read_one(source: ExportFile, entries: defaultdict[str, list[ReadRow]]) -> int:
    """Read one file into entries; return its version."""
    content = _parsed(source)
    version = _check_version(source, content)
    older = FIELDS.get(version, {})
    for name, rows in content.items():
        if name in ("format", "version"):
            continue
        part = BY_NAME.get(name)
        if part is None:
            reason = _("unknown key; known are {keys}").format(keys=", ".join(BY_NAME))
            _refuse(f"{source.name}: {shortened(clean(name), 60)}", reason)
        for number, row in enumerate(_told_at(f"{source.name}: {name}", values.a_list, rows)):
            place = f"{source.name}: {name}[{number}]"
            found = _checked(part, row, place, older.get(name, ()))
            if version < MOVED_SINCE:
                moved_on(name, found)
            entries[name].append(ReadRow(found, place))
            for other, made in taken_out(name, found):
                entries[other].append(ReadRow(made, place))
    return version


def _parsed(source: ExportFile) -> dict[str, object]:
    try:
        content = json.loads(source.text, object_pairs_hook=_once, parse_constant=_no_number)
    except RefusedError as error:
        _refuse(source.name, str(error))
    except json.JSONDecodeError as error:
        where = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        _refuse(source.name, _no_json(where))
    except ValueError:
        _refuse(source.name, _no_json(_("it has a number of thousands of digits.")))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        _refuse(
            source.name, _("this is no export of Auditor’s: “format” must be “{name}”").format(name=FORMAT)
        )
    return content


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(name for name, _value in pairs)
        double = next(name for name, count in counts.items() if count > 1)
        raise RefusedError(_("“{key}” stands twice in one place").format(key=shortened(clean(double), 60)))
    return found


def _no_number(constant: str) -> NoReturn:
    raise RefusedError(_no_json(_("{word} is no number.").format(word=constant)))


def _no_json(reason: str) -> str:
    return _("this is no valid JSON: {reason}").format(reason=reason)


def _check_version(source: ExportFile, content: dict[str, object]) -> int:
    """Return the version of a file; refuse one that is none, or newer than what is known."""
    version = content.get("version")
    if not isinstance(version, int) or version is True or not VERSION < version <= LARGEST_WHOLE:
        return _told_at(f"{source.name}: version", lambda found: values.a_whole(found, 1, VERSION), version)
    reason = _(
        "it was written by a newer Auditor (format {theirs}, and this one knows up to {ours}): "
        "update Auditor to read it"
    )
    _refuse(source.name, reason.format(theirs=version, ours=VERSION))


def _checked(part: Part, row: object, place: str, older: Sequence[Field]) -> Row:
    """Return a row with every field of its part, and `older` ones, each clean and within its bounds."""
    row = _told_at(place, values.an_object, row)
    known = [*(["id"] if part.named else []), *(field.name for field in part.fields), REVISION]
    once = {field.name for field in older}
    for name in row:
        if name not in known and name not in once:
            reason = _("unknown key; known are {keys}").format(keys=", ".join(known))
            _refuse(f"{place}.{shortened(clean(name), 60)}", reason)
    found: Row = {}
    if part.named:
        found["id"] = _id(row.get("id"), f"{place}.id")
    for field in (*part.fields, *older):
        found[field.name] = _value(field, row, f"{place}.{field.name}")
    found[REVISION] = _value(_REVISION, row, f"{place}.{REVISION}")
    if part.name == "wordings":
        _check_wording(found, place)
    return found


def _id(value: object, place: str) -> str:
    if isinstance(value, str) and 0 < len(value) <= ID_LIMIT and value == "".join(clean(value).split()):
        return value
    _refuse(place, _("must be an id of 1 to {limit} characters without spaces").format(limit=ID_LIMIT))


def _value(field: Field, row: Row, place: str) -> object:
    value = row.get(field.name)
    if value is None:
        if field.needed:
            _refuse(place, _("is missing"))
        return field.empty
    if isinstance(field.kind, Ref):
        if isinstance(value, str):
            return value
        _refuse(place, _("must be the id of one of {part}").format(part=field.kind.part))
    return _told_at(place, field.kind.accepted, value)


def _check_wording(row: Row, place: str) -> None:
    """Refuse a wording whose texts are not all there, or are not those that its digest was made of."""
    content = _told_at(f"{place}.content", a_wording, row["content"])
    if digest_of(content) != row["digest"]:
        _refuse(place, _("was changed: an audit keeps the wording of its checks"))


def _check_ids(entries: defaultdict[str, list[ReadRow]]) -> None:
    """Refuse ids that stand twice, and names of rows that are not there or belong to another journey."""
    journeys: dict[str, dict[str, str]] = {}
    for part in PARTS:
        mine = journeys[part.name] = {}
        taken: set[tuple[object, ...]] = set()
        for entry in entries[part.name]:
            row, place, home = entry.row, entry.place, ""
            for field, ref in part.refs:
                name = row[field.name]
                if name is None or ref.beyond:
                    continue
                if name not in journeys[ref.part]:
                    known = _("is not the id of any of {part}").format(part=ref.part)
                    _refuse(f"{place}.{field.name}", known)
                theirs = journeys[ref.part][str(name)]
                if ref.own and theirs != (home or theirs):
                    _refuse(f"{place}.{field.name}", _("belongs to another journey"))
                home = home or (theirs if ref.own else "")
            _check_place(part, row, place, taken)
            own_id = id_of(part, row) if part.name != "answers" else place
            if own_id in mine:
                _refuse(place, _("another one has the same id"))
            mine[own_id] = own_id if part.name == "journeys" else home


def _check_place(part: Part, row: Row, place: str, taken: set[tuple[object, ...]]) -> None:
    """Refuse a second row in a place of which there is only one, such as the visit at a touchpoint."""
    if part.same and part.name not in _MAY_BE_ALIKE and (not part.unless or row[part.unless] is not None):
        key = tuple(row[name] for name in part.same)
        if key in taken:
            _refuse(place, _("another one has the same {fields}").format(fields=", ".join(part.same)))
        taken.add(key)
