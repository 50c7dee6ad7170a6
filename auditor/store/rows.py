"""What all tables share: the columns of every row, the rules of columns, and how constraints are named."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def own_id() -> str:
    """Return what names one thing for good, in any database."""
    return uuid4().hex


def one_of(column: str, values: Iterable[object], empty: bool = False) -> CheckConstraint:
    """Return the rule that a column holds one of some words, or none if `empty`."""
    listed = [f"'{value}'" for value in values] + (["''"] if empty else [])
    return CheckConstraint(f"{column} IN ({', '.join(listed)})", name=column)


def within(column: str, low: int, high: int) -> CheckConstraint:
    """Return the rule that a column lies in low..high."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)


def not_negative(*columns: str) -> tuple[CheckConstraint, ...]:
    """Return the rules that columns hold nothing below 0."""
    return tuple(CheckConstraint(f"{column} >= 0", name=column) for column in columns)


class TableRow(SQLModel):
    """What every row a user can change has. `uid` names it across databases; `revision` counts its changes."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=own_id, unique=True)
    revision: int = 1
    removed_at: str | None = None
