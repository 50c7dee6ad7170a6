"""Copies of a server's database, in the user's own folder: making one, which there are, putting one back.

A copy is made by pg_dump where there is one of the server's version, with roles' rights and all; else it is a database
file with every row, its history and pictures, which opens as any other. Either can be put back, also on another server.
That copies are made by themselves is the server's job.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from auditor.base import temporary
from auditor.base.errors import DatabaseError, RefusedError, StorageError, system_reason
from auditor.base.files import PRIVATE_FOLDER
from auditor.base.i18n import _
from auditor.base.text import clean, one_line, shortened, without_passwords
from auditor.store.backup import Backup, unwritable
from auditor.store.location import Location, default_path
from auditor.store.passwords import fields_of, known_password, line_of
from auditor.store.schema import NO_BEGINNING, Beginning
from auditor.store.server import programs
from auditor.store.server.own import as_superuser

DUMP, OWN = ".dump", ".db"
_STAMP = "%Y%m%dT%H%M%SZ"
_BEFORE_RESTORE = "before-restore"
_MAGIC = b"PGDMP"
_VERSION = re.compile(r"^COPY [^\n]*alembic_version[^\n]*\n(\d+)$", re.MULTILINE)

_OWNS_ALL = """SELECT coalesce(bool_and(pg_has_role(tableowner, 'USAGE')), true)
    FROM pg_tables WHERE schemaname = current_schema()"""


def folder(location: Location) -> Path:
    """Return the folder of the copies of a server's database, in the user's data."""
    host, port, database, _user = fields_of(location)
    place = f"{host}:{port}/{database}"
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{host}-{port}-{database}").strip("-.")[:60]
    return default_path().parent / "server-copies" / f"{name}-{sha256(place.encode()).hexdigest()[:8]}"


def copies(location: Location) -> list[Backup]:
    """Return the copies of a server's database, the newest first."""
    found = []
    where = folder(location)
    for path in [*where.glob(f"*{DUMP}"), *where.glob(f"*{OWN}")]:
        stamp = re.search(r"-(\d{8}T\d{6}Z)", path.stem)
        try:
            if stamp is not None:
                made = datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, made, path.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def make(location: Location, label: str = "") -> Backup:
    """Copy a server's database, whole or not at all; return the copy. Raises AuditorError."""
    whole, where = as_superuser(location), folder(location)
    made = datetime.now(UTC)
    try:
        where.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(where, error) from error
    database = re.sub(r"[^A-Za-z0-9.-]+", "-", fields_of(location)[2])
    stem = f"{database}-{made.strftime(_STAMP)}{f'-{label}' if label else ''}"
    dump = _dump(whole)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        target = where / f"{name}{DUMP if dump is not None else OWN}"
        if not target.exists():
            break
        number += 1
    _write(whole, dump, target)
    return Backup(target, made.replace(microsecond=0), target.stat().st_size)


def copy_to(location: Location, target: Path) -> None:
    """Copy a server's database to a file that is not there yet: a database file where it ends in .db, else as `make` does."""
    whole = as_superuser(location)
    # PostgreSQL's programs run elsewhere.
    _write(whole, None if target.suffix == OWN else _dump(whole), target.absolute())


def _write(location: Location, dump: Path | None, target: Path) -> None:
    if dump is None:
        from auditor.store import moving

        moving.copy_to_file(location, target)
        return
    try:
        temporary.clear(target.parent)
        with temporary.new(target.parent) as piece:
            said = _run(location, dump, ["--format=custom", "--file", str(piece.path)])
            if said:
                raise StorageError(_("pg_dump made no copy: {reason}.").format(reason=said))
            piece.settle()
            piece.put_new(target)
    except FileExistsError:
        raise RefusedError(_("{path} is there already: name another file.").format(path=target)) from None
    except OSError as error:
        raise unwritable(target.parent, error) from error


def restore(location: Location, source: Path, beginning: Beginning = NO_BEGINNING) -> Backup | None:
    """Put a copy in the place of a server's database; return a copy of what was there, if anything was.

    It becomes a new generation and its numbers go on beyond all used, so that programs that have it open notice. Raises
    RefusedError for what is no copy, or of a newer program; then nothing changes. `beginning` is what a copy of an older
    schema gets.
    """
    whole, source = as_superuser(location), source.absolute()
    _refuse_to_replace(whole)
    try:
        with source.open("rb") as opened:
            is_dump = opened.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        raise RefusedError(_("There is no file {path}.").format(path=source)) from None
    except OSError as error:
        raise RefusedError(
            _("{file} can’t be read: {reason}.").format(file=source, reason=system_reason(error))
        ) from error
    if not is_dump:
        from auditor.store import moving

        # Looked at before anything is done, so that a copy of what is there is not made for nothing.
        with moving.reading(Location(source, None, named=True)):
            pass
        kept = _keep_present(location)
        moving.put_back(source, whole, beginning)
        return kept
    program = _program("pg_restore", whole)
    if program is None:
        raise RefusedError(
            _(
                "{path} was made by pg_dump: putting it back needs a pg_restore of the server’s version."
            ).format(path=source)
        )
    _refuse_foreign(program, source)
    kept = _keep_present(location)
    _put_back(whole, program, source, beginning)
    return kept


def _refuse_to_replace(location: Location) -> None:
    from auditor.store.engine import READING, make_engine
    from auditor.store.faults import explained
    from auditor.store.server_rights import refuse_to_replace

    engine = make_engine(location).execution_options(**{READING: True})
    try:
        with explained(location.shown), engine.connect() as connection:
            refuse_to_replace(connection, location.shown)
    finally:
        engine.dispose()


def _keep_present(location: Location) -> Backup | None:
    from auditor.store import schema
    from auditor.store.server.joining import tried

    return None if tried(as_superuser(location)) is schema.State.EMPTY else make(location, _BEFORE_RESTORE)


def _refuse_foreign(program: Path, source: Path) -> None:
    """Raise RefusedError unless a dump is of a database of this program's, of a schema that it knows."""
    from auditor.store import schema

    left = programs.run(program, ["--data-only", "--table=alembic_version", "--file=-", str(source)])
    found = _VERSION.search(left.stdout)
    if left.returncode or found is None:
        raise RefusedError(_("{place} is not an Auditor database.").format(place=source))
    try:
        schema.judge(found[1], str(source), tables=True)
    except DatabaseError as error:
        raise RefusedError(str(error)) from error


def _put_back(location: Location, program: Path, source: Path, beginning: Beginning) -> None:
    """Put a dump in the place of what is there, while nobody else writes."""
    from auditor.store import moving, schema
    from auditor.store.engine import READING, WRITERS, make_engine
    from auditor.store.faults import explained

    engine = make_engine(location)
    try:
        with explained(location.shown):
            with engine.execution_options(**{READING: True}).connect() as held:
                held.exec_driver_sql(f"SELECT pg_advisory_lock({WRITERS})")
                is_there = schema.server_state(held, location.shown) is not schema.State.EMPTY
                used = moving.used_in(held) if is_there else {}
                # What was read is let go of, or else nothing could be put in its place.
                held.commit()
                said = _run(
                    location,
                    program,
                    ["--clean", "--if-exists", "--single-transaction", "--exit-on-error", str(source)],
                )
                if said:
                    raise StorageError(
                        _("{path} could not be put back, and all is as it was: {reason}.").format(
                            path=source, reason=said
                        )
                    )
                moving.go_on_from(held, used)
                moving.renew(held)
                held.commit()
                held.exec_driver_sql(f"SELECT pg_advisory_unlock({WRITERS})")
                held.commit()
            schema.bring_up_to_date(engine, location.shown, beginning)
    finally:
        engine.dispose()


def _dump(location: Location) -> Path | None:
    """Return the pg_dump to copy with; None where there is none, or whoever copies could not put it back."""
    return _program("pg_dump", location) if _asked(location, _OWNS_ALL) else None


def _program(name: str, location: Location) -> Path | None:
    """Return a program of PostgreSQL that is of the server's version or newer; None where there is none."""
    return programs.find(name, int(str(_asked(location, "SHOW server_version_num"))) // 10_000)


def _asked(location: Location, sql: str) -> object:
    """Return what a server answers."""
    from auditor.store.engine import READING, make_engine
    from auditor.store.faults import explained

    engine = make_engine(location).execution_options(**{READING: True})
    try:
        with explained(location.shown), engine.connect() as connection:
            return connection.exec_driver_sql(sql).scalar()
    finally:
        engine.dispose()


def _run(location: Location, program: Path, arguments: list[str]) -> str:
    """Run a program on a server's database; return why it failed, empty if it did not. Raises OSError.

    It reads the password from a file that is for its owner alone and gone at the end: other users can see what stands on a
    command line, and other programs what stands in the environment.
    """
    with _file_with_password(location) as file:
        left = programs.run(
            program,
            ["--no-password", f"--dbname={location.bare}", *arguments],
            variables={"PGPASSFILE": str(file)},
        )
    if not left.returncode:
        return ""
    lines = [line for line in clean(left.stderr).splitlines() if "error:" in line] or [
        *left.stderr.splitlines(),
        _("it failed"),
    ]
    return shortened(
        without_passwords(one_line(lines[0].partition("error:")[2] or lines[0])), 300
    ).removesuffix(".")


@contextmanager
def _file_with_password(location: Location) -> Iterator[Path]:
    """Hand out a file of passwords with the one of an address alone."""
    import tempfile

    password = known_password(location)
    if not password:
        yield Path(os.devnull)
        return
    with temporary.new(Path(tempfile.gettempdir())) as piece:
        piece.opened.write(f"{line_of(fields_of(location), password)}\n".encode())
        piece.opened.flush()
        yield piece.path
