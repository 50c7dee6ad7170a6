"""Damages one stored value at a time, past everything that a program or the database itself would keep from it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.store.soundness.columns import known_tables
from auditor.workspace import Workspace
from tests.exchange.rows import fill
from tests.walks import small

NOWHERE = Path("/nowhere")

DAMAGES: dict[str, str] = {
    "nothing": "NULL",
    "another word": "'nonsense'",
    "no text": "''",
    "too large": str(2**62),
    "below": "-3",
    "a fraction": "1.5",
    "endless": "9e999",
    "bytes": "x'00ff10'",
    "no UTF-8": "CAST(x'41eda08042' AS TEXT)",
    "no such day": "'2026-13-45'",
    "no moment": "'2026-02-30T99:00:00+00:00'",
    "no JSON": """'{"a": '""",
    "other JSON": "'[1, [2]]'",
    "numbers in JSON": """'{"a": 1}'""",
}
"""What a value is damaged with, in SQL."""


def make(path: Path) -> None:
    """Make a small database with a row in every table and a value in every column, as its history says."""
    workspace = Workspace.open(str(path), Config(NOWHERE, "Kim"))
    journey = workspace.journeys.new_from(small(find_template("web-shop", NOWHERE)))
    read = workspace.reads.journeys.get(journey)
    assert read is not None
    for stage in read.stages[2:]:
        workspace.stages.delete(stage.id)
    fill(workspace, journey)
    workspace.actions.comment([1], "Said so")
    workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        # What `fill` sets past the program is not in its history.
        connection.execute(
            "DELETE FROM change_row WHERE before IS NULL AND entity IN ('journey', 'person', 'action', 'audit')"
            " OR entity = 'journey' AND row_id IN (SELECT id FROM journey WHERE archived_at IS NOT NULL)"
        )
        for table, column in _ADDED_PAST:
            connection.execute(
                f"UPDATE change_row SET after = json_set(after, '$.{column}', t.{column}) FROM {table} t"
                f" WHERE entity = '{table}' AND before IS NULL AND t.id = row_id"
            )
        connection.commit()


_ADDED_PAST = (
    ("stage", "responsible_id"),
    *(("touchpoint", column) for column in ("responsible_id", "business", "visits_low", "visits_high")),
    *(("touchpoint", column) for column in ("address", "depth", "letters")),
    *(("picture", column) for column in ("name", "text")),
    ("link", "finding_id"),
)
"""What `fill` sets past the program on rows whose history is to stay."""


def columns() -> list[tuple[str, str]]:
    """Return every column of every table but the one its rows are numbered by, as (table, column)."""
    return [(table.name, column.name) for table in known_tables().values() for column in table.columns]


def some_row(path: Path, table: str, random: Random) -> int:
    """Return the number of a row, in sight where the table has such."""
    key = known_tables()[table].key
    condition = "WHERE removed_at IS NULL" if "removed_at" in known_tables()[table].by_name else ""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f'SELECT "{key}" FROM "{table}" {condition} ORDER BY 1').fetchall()
    number: int = random.choice(rows)[0]
    return number


def damage(path: Path, table: str, row: int, column: str, value: str) -> bool:
    """Put a value, in SQL, in the place of another; tell whether it could be, which an index may prevent."""
    with _without_rules(path, table), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = {value} WHERE {known_tables()[table].key} = ?', (row,)
            )
        except sqlite3.IntegrityError:
            return False
        connection.commit()
    return True


class _without_rules:  # noqa: N801
    """Lets a table take nulls while the block runs."""

    def __init__(self, path: Path, table: str) -> None:
        self._path, self._table = path, table
        self._sql = ""

    def __enter__(self) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            (self._sql,) = connection.execute(
                "SELECT sql FROM sqlite_master WHERE name = ?", (self._table,)
            ).fetchone()
        self._write(re.sub(r"(?<!id INTEGER)(?<!id) NOT NULL", "", self._sql))

    def __exit__(self, *_error: object) -> None:
        self._write(self._sql)

    def _write(self, sql: str) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, self._table))
            connection.commit()


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield every (table, column, kind of damage)."""
    for table, column in columns():
        for kind in DAMAGES:
            yield table, column, kind
