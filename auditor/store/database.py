"""One open database: reading from the first moment, writing once something is written."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import ConflictError, DatabaseError, StorageError, system_reason
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.store import backup, fit, journal, schema
from auditor.store.adapter import (
    EmptyReader,
    FileReader,
    Reader,
    ServerReader,
    Viewer,
    connect_file,
    damage_in_file,
    damage_on_server,
)
from auditor.store.copying import Copying
from auditor.store.faults import explained
from auditor.store.location import Location
from auditor.store.me import Known, Me
from auditor.views.history import Changes

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from auditor.store.work import Work

Clock = Callable[[], datetime]
"""Gives a moment, with its time zone."""


def present() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Database:
    """Opens the database at a location on first use. One object may be used from several threads."""

    def __init__(self, location: Location, me: Me, published: Callable[[Changes], None]) -> None:
        """Open nothing yet. `me` is who changes are written for; `published` hears of each transaction."""
        self.location = location
        self.me = me
        self.place = location.shown
        self.copying = Copying(location.path)
        self.clock: Clock = present
        self._published = published
        self._shared: Connection | None = None
        self._unpublished: list[Changes] = []
        self._viewer = Viewer(me)
        self._reader: Reader | None = None
        self._engine: Engine | None = None
        self._lock = threading.RLock()
        self._file: _Identity | None = None
        """Which file is open, once one is."""
        self._is_replaced = False
        """Another file is open than the one that what is shown was read from, and nobody was told yet."""
        self._left_behind: list[Reader] = []
        self.is_expected = False
        """Reading a file that was named and is not there is refused, lest it be taken for one with nothing in it."""

    @property
    def reader(self) -> Reader:
        """The way to read. Raises DatabaseError for a damaged, newer or foreign database."""
        self._notice_replacement()
        reader = self._reader
        if reader is None or isinstance(reader, EmptyReader):
            with self._lock:
                reader = self._reader = self._open_reader()
        return reader

    @property
    def is_there(self) -> bool:
        """Tell whether there is a database yet; a server's is taken to be there."""
        path = self.location.path
        return path is None or _is_there(path)

    def _notice_replacement(self) -> None:
        """Let go of a file that another program has replaced, as sync clients do, and tell of it.

        Raises DatabaseError for one whose journal was cut short, and StorageError when the file is no longer there: it
        may come back, so none is made in its place.
        """
        path = self.location.path
        if path is None or self._file is None:
            return
        found = _identity(path)
        if found == self._file:
            # Another program may have died meanwhile; SQLite would take its change back without a word.
            journal.refuse_cut(path)
            return
        with self._lock:
            if found is None:
                raise StorageError(
                    _("{place} is no longer there: another program has moved or removed it.").format(
                        place=self.place
                    ),
                    WayOut.NAME_DATABASE,
                )
            if found == self._file:
                return
            # Other threads may be reading still: what they hold is closed at the end.
            self._left_behind += [self._reader] if self._reader is not None else []
            if self._engine is not None:
                self._engine.dispose()
            self._reader = self._engine = None
            self._ready = False
            self._file = found
            self._is_replaced = True
            self._viewer.forget()
        self._published(Changes("replaced", frozenset({("database", 0)})))

    def _refuse_if_replaced(self) -> None:
        """Raise ConflictError, once, when what is to be written was meant for a file that is no longer there."""
        self._notice_replacement()
        if self._is_replaced:
            self._is_replaced = False
            raise ConflictError(
                _(
                    "{place} has been replaced by another program and was opened anew. Nothing was saved: look "
                    "whether it is still to be done, and do it once more."
                ).format(place=self.place)
            )

    def _open_reader(self) -> Reader:
        with explained(self.place):
            path = self.location.path
            if path is None:
                return self._open_server_reader()
            if not fit.holds_database(path):
                if self.is_expected and self.location.named:
                    raise StorageError(
                        _("There is no database at {place} yet.").format(place=self.place),
                        WayOut.MAKE_DATABASE,
                    )
                return EmptyReader()
            connection = connect_file(path)
            try:
                state = fit.file_state(connection, path)
            finally:
                connection.close()
            if state is schema.State.EMPTY:
                return EmptyReader()
            if state is schema.State.OLDER:
                self.load_writing()
            self._file = _identity(path)
            return FileReader(path, self._viewer)

    def _open_server_reader(self) -> Reader:
        from auditor.store.engine import READING

        engine = self._make_engine().execution_options(**{READING: True})
        with engine.connect() as connection:
            state = schema.server_state(connection, self.place)
            self._ask_server_who(connection)
        if state is schema.State.EMPTY:
            return EmptyReader()
        if state is schema.State.OLDER:
            self.load_writing()
        return ServerReader(engine, self.place, self._viewer)

    def _ask_server_who(self, connection: Connection) -> None:
        self.me.server = str(connection.exec_driver_sql("SELECT session_user").scalar() or "")

    def damage(self) -> DatabaseError | None:
        """Return what is told of the first damaged value; None for none, or where nothing is open."""
        path = self.location.path
        if path is not None:
            return damage_in_file(path) if _is_there(path) else None
        return damage_on_server(self._engine, self.place) if self._engine is not None else None

    @property
    def known(self) -> Known:
        """Who the user is in this database."""
        return self._viewer.known(self.reader)

    def load_writing(self) -> None:
        """Get ready to write: load SQLModel, make or migrate the database if need be. Done once."""
        if self._engine is not None and self._ready:
            return
        with self._lock, explained(self.place):
            engine = self._make_engine()
            if not self._ready:
                self._prepare(engine)
                self._ready = True
                self._file = _identity(self.location.path) if self.location.path else None

    _ready = False

    def _make_engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                from auditor.store.engine import make_engine

                self._engine = make_engine(self.location)
            return self._engine

    def _prepare(self, engine: Engine) -> None:
        path = self.location.path
        if path is None:
            with engine.connect() as asked:
                self._ask_server_who(asked)
        else:
            if not fit.holds_database(path):
                _make_private_file(path)
            connection = connect_file(path)
            try:
                state = fit.file_state(connection, path)
            finally:
                connection.close()
            if state is schema.State.OLDER:
                backup.make(path, "before-update")
            elif state is schema.State.CURRENT:
                self.copying.begin()
                return
        schema.bring_up_to_date(engine, self.place)

    @contextmanager
    def work(self, code: str, journey_id: int | None = None, **arguments: str) -> Iterator[Work]:
        """Run one transaction: rows and history together or nothing.

        `code` and `arguments` say in the history what was done. Raises AuditorError for whatever the
        database refuses; then nothing of the block is kept. Publishes what changed after the commit.
        """
        from auditor.store.work import Work

        if self._shared is None:
            self._refuse_if_replaced()
        self.load_writing()
        self.me.settle()
        assert self._engine is not None
        with self._lock, explained(self.place, self.damage):
            with Work(
                self._shared or self._engine, self.me, code, journey_id, arguments, self.clock()
            ) as work:
                yield work
            changes = work.changes
            if self._shared is not None:
                self._unpublished.append(changes)
                return
        # Replaced while it was written, the file that is there has nothing of it.
        self._refuse_if_replaced()
        self._publish([changes])

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all work of the block reach the disk at its end, in one go or not at all, each with its own history.

        Reading sees none of it before the end. May not be nested.
        """
        self._refuse_if_replaced()
        self.load_writing()
        assert self._engine is not None
        with self._lock, explained(self.place):
            self._unpublished = []
            try:
                with self._engine.begin() as self._shared:
                    yield
            finally:
                self._shared = None
            changes = self._unpublished
        self._refuse_if_replaced()
        self._publish(changes)

    def _publish(self, changes: Iterable[Changes]) -> None:
        self._viewer.forget()
        self.copying.go_on()
        for each in changes:
            if each.touched:
                self._published(each)

    def close(self) -> None:
        """Let go of the database. It opens again when used again."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            if self._engine is not None:
                self._engine.dispose()
            while self._left_behind:
                self._left_behind.pop().close()
            self._reader = self._engine = None
            self._ready = False
            self._file = None
            self._is_replaced = False
        self.copying.finish()


_Identity = tuple[int, int]
"""A file's device and its number there."""


def _identity(path: Path) -> _Identity | None:
    """Return which file is at a path; None for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, error) from error
    return found.st_dev, found.st_ino


def _is_there(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unusable(path, error) from error


def _make_private_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        _("{place} can’t be used: {reason}.").format(place=path, reason=system_reason(error)),
        WayOut.NAME_DATABASE,
    )
