"""Compares the schema of a database with the one this program makes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec import Struct
from sqlalchemy import CheckConstraint, Connection, Table, inspect, text
from sqlalchemy.exc import SAWarning
from sqlalchemy.schema import CreateIndex, CreateTable

from auditor.base.i18n import _
from auditor.store.server_rights import OF_RIGHTS
from auditor.store.tables import JourneyRecord

_METADATA = JourneyRecord.metadata


class Difference(Struct, frozen=True):
    """Something of a schema that is missing, or more than there should be."""

    what: str
    """What it is, such as `index ix_answer_note`."""
    reason: str
    cure: str | None = None
    """The SQL that mends it; None where nothing does."""
    hides: bool = False
    """Without it the rows can't be looked at."""

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"


def differences(connection: Connection) -> list[Difference]:
    """Return in what a schema differs from the one this program makes; what others keep beside it on a server is theirs."""
    own_file = connection.dialect.name == "sqlite"
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    with warnings.catch_warnings():
        # Of what it can't read it warns; that is told here.
        warnings.simplefilter("ignore", SAWarning)
        steps = compare_metadata(context, _METADATA)
        found = [
            difference
            for each in steps
            for step in (each if isinstance(each, list) else [each])
            if (difference := _told(connection, step, own_file)) is not None
        ]
        found += _rules(connection, own_file)
    more = _indexes_of_expressions(connection) if own_file else _triggers(connection)
    return found + [each for each in more if each not in found]


def _told(connection: Connection, step: Any, own_file: bool) -> Difference | None:
    """Return what a step that would lead to the right schema says of the present one."""
    kind, *about = step
    if kind == "add_table":
        return _missing(f"table {about[0].name}", str(CreateTable(about[0]).compile(connection)), hides=True)
    if kind == "remove_table":
        cure = f'DROP TABLE "{about[0].name}"'
        return _foreign(f"table {about[0].name}", cure) if own_file else None
    if kind == "add_index":
        return _missing(f"index {about[0].name}", str(CreateIndex(about[0]).compile(connection)))
    if kind == "remove_index":
        return _foreign(f"index {about[0].name}", f'DROP INDEX "{about[0].name}"') if own_file else None
    if kind == "add_column":
        return _missing(f"column {about[1]}.{about[2].name}", hides=True)
    if kind == "remove_column":
        column = f"column {about[1]}.{about[2].name}"
        return _foreign(column, f'ALTER TABLE "{about[1]}" DROP COLUMN "{about[2].name}"')
    if kind.startswith("modify_"):
        return Difference(f"column {about[1]}.{about[2]}", _("is not as Auditor makes it"))
    table = getattr(about[0], "table", None)
    name = f"rule {getattr(about[0], 'name', None) or getattr(table, 'name', '')}"
    return _missing(name) if kind.startswith("add_") else _foreign(name)


def _missing(what: str, cure: str | None = None, hides: bool = False) -> Difference:
    return Difference(what, _("is missing"), cure, hides)


def _foreign(what: str, cure: str | None = None) -> Difference:
    return Difference(what, _("is none of Auditor’s"), cure)


def _rules(connection: Connection, own_file: bool) -> Iterator[Difference]:
    """Yield the rules of values that differ. A server words them in its own way, so there their names are compared."""
    look = inspect(connection)
    there = set(look.get_table_names())
    for table in _METADATA.sorted_tables:
        if table.name not in there:
            continue
        found = {
            str(each["name"]): _plain(str(each["sqltext"])) for each in look.get_check_constraints(table.name)
        }
        right = _rules_of(table)
        for name in right.keys() - found.keys():
            yield _missing(f"rule {name}")
        for name in sorted(found):
            if name not in right:
                yield _foreign(f"rule {name}" if name != "None" else f"rule {table.name}")
            elif own_file and found[name] != right[name]:
                yield Difference(f"rule {name}", _("is not as Auditor makes it"))


def _rules_of(table: Table) -> dict[str, str]:
    prefix = f"ck_{table.name}_"
    return {
        f"{prefix}{str(each.name).removeprefix(prefix)}": _plain(str(each.sqltext))
        for each in table.constraints
        if isinstance(each, CheckConstraint) and each.name
    }


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _indexes_of_expressions(connection: Connection) -> Iterator[Difference]:
    """Yield the indexes of a file that are not of the program's, among them those that SQLAlchemy does not see."""
    known = {index.name for table in _METADATA.tables.values() for index in table.indexes}
    for (name,) in connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
    ):
        if name not in known:
            yield _foreign(f"index {name}", f'DROP INDEX "{name}"')


def _triggers(connection: Connection) -> Iterator[Difference]:
    """Yield what runs on a server when rows of the program's tables change."""
    named = connection.execute(
        text(
            "SELECT DISTINCT trigger_name, event_object_table FROM information_schema.triggers"
            " WHERE event_object_schema = current_schema() ORDER BY 1, 2"
        )
    )
    for name, table in named:
        if table in _METADATA.tables and (table, name) not in OF_RIGHTS:
            yield _foreign(f"trigger {name} {table}")
