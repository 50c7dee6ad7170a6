"""The team, and what each of them has to do."""

from __future__ import annotations

from msgspec import Struct


class PersonLoad(Struct, frozen=True):
    """The open actions of somebody; those that nobody has are under the number None."""

    id: int | None
    name: str
    role: str
    open: int
    in_progress: int
    days: float
    """Person-days of all open ones."""
    late: int
    week: int
    """Due from today to Sunday."""
    waiting: int
    """Done, and of which no effect is known yet."""
