"""All that home shows, line by line: what is read at once, and what is counted after the first sight of it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.views.actions import ActionLine
from auditor.views.home import HomeJourney, JourneyFigures, NextAction, Signs, total
from auditor.workspace import Workspace
from screens.home.desk import NEXT, Desk, DeskAskings, Next, NextAsking, askings_of, desk_of
from screens.home.journeys import ORDERS, ArchiveRow, GroupRow, JourneyRow, Listed, Wanted, listed

if TYPE_CHECKING:
    from screens.forms.new_journey import Offer

    Row = str | Listed | Desk | Next | DeskAskings | NextAsking | ActionLine | Offer

TOP_ACTIONS = 5

AT_ONCE = 3000
"""Of no more actions than these all is counted before the first sight: that takes no time one could see."""


class Overview:
    """What is known of the journeys and of what is to be done, and the lines it makes."""

    def __init__(self, workspace: Workspace) -> None:
        """Know nothing yet."""
        self._workspace = workspace
        self.journeys: list[HomeJourney] = []
        self.figures: dict[int, JourneyFigures] = {}
        self.is_counted = False
        """Whether the figures are those of what was read last."""
        self._signs: Signs | None = None
        self._soon: list[NextAction] = []
        self._askings: tuple[list[DeskAskings], list[NextAsking]] = ([], [])
        self._top: list[ActionLine] = []
        self.is_known = False
        """Whether there are figures, be they those from before."""

    def read(self) -> None:
        """Read what takes no time; of few actions the rest too."""
        home, today = self._workspace.reads.home, self._workspace.today
        self.journeys = home.journeys()
        self.is_counted = False
        if not self.journeys:
            return
        self._signs = home.signs(today)
        self._soon = home.next(today, NEXT)
        self._askings = askings_of(self._workspace) if self._signs.askings else ([], [])
        if self._signs.numbers <= AT_ONCE:
            self.count()

    def count(self) -> None:
        """Count all actions, and find out what to do first."""
        reads = self._workspace.reads
        self.figures = reads.home.figures(self._workspace.today)
        self._top = reads.actions.ranking().first(TOP_ACTIONS)
        self.is_counted = self.is_known = True

    def rows(self, wanted: Wanted) -> list[Row]:
        """Return the lines: what is late and mine, the journeys, and what to do first."""
        rows: list[Row] = []
        here = [one for one in self.journeys if one.archived is None]
        if not wanted.words:
            rows += self._desk(here)
        shown = listed(self.journeys, self.figures, wanted, self._workspace.today)
        rows += ["", self._heading(shown, len(here), wanted), *shown]
        if not shown:
            rows.append(_(" No journey fits what is typed."))
        if self._top and not wanted.words:
            rows += ["", _("Do first"), *self._top]
        return rows

    def _desk(self, here: list[HomeJourney]) -> list[Row]:
        assert self._signs is not None
        numbers = {one.id for one in here}
        figures = [one for number, one in self.figures.items() if number in numbers]
        desk = desk_of(self._signs, total(figures) if self.is_known else None)
        asking, asking_soon = self._askings
        soon = [Next(one) for one in self._soon]
        if not (desk or asking):
            return []
        return ["", _("Yours and late"), *desk, *soon, *asking, *asking_soon]

    def _heading(self, shown: list[Listed], count: int, wanted: Wanted) -> str:
        found = sum(isinstance(row, JourneyRow) for row in shown)
        said = [_("Journeys")]
        if wanted.words:
            said.append(_("{shown} of {count}").format(shown=found, count=count))
        if count > 1:
            said.append(_(ORDERS[wanted.order]))
        return " · ".join(said)


def key_of(row: Row) -> Hashable:
    """Return what a line is known by when all is shown anew."""
    if isinstance(row, JourneyRow):
        return ("journey", row.journey.id)
    if isinstance(row, GroupRow):
        return ("client", row.client)
    if isinstance(row, ArchiveRow):
        return "archive"
    if isinstance(row, Desk):
        return ("desk", row.filter)
    if isinstance(row, Next):
        return ("next", row.action.id)
    if isinstance(row, NextAsking):
        return ("asking", row.asking.evidence_id)
    if isinstance(row, DeskAskings):
        return ("askings", row.urgent, row.name)
    if isinstance(row, ActionLine):
        return ("first", row.id)
    return row if isinstance(row, str) else ("offer", row.key)
