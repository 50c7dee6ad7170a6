"""Whose values stand where two have changed the same: said by the second of them, once told, for what is made then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from msgspec import Struct

from auditor.base.errors import OvertakenError


class Whose(Struct, frozen=True):
    """Whose values stand, by the numbers of the changes that were told: a later one is told anew."""

    mine: frozenset[int] = frozenset()
    """Over these somebody has said to put their own."""
    theirs: frozenset[int] = frozenset()
    """What these have written stays."""

    def settled(self, error: OvertakenError, *, mine: bool) -> Whose:
        """Return this with what was told of by an error settled."""
        if mine:
            return Whose(self.mine | error.changes, self.theirs - error.changes)
        return Whose(self.mine - error.changes, self.theirs | error.changes)


NOTHING_SAID = Whose()
_WHOSE: ContextVar[Whose] = ContextVar("whose")


def whose() -> Whose:
    """Return what was said of whose values stand, in the change that is being made."""
    return _WHOSE.get(NOTHING_SAID)


@contextmanager
def saying(said: Whose) -> Iterator[None]:
    """Let it be said for the changes made within the block."""
    token = _WHOSE.set(said)
    try:
        yield
    finally:
        _WHOSE.reset(token)
