"""The floor of an export: every row of every table as a line of JSON."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def run() -> None:
    """Write the rows of the database that the first word names into the file that the second names."""
    _name, database, file = sys.argv
    with closing(sqlite3.connect(database)) as connection, Path(file).open("w", encoding="utf-8") as written:
        connection.row_factory = sqlite3.Row
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'change%'"
                " AND name NOT LIKE 'sqlite%'"
            )
        ]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                written.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
