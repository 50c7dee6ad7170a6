"""Reads of strategies: which of them an action serves, and which actions serve those of a journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from auditor.base.vocabulary import Status
from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.journeys import Strategy
from auditor.views.strategies import ServingAction

SERVED = Read(
    "strategies that an action serves",
    Strategy,
    """
    SELECT y.id, y.stage_id, y.text FROM serving b JOIN strategy y ON y.id = b.strategy_id
    JOIN stage s ON s.id = y.stage_id
    WHERE b.action_id = :action AND b.removed_at IS NULL AND y.removed_at IS NULL AND s.removed_at IS NULL
    ORDER BY s.position, s.id, y.position, y.id
    """,
    ("action",),
)


class _Serving(Struct, frozen=True):
    """An action that serves a strategy."""

    strategy_id: int
    id: int
    title: str
    status: Status
    owner: str | None
    due: date | None


_SERVING = Read(
    "actions that serve strategies of a journey",
    _Serving,
    """
    SELECT b.strategy_id, a.id, a.title, a.status, p.name AS owner, a.due
    FROM serving b JOIN strategy y ON y.id = b.strategy_id JOIN stage s ON s.id = y.stage_id
    JOIN action a ON a.id = b.action_id JOIN touchpoint t ON t.id = a.touchpoint_id
    JOIN stage u ON u.id = t.stage_id LEFT JOIN person p ON p.id = a.owner_id AND p.removed_at IS NULL
    WHERE s.journey_id = :journey AND b.removed_at IS NULL AND y.removed_at IS NULL AND s.removed_at IS NULL
    AND a.removed_at IS NULL AND a.status <> 'dropped' AND t.removed_at IS NULL AND u.removed_at IS NULL
    ORDER BY a.id
    """,
    ("journey",),
)


class StrategyReads:
    """What can be asked about strategies."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def serving(self, journey_id: int) -> dict[int, tuple[ServingAction, ...]]:
        """Return the actions, but for dropped ones, that serve each strategy of a journey, by its number."""
        found: defaultdict[int, list[ServingAction]] = defaultdict(list)
        for one in self._reader().all(_SERVING, journey=journey_id):
            found[one.strategy_id].append(
                ServingAction(one.id, one.title, one.status, one.owner or "", one.due)
            )
        return {number: tuple(actions) for number, actions in found.items()}
