"""Another program that holds a database, as SQLite's own locks tell it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def held(path: Path | None, *, reading: bool = False) -> Iterator[sqlite3.Connection]:
    """Let nobody else write a file within the block, and with `reading` let nobody read it either."""
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE" if reading else "BEGIN IMMEDIATE")
        yield other
        if other.in_transaction:
            other.execute("ROLLBACK")
