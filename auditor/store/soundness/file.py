"""Mends an SQLite file below its rows: a journal that was cut short, what would run by itself, indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from auditor.base.i18n import _
from auditor.base.text import clean
from auditor.store import backup, journal, schema
from auditor.store.adapter import BUSY_TIMEOUT_MS, connect_file
from auditor.views.upkeep import Flaw

_OF_ROWS = ("CHECK constraint failed in ", "NULL value in ")
"""What SQLite says of values, which are looked at one by one elsewhere."""
_OF_INDEXES = (" index ", "wrong # of entries")


def keep(path: Path, label: str) -> backup.Backup:
    """Copy a file before it is mended, byte by byte where SQLite could not read it or would change it."""
    if not backup.unreadable(path):
        return backup.make(path, label)
    return backup.keep_as_it_is(path, label)


def flaws_of_pages(path: Path) -> list[str]:
    """Return what is wrong with a file so that its rows can't be looked at: its journal, what would run, its pages."""
    return [line for line in backup.unreadable(path) if not line.startswith(_OF_ROWS)]


def mend(path: Path) -> Iterator[Flaw]:
    """Mend what is wrong below the rows of a file and yield what was done; what stays is to be found anew."""
    if journal.is_cut(path):
        _take_back(path)
        yield Flaw(
            _("{journal}: cut short").format(journal=journal.path_of(path).name),
            mended=_("what was left of the change was taken back"),
        )
    with closing(connect_file(path.absolute())) as connection:
        while running := schema.running_parts(connection):
            done = [_taken_out(connection, each) for each in running]
            yield from done
            if not any(each.mended for each in done):
                return
    pages = flaws_of_pages(path)
    if pages and all(any(words in line for words in _OF_INDEXES) for line in pages):
        with closing(connect_file(path.absolute())) as connection:
            connection.execute("REINDEX")
        yield from (Flaw(line, mended=_("made anew")) for line in pages)


def _take_back(path: Path) -> None:
    """Let SQLite take back a change as far as its journal goes."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _taken_out(connection: sqlite3.Connection, running: str) -> Flaw:
    kind, _space, name = running.partition(" ")
    quoted = name.replace('"', '""')
    sql = f'DROP {kind} "{quoted}"'
    if kind == "column":
        table, _dot, column = quoted.rpartition(".")
        sql = f'ALTER TABLE "{table}" DROP COLUMN "{column}"'
    try:
        connection.execute(sql)
    except sqlite3.Error as error:
        return Flaw(_("{what}: {reason}").format(what=running, reason=clean(str(error))))
    return Flaw(
        _("{what}: none of Auditor’s, and would run by itself").format(what=running), mended=_("taken out")
    )
