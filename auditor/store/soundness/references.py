"""Finds what names rows that are not there, or that belong to another journey, and journeys inside themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from auditor.base.i18n import _
from auditor.exchange.fields import Field, Part
from auditor.exchange.kinds import Ref
from auditor.exchange.parts import BY_NAME, PARTS
from auditor.store.soundness.columns import known_tables
from auditor.store.soundness.fault import Fault
from auditor.store.soundness.rows import Rows


def dangling(rows: Rows) -> Iterator[Fault]:
    """Yield every value that names a row which is not there."""
    for table in known_tables().values():
        for column in table.columns:
            if column.names is None:
                continue
            sql = f"""
                SELECT t."{table.key}", t."{column.name}" FROM "{table.name}" t
                LEFT JOIN "{column.names}" n ON n."{known_tables()[column.names].key}" = t."{column.name}"
                WHERE t."{column.name}" IS NOT NULL AND n."{known_tables()[column.names].key}" IS NULL ORDER BY 1
            """
            for number, value in rows(sql):
                yield Fault(
                    table.name, number, column.name, _("names no {table}").format(table=column.names), value
                )


def strayed(rows: Rows) -> Iterator[Fault]:
    """Yield every value, in sight, that names a row of another journey than the row it stands in."""
    for part in PARTS:
        own = [field for field, ref in part.refs if ref.own and not ref.beyond]
        if not own:
            continue
        home = own[0]
        for field in own[1:]:
            sql = f"""
                SELECT t.id, t.{field.column} FROM "{part.table}" t
                WHERE t.removed_at IS NULL AND {_journey(home, "t")} <> {_journey(field, "t")} ORDER BY 1
            """
            for number, value in rows(sql):
                yield Fault(
                    part.table,
                    number,
                    field.column,
                    _("names a {table} of another journey").format(table=_named(field)),
                    value,
                )
        if part.derived:
            yield from _wrongly_derived(rows, part, home)


def _wrongly_derived(rows: Rows, part: Part, home: Field) -> Iterator[Fault]:
    """Yield the journeys of rows that are not those of what they are part of."""
    assert part.derived
    column, _of = part.derived
    journey = _journey(home, "t")
    sql = f'SELECT t.id, t.{column}, {journey} FROM "{part.table}" t WHERE t.{column} <> {journey} ORDER BY 1'
    for number, value, right in rows(sql):
        reason = _("is not that of its {table}").format(table=_named(home))
        yield Fault(part.table, number, column, reason, value, right)


def home_of(rows: Rows, fault: Fault) -> object:
    """Return the journey that a row is of by what it is part of, where the fault is that it says otherwise; None for none."""
    part = next((each for each in PARTS if each.table == fault.table), None)
    if part is None or part.derived is None or part.derived[0] != fault.column:
        return None
    home = next(field for field, ref in part.refs if ref.own and not ref.beyond)
    found = rows(f'SELECT {_journey(home, "t")} FROM "{part.table}" t WHERE t.id = :row', row=fault.row)
    return found[0][0] if found else None


def _named(field: Field) -> str:
    assert isinstance(field.kind, Ref)
    return BY_NAME[field.kind.part].table


def _journey(field: Field, alias: str, depth: int = 0) -> str:
    """Return an SQL expression for the journey that a field of a row leads to."""
    inner = f"i{depth}"
    table = _named(field)
    if table == "journey":
        return f"{alias}.{field.column}"
    named = next(each for each in PARTS if each.table == table)
    up = next(field for field, ref in named.refs if ref.own and not ref.beyond)
    return (
        f'(SELECT {_journey(up, inner, depth + 1)} FROM "{table}" {inner}'
        f" WHERE {inner}.id = {alias}.{field.column})"
    )


def circles(rows: Rows) -> Iterator[Fault]:
    """Yield every touchpoint in sight by which a journey comes to lie inside itself."""
    opened: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    sql = """
        SELECT t.id, t.journey_id, t.opens_id FROM touchpoint t
        WHERE t.opens_id IS NOT NULL AND t.removed_at IS NULL ORDER BY t.id
    """
    for number, outer, inner in rows(sql):
        if _leads(opened, inner, outer):
            yield Fault("touchpoint", number, "opens_id", _("puts a journey inside itself"), inner)
        else:
            opened[outer].append((number, inner))


def _leads(opened: dict[int, list[tuple[int, int]]], start: int, end: int) -> bool:
    todo, seen = [start], set()
    while todo:
        here = todo.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            todo += [inner for _number, inner in opened.get(here, ())]
    return False
