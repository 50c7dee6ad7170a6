"""Finds the rows of the database that an export has too: by id, by name, or by their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlmodel import col, select

from auditor.base.text import folded
from auditor.exchange.document import Row
from auditor.exchange.fields import Part
from auditor.store.tables import ENTITIES, AnswerRecord, Editable, WordingRecord
from auditor.store.work import Work

T = TypeVar("T")

_AT_ONCE = 500
"""How many rows are looked for in one statement."""

NAMED = ("people", "filters", "settings")
"""Parts whose rows are the same ones where they alone, here and in the file, have a name."""


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    """Yield things some at a time."""
    rest = iter(things)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def by_id(work: Work, part: Part, rows: Sequence[Row]) -> dict[str, Editable]:
    """Return the rows here that have an id of the file, removed ones too, by that id."""
    table: Any = ENTITIES[part.table]
    found: dict[str, Editable] = {}
    for some in chunks([str(row["id"]) for row in rows]):
        found |= {here.uid: here for here in work.session.exec(select(table).where(col(table.uid).in_(some)))}
    return found


def by_name(work: Work, part: Part, rows: Sequence[Row]) -> dict[str, Editable]:
    """Return the rows in sight here that have a name of the file, however cased, which no other has, by id in the file."""
    table: Any = ENTITIES[part.table]
    in_sight = work.session.exec(select(table).where(col(table.removed_at).is_(None))).all()
    names = {str(row["id"]): folded(str(row["name"])) for row in rows}
    # One who is in the file with an id of their own is nobody else of that name.
    named = [(folded(each.name), each) for each in in_sight]
    often = Counter(name for name, _each in named)
    in_file = Counter(names.values())
    here = {name: each for name, each in named if often[name] == in_file[name] == 1}
    return {uid: here[name] for uid, name in names.items() if name in here}


def by_place(
    work: Work, part: Part, rows: Sequence[Row], values: Callable[[Row], dict[str, object]]
) -> dict[str, Editable]:
    """Return the rows here, removed ones too, in the place of one in the file, such as the visit at a touchpoint.

    `values` gives the columns of a row.
    """
    columns = [field.column for field in part.fields if field.name in part.same]
    places: dict[tuple[object, ...], str] = {}
    for row in rows:
        known = values(row)
        places[tuple(known[column] for column in columns)] = str(row["id"])
    table: Any = ENTITIES[part.table]
    first = col(getattr(table, columns[0]))
    found: dict[str, Editable] = {}
    for some in chunks(sorted({place[0] for place in places}, key=str)):
        for here in work.session.exec(select(table).where(first.in_(some))):
            uid = places.get(tuple(getattr(here, column) for column in columns))
            # Of several, one that is in sight.
            if uid is not None and (uid not in found or here.removed_at is None):
                found[uid] = here
    return found


def wordings(work: Work, rows: Sequence[Row]) -> dict[tuple[str, str, str], int]:
    """Return the numbers of the wordings here with a digest of the file, by checklist, key and digest."""
    found: dict[tuple[str, str, str], int] = {}
    for some in chunks([str(row["digest"]) for row in rows]):
        for each in work.session.exec(select(WordingRecord).where(col(WordingRecord.digest).in_(some))):
            assert each.id is not None
            found[each.checklist, each.check_key, each.digest] = each.id
    return found


def answers(work: Work, visits: Sequence[int]) -> dict[tuple[int, int], list[AnswerRecord]]:
    """Return the answers at visits, removed ones too, in order, by visit and wording."""
    found: dict[tuple[int, int], list[AnswerRecord]] = {}
    for some in chunks(visits):
        ordered = (
            select(AnswerRecord)
            .where(col(AnswerRecord.visit_id).in_(some))
            .order_by(col(AnswerRecord.position))
        )
        for answer in work.session.exec(ordered):
            found.setdefault((answer.visit_id, answer.wording_id), []).append(answer)
    return found
