"""Strategies, wishes, respondents, who answers for what, what costs and brings what, and what waits for what.

Columns are added by ALTER TABLE, which leaves the rows where they are: a million answers take no longer than one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.exchange.older import strategy_rows, wish_row

revision = "0005"
down_revision = "0004"

_AMOUNTS = {
    "journey": ("order_low", "order_high", "visits_low", "visits_high"),
    "touchpoint": ("visits_low", "visits_high"),
    "action": ("cost_low", "cost_high", "gain_low", "gain_high"),
}
_ANSWERED_FOR = ("journey", "stage", "touchpoint")


def upgrade() -> None:
    """Make the new tables, and add the new columns to the old ones."""
    _make_strategies()
    _make_wishes()
    _take_over_strategies()
    _take_over_wishes()
    _drop("stage", "strategies")
    _drop("touchpoint", "wanted")
    _make_respondents()
    _make_askings()
    _make_dependencies()
    _add_responsibility()
    _add_amounts()
    op.execute("ALTER TABLE journey ADD COLUMN report TEXT DEFAULT '' NOT NULL")


def _make_strategies() -> None:
    _make(
        "strategy",
        {"stage_id": "stage"},
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    _make("serving", {"action_id": "action", "strategy_id": "strategy"})


def _make_wishes() -> None:
    _make(
        "wish",
        {"touchpoint_id": "touchpoint", "persona_id": "persona"},
        sa.Column("feeling", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("feeling BETWEEN -2 AND 2", name=op.f("ck_wish_feeling")),
        sa.CheckConstraint(
            "channel IN ('search', 'ad', 'social', 'review', 'website', 'store', 'checkout', 'delivery', 'email', "
            "'phone', 'chat', 'survey', 'app', 'advice', 'other', '')",
            name=op.f("ck_wish_channel"),
        ),
        may_be_null=("persona_id",),
    )
    _make("met_need", {"wish_id": "wish", "note_id": "note"})


def _take_over_strategies() -> None:
    """Make a row of each line of what was one text."""
    stages = op.get_bind().execute(sa.text("SELECT id, uid, revision, strategies FROM stage")).all()
    _insert(
        "strategy",
        (
            {
                "uid": row.uid,
                "revision": revision,
                "stage_id": number,
                "position": row.position,
                "text": row.text,
            }
            for number, uid, revision, text in stages
            if isinstance(text, str)
            for row in strategy_rows(str(uid), text)
        ),
    )


def _take_over_wishes() -> None:
    """Make of each feeling that was wanted a wish for every customer."""
    points = op.get_bind().execute(
        sa.text("SELECT id, uid, revision, wanted FROM touchpoint WHERE wanted BETWEEN -2 AND 2")
    )
    _insert(
        "wish",
        (
            {
                "uid": wish_row(str(uid)),
                "revision": revision,
                "touchpoint_id": number,
                "feeling": wanted,
                "channel": "",
                "text": "",
            }
            for number, uid, revision, wanted in points.all()
        ),
    )


def _insert(table: str, rows: Iterable[dict[str, object]]) -> None:
    if found := list(rows):
        columns = list(found[0])
        values = ", ".join(f":{column}" for column in columns)
        op.get_bind().execute(sa.text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"), found)


def _drop(table: str, column: str) -> None:
    """Let a column go. What its history tells stays told, and is no longer taken back or done again."""
    connection = op.get_bind()
    told = connection.execute(
        sa.text(
            "SELECT r.change_id, r.before FROM change_row r JOIN change c ON c.id = r.change_id"
            " WHERE r.entity = :entity AND r.before LIKE :named AND c.state IN ('done', 'undone')"
        ),
        {"entity": table, "named": f'%"{column}"%'},
    )
    # What made a row only ever hides it or brings it back, so that one stays as it is.
    if gone := sorted({change for change, before in told.all() if _has(before, column)}):
        connection.execute(
            sa.text("UPDATE change SET state = 'log' WHERE id = :change"),
            [{"change": change} for change in gone],
        )
    if connection.dialect.name == "sqlite":
        _build_without(connection, table, column)
    else:
        op.drop_column(table, column)


def _has(before: str, column: str) -> bool:
    try:
        return column in json.loads(before)
    except (ValueError, RecursionError, TypeError):
        return False


def _build_without(connection: sa.Connection, table: str, column: str) -> None:
    """Build a table anew without a column, as SQLite has it for columns that a rule names.

    Foreign keys are off meanwhile, see schema.bring_up_to_date. A value that may not be is carried over as it is, to be
    found by a check; and no number of a row is used twice, also where the last rows are gone.
    """
    (sql,) = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).one()
    others = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL",
            (table,),
        )
    ]
    sql = re.sub(rf",\s*CONSTRAINT ck_{table}_{column} CHECK \([^()]*\)", "", sql)
    sql, count = re.subn(rf",\s*{column} [A-Z]+(?: NOT NULL)?(?=,)", "", sql)
    assert count == 1, sql
    names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{name}"' for name in names if name != column)
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        connection.exec_driver_sql(
            re.sub(rf'^CREATE TABLE ("{table}"|{table})(?=\W)', f'CREATE TABLE "new_{table}"', sql)
        )
        connection.exec_driver_sql(f'INSERT INTO "new_{table}" ({kept}) SELECT {kept} FROM "{table}"')
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
        connection.exec_driver_sql(f'ALTER TABLE "new_{table}" RENAME TO "{table}"')
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    connection.exec_driver_sql(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last or 0, table)
    )
    for other in others:
        connection.exec_driver_sql(other)


def _make_respondents() -> None:
    _make("verification", {"persona_id": "persona", "evidence_id": "evidence"})
    _make(
        "question",
        {"journey_id": "journey", "stage_id": "stage"},
        sa.Column("text", sa.Text(), nullable=False),
        may_be_null=("stage_id",),
        unindexed=("stage_id",),
    )
    _make(
        "respondent",
        {"journey_id": "journey", "persona_id": "persona"},
        *_given(sa.String, "code", "interviewed_on", "consent"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "consent IN ('not-asked', 'given', 'withdrawn')", name=op.f("ck_respondent_consent")
        ),
    )
    _make(
        "response",
        {"respondent_id": "respondent", "stage_id": "stage"},
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        unindexed=("stage_id",),
    )
    op.execute(
        "ALTER TABLE evidence ADD COLUMN respondent_id INTEGER"
        " CONSTRAINT fk_evidence_respondent_id REFERENCES respondent (id)"
    )
    _index("evidence", "respondent_id")


def _make_askings() -> None:
    _make(
        "asking",
        {"evidence_id": "evidence", "owner_id": "person", "answer_id": "evidence"},
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=True),
        may_be_null=("owner_id", "answer_id"),
        unindexed=("answer_id",),
    )


def _make_dependencies() -> None:
    _make("dependency", {"action_id": "action", "blocked_by_id": "action"})


def _add_responsibility() -> None:
    op.execute("ALTER TABLE person ADD COLUMN unit VARCHAR DEFAULT '' NOT NULL")
    for table in _ANSWERED_FOR:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN responsible_id INTEGER"
            f" CONSTRAINT fk_{table}_responsible_id REFERENCES person (id)"
        )
        _index(table, "responsible_id")


def _add_amounts() -> None:
    op.execute("ALTER TABLE journey ADD COLUMN currency VARCHAR DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE touchpoint ADD COLUMN business INTEGER"
        " CONSTRAINT ck_touchpoint_business CHECK (business BETWEEN 1 AND 5)"
    )
    for table, columns in _AMOUNTS.items():
        for column in columns:
            op.execute(
                f"ALTER TABLE {table} ADD COLUMN {column} FLOAT"
                f" CONSTRAINT ck_{table}_{column} CHECK ({column} >= 0)"
            )


def _make(
    table: str,
    refers: dict[str, str],
    *more: sa.Column[Any] | sa.Constraint,
    may_be_null: tuple[str, ...] = (),
    unindexed: tuple[str, ...] = (),
) -> None:
    """Make a table whose rows users can change, with columns that refer to rows of others."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        *(sa.Column(column, sa.Integer(), nullable=column in may_be_null) for column in refers),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, to in refers.items()
        ),
        sqlite_autoincrement=True,
    )
    for column in refers:
        if column not in unindexed:
            _index(table, column)


def _given(kind: type[sa.types.TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name in names]


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
