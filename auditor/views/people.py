"""The team, and what each of them has to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

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
    left: date | None = None
    """The day since which they are no longer there."""
    askings: int = 0
    """Evidence that they are to ask for again."""
    late_askings: int = 0
    """Of which so much should have been asked before today."""
    unit: str = ""
    """The part of the organisation they belong to."""


def told_apart(people: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return, by number, what people are called in a list: a name that several have goes on with role or number.

    `people` are numbers, names and roles.
    """
    people = list(people)
    names = Counter(name for _number, name, _role in people)
    roles = Counter((name, role) for _number, name, role in people)
    return {
        number: name
        if names[name] == 1
        else f"{name} ({role if role and roles[name, role] == 1 else number})"
        for number, name, role in people
    }
