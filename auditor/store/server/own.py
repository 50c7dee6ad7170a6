"""A PostgreSQL of one's own, in a folder: made, started and stopped. It outlives the command that starts it.

Whoever connects by its address needs a password (SCRAM). Its superuser is let in only by the socket in the folder, and
only the user of the system whose folder it is. All that is made is made under a lock and, where it takes several steps,
so that whoever starts it next goes on where one who was killed has stopped.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from auditor.base import temporary
from auditor.base.errors import BusyError, RefusedError, StorageError, system_reason
from auditor.base.files import make_folder, unwritable
from auditor.base.i18n import _
from auditor.base.text import clean, one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.store.location import Location, locate
from auditor.store.schema import VERSION_SQL
from auditor.store.server import programs
from auditor.store.server.listening import (
    ANYWHERE,
    FIRST_PORT,
    LOOPBACK,
    fit_to_listen_on,
    free_port,
    is_free,
    is_loopback,
)

SUPERUSER = "postgres"
DATABASE = "auditor"
PATIENCE = 90.0
"""Seconds for which another command may be making, starting or stopping the server, and it may take to answer."""
_PAUSE = 0.05
_LONGEST_SOCKET = 103
"""The system takes no longer paths of sockets, in bytes."""
_LOCK = ".auditor-team.tmp"
_CONF = "auditor.conf"
_PIECES = "new-"
"""How folders begin in which a server is being made."""

_HBA = f"""\
# Written by Auditor. The superuser comes in by the socket alone, as the user of the system whose server this is.
local all {SUPERUSER} peer map=keeper
local all all scram-sha-256
host all {SUPERUSER} all reject
host all all all scram-sha-256
"""


class Running(Struct, frozen=True):
    """A server that runs."""

    port: int
    listen: str
    """The address it listens on, `*` for all of the machine."""

    @property
    def is_local(self) -> bool:
        """Whether nobody reaches it from other machines."""
        return is_loopback(self.listen)

    @property
    def address(self) -> str:
        """Where colleagues find its database, without a login."""
        host = socket.gethostname() if self.listen in ANYWHERE else self.listen
        return f"postgresql://{f'[{host}]' if ':' in host else host}:{self.port}/{DATABASE}"


class Standing(Struct, frozen=True):
    """How the database of a server stands."""

    connected: int
    """How many programs are connected to it, whoever asks not counted."""
    size: int
    """In bytes."""
    schema: str
    """The version of its schema; empty for none yet."""


class OwnServer:
    """The server in a folder. Its methods raise AuditorError, a line that says what to do."""

    def __init__(self, folder: Path) -> None:
        """Neither look for it nor make it yet."""
        self.folder = folder
        self._data = folder / "data"
        self._sockets = folder / "socket"

    @property
    def is_made(self) -> bool:
        """Whether there is a server in the folder."""
        return (self._data / "PG_VERSION").is_file()

    def start(self, port: int | None = None, listen: str | None = None) -> Running:
        """Make the server if need be, and start it unless it runs; return where it listens. To be called within `held`.

        Without a port or an address to listen on it is where it was the last time; the first time on loopback, and on the
        first port that is free.
        """
        installed = _installed()
        if listen is not None:
            listen = fit_to_listen_on(listen)
        run_as = programs.account()
        self._hand_over(run_as)
        if (running := self.running()) is not None:
            if (port or running.port) != running.port or (listen or running.listen) != running.listen:
                raise RefusedError(
                    _(
                        "The server runs already, at port {port} of {listen}: “auditor team stop” stops it first."
                    ).format(port=running.port, listen=running.listen)
                )
            # Whoever started it may have been killed before it had its database.
            self._wait_until_ready()
            self._make_database()
            return running
        bin_folder = self._programs(installed)
        if not self.is_made:
            self._make(bin_folder, run_as)
        before = self._told_last()
        wanted = listen or (before.listen if before is not None else LOOPBACK)
        told = port or (before.port if before is not None else None)
        while True:
            chosen = Running(free_port(told, wanted), wanted)
            try:
                self._start(bin_folder, run_as, chosen)
                break
            except StorageError:
                # Another program may have taken the port that was free; then the next one does.
                if told is not None or is_free(chosen.port, wanted):
                    raise
        self._make_database()
        return chosen

    def stop(self) -> bool:
        """Stop the server, once what is being written is; tell whether it ran."""
        if not self.is_made:
            raise self._none()
        installed = _installed()
        with self.held():
            if self.running() is None:
                return False
            run_as = programs.account()
            left = programs.run(
                self._programs(installed) / "pg_ctl",
                ["stop", "-D", str(self._data), "-m", "fast", "-w", "-t", str(int(PATIENCE))],
                run_as=run_as,
            )
            if left.returncode and self.running() is not None:
                raise StorageError(
                    _("The server does not stop: {reason}.").format(reason=_last_words(left.stderr))
                )
            return True

    def running(self) -> Running | None:
        """Return where the server listens, as it says itself; None where it does not run."""
        try:
            number = int((self._data / "postmaster.pid").read_text("utf-8", "replace").split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        if number <= 0 or not _is_postgres(number):
            return None
        return self._told_last() or Running(FIRST_PORT, LOOPBACK)

    def address_by_socket(self, database: str = DATABASE) -> str:
        """Return the address by which the superuser comes in: there is no password in it, and none is asked for."""
        told = self._told_last()
        port = told.port if told is not None else FIRST_PORT
        return f"postgresql://{SUPERUSER}@:{port}/{database}?host={quote(str(self._sockets), safe='')}"

    def connect(self, database: str = DATABASE) -> Any:
        """Return a connection of the superuser's, by psycopg, each statement kept at once."""
        import psycopg

        told = self._told_last()
        return psycopg.connect(
            host=str(self._sockets),
            port=told.port if told is not None else FIRST_PORT,
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )

    def is_at(self, host: str, port: int) -> bool:
        """Tell whether an address is this server's, which runs on this machine."""
        running = self.running()
        if running is None or running.port != port:
            return False
        return is_loopback(host) or host in (running.listen, socket.gethostname())

    def _none(self) -> RefusedError:
        return RefusedError(
            _("There is no server in {folder}: “auditor team start” makes one.").format(folder=self.folder)
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other commands from making, starting and stopping the server within the block."""
        if sys.platform == "win32":
            raise RefusedError(
                _(
                    "On Windows Auditor starts no PostgreSQL of its own: compose.yaml starts one, see docs/TEAM.md."
                )
            )
        _installed()
        make_folder(self.folder)
        end = monotonic() + PATIENCE
        try:
            while (lock := temporary.only(self.folder / _LOCK)) is None:
                if monotonic() > end:
                    raise BusyError(
                        _("Another command is starting or stopping this server: try again in a moment.")
                    )
                sleep(_PAUSE)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        with lock:
            yield

    def _hand_over(self, run_as: programs.Account | None) -> None:
        """Let the folder belong to whom the server runs as, who must be able to reach it; nobody else may look into it."""
        try:
            if len(os.fsencode(self._sockets / f".s.PGSQL.{65535}")) > _LONGEST_SOCKET:
                raise RefusedError(
                    _("The path {folder} is too long for a server.").format(folder=self.folder),
                    WayOut.OTHER_FOLDER,
                )
            if not self.is_made and any(not _is_ours(each) for each in self.folder.iterdir()):
                raise RefusedError(
                    _("{folder} has something else in it: a server has a folder of its own.").format(
                        folder=self.folder
                    ),
                    WayOut.OTHER_FOLDER,
                )
            self._sockets.mkdir(mode=0o700, exist_ok=True)
            if run_as is None:
                return
            for each in (self.folder, self._sockets):
                os.chown(each, run_as.uid, run_as.gid)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        for path in (self.folder, *programs.folders().values()):
            _refuse_out_of_reach(path, run_as)

    def _programs(self, installed: dict[int, Path]) -> Path:
        """Return the programs of the version of which the data is."""
        if not self.is_made:
            return installed[max(installed)]
        try:
            told = (self._data / "PG_VERSION").read_text("ascii", "replace").strip()
        except OSError as error:
            raise unwritable(self._data, error) from error
        if told.isdigit() and int(told) in installed:
            return installed[int(told)]
        raise RefusedError(
            _(
                "The data in {folder} is of PostgreSQL {theirs}, and installed is {ours}: install that version too."
            ).format(
                folder=self.folder,
                theirs=one_line(told)[:20],
                ours=", ".join(str(each) for each in sorted(installed)),
            ),
            WayOut.OTHER_FOLDER,
        )

    def _make(self, bin_folder: Path, run_as: programs.Account | None) -> None:
        """Make the data of a new server, whole or not at all."""
        for left in self.folder.glob(f"{_PIECES}*"):
            shutil.rmtree(left, ignore_errors=True)
        piece = self.folder / f"{_PIECES}{secrets.token_hex(4)}"
        try:
            # Sorted and compared as files are: by code points.
            done = programs.run(
                bin_folder / "initdb",
                [
                    *("-D", str(piece), "-U", SUPERUSER, "--encoding=UTF8"),
                    *("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                    *("--auth-local=peer", "--auth-host=scram-sha-256", "--no-instructions"),
                ],
                run_as=run_as,
            )
            if done.returncode:
                raise StorageError(
                    _("No server could be made in {folder}: {reason}.").format(
                        folder=self.folder, reason=_last_words(done.stderr)
                    )
                )
            self._configure(piece)
            piece.rename(self._data)
        except OSError as error:
            raise StorageError(
                _("No server could be made in {folder}: {reason}.").format(
                    folder=self.folder, reason=system_reason(error)
                )
            ) from error
        finally:
            if piece.exists():
                shutil.rmtree(piece, ignore_errors=True)

    def _configure(self, data: Path) -> None:
        """Say who is let in, and where what is set at each start stands. Raises OSError."""
        import pwd

        with (data / "postgresql.conf").open("a", encoding="utf-8") as opened:
            opened.write(
                f"\n# What Auditor sets goes before all that stands above.\ninclude_if_exists '{_CONF}'\n"
            )
        (data / "pg_hba.conf").write_text(_HBA, "utf-8")
        caller = pwd.getpwuid(os.geteuid()).pw_name
        (data / "pg_ident.conf").write_text(f'keeper "{caller}" {SUPERUSER}\n', "utf-8")

    def _told_last(self) -> Running | None:
        """Return where the server was told to listen when it was last started."""
        try:
            text = (self._data / _CONF).read_text("utf-8", "replace")
        except OSError:
            return None
        port = re.search(r"^port = (\d+)$", text, re.MULTILINE)
        listen = re.search(r"^listen_addresses = '([^']*)'$", text, re.MULTILINE)
        return Running(int(port[1]), listen[1]) if port and listen else None

    def _start(self, bin_folder: Path, run_as: programs.Account | None, wanted: Running) -> None:
        try:
            self._tell(run_as, wanted)
            # It is that of a server which was not stopped, see `running`.
            (self._data / "postmaster.pid").unlink(missing_ok=True)
            left = programs.run(
                bin_folder / "pg_ctl",
                [
                    *("start", "-D", str(self._data), "-w", "-t", str(int(PATIENCE))),
                    *("-l", str(self._data / "start.log")),
                ],
                run_as=run_as,
            )
        except OSError as error:
            raise unwritable(self._data, error) from error
        if left.returncode:
            raise StorageError(
                _("The server does not start: {reason}.").format(
                    reason=self._why_not() or _last_words(left.stderr)
                )
            )
        self._wait_until_ready()

    def _tell(self, run_as: programs.Account | None, wanted: Running) -> None:
        """Write the server's settings: where it listens, and what the passwords and the log are like. Raises OSError."""
        sockets = str(self._sockets).replace("'", "''")
        lines = (
            "# Written by Auditor whenever it starts this server.",
            f"listen_addresses = '{wanted.listen}'",
            f"port = {wanted.port}",
            f"unix_socket_directories = '\"{sockets}\"'",
            "unix_socket_permissions = 0700",
            "password_encryption = 'scram-sha-256'",
            "logging_collector = on",
            "log_directory = 'log'",
            "log_filename = '%a.log'",
            "log_truncate_on_rotation = on",
            # A statement that fails may have what somebody wrote in it.
            "log_min_error_statement = panic",
        )
        with temporary.new(self._data) as piece:
            piece.opened.write("".join(f"{line}\n" for line in lines).encode())
            piece.settle()
            if run_as is not None:
                os.chown(piece.path, run_as.uid, run_as.gid)
            piece.put(self._data / _CONF)
        with suppress(OSError):
            (self._data / "start.log").unlink(missing_ok=True)

    def _why_not(self) -> str:
        """Return what the server said last before it gave up starting."""
        logs = [*self._data.glob("log/*.log"), self._data / "start.log"]
        with suppress(OSError):
            for log in sorted(
                logs, key=lambda each: each.stat().st_mtime if each.exists() else 0.0, reverse=True
            ):
                if log.exists() and (said := _last_words(log.read_text("utf-8", "replace"), wanted="FATAL:")):
                    return said
        return ""

    def _wait_until_ready(self) -> None:
        """Wait until the server lets its superuser in; it may just have been started by one who was killed."""
        import psycopg

        end = monotonic() + PATIENCE
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg.OperationalError as error:
                if monotonic() > end or self.running() is None:
                    raise StorageError(
                        _("The server does not start: {reason}.").format(
                            reason=self._why_not() or _last_words(str(error))
                        )
                    ) from error
                sleep(_PAUSE)

    def _make_database(self) -> None:
        """Make the database, unless it is there; strangers are let into none."""
        with closing(self.connect("postgres")) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")

    def make_login(self, login: str) -> None:
        """Make a login, unless it is there; it has no password yet, and so lets nobody in."""
        from psycopg import sql

        with closing(self.connect()) as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(login)))

    def set_password(self, login: str, password: str) -> None:
        """Let a login in by a password, of which the server is told only what proves it."""
        from psycopg import sql

        with closing(self.connect()) as connection:
            proof = connection.pgconn.encrypt_password(
                password.encode(), login.encode(), b"scram-sha-256"
            ).decode()
            connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(login), sql.Literal(proof))
            )

    def standing(self) -> Standing:
        """Return how the database stands."""
        with closing(self.connect()) as connection:
            connected, size, has_schema = connection.execute(
                "SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()),"
                " pg_database_size(current_database()), to_regclass('alembic_version') IS NOT NULL"
            ).fetchone()
            found = connection.execute(VERSION_SQL).fetchone() if has_schema else None
        return Standing(int(connected), int(size), found[0] if found else "")


def default_folder() -> Path:
    """Return where the server is by itself: in the user's data; root's where the server's own user can reach it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return Path("/var/lib/auditor/team")
    from platformdirs import user_data_path

    return user_data_path("auditor", appauthor=False) / "team"


def as_superuser(location: Location) -> Location:
    """Return the place of the caller's own server, where it is that, as its superuser, who sees and may do everything.

    Any other place is returned as it is.
    """
    if location.path is not None or sys.platform == "win32":
        return location
    own, address = OwnServer(default_folder()), location.address
    port = address.port or str(FIRST_PORT)
    if own.is_made and address.host and address.database == DATABASE and own.is_at(address.host, int(port)):
        return Location(None, locate(own.address_by_socket()).url, named=True)
    return location


def own_login() -> str:
    """Return the login at the server for whoever calls: their login here, in letters that every program takes."""
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = ""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    login = re.sub(r"[^a-z0-9_]", "_", plain)[:40].strip("_")
    if not login or login in (SUPERUSER, "public", "none") or login.startswith("pg_"):
        return "owner"
    return login if login[0].isalpha() else f"u_{login}"


def _installed() -> dict[int, Path]:
    found = programs.folders()
    if not found or find_spec("psycopg") is None:
        raise RefusedError(
            _(
                "A server of one’s own needs the extra “team”: pip install 'auditor[team]'. Docker does without: compose.yaml."
            )
        )
    return found


def _refuse_out_of_reach(path: Path, run_as: programs.Account) -> None:
    """Raise RefusedError where somebody can't reach a folder; nothing is opened to others for it."""
    for folder in path.absolute().parents:
        try:
            found = folder.stat()
        except OSError as error:
            raise unwritable(folder, error) from error
        bit = 0o100 if found.st_uid == run_as.uid else 0o010 if found.st_gid == run_as.gid else 0o001
        if not found.st_mode & bit:
            raise RefusedError(
                _(
                    "PostgreSQL does not run as root but as “{user}”, who can’t reach {path}: start it as an ordinary user."
                ).format(user=run_as.name, path=path),
                WayOut.OTHER_FOLDER,
            )


def _is_ours(path: Path) -> bool:
    """Tell whether something in the folder of a server that is not made yet may be what one who was killed has left."""
    return path.name in (_LOCK, "socket") or path.name.startswith(_PIECES)


def _is_postgres(number: int) -> bool:
    """Tell whether the process of a number is a server; after the machine was switched off, it may be anything."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # It is somebody else's.
        pass
    try:
        return Path(f"/proc/{number}/comm").read_text("utf-8", "replace").strip() == "postgres"
    except OSError:
        # Not every system has that.
        return True


def _last_words(text: str, wanted: str = "") -> str:
    """Return the last line that tells why, of what a program said, without its full stop."""
    lines = [line.strip() for line in clean(text).splitlines() if line.strip()]
    telling = [line for line in lines if wanted in line] if wanted else lines
    said = next(
        (
            line.partition(mark)[2]
            for mark in ("FATAL:", "PANIC:", "error:", "ERROR:")
            for line in reversed(telling)
            if mark in line
        ),
        telling[-1] if telling else "",
    )
    return shortened(one_line(said).strip().removesuffix("."), 300)
