"""Groups of actions of equal touchpoint, effort and impact, and the order they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from auditor.analysis.priority import quadrant
from auditor.analysis.scoring import Order, Scoring, order_of
from auditor.base.i18n import alphabetic
from auditor.base.text import folded
from auditor.base.vocabulary import Quadrant, Sort
from auditor.store.reading.actions.places import ActionPlace, Places

Key = tuple[int, int, int]
"""A touchpoint, an effort and an impact."""


class Group(Struct, frozen=True):
    """Actions of equal touchpoint, effort and impact."""

    touchpoint_id: int
    effort: int
    impact: int
    count: int
    score: float
    whole: bool
    """All its actions are shown, because the text is in the name of the place."""

    @property
    def order(self) -> Order:
        """What it is put in order by."""
        return order_of(self.score, self.effort, self.impact, self.touchpoint_id)

    @property
    def key(self) -> Key:
        """What its actions have in common."""
        return (self.touchpoint_id, self.effort, self.impact)


def in_order(
    groups: Iterable[Group], sort: Sort, descending: bool, scoring: Scoring, places: Places
) -> list[Group]:
    """Return groups sorted by a column that follows from the group; what is equal in it stands in order of priority."""
    found = sorted(groups, key=lambda group: group.order)
    if sort is not Sort.PRIORITY:
        found.sort(key=_column(sort, scoring, places), reverse=descending)
    elif descending:
        found.sort(key=lambda group: group.order[0], reverse=True)
    return found


def _column(sort: Sort, scoring: Scoring, places: Places) -> Callable[[Group], Any]:
    names: dict[str, str] = {}

    def by(read: Callable[[ActionPlace], str]) -> Callable[[Group], str]:
        def key(group: Group) -> str:
            name = read(places[group.touchpoint_id])
            if name not in names:
                names[name] = alphabetic(folded(name))
            return names[name]

        return key

    quadrants = list(Quadrant)
    stage = by(lambda place: place.stage)
    columns: dict[Sort, Callable[[Group], Any]] = {
        Sort.JOURNEY: by(lambda place: place.journey),
        Sort.STAGE: lambda group: (places[group.touchpoint_id].stage_position, stage(group)),
        Sort.TOUCHPOINT: by(lambda place: place.name),
        Sort.EFFORT: lambda group: group.effort,
        Sort.IMPACT: lambda group: group.impact,
        Sort.NEED: lambda group: round(places[group.touchpoint_id].need, 9),
        Sort.QUADRANT: lambda group: quadrants.index(quadrant(group.effort, group.impact, scoring.bounds)),
    }
    return columns[sort]
