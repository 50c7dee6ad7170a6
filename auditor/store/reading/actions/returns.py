"""Reads of what actions cost and bring, and how likely each is to bring most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from msgspec import Struct

from auditor.analysis.returns import ActionMoney, Figured, best_chances
from auditor.analysis.scoring import Scoring
from auditor.store.adapter import Reader
from auditor.store.reading.actions.reads import ALL_OPEN, ActionReads
from auditor.store.viewing import Read
from auditor.views.actions import ActionFilter
from auditor.views.money import Money, range_of


class _Figures(Struct, frozen=True):
    """What an action costs and brings."""

    id: int
    uid: str
    cost_low: float
    cost_high: float
    gain_low: float
    gain_high: float
    currency: str


_FIGURED = Read(
    "actions with a cost and a gain",
    _Figures,
    """
    SELECT x.id, x.uid, x.cost_low, x.cost_high, x.gain_low, x.gain_high, j.currency
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN journey j ON j.id = t.journey_id
    WHERE x.removed_at IS NULL AND x.cost_low IS NOT NULL AND x.cost_high IS NOT NULL
        AND x.gain_low IS NOT NULL AND x.gain_high IS NOT NULL
    ORDER BY x.id
    """,
)


class _Together(Struct, frozen=True):
    """What the open actions of a journey cost and bring together; null where none says so."""

    cost_low: float | None
    cost_high: float | None
    costed: int
    gain_low: float | None
    gain_high: float | None
    gaining: int
    actions: int
    currency: str


_TOGETHER = Read(
    "what the open actions of a journey cost and bring",
    _Together,
    """
    SELECT count(*) AS actions, sum(x.cost_low) AS cost_low, sum(x.cost_high) AS cost_high, count(x.cost_low) AS costed,
        sum(x.gain_low) AS gain_low, sum(x.gain_high) AS gain_high, count(x.gain_low) AS gaining,
        coalesce((SELECT j.currency FROM journey j WHERE j.id = :journey), '') AS currency
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
    WHERE t.journey_id = :journey AND x.status IN ('proposed', 'planned', 'in-progress')
        AND x.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL
    """,
    ("journey",),
)


class ReturnReads:
    """What can be asked about what actions bring."""

    def __init__(self, reader: Callable[[], Reader], actions: ActionReads, scoring: Scoring) -> None:
        """Read through what `reader` gives at each call; `scoring` says over how many months gains count."""
        self._reader = reader
        self._actions = actions
        self._months = scoring.months

    def chances(
        self, wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None
    ) -> Mapping[int, float | None]:
        """Return, by number, how likely each action of a filter is to bring most of those in its currency.

        Only those with a cost and a gain are among them; see `analysis/returns`.
        """
        figured = self._reader().all(_FIGURED)
        if not figured:
            return {}
        ids = frozenset(self._actions.ranking(wanted, scoring).ids())
        months = self._months if scoring is None else scoring.months
        by_currency: defaultdict[str, list[Figured]] = defaultdict(list)
        for one in figured:
            if one.id in ids:
                cost, gain = range_of(one.cost_low, one.cost_high), range_of(one.gain_low, one.gain_high)
                assert cost is not None and gain is not None
                by_currency[one.currency].append(Figured(one.id, one.uid, cost, gain))
        found: dict[int, float | None] = {}
        for actions in by_currency.values():
            found |= best_chances(actions, months)
        return found

    def of_actions(self, journey_id: int) -> ActionMoney:
        """Return what the open actions of a journey cost and bring together."""
        (one,) = self._reader().all(_TOGETHER, journey=journey_id)
        return ActionMoney(
            _money(one.cost_low, one.cost_high, one.currency),
            one.costed,
            _money(one.gain_low, one.gain_high, one.currency),
            one.gaining,
            one.actions,
        )


def _money(low: float | None, high: float | None, currency: str) -> Money | None:
    found = range_of(low, high)
    return None if found is None else Money(found.low, found.high, currency)
