"""What was changed, as it is shown and as it is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct


class HistoryLine(Struct, frozen=True):
    """One change: who did what and when."""

    id: int
    at: datetime
    who: str
    code: str
    arguments: Mapping[str, str]
    state: str
    """done, undone, gone (undone and overtaken) or log (the undoing itself)."""


class HistoryDetail(Struct, frozen=True):
    """One value that a change changed."""

    entity: str
    row_id: int
    field: str
    before: str | None
    after: str | None


class Changes(Struct, frozen=True):
    """What was changed, by a transaction here or by others: the rows touched as (entity, id) pairs, and where they belong.

    `code` says what was done.
    """

    code: str
    touched: frozenset[tuple[str, int]]
    touchpoints: frozenset[int] = frozenset()
    """The touchpoints that are among the rows, or that the rows are about."""
    journeys: frozenset[int] | None = None
    """The journeys of the rows; None when one of them is of no journey, as people are, and so may show in any."""
    elsewhere: bool = False
    """Another program has changed it; its code is “elsewhere” where it is more than one change, or not known which."""

    def touches(self, entity: str) -> bool:
        """Tell whether any row of that entity was changed."""
        return any(name == entity for name, _ in self.touched)

    def is_only(self, *entities: str) -> bool:
        """Tell whether no rows but those of some entities were changed."""
        return all(name in entities for name, _ in self.touched)

    def within(self, journey_id: int) -> bool:
        """Tell whether anything may have changed in a journey."""
        return self.journeys is None or journey_id in self.journeys


FEELING = "feeling"
"""How the feeling is named among what an action answers."""

TOLD = frozenset(
    (
        *("title", "note", "effort", "impact", "owner", "owner_id", "due", "status", "reason", "effect"),
        *("cost_low", "cost_high", "gain_low", "gain_high", "finding", "comment"),
    )
)
"""The values of an action of which it is told what became of them; other columns follow from these."""

FOUND_SAVED, FOUND_LOST = "found-saved", "found-lost"
"""The codes of news of a change of which it was not known whether it was saved: it was, or nothing of it was."""
