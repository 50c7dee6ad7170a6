"""Everything that is looked at to tell whether a database is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from auditor.base.errors import AuditorError, DatabaseError
from auditor.store.adapter import connect_file
from auditor.store.engine import READING, make_engine
from auditor.store.location import Location
from auditor.store.soundness.derived import underived
from auditor.store.soundness.fault import Fault, as_error
from auditor.store.soundness.history import untold
from auditor.store.soundness.library import bad_files
from auditor.store.soundness.references import circles, dangling, strayed
from auditor.store.soundness.rows import Rows, of_connection, of_file
from auditor.store.soundness.structure import Difference, differences
from auditor.store.soundness.values import unfit_values
from auditor.store.work import ConnectionReader
from auditor.views.upkeep import Flaw


def flaws(connection: Connection) -> list[Flaw]:
    """Return all that is wrong with the schema and the rows of a database of this program's version."""
    schema = differences(connection)
    found = [of_schema(each) for each in schema]
    return (
        found
        if any(each.hides for each in schema)
        else found + [of_fault(each) for each in faults(connection)]
    )


def faults(connection: Connection) -> list[Fault]:
    """Return all values that are not what they have to be. What is derived from damaged values is not looked at."""
    rows = of_connection(connection)
    found = _once(chain(values_at_fault(rows), bad_files(rows)))
    history = [fault for fault in untold(rows) if fault.place not in {each.place for each in found}]
    if found:
        return found + history
    return history + list(underived(ConnectionReader(connection)))


def values_at_fault(rows: Rows, sql: str = "") -> Iterator[Fault]:
    """Yield values that others stumble over, those of the tables in a statement first: what they are, and what they name."""
    words = {word.strip('()",;') for word in sql.split()}
    return chain(unfit_values(rows, words), dangling(rows), strayed(rows), circles(rows))


def first_fault(rows: Rows, place: str, sql: str = "") -> DatabaseError | None:
    """Return the error for the first value that others stumble over; None for none."""
    for fault in values_at_fault(rows, sql):
        return as_error(fault, place)
    return None


def damage_in_file(path: Path, sql: str = "") -> DatabaseError | None:
    """Return what is told of the first damaged value of a file, of the tables in a statement first; None for none."""
    with suppress(sqlite3.Error, AuditorError), of_file(path) as rows:
        return first_fault(rows, str(path), sql)
    return None


def damage_on_server(engine: Engine, place: str, sql: str = "") -> DatabaseError | None:
    """Return what is told of the first damaged value of a server's database, as `damage_in_file` does."""
    with suppress(SQLAlchemyError, AuditorError), engine.connect() as connection:
        return first_fault(of_connection(connection), place, sql)
    return None


@contextmanager
def connected(location: Location) -> Iterator[Connection]:
    """Give a connection to a database that asks for no lock to write."""
    path = location.path
    engine: Engine
    if path is None:
        engine = make_engine(location).execution_options(**{READING: True})
    else:
        engine = create_engine("sqlite://", creator=lambda: connect_file(path), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def changing(location: Location) -> Iterator[Connection]:
    """Give a connection to a file in a transaction that is kept at the end, whatever refers to what meanwhile."""
    engine = make_engine(location)
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            # It can't be switched within a transaction, hence past SQLAlchemy, which would begin one.
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                yield connection
    finally:
        engine.dispose()


def of_fault(fault: Fault, mended: str = "") -> Flaw:
    """Return what is told of a fault."""
    return Flaw(
        str(fault), fault.table, fault.row if isinstance(fault.row, int) else None, fault.column, mended
    )


def of_schema(difference: Difference, mended: str = "") -> Flaw:
    """Return what is told of a difference of schemas."""
    return Flaw(str(difference), mended=mended)


def _once(found: Iterator[Fault]) -> list[Fault]:
    """Return faults, only the first of each place."""
    by_place: dict[tuple[str, object, str], Fault] = {}
    for fault in found:
        by_place.setdefault(fault.place, fault)
    return list(by_place.values())
