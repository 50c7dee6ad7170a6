"""One open database: reading from the first moment, writing once something is written."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.base.errors import ConflictError, DatabaseError, LineError, RefusedError, StorageError
from auditor.base.i18n import _
from auditor.base.vocabulary import Access
from auditor.base.ways_out import WayOut
from auditor.store import backup, file, fit, identity, journal, schema
from auditor.store.adapter import (
    CLOSING_S,
    EmptyReader,
    FileReader,
    Reader,
    ServerReader,
    Viewer,
    connect_file,
)
from auditor.store.connections import Held, Server
from auditor.store.copying import Copying
from auditor.store.faults import explained, gone
from auditor.store.guard import Guard
from auditor.store.identity import GoneError, Mark
from auditor.store.in_use import Hold
from auditor.store.line import Keeper
from auditor.store.location import Location
from auditor.store.me import Known, Me
from auditor.store.pictures import Pictures
from auditor.store.reading.elsewhere import ANYTHING, MOST, newer, news_of
from auditor.store.seen import Seen
from auditor.store.unknown_end import UnknownEndError, was_kept_in_file, was_kept_on_server
from auditor.views.history import FOUND_LOST, FOUND_SAVED, Changes
from auditor.views.walkers import Walker

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Transaction

    from auditor.store.walkers import Stand
    from auditor.store.watch import Glimpse, Watch
    from auditor.store.work import Work

REPLACED = Changes("replaced", ANYTHING, elsewhere=True)
"""Told when there is another database than the one that was read: everything is to be shown anew."""

Clock = Callable[[], datetime]
"""Gives a moment, with its time zone."""


def present() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Database:
    """Opens the database at a location on first use. One object may be used from several threads."""

    def __init__(
        self,
        location: Location,
        me: Me,
        published: Callable[[Changes], None],
        beginning: schema.Beginning = schema.NO_BEGINNING,
    ) -> None:
        """Open nothing yet. `me` is who changes are written for; `published` hears of each transaction.

        `beginning` is what a database that is made, or brought up to date, is given to keep for everybody.
        """
        self.beginning = beginning
        self.location = location
        self.me = me
        self.place = location.shown
        self.line = Keeper(location.shown)
        """Whether what the database is on answers."""
        self._held = Held()
        self.copying = Copying(location.path)
        self.pictures = Pictures(location, lambda: self.server)
        self.clock: Clock = present
        self._published = published
        self._shared: Connection | None = None
        self._unpublished: list[Work] = []
        self._viewer = Viewer(me)
        self._reader: Reader | None = None
        self._engine: Engine | None = None
        self._connections: Server | None = None
        self._lock = threading.RLock()
        self._file: file.Which | None = None
        """Which file is open, once one is."""
        self._expected: Mark | None = None
        """What was read, and so what is to be written to; None before anything was."""
        self._is_replaced = False
        """Another file is open than the one that what is shown was read from, and nobody was told yet."""
        self._left_behind: list[Reader] = []
        self.token = os.urandom(16).hex()
        """What this program's changes are known by where it watches for those of others."""
        self._seen = Seen()
        self._unsettled: list[Sequence[Work]] = []
        """Commits that failed and of which it is not known yet whether they were kept."""
        self._hold: Hold | None = None
        """Tells other programs that the file is in use."""
        self._was_gone = False
        """The watch has told that there is no file."""
        self._access: Access | None = None
        """What the user may do, once a server was asked."""
        self.lowered = Access.OWNER
        """What the user may do at most, whatever the database would let them."""
        self._watch: Watch | None = None
        self._walked: tuple[int, int] | None = None
        """The audit that is walked here, and the visit where one stands."""
        self.walkers: frozenset[Walker] = frozenset()
        """Who walks in other programs, as far as this one watches."""
        self.met: Callable[[frozenset[Walker]], object] = lambda _others: None
        """Hears who walks in other programs whenever that changes, in the watch's thread."""
        self.is_expected = False
        """Reading a file that was named and is not there is refused, lest it be taken for one with nothing in it."""

    @property
    def reader(self) -> Reader:
        """The way to read. Raises DatabaseError for a damaged, newer or foreign database."""
        self._notice_replacement()
        if self._unsettled:
            self._settle()
        reader = self._reader
        if reader is None or isinstance(reader, EmptyReader):
            with self._lock:
                reader = self._reader = self._open_reader()
        return reader

    @property
    def is_there(self) -> bool:
        """Tell whether there is a database yet; a server's is taken to be there."""
        path = self.location.path
        return path is None or file.is_there(path)

    def _notice_replacement(self) -> None:
        """Let go of a file that another program has replaced, as sync clients do, and tell of it.

        Raises DatabaseError for one whose journal was cut short, and StorageError when the file is no longer there: it
        may come back, so none is made in its place.
        """
        path = self.location.path
        if path is None or self._file is None:
            return
        found = file.which(path)
        if found == self._file:
            # Another program may have died meanwhile; SQLite would take its change back without a word.
            journal.refuse_cut(path)
            return
        with self._lock:
            if found is None or not file.is_there(path):
                raise gone(self.place)
            if found == self._file:
                return
            self._is_replaced = True
            self._let_go(found)
        self._tell_replaced()

    def _let_go(self, found: file.Which | None) -> None:
        """Let go of what was read, for the file that is there now."""
        # Other threads may be reading still: what they hold is closed at the end.
        self._left_behind += [self._reader] if self._reader is not None else []
        if self._engine is not None:
            self._engine.dispose()
        self._reader = self._engine = self._connections = self._expected = None
        self._ready = False
        self._file = found

    def _tell_replaced(self) -> None:
        self._publish([REPLACED])

    def _refuse_if_replaced(self) -> None:
        """Raise ConflictError, once, when what is to be written was meant for a file that is no longer there."""
        self._notice_replacement()
        if self._is_replaced:
            # What is there now may be of a newer program: then that is told.
            _ = self.reader
            self._is_replaced = False
            raise self._replaced()

    def _replaced(self, restored: bool = False, older: bool = False) -> ConflictError:
        if older and self.location.path is None:
            told = _(
                "{place} is in an older state than what was shown: its server is another one now, or was set back. Nothing "
                "was saved: look whether it is still to be done, and do it once more."
            )
        elif restored:
            told = _(
                "{place} has been restored from a copy by another program and was opened anew. Nothing was saved: "
                "look whether it is still to be done, and do it once more."
            )
        else:
            told = _(
                "{place} has been replaced by another program and was opened anew. Nothing was saved: look "
                "whether it is still to be done, and do it once more."
            )
        return ConflictError(told.format(place=self.place))

    def confirm_replaced(self) -> None:
        """Go on with what is there now: whoever uses the program has been shown it, and writes to nothing else."""
        self._is_replaced = False

    @contextmanager
    def _transaction(self) -> Iterator[Engine]:
        """Run a block that writes, alone in this program.

        Where it finds another database than was read, nothing of it is kept; what is there is opened anew and told of,
        and ConflictError is raised, or DatabaseError where this program can't read it.
        """
        self.line.refuse_while_broken()
        self._refuse_if_replaced()
        if self._unsettled:
            self._settle()
        try:
            with (
                self.line.waiting(),
                self._lock,
                explained(self.place, self.damage),
                self.pictures.in_transaction(),
            ):
                self.load_writing()
                assert self._engine is not None
                yield self._engine
        except LineError as error:
            self.line.broke(error)
            raise
        except UnknownEndError as unknown:
            self._find_out(unknown)
        except GoneError as found:
            path = self.location.path
            with self._lock:
                self._let_go(None if path is None else file.which(path) or self._file)
            self._tell_replaced()
            _ = self.reader
            raise self._replaced(found.restored, found.older) from None

    def _find_out(self, unknown: UnknownEndError) -> None:
        """Find out whether what failed to be kept was kept all the same; raise the error for what it is, if it was not.

        Where that can't be found out now, it is told as that, and what came of it is published as soon as it is known.
        """
        if unknown.works:
            with self._lock:
                if self._engine is not None:
                    # The connection that failed holds locks, and knows only what it has seen itself.
                    self._engine.dispose()
                try:
                    self.line.refuse_while_broken()
                    was_kept = self._was_kept(unknown.works[-1])
                except Exception as error:
                    for work in unknown.works:
                        self._seen.wrote(work.number, work.at)
                    self._unsettled.append(unknown.works)
                    raise self._unknown() from error
                if was_kept:
                    self._note(unknown.works)
                    return
        with explained(self.place):
            raise unknown.failure

    def _unknown(self) -> StorageError:
        told = StorageError(
            _(
                "{place} did not say whether this was saved: it may or may not be. Look before you do it again."
            ).format(place=self.place)
        )
        if self.location.path is None:
            self.line.broke(LineError(str(told)))
        return told

    def _was_kept(self, work: Work) -> bool:
        path = self.location.path
        if path is not None:
            return was_kept_in_file(path, work)
        return was_kept_on_server(self._make_engine(), work)

    def _settle(self) -> None:
        """Publish what came of changes of which that was not known, if it can be found out now."""
        found: list[Changes] = []
        with self._lock:
            while self._unsettled:
                works = self._unsettled[0]
                try:
                    was_kept = self._was_kept(works[-1])
                except Exception:
                    break
                del self._unsettled[0]
                if was_kept:
                    self._note(works)
                code = FOUND_SAVED if was_kept else FOUND_LOST
                found += [replace(work.changes, code=code) for work in works]
        self._publish(found)

    def _expect(self, mark: Mark) -> None:
        """Take what is there as what is written to."""
        self._expected = mark
        self._seen.begin(mark.change)

    def _refuse_another(self, connection: Connection) -> None:
        """Raise GoneError unless a transaction writes to what was read; the first to be written to is taken as it is."""
        if self._expected is None:
            self._expect(identity.mark_in(connection, self.place))
        else:
            identity.refuse_another(connection, self._expected)

    def refuse_another(self) -> None:
        """Raise ConflictError where another database stands in the place of the one that was read, as writing does."""
        with self._transaction() as engine, engine.begin() as connection:
            self._refuse_another(connection)

    def _refuse_if_moved(self) -> None:
        """Raise an error when the file was replaced or taken away while it was written."""
        path = self.location.path
        if path is not None and self._file is not None and file.which(path) is None:
            raise StorageError(
                _(
                    "{place} was moved or removed by another program while it was written: what was saved last is in "
                    "the file that was moved."
                ).format(place=self.place),
                WayOut.NAME_DATABASE,
            )
        self._refuse_if_replaced()

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
            opened = file.which(path)
            with closing(connect_file(path)) as connection:
                state = fit.file_state(connection, path)
                if state is schema.State.EMPTY:
                    return EmptyReader()
                if state is schema.State.OLDER:
                    self.load_writing()
                if self._expected is None:
                    self._expect(identity.mark_read(connection, self.place))
            self._file = opened
            return FileReader(path, self._viewer, self.damage)

    def _open_server_reader(self) -> Reader:
        server = self.connections
        state = server.ask(lambda connection: schema.state_read(connection, self.place))
        self._ask_server_who()
        if state is schema.State.EMPTY:
            return EmptyReader()
        if state is schema.State.OLDER:
            self.load_writing()
        if self._expected is None:
            self._expect(self._mark_on_server())
        return ServerReader(server, self.place, self._viewer, self.damage)

    @property
    def connections(self) -> Server:
        """The connections to a server for those who only read."""
        with self._lock:
            if self._connections is None:
                self._connections = Server(self.location, self.line, self._held)
                self.line.guard_by(Guard(self._connections.connect, self._held.cut))
            return self._connections

    def mark(self) -> Mark | None:
        """Return what tells the state of the database from every other; None where there is none yet."""
        if isinstance(self.reader, EmptyReader):
            return None
        with explained(self.place):
            path = self.location.path
            if path is None:
                return self._mark_on_server()
            with closing(connect_file(path)) as connection:
                return identity.mark_read(connection, self.place)

    def _mark_on_server(self) -> Mark:
        return self.connections.ask(lambda connection: identity.mark_read(connection, self.place))

    def _ask_server_who(self) -> None:
        [login] = self.connections.ask(
            lambda connection: connection.execute("SELECT session_user").fetchall()
        )[0]
        self.me.server = str(login)

    def damage(self, sql: str = "") -> DatabaseError | None:
        """Return what is told of the first damaged value, of the tables in a statement first.

        None for none, or where nothing is open. Only asked once something failed: it loads what looks.
        """
        from auditor.store.soundness.checking import damage_in_file, damage_on_server

        path = self.location.path
        if path is not None:
            return damage_in_file(path, sql) if file.is_there(path) else None
        return damage_on_server(self._engine, self.place, sql) if self._engine is not None else None

    @property
    def access(self) -> Access:
        """What the user may do; asked of the server once, and anew after rights have changed here.

        Raises RefusedError where that is nothing, and as reading does.
        """
        path = self.location.path
        if path is not None:
            return self.lowered
        if self._access is None:
            from auditor.store.server_rights import access_of

            with explained(self.place), self.server.connect() as connection:
                self._access = access_of(connection).at_most(self.lowered)
        return self._access

    def refuse_readers(self) -> None:
        """Raise RefusedError where the user may change nothing at all, before anything is written."""
        if self.access is Access.READER:
            # Somebody may have been let do more since.
            self.forget_rights()
            if self.access is Access.READER:
                raise RefusedError(
                    _("You may read here, not change: an owner of the database can let you do more.")
                )

    def forget_rights(self) -> None:
        """Ask anew what the user may do, and who they are."""
        self._access = None
        self._viewer.forget()

    @property
    def read_only(self) -> StorageError | None:
        """Why nothing can be written here, as far as can be told without trying; None if it can.

        Raises AuditorError where a server can't be asked.
        """
        path = self.location.path
        if path is not None:
            return file.why_read_only(path)
        with explained(self.place):
            if self.connections.ask(identity.may_write):
                return None
        return StorageError(
            _("{place} may only be read: its server lets you write nothing there.").format(place=self.place),
            WayOut.NAME_DATABASE,
        )

    def become(self, name: str, lasting: str = "", keep: Callable[[], str] | None = None) -> None:
        """Read and write as somebody else from now on."""
        self.me.become(name, lasting, keep)
        self._viewer.forget()

    @property
    def uid(self) -> str:
        """What tells this database from all others, wherever it is; empty where there is none yet."""
        _ = self.reader
        return self._expected.uid if self._expected is not None else ""

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
                self._hold_file()
                if self._file is None and self.location.path is not None:
                    self._file = file.which(self.location.path)

    _ready = False

    def _hold_file(self) -> None:
        if self._hold is None and self.location.path is not None:
            self._hold = Hold(self.location.path)

    def _make_engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                from auditor.store.engine import make_engine

                self._engine = make_engine(self.location, self.token, self.lowered, self._held)
            return self._engine

    def _prepare(self, engine: Engine) -> None:
        path = self.location.path
        if path is None:
            self._ask_server_who()
        else:
            if not fit.holds_database(path):
                if self._file is not None:
                    raise gone(self.place)
                file.make_private(path)
            with closing(connect_file(path)) as connection:
                state = fit.file_state(connection, path)
            if state is schema.State.OLDER:
                backup.make(path, "before-update")
            elif state is schema.State.CURRENT:
                self.copying.begin()
                self.pictures.settle()
                return
        try:
            schema.bring_up_to_date(engine, self.place, self.beginning)
        except RefusedError:
            if path is not None or not self._is_brought_up_to_date_as_superuser():
                raise

    def _is_brought_up_to_date_as_superuser(self) -> bool:
        """Bring a server of one's own up to date as its superuser, which may what nobody who is let in may; else False."""
        from auditor.store.engine import make_engine
        from auditor.store.server.own import as_superuser

        whole = as_superuser(self.location)
        if whole == self.location:
            return False
        engine = make_engine(whole)
        try:
            schema.bring_up_to_date(engine, self.place, self.beginning)
        finally:
            engine.dispose()
        return True

    @contextmanager
    def work(self, code: str, journey_id: int | None = None, **arguments: str) -> Iterator[Work]:
        """Run one transaction: rows and history together or nothing.

        `code` and `arguments` say in the history what was done. Raises AuditorError for whatever the
        database refuses; then nothing of the block is kept. Publishes what changed after the commit.
        """
        from auditor.store.work import Work

        self.refuse_readers()
        self.me.settle()
        if self._shared is not None:
            with Work(self._shared, self.me, code, journey_id, arguments, self.clock(), self._is_own) as work:
                yield work
            self._unpublished.append(work)
            return
        with self._transaction() as engine:
            with Work(engine, self.me, code, journey_id, arguments, self.clock(), self._is_own) as work:
                self._refuse_another(work.session.connection())
                yield work
            self._note([work])
        self._publish_own([work])

    def _is_own(self, change: int) -> bool:
        """Tell whether this program has made a change, or makes it in the block that is on its way."""
        return self._seen.is_own(change) or any(work.number == change for work in self._unpublished)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all work of the block reach the disk at its end, in one go or not at all, each with its own history.

        Reading sees none of it before the end. May not be nested.
        """
        self.refuse_readers()
        self._unpublished = []
        with self._transaction() as engine:
            try:
                with engine.connect() as self._shared, self._shared.begin() as transaction:
                    self._refuse_another(self._shared)
                    yield
                    self._commit(transaction)
            finally:
                self._shared = None
            self._note(self._unpublished)
        self._publish_own(self._unpublished)

    def _commit(self, transaction: Transaction) -> None:
        try:
            transaction.commit()
        except Exception as failure:
            raise UnknownEndError(self._unpublished, failure) from failure

    def _note(self, works: Sequence[Work]) -> None:
        """Take note of what is on disk now, before anybody else here looks."""
        for work in works:
            self._seen.wrote(work.number, work.at)
            if self._expected is not None:
                self._expected = self._expected.after(work.number, work.at)

    def _publish_own(self, works: Sequence[Work]) -> None:
        # Replaced while it was written, the file that is there has nothing of it.
        self._refuse_if_moved()
        self._publish([work.changes for work in works])

    def _publish(self, changes: Iterable[Changes]) -> None:
        self._viewer.forget()
        self.copying.go_on()
        for each in changes:
            if each.touched:
                self._published(each)

    def watch(self) -> Watch:
        """Publish from now on what other programs change, until the watch is closed; see watch.py."""
        from auditor.store.watch import Watch

        if self.is_there:
            self._hold_file()
        self._watch = Watch(self, self.location.path)
        return self._watch

    def walk(self, audit_id: int | None, visit_id: int = 0) -> None:
        """Let others see, while this program watches, that an audit is walked here, at a visit of it; None ends that."""
        walked = None if audit_id is None else (audit_id, visit_id)
        if walked != self._walked:
            self._walked = walked
            if self._watch is not None:
                self._watch.wake()

    @property
    def stand(self) -> Stand | None:
        """What is walked here, and by whom; None for nothing."""
        if self._walked is None:
            return None
        from auditor.store.walkers import Stand

        return Stand(*self._walked, *self._viewer.last_known, self.me.login)

    @property
    def viewer(self) -> tuple[int, str]:
        """The number of who uses the program, 0 for nobody of the team, and what their changes are written under."""
        return self._viewer.last_known[0], self.me.login

    def meet(self, others: frozenset[Walker]) -> None:
        """Take notice of who walks in other programs, and tell of it where that is somebody else than before."""
        if others != self.walkers:
            self.walkers = others
            self.met(others)

    @property
    def server(self) -> Engine:
        """The engine of a database on a server, to read through."""
        from auditor.store.engine import READING

        return self._make_engine().execution_options(**{READING: True})

    def look_at_place(self) -> bool:
        """Notice a file that has come, gone, or was replaced, and tell of it; tell whether something was read from it."""
        if self._unsettled:
            self._settle()
        try:
            self._notice_replacement()
        except StorageError as error:
            self.line.broke(error)
            if not self._was_gone:
                self._was_gone = True
                self._publish([Changes("gone", ANYTHING, elsewhere=True)])
            return False
        came = self._was_gone or (
            isinstance(self._reader, EmptyReader) and not isinstance(self.reader, EmptyReader)
        )
        self._was_gone = False
        if came:
            self._publish([Changes("elsewhere", ANYTHING, elsewhere=True)])
        return self._expected is not None

    def cut(self) -> None:
        """Let nobody wait any longer on a server that is known not to answer: they are told so at once."""
        self._held.cut()

    def look(self, glimpse: Glimpse, told: bool) -> bool:
        """Publish what others have changed since the last look; False if this program is writing just now.

        `told` says that somebody has changed something, so that it is published even where the history has nothing.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            changes = self._seen_in(glimpse, told)
        finally:
            self._lock.release()
        self._publish(changes)
        return True

    def _seen_in(self, glimpse: Glimpse, told: bool) -> list[Changes]:
        if self._expected is None:
            return []
        try:
            glimpse.refuse_another(self._expected)
        except GoneError:
            self._is_replaced = True
            self._let_go(self._file)
            return [REPLACED]
        rows = newer(glimpse, self._seen.told)
        others = self._seen.others(rows)
        wrote = self._seen.has_written()
        if len(rows) > MOST:
            mark = glimpse.mark()
            newest, at = mark.change, mark.at
        else:
            newest, at = (rows[-1].change, rows[-1].at) if rows else (0, "")
        self._seen.tell(newest)
        self._expected = self._expected.after(newest, at)
        if len(rows) > MOST or (told and not others and not wrote):
            return [Changes("elsewhere", ANYTHING, elsewhere=True)]
        return [news_of(glimpse, others)] if others else []

    def close(self) -> None:
        """Let go of the database. It opens again when used again.

        What another thread still writes, because a disk or a server does not answer, is left to the end of the program:
        whoever leaves has given it up.
        """
        if not self._lock.acquire(timeout=CLOSING_S):
            return
        try:
            if self._reader is not None:
                self._reader.close()
            if self._engine is not None:
                self._engine.dispose()
            while self._left_behind:
                self._left_behind.pop().close()
            if self._connections is not None:
                self._connections.close()
            self._reader = self._engine = self._connections = self._expected = None
            self._ready = False
            self._file = None
            self._is_replaced = False
            if self._hold is not None:
                self._hold.close()
                self._hold = None
        finally:
            self._lock.release()
        self.copying.finish()
