"""The actions that a filter lets through, read page by page as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from auditor.base.errors import AuditorError
from auditor.views.actions import ActionFilter, ActionLine
from screens.frame.host import Host
from screens.widgets.action_lines import alike

PAGE = 100


class Pages:
    """A ranking of which each page is read once."""

    def __init__(self, host: Host, wanted: ActionFilter, arrived: Callable[[], None]) -> None:
        """Rank the actions of a filter; `arrived` is called when a page has come that was not there to be drawn."""
        self._host = host
        self._workspace = host.workspace
        self._filter = wanted
        self._arrived = arrived
        self._pages: dict[int, list[ActionLine]] = {}
        self._beginnings: dict[int, frozenset[str]] = {}
        self._awaited: set[int] = set()
        self.ranking = self._workspace.reads.actions.ranking(wanted)
        self.total = self.ranking.total
        first = self._pages[0] = self.ranking.page(0, PAGE) if self.total else []
        self.owned = any(action.owner for action in first)
        """Whether somebody has one of the first."""
        self.dated = any(action.due for action in first)
        """Whether one of the first is due some day."""

    def line(self, place: int) -> ActionLine | None:
        """Return the action at a place from 0, or None when there is none or it is not read yet."""
        if not 0 <= place < self.total:
            return None
        lines = self._page(place // PAGE)
        return lines[place % PAGE] if place % PAGE < len(lines) else None

    def beginnings(self, place: int) -> frozenset[str]:
        """Return how titles begin that begin alike among those around a place."""
        number = place // PAGE
        if number not in self._beginnings:
            lines = self._page(number)
            if number not in self._pages:
                return frozenset()
            self._beginnings[number] = alike(lines)
        return self._beginnings[number]

    def _page(self, number: int) -> list[ActionLine]:
        """Return a page. What is drawn can't wait for it: one that takes long is drawn when it has come."""
        if number not in self._pages and number not in self._awaited:
            self._host.begin_apart(lambda: self._read(number))
            if number not in self._pages:
                self._awaited.add(number)
        return self._pages.get(number, [])

    def _read(self, number: int) -> None:
        try:
            self._pages[number] = self.ranking.page(number * PAGE, PAGE)
        except AuditorError as error:
            self._host.tell_error(error)
            self._pages[number] = []
        if number in self._awaited:
            self._awaited.remove(number)
            self._arrived()

    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action from 0, or None when the filter leaves it out; the action itself is read too."""
        place = self.ranking.place_of(action_id)
        if place is not None and place // PAGE not in self._pages:
            self._pages[place // PAGE] = self.ranking.page(place // PAGE * PAGE, PAGE)
        return place

    def among(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return those of some numbers whose actions the filter lets through."""
        ids = frozenset(numbers)
        if not ids:
            return ids
        within = ids if self._filter.ids is None else ids & self._filter.ids
        narrowed = self._workspace.reads.actions.ranking(replace(self._filter, ids=within))
        return frozenset(narrowed.ids())
