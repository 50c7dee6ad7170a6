"""Carrying a whole database from a file to a server or back: all tables with their history, numbers and pictures.

The rows are read at one moment, written in one transaction, and read back in it: what is there is compared by count and
by hash with what was read, table by table, and nothing is kept unless all of it is the same. So a program that is killed
leaves the target as it was, and it is begun again; where it had come to its end, the next one finds that.

It is the same database that has moved: it keeps what it is known by (`identity.uid`) and becomes a new generation. The
file that it came from is left as it is; a note beside it says where its database has gone.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.base import temporary
from auditor.base.errors import DatabaseError, RefusedError, StorageError
from auditor.base.files import unwritable
from auditor.base.hashes import hashes_in, is_of
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut
from auditor.store import backup, fit, in_use, journal, moved_note, schema
from auditor.store.adapter import connect_file
from auditor.store.engine import READING, make_engine
from auditor.store.faults import explained
from auditor.store.location import Location
from auditor.store.picture_files import PictureFiles, folder_of
from auditor.store.server_rights import begin_migrating, end_migrating, refuse_to_replace, see_all

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_AT_ONCE = 500
"""So many rows are read and written together."""
_MODULUS = 1 << 256
_OF_A_BEGINNING = frozenset({"identity", "person", "login", "setting", "change", "change_row"})
"""Tables that may have rows in a database with nothing in it yet: whoever made it, and what is set for everybody."""

Pictures = Callable[[str], bytes]
"""Gives the content of a picture by its hash."""


class Moved(Struct, frozen=True):
    """What was carried over."""

    rows: int
    pictures: int


class Sum(Struct, frozen=True):
    """What is compared of a table: how many rows it has, and a hash of them all, in whatever order."""

    rows: int = 0
    hash: int = 0

    def plus(self, row: Iterable[object]) -> Sum:
        """Return the sum with one more row."""
        digest = sha256(repr(tuple(_plain(value) for value in row)).encode("utf-8", "surrogatepass")).digest()
        return Sum(self.rows + 1, (self.hash + int.from_bytes(digest, "big")) % _MODULUS)


Sums = dict[str, Sum]
"""The sums of tables by name."""


def _plain(value: object) -> object:
    """Return a value as both engines give it: a file knows no negative zero."""
    return value + 0.0 if isinstance(value, float) else value


class Source(Struct, frozen=True):
    """A database to be read, all of it as it is at one moment."""

    connection: Any
    uid: str
    used: Mapping[str, int]
    """The highest number that each table has given to a row."""
    picture: Pictures
    named: frozenset[str]
    """The hashes of all pictures that rows or their history name."""


def move(
    source: Location, target: Location, shown: str = "", beginning: schema.Beginning = schema.NO_BEGINNING
) -> Moved:
    """Carry all of a database over to another place, which has nothing in it yet; return how much that was.

    `shown` is what the target is called in the note beside a file that was moved, and `beginning` what a file gets that is
    of an older schema. Raises RefusedError where the target
    has content or the source has none, and AuditorError for whatever either refuses; then the target is as it was.
    """
    if (source.path is None) == (target.path is None):
        raise RefusedError(_("A database is moved from a file to a server, or from a server to a file."))
    with _left_alone(source), reading(source, beginning) as read:
        moved = put_into_file(read, target.path) if target.path is not None else _put_on_server(read, target)
    for path, where in ((source.path, shown or target.shown), (target.path, "")):
        if path is not None:
            moved_note.write(path, where)
    return moved


@contextmanager
def _left_alone(source: Location) -> Iterator[None]:
    """Keep other programs from a file within the block: what they write meanwhile would stay behind."""
    if source.path is None or not source.path.is_file():
        yield
        return
    with in_use.alone(source.path) as is_alone:
        if not is_alone:
            raise RefusedError(
                _("{place} is open in another program: close it there first.").format(place=source.path)
            )
        yield


def copy_to_file(source: Location, target: Path) -> Moved:
    """Make a complete copy of a server's database as a file, which is not there yet. Raises as `move` does."""
    with reading(source) as read:
        return put_into_file(read, target)


def put_back(source: Path, target: Location, beginning: schema.Beginning = schema.NO_BEGINNING) -> Moved:
    """Put a copy, a file, in the place of all that is in a server's database, in one transaction. Raises as `move` does.

    It becomes a new generation, and its numbers go on beyond all used, so that programs that have it open notice.
    """
    with reading(Location(source, None, named=True), beginning) as read:
        return _put_on_server(read, target, replaces=True)


@contextmanager
def reading(location: Location, beginning: schema.Beginning = schema.NO_BEGINNING) -> Iterator[Source]:
    """Hand out a database as it is at one moment; a file is read in a copy, which is brought up to date if need be.

    `beginning` is as `bring_up_to_date` takes it.
    """
    with ExitStack() as stack:
        path = location.path
        if path is None:
            yield stack.enter_context(_reading_server(location))
            return
        if not fit.holds_database(path):
            raise _nothing(location.shown)
        fit.refuse_unfit(path)
        pictures = PictureFiles(folder_of(path))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="auditor-", dir=_roomy(path))))
        piece = folder / "database.db"
        backup.copy_alone(path, piece)
        place = Location(piece, None, named=True)
        engine = make_engine(place)
        stack.callback(engine.dispose)
        with explained(location.shown):
            with closing(connect_file(piece)) as opened:
                state = fit.file_state(opened, piece)
            if state is schema.State.EMPTY:
                raise _nothing(location.shown)
            if state is schema.State.OLDER:
                schema.bring_up_to_date(engine, location.shown, beginning)
            with engine.connect() as connection:
                yield _source(connection, location.shown, lambda hash_: _from_folder(pictures, hash_))


def _source(connection: Connection, shown: str, picture: Callable[[str], bytes]) -> Source:
    """Return what is read of a database through a connection; `picture` gives the content of one by its hash."""
    return Source(connection, _uid(connection, shown), used_in(connection), picture, _named(connection))


def _roomy(path: Path) -> Path | None:
    """Return the folder of a database if files can be made in it, where there is room for another such; else None."""
    return path.parent if os.access(path.parent, os.W_OK) else None


@contextmanager
def _reading_server(location: Location) -> Iterator[Source]:
    """Hand out a server's database. What is hidden from whoever reads is never left out: then it is refused."""
    engine = make_engine(location).execution_options(**{READING: True}, isolation_level="REPEATABLE READ")
    try:
        with explained(location.shown), engine.connect() as connection:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            see_all(connection, location.shown)
            state = schema.server_state(connection, location.shown)
            if state is schema.State.EMPTY:
                raise _nothing(location.shown)
            if state is schema.State.OLDER:
                raise _older(location.shown)
            yield _source(connection, location.shown, lambda hash_: _from_server(connection, hash_))
    finally:
        engine.dispose()


def _nothing(place: str) -> RefusedError:
    return RefusedError(_("There is no database at {path} yet.").format(path=place))


def _older(place: str) -> RefusedError:
    return RefusedError(
        _("{place} is of an older version of Auditor: open it once, which brings it up to date.").format(
            place=place
        )
    )


def _tables() -> list[Table]:
    """Return all tables, each after those it names; the content of pictures is carried by itself."""
    from sqlmodel import SQLModel

    import auditor.store.tables  # noqa: F401 - they are in the metadata once they are imported

    return [table for table in SQLModel.metadata.sorted_tables if table.name != "picture_content"]


def _numbered_in(connection: Connection) -> list[Table]:
    """Return the tables whose rows have numbers, of those that are there: a database of an older schema lacks some."""
    from sqlalchemy import inspect

    there = set(inspect(connection).get_table_names())
    return [
        table
        for table in _tables()
        if table.name in there and [column.name for column in table.primary_key] == ["id"]
    ]


def _uid(connection: Connection, place: str) -> str:
    from auditor.store import identity

    return identity.mark_in(connection, place).uid


def used_in(connection: Connection) -> Counter[str]:
    """Return the highest number that each table has given to a row, as far as that is known."""
    is_file = connection.dialect.name == "sqlite"
    found = Counter[str]()
    for table in _numbered_in(connection):
        found[table.name] = int(
            connection.exec_driver_sql(f'SELECT coalesce(max(id), 0) FROM "{table.name}"').scalar() or 0
        )
        if not is_file and (sequence := _sequence(connection, table.name)):
            # The view tells it to whoever may number rows, too, and nothing before the first number.
            last = connection.exec_driver_sql(
                "SELECT last_value FROM pg_sequences"
                " WHERE quote_ident(schemaname) || '.' || quote_ident(sequencename) = %(name)s",
                {"name": sequence},
            ).scalar()
            found[table.name] = max(found[table.name], int(last or 0))
    if is_file:
        for name, number in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence"):
            found[name] = max(found[name], int(number or 0))
    return found


def _sequence(connection: Connection, table: str) -> str:
    return str(
        connection.exec_driver_sql(f"SELECT pg_get_serial_sequence('\"{table}\"', 'id')").scalar() or ""
    )


def go_on_from(connection: Connection, used: Mapping[str, int]) -> None:
    """Let the numbers of rows go on beyond all that were used, there or here."""
    before = used_in(connection)
    for table in _numbered_in(connection):
        number = max(before[table.name], used.get(table.name, 0))
        if not number:
            continue
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
            connection.exec_driver_sql(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, number)
            )
        elif sequence := _sequence(connection, table.name):
            connection.exec_driver_sql(f"SELECT setval('{sequence}', {number})")


def _rows(connection: Connection, table: Table) -> Iterator[list[Any]]:
    """Yield the rows of a table, some at a time."""
    from sqlalchemy import select

    statement = select(table).order_by(*table.primary_key)
    found = connection.execute(statement, execution_options={"yield_per": _AT_ONCE})
    for some in found.partitions():
        yield list(some)


def _sums(connection: Connection) -> Sums:
    """Return the sums of all tables, as they are read back."""
    sums: Sums = {}
    for table in _tables():
        one = Sum()
        for row in chain.from_iterable(_rows(connection, table)):
            one = one.plus(row)
        sums[table.name] = one
    return sums


def _carry(source: Source, connection: Connection) -> Sums:
    """Write all rows into tables that are empty; return the sums of what was read."""
    return {table.name: _carry_table(source.connection, connection, table) for table in _tables()}


def _carry_table(read: Connection, written: Connection, table: Table) -> Sum:
    """Write the rows of one table. What names rows that come later, of the same table, is put in at the end."""
    late = [
        key.parent.name for key in table.foreign_keys if key.column.table is table and key.parent.nullable
    ]
    one, put_in = Sum(), []
    insert = table.insert()
    for some in _rows(read, table):
        rows = []
        for row in some:
            one = one.plus(row)
            values = dict(row._mapping)
            if any(values[name] is not None for name in late):
                put_in.append({"of": values["id"], **{f"new_{name}": values[name] for name in late}})
                values |= dict.fromkeys(late)
            rows.append(values)
        written.execute(insert, rows)
    if put_in:
        from sqlalchemy import bindparam

        told: dict[str, Any] = {name: bindparam(f"new_{name}") for name in late}
        written.execute(table.update().where(table.c.id == bindparam("of")).values(told), put_in)
    return one


def _named(connection: Connection) -> frozenset[str]:
    """Return the hashes of all pictures that rows or their history name, out of sight or not."""
    found = {str(each) for (each,) in connection.exec_driver_sql("SELECT DISTINCT sha256 FROM picture")}
    for before, after in connection.exec_driver_sql(
        "SELECT before, after FROM change_row WHERE entity = 'picture'"
    ):
        found.update(hashes_in(f"{before} {after}"))
    return frozenset(found)


def _from_folder(pictures: PictureFiles, sha256_: str) -> bytes:
    from auditor.base.errors import system_reason

    try:
        found = pictures.find(sha256_)
        content = pictures.read(found) if found is not None else None
    except OSError as error:
        raise StorageError(
            _("{file} can’t be read: {reason}.").format(file=found, reason=system_reason(error))
        ) from error
    return _sound(sha256_, content, str(pictures.folder))


def _from_server(connection: Connection, sha256_: str) -> bytes:
    from sqlalchemy import text

    found = connection.execute(
        text("SELECT content FROM picture_content WHERE sha256 = :sha256"), {"sha256": sha256_}
    ).scalar()
    return _sound(sha256_, None if found is None else bytes(found), _("the server"))


def _sound(sha256_: str, content: bytes | None, place: str) -> bytes:
    if content is None or not is_of(sha256_, content):
        raise DatabaseError(
            _("Picture {hash} is missing from {place}, or damaged: nothing was carried over.").format(
                hash=one_line(sha256_)[:12], place=place
            ),
            WayOut.CHECK_DATABASE,
        )
    return content


def _refuse_unlike(read: Sums, written: Sums, place: str) -> None:
    """Raise DatabaseError unless all that was read is there, and nothing else."""
    for name, one in read.items():
        if written[name] != one:
            raise DatabaseError(
                _(
                    "{place} does not have the same as was read ({table}: {there} rows of {here}, or other values): nothing "
                    "was kept."
                ).format(place=place, table=name, there=written[name].rows, here=one.rows)
            )


def _count(sums: Sums) -> int:
    return sum(one.rows for one in sums.values())


def renew(connection: Connection) -> None:
    """Make a new generation of what was written."""
    from sqlalchemy import text

    connection.execute(text("UPDATE identity SET generation = :new"), {"new": os.urandom(16).hex()})


def _put_on_server(source: Source, target: Location, replaces: bool = False) -> Moved:
    """Write what was read into a server's database, which has nothing in it unless it `replaces` that."""
    engine = make_engine(target)
    try:
        with explained(target.shown), engine.connect() as connection, connection.begin():
            state = schema.server_state(connection, target.shown)
            if state is schema.State.OLDER:
                raise _older(target.shown)
            refuse_to_replace(connection, target.shown)
            if state is schema.State.EMPTY:
                schema.make_tables(connection)
            _see_and_do_all(connection)
            has_rights = not _is_super(connection) and begin_migrating(connection)
            if not replaces and (done := _is_there_already(source, connection, target.shown)) is not None:
                return done
            for table in reversed(_tables()):
                connection.execute(table.delete())
            read = _carry(source, connection)
            for each in sorted(source.named):
                _keep_on_server(connection, each, source.picture(each))
            go_on_from(connection, source.used)
            _refuse_unlike(read, _sums(connection), target.shown)
            for each in sorted(source.named):
                _from_server(connection, each)
            renew(connection)
            if has_rights:
                end_migrating(connection)
        return Moved(_count(read), len(source.named))
    finally:
        engine.dispose()


def _see_and_do_all(connection: Connection) -> None:
    """Let no rule of the database leave out a row unsaid; for a superuser, let none of its triggers change one either."""
    connection.exec_driver_sql("SET LOCAL row_security = off")
    if _is_super(connection):
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


def _is_super(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("SELECT current_setting('is_superuser') = 'on'").scalar())


def _is_there_already(source: Source, connection: Connection, place: str) -> Moved | None:
    """Return what was carried over if all of it is there, by a program that was killed before it said so; else None.

    Raises RefusedError where there is anything else.
    """
    there = _sums(connection)
    if all(not one.rows for name, one in there.items() if name not in _OF_A_BEGINNING) and (
        there["person"].rows <= 1
    ):
        return None
    here = _sums(source.connection)
    if _uid(connection, place) == source.uid and all(
        one == here[name] for name, one in there.items() if name != "identity"
    ):
        for each in source.named:
            _from_server(connection, each)
        return Moved(_count(here), len(source.named))
    raise RefusedError(
        _(
            "{place} has something in it already: name an empty database, or make one with CREATE DATABASE."
        ).format(place=place)
    )


def _keep_on_server(connection: Connection, sha256_: str, content: bytes) -> None:
    from sqlalchemy import text

    connection.execute(
        text(
            "INSERT INTO picture_content (sha256, content) VALUES (:sha256, :content) ON CONFLICT (sha256)"
            " DO UPDATE SET content = excluded.content"
        ),
        {"sha256": sha256_, "content": content},
    )


def put_into_file(source: Source, target: Path) -> Moved:
    """Write what was read into a file that is not there yet, with its pictures in the folder beside it."""
    if os.path.lexists(target):
        if (done := _is_in_file_already(source, target)) is not None:
            return done
        raise _is_taken(target)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.clear(target.parent)
        with temporary.new(target.parent) as piece:
            read = _write_file(source, piece.path, str(target))
            piece.settle()
            _write_pictures(source, PictureFiles(folder_of(target)))
            piece.put_new(target)
    except FileExistsError:
        raise _is_taken(target) from None
    except OSError as error:
        raise unwritable(target, error) from error
    return Moved(_count(read), len(source.named))


def _is_taken(target: Path) -> RefusedError:
    return RefusedError(_("{path} is there already: name another file.").format(path=target))


def _is_in_file_already(source: Source, target: Path) -> Moved | None:
    """Return what was carried over if all of it is in a file already; else None."""
    with (
        suppress(DatabaseError, RefusedError, StorageError),
        reading(Location(target, None, named=True)) as there,
    ):
        here, sums = _sums(source.connection), _sums(there.connection)
        if there.uid == source.uid and all(
            one == here[name] for name, one in sums.items() if name != "identity"
        ):
            for each in source.named:
                there.picture(each)
            return Moved(_count(here), len(source.named))
    return None


def _write_file(source: Source, piece: Path, place: str) -> Sums:
    engine = make_engine(Location(piece, None, named=True))
    try:
        with explained(place), engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            # Nobody sees the file before it is whole.
            driver.execute("PRAGMA journal_mode = MEMORY")
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                schema.make_tables(connection)
                for table in reversed(_tables()):
                    connection.execute(table.delete())
                read = _carry(source, connection)
                go_on_from(connection, source.used)
                _refuse_unlike(read, _sums(connection), place)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DatabaseError(
                        _("{place} could not be written: rows refer to others that are not there.").format(
                            place=place
                        )
                    )
                renew(connection)
    finally:
        engine.dispose()
        journal.path_of(piece).unlink(missing_ok=True)
    return read


def _write_pictures(source: Source, files: PictureFiles) -> None:
    """Write the pictures beside a file, one after the other, before the rows that name them are there."""
    from auditor.imaging.making import Made

    if source.named:
        files.folder.mkdir(mode=0o700, exist_ok=True)
    for each in sorted(source.named):
        content = source.picture(each)
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        files.write([Made(content, kind, 0, 0, each)])
