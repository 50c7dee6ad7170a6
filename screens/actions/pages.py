"""The actions that a filter lets through, read page by page as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from auditor.base.errors import AuditorError
from auditor.views.actions import ActionFilter, ActionLine
from auditor.workspace import Workspace
from screens.frame.ways_out import WAYS

PAGE = 100


class Pages:
    """A ranking of which each page is read once."""

    def __init__(self, workspace: Workspace, wanted: ActionFilter, tell: Callable[[str, bool], None]) -> None:
        """Rank the actions of a filter; `tell` says why a page can't be read while it is drawn."""
        self._workspace = workspace
        self._filter = wanted
        self._tell = tell
        self._pages: dict[int, list[ActionLine]] = {}
        self.ranking = workspace.reads.actions.ranking(wanted)
        self.total = self.ranking.total
        first = self._page(0) if self.total else []
        self.owned = any(action.owner for action in first)
        """Whether somebody has one of the first."""
        self.dated = any(action.due for action in first)
        """Whether one of the first is due some day."""

    def line(self, place: int) -> ActionLine | None:
        """Return the action at a place from 0, or None when there is none or it can't be read."""
        if not 0 <= place < self.total:
            return None
        lines = self._page(place // PAGE)
        return lines[place % PAGE] if place % PAGE < len(lines) else None

    def _page(self, number: int) -> list[ActionLine]:
        if number not in self._pages:
            try:
                self._pages[number] = self.ranking.page(number * PAGE, PAGE)
            except AuditorError as error:
                self._tell(error.worded(WAYS), True)
                self._pages[number] = []
        return self._pages[number]

    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action from 0, or None when the filter leaves it out."""
        return self.ranking.place_of(action_id)

    def among(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return those of some numbers whose actions the filter lets through."""
        ids = frozenset(numbers)
        if not ids:
            return ids
        within = ids if self._filter.ids is None else ids & self._filter.ids
        narrowed = self._workspace.reads.actions.ranking(replace(self._filter, ids=within))
        return frozenset(narrowed.ids())
