"""Leaves a database as a program killed in the middle of a commit leaves it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

_DIE_HALFWAY = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = TRUNCATE")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE stage SET name = 'half done ' || hex(randomblob(2000))")
connection.execute("UPDATE journey SET name = 'half done ' || hex(randomblob(2000))")
connection.execute("UPDATE change_row SET after = hex(randomblob(2000))")
os.kill(os.getpid(), signal.SIGKILL)
"""
_MAGIC = bytes.fromhex("d9d505f920a163d7")


def leave_hot_journal(path: Path) -> None:
    """Change pages of the database at `path` and die before the commit, so that a hot journal stays."""
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", _DIE_HALFWAY, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert is_hot(path), "no journal was left"
    assert path.read_bytes() != before, "no page was written before the end"


def is_hot(path: Path) -> bool:
    """Tell whether the database has a journal that the next program will roll back."""
    journal = path.with_name(f"{path.name}-journal")
    return journal.exists() and journal.read_bytes()[:8] == _MAGIC


def committed(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Return what a plain connection reads."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
