"""A database has an identity, and no number of a row is used twice."""

from __future__ import annotations

import re
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Give the database an identity; in a file, let the numbers of rows go on and never begin anew."""
    identity = op.create_table(
        "identity",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("generation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_identity")),
    )
    op.bulk_insert(identity, [{"uid": uuid4().hex, "generation": uuid4().hex}])
    if op.get_bind().dialect.name == "sqlite":
        _count_on()


_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
_OWN_NUMBER = re.compile(r"(\n\s*id INTEGER NOT NULL)(?=,)")
_OWN_KEY = re.compile(r"\n\s*CONSTRAINT pk_\w+ PRIMARY KEY \(id\),?")


def _count_on() -> None:
    """Build each table anew, as SQLite has it for what ALTER TABLE can't do (“Making Other Kinds Of Table Schema Changes”).

    Foreign keys are off meanwhile, see schema.bring_up_to_date. What a table refers to is named by its name, which is
    the same afterwards.
    """
    connection = op.get_bind()
    # A value that may not be is carried over as it is, to be found by a check; it is no reason to lose the rest.
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        for name, sql in connection.exec_driver_sql(_TABLES).all():
            numbered, count = _OWN_NUMBER.subn(r"\1 PRIMARY KEY AUTOINCREMENT", sql)
            if count:
                _build_anew(connection, name, re.sub(r",\s*\)\s*$", "\n)", _OWN_KEY.sub("", numbered)))
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _build_anew(connection: sa.Connection, name: str, sql: str) -> None:
    quoted = f'"{name}"'
    others = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL",
            (name,),
        )
    ]
    columns = ", ".join(f'"{row[1]}"' for row in connection.exec_driver_sql(f"PRAGMA table_info({quoted})"))
    head = re.compile(rf'^CREATE TABLE ("{name}"|{name})(?=\W)')
    connection.exec_driver_sql(head.sub(f'CREATE TABLE "new_{name}"', sql))
    connection.exec_driver_sql(f'INSERT INTO "new_{name}" ({columns}) SELECT {columns} FROM {quoted}')
    connection.exec_driver_sql(f"DROP TABLE {quoted}")
    connection.exec_driver_sql(f'ALTER TABLE "new_{name}" RENAME TO {quoted}')
    for other in others:
        connection.exec_driver_sql(other)
