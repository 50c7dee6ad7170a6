"""Stored values into plain Python ones."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

T = TypeVar("T")


def moment(text: str | None) -> datetime | None:
    """Return a stored moment; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


def moment_of(text: str) -> datetime:
    """Return a stored moment that is always there."""
    return datetime.fromisoformat(text)


def day(text: str | None) -> date | None:
    """Return a stored day; None stays None."""
    return None if text is None else date.fromisoformat(text)


def first(rows: list[T]) -> T | None:
    """Return the first row, if there is one."""
    return rows[0] if rows else None
