"""The schema's version: looked at first, before anything else is read or written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.base.errors import DatabaseError
from auditor.base.i18n import _
from auditor.base.text import clean, shortened
from auditor.base.vocabulary import FileKind
from auditor.base.ways_out import WayOut

if TYPE_CHECKING:
    from psycopg import Connection as ServerConnection
    from sqlalchemy import Connection, Engine

SCHEMA = 11
"""The schema this program writes: the number of the newest migration."""

MIGRATIONS = Path(__file__).with_name("migrations")

VERSION_SQL = "SELECT version_num FROM alembic_version"

_RUNNING = """
SELECT type, name FROM sqlite_master
WHERE type NOT IN ('table', 'index') OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%') ORDER BY type, name
"""
_GENERATED = """
SELECT m.name, x.name FROM sqlite_master m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND x.hidden <> 0
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_NAMED = 200
"""So many characters of what is foreign are told."""


class Beginning(Struct, frozen=True):
    """What a database is given that does not know yet of what it keeps for everybody."""

    settings: Mapping[str, str] = {}
    """What is set from then on: values as JSON, by their keys."""
    checklists: Callable[[Iterable[str]], Mapping[str, str]] = lambda _keys: {}
    """Gives the texts of the checklists, of some keys, in the folder of whoever brings it up to date; by key."""


NO_BEGINNING = Beginning()


class State(Enum):
    """How a database stands to this program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"


def judge(version: str | None, place: str, tables: bool) -> State:
    """Return how a database with that version mark stands to this program.

    `tables` tells whether it has tables at all. Raises DatabaseError when it is newer, or not Auditor's.
    """
    if version is None:
        if tables:
            raise DatabaseError(
                _("{place} is not an Auditor database.").format(place=place), WayOut.NAME_DATABASE
            )
        return State.EMPTY
    number = int(version) if version.isdigit() else SCHEMA + 1
    if number > SCHEMA:
        raise DatabaseError(
            _(
                "{place} has schema {theirs}, and this program knows up to {ours}: "
                "it was left untouched. Update Auditor to open it."
            ).format(place=place, theirs=version, ours=SCHEMA)
        )
    return State.CURRENT if number == SCHEMA else State.OLDER


def version_state(connection: sqlite3.Connection, place: str) -> State:
    """Return how an open SQLite file stands to this program by its version; raises DatabaseError as `judge` does."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    version: str | None = None
    if "alembic_version" in tables:
        row = connection.execute(VERSION_SQL).fetchone()
        version = str(row[0]) if row else None
    return judge(version, place, bool(tables))


def file_state(connection: sqlite3.Connection, place: str) -> State:
    """Return how an open SQLite file stands to this program.

    Raises DatabaseError as `judge` does, and where the file holds what would run by itself: nothing of it has run then.
    """
    state = version_state(connection, place)
    if running := running_parts(connection):
        raise DatabaseError(
            _("{place} holds what is none of Auditor’s and would run by itself: {names}.").format(
                place=place, names=shortened(", ".join(running), _NAMED)
            ),
            WayOut.MEND_DATABASE,
        )
    return state


def running_parts(connection: sqlite3.Connection) -> list[str]:
    """Return what an SQLite file holds that runs when other things are read or written, each with its kind.

    That is triggers, views, virtual tables and generated columns; the tables of this program have none, whichever
    version made them. Nothing runs by asking. A table or an index more does nothing and is no reason to refuse a file.
    """
    found = [f"{kind} {clean(str(name))}" for kind, name in connection.execute(_RUNNING)]
    # Looking at the columns of a virtual table would run it.
    return found or [
        f"column {clean(str(table))}.{clean(str(name))}" for table, name in connection.execute(_GENERATED)
    ]


def state_read(connection: ServerConnection[Any], place: str) -> State:
    """Return how a server's database stands to this program, to who only reads it; raises as `judge` does."""
    found = connection.execute(_TABLES).fetchall()
    tables = {name for (name,) in found}
    version: str | None = None
    if "alembic_version" in tables:
        row = connection.execute(VERSION_SQL).fetchone()
        version = None if row is None else str(row[0])
    return judge(version, place, bool(tables))


def server_state(connection: Connection, place: str) -> State:
    """Return how a server's database stands to this program; raises DatabaseError as `judge` does."""
    from sqlalchemy import inspect, text

    tables = set(inspect(connection).get_table_names())
    version: str | None = None
    if "alembic_version" in tables:
        version = connection.execute(text(VERSION_SQL)).scalar()
    return judge(version, place, bool(tables))


def bring_up_to_date(engine: Engine, place: str, beginning: Beginning) -> None:
    """Make or migrate the schema in one transaction, whole or not at all; nothing happens when it is current.

    `beginning` is what a database is given that knows no settings for everybody yet, or no files.

    A migration may build a table anew, and dropping the old one would take its children along or be refused:
    so SQLite's foreign keys are off meanwhile and checked before the commit. They can't be switched within
    a transaction, hence past SQLAlchemy, which would begin one.
    """
    from auditor.store.server_rights import begin_migrating, end_migrating

    with engine.connect() as connection:
        own_file = connection.dialect.name == "sqlite"
        driver = connection.connection.driver_connection
        assert driver is not None
        if own_file:
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                state = server_state(connection, place)
                has_rights = not own_file and state is State.OLDER and begin_migrating(connection)
                if state is State.EMPTY:
                    make_tables(connection)
                    _set(connection, beginning.settings)
                elif state is State.OLDER:
                    begins, has_files = not _knows(connection, "setting"), _knows(connection, "library_file")
                    upgrade(connection)
                    if begins:
                        _set(connection, beginning.settings)
                    if not has_files:
                        _keep_asked(connection, beginning)
                    _derive(connection)
                    if has_rights:
                        end_migrating(connection)
                    if own_file and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise DatabaseError(
                            _(
                                "{place} could not be updated: rows refer to others that are not there."
                            ).format(place=place)
                        )
        finally:
            if own_file:
                driver.execute("PRAGMA foreign_keys = ON")


def make_tables(connection: Connection) -> None:
    """Make the tables of the newest schema, as all migrations one after the other would, but in a fraction of the time."""
    from sqlalchemy import text
    from sqlmodel import Session, SQLModel

    from auditor.store.tables import IdentityRecord

    SQLModel.metadata.create_all(connection, checkfirst=False)
    connection.execute(
        text(
            "CREATE TABLE alembic_version"
            " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": f"{SCHEMA:04}"})
    with Session(connection) as session:
        session.add(IdentityRecord())
        session.flush()


def _knows(connection: Connection, table: str) -> bool:
    from sqlalchemy import inspect

    return inspect(connection).has_table(table)


def _set(connection: Connection, values: Mapping[str, str]) -> None:
    """Set something for everybody, before there is a history."""
    from sqlmodel import Session

    from auditor.store.tables import SettingRecord

    with Session(connection) as session:
        session.add_all([SettingRecord(name=name, value=value) for name, value in values.items()])
        session.flush()


def _keep_asked(connection: Connection, beginning: Beginning) -> None:
    """Keep the checklists of the user's own that touchpoints name, before there is a history."""
    from sqlalchemy import text
    from sqlmodel import Session

    from auditor.store.tables import LibraryFileRecord

    named = connection.execute(text("SELECT DISTINCT checklists FROM touchpoint WHERE removed_at IS NULL"))
    keys = {key for (checklists,) in named for key in str(checklists).split()}
    kind = FileKind.CHECKLIST.value
    with Session(connection) as session:
        for key, content in beginning.checklists(sorted(keys)).items():
            session.add(LibraryFileRecord(kind=kind, name=key, text=content))
        session.flush()


def _derive(connection: Connection) -> None:
    """Work out the need of every touchpoint anew: after any migration it rests on the rules of this program.

    No migration does so itself, because it would run what is written for a later schema.
    """
    from sqlalchemy import text

    from auditor.store.reading.current import needs_everywhere
    from auditor.store.work import ConnectionReader

    for one in needs_everywhere(ConnectionReader(connection)):
        if one.kept != one.true:
            connection.execute(
                text("UPDATE touchpoint SET need = :need WHERE id = :id"),
                {"need": one.true, "id": one.touchpoint_id},
            )


def upgrade(connection: Connection, target: str = "head", scripts: Path = MIGRATIONS) -> None:
    """Bring the schema up to `target` within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
