"""What tells one state of a database from another: what is made of it holds as long as that stays."""

from __future__ import annotations

from msgspec import Struct

from auditor.store.adapter import Reader
from auditor.store.viewing import Read, first


class State(Struct, frozen=True):
    """A state of a database; every transaction that leaves a history makes another."""

    uid: str
    generation: str
    """New each time a copy is put in its place."""
    change: int
    """The number of the newest change; 0 for none."""
    at: str
    """Its moment, as it is stored: a number may come twice where a copy was put back."""


_STATE = Read(
    "state of the database",
    State,
    """
    SELECT i.uid, i.generation, coalesce(c.id, 0) AS change, coalesce(c.at, '') AS at
    FROM identity i LEFT JOIN change c ON c.id = (SELECT max(id) FROM change)
    """,
    shown=False,
)


def state_of(reader: Reader) -> State | None:
    """Return the state of a database; None where there is none yet."""
    return first(reader.all(_STATE))
