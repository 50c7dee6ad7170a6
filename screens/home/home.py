"""Home: what is late and mine, the journeys, and what to do first. Without any journey, a welcome with ways to begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from auditor.base.i18n import _
from auditor.views.actions import ActionLine
from auditor.views.home import HomeJourney
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.home.commands import HOME, ON_A_JOURNEY, ON_ITS_LINE
from screens.home.desk import Desk, DeskAskings, Next, NextAsking
from screens.home.drawing import Drawing, tell
from screens.home.journeys import ArchiveRow, GroupRow, JourneyRow, Order, Wanted
from screens.home.overview import Overview, key_of
from screens.home.typing import completed
from screens.routes import (
    ASK_NEXT,
    Route,
    Selection,
    ToActions,
    ToEvidence,
    ToHome,
    ToJourney,
)
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.filter_bar import FilterBar
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.home.overview import Row


COUNT_AFTER = 0.05
"""So many seconds after the first paint all is counted: by then it has reached the terminal."""


class HomePlace(Place):
    """The first place."""

    is_home = True
    OFFERED: ClassVar[tuple[Command, ...]] = HOME

    def __init__(
        self,
        is_first: bool = False,
        order: str = "",
        folded: tuple[str, ...] = (),
        archive_open: bool = False,
    ) -> None:
        """Start empty; `is_first` where there is nowhere to go back to, whatever is below.

        The journeys are sorted by `order`, those of clients `folded` away, and those archived as is said.
        """
        super().__init__()
        self._is_first = is_first
        self.lines = LineList(self._draw, skip=self._is_heading, id="home")
        self.bar = FilterBar(
            typed=self._narrow, kept=self._keep_words, complete=self._complete, offered=self.OFFERED
        )
        self.detail = Detail()
        known = {each.value: each for each in Order}
        self.wanted = Wanted("", known.get(order, Order.LAST), set(folded), archive_open)
        self._rows: list[Row] = []
        self._overview: Overview | None = None
        self._drawing: Drawing | None = None
        self._seen: set[int] | None = None
        """The journeys that were there when they were shown last."""
        self._words_before = ""
        self._reads = 0

    @property
    def is_first(self) -> bool:
        """Whether there is nowhere to go back to."""
        return self._is_first or super().is_first

    def way_here(self) -> Route | None:
        """Home with its journeys sorted and folded as they are."""
        wanted = self.wanted
        return ToHome(self._is_first, wanted.order.value, tuple(sorted(wanted.folded)), wanted.archive_open)

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey under the cursor."""
        return self.journey.id if self.journey is not None else None

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.bar
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """Journeys, audits and actions, wherever they are."""
        return Shown.of(None, "note", "reply", "link", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the journeys and what is late and mine; what takes longer to count stands there when it has come."""
        if self._overview is None:
            self._overview = Overview(self.workspace)
        self._reads += 1
        where = self.workspace.location
        shared = [where.shown.partition("://")[2]] if where.path is None else []
        self.title_line.tell(("Auditor", *shared, _("overview")), self.workspace.who)
        self._overview.read()
        self._lay_out()
        if not self.bar.is_typing:
            self.lines.focus()
        if self._overview.journeys and not self._overview.is_counted:
            self.call_after_refresh(self.set_timer, COUNT_AFTER, self._count)

    def _count(self) -> None:
        self.auditor.begin(self._counted, lambda: self.is_attached)

    def _counted(self) -> None:
        overview, reads = self._overview, self._reads
        assert overview is not None
        overview.count()
        if reads == self._reads:
            self._lay_out()

    def _lay_out(self) -> None:
        """Make the lines of what is known, with the cursor on what it stood on."""
        overview = self._overview
        assert overview is not None
        before = key_of(self._rows[self.lines.cursor]) if self.lines.cursor < len(self._rows) else None
        self._rows = overview.rows(self.wanted) if overview.journeys else self._welcome()
        self._drawing = Drawing(self._rows, overview, self.wanted, self.workspace.today)
        self.lines.show(len(self._rows), self._place_of(before))
        self.bar.tell(self.wanted.words)
        self._tell_detail()
        self.offer()

    def _place_of(self, before: object) -> int | None:
        """Return where the cursor goes: to a journey that is new, to what it stood on, or first to a journey."""
        assert self._overview is not None
        numbers = {one.id for one in self._overview.journeys}
        fresh = min(numbers - self._seen, default=None) if self._seen is not None else None
        is_first, self._seen = self._seen is None, numbers
        places = {key_of(row): place for place, row in enumerate(self._rows)}
        if fresh is not None and ("journey", fresh) in places:
            return places["journey", fresh]
        if before in places and not is_first:
            return places[before]
        journeys = (place for place, row in enumerate(self._rows) if isinstance(row, JourneyRow))
        return next(journeys, None) if is_first or self.bar.is_typing else None

    def _tell_detail(self) -> None:
        if self.lines.cursor < len(self._rows):
            tell(self.detail, self._rows[self.lines.cursor], self.workspace)

    def _welcome(self) -> list[Row]:
        return [
            "",
            _("Welcome to Auditor"),
            _(" Walk a customer’s way through your shop, touchpoint by touchpoint, answer"),
            _(" short checks with one key each, and get a list of what to improve first."),
            "",
            _("How do you want to begin?"),
            *forms.new_journey.offers(self.auditor),
        ]

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        assert self._drawing is not None
        return self._drawing.line(line, width)

    @property
    def _row(self) -> Row:
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""

    @property
    def on_line(self) -> HomeJourney | None:
        """The journey on whose line the cursor stands."""
        row = self._row
        return row.journey if isinstance(row, JourneyRow) else None

    @property
    def journey(self) -> HomeJourney | None:
        """The journey under the cursor, be it that of an action."""
        row = self._row
        number = row.action.journey_id if isinstance(row, Next) else None
        number = row.journey_id if isinstance(row, ActionLine) else number
        if number is None or self._overview is None:
            return self.on_line
        return next((one for one in self._overview.journeys if one.id == number), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        if action in ON_A_JOURNEY:
            return self.journey is not None
        if action in ON_ITS_LINE:
            return self.on_line is not None
        if action in ("actions", "find", "sort"):
            least = 1 if action == "actions" else 2
            return self._overview is not None and len(self._overview.journeys) >= least
        if action == "all_of_it":
            return bool(self.wanted.words)
        return super().check_action(action, parameters)

    def why_not(self, command: Command) -> str:
        """Say that a journey is needed."""
        del command
        if self._overview is not None and self._overview.journeys:
            return _("That is for journeys: put the cursor on one.")
        return _("There is no journey yet: {key} starts one.").format(key=self.key_of("new"))

    def on_line_list_moved(self) -> None:
        """Offer what fits the line, and say it in full."""
        self.offer()
        self._tell_detail()

    def on_line_list_chosen(self) -> None:
        """Open the line."""
        self.action_open()

    def action_open(self) -> None:
        """Open the journey or the action, fold away or unfold, or begin in the way chosen."""
        row = self._row
        if isinstance(row, JourneyRow):
            self.go(ToJourney(row.journey.id))
        elif isinstance(row, GroupRow):
            self.wanted.folded ^= {row.client}
            self._lay_out()
        elif isinstance(row, ArchiveRow):
            self.wanted.archive_open = row.folded
            self._lay_out()
        elif isinstance(row, ActionLine):
            self.go(ToActions(at=row.id))
        elif isinstance(row, Desk):
            self.go(ToActions(Selection(row.filter)))
        elif isinstance(row, Next):
            self.go(ToActions(Selection(row.filter), row.action.id))
        elif isinstance(row, DeskAskings | NextAsking):
            asking = row.first if isinstance(row, DeskAskings) else row.asking
            self.go(ToEvidence(asking.journey_id, ASK_NEXT))
        elif not isinstance(row, str):
            forms.new_journey.begin(self.auditor, row.key)

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        if self.journey is not None:
            forms.audit_start.start_or_resume(self.auditor, self.journey.id)

    def action_report(self) -> None:
        """Write a report of the journey."""
        if self.journey is not None:
            forms.report_form.ask_report(self.auditor, self.journey.id, self.journey.name)

    def action_paper(self) -> None:
        """Make something to be printed: for the journey under the cursor, or for none."""
        forms.paper_form.ask_paper(self.auditor, self.journey.id if self.journey else None)

    def action_actions(self) -> None:
        """See what to improve first, in this journey, for this client, or in all."""
        row = self._row
        if isinstance(row, GroupRow):
            self.go(ToActions(Selection.of_client(row.client)))
        else:
            self.go(ToActions(Selection.of(self.journey.id if self.journey else None)))

    def action_new(self) -> None:
        """Start a new journey."""
        forms.new_journey.ask(self.auditor)

    def action_edit(self) -> None:
        """Edit what is said of the journey itself."""
        journey = self.workspace.reads.journeys.get(self.on_line.id) if self.on_line else None
        if journey is not None:
            forms.journey_forms.ask_journey(self.auditor, journey)

    def action_copy(self) -> None:
        """Copy this journey."""
        if self.on_line is not None:
            forms.journey_forms.ask_copy(self.auditor, self.on_line.id, self.on_line.name)

    async def action_archive(self) -> None:
        """Put this journey out of the way, or bring it back; nothing is asked, undo does the reverse."""
        one, journeys = self.on_line, self.workspace.journeys
        if one is None:
            return
        if one.archived is None:
            done = await self.auditor.save(lambda: journeys.archive(one.id))
            told = _("“{name}” is archived, at the end of the list: {key} brings it back.")
        else:
            done = await self.auditor.save(lambda: journeys.unarchive(one.id))
            told = _("“{name}” is back.")
        if done:
            self.auditor.tell(told.format(name=one.name, key=self.key_of("archive")))

    def action_delete(self) -> None:
        """Delete this journey."""
        if self.on_line is not None:
            forms.journey_forms.ask_journey_deletion(self.auditor, self.on_line.id, self.on_line.name)

    def action_sort(self) -> None:
        """Go on to the next order."""
        self.wanted.next_order()
        self._lay_out()

    async def action_find(self) -> None:
        """Type what narrows the journeys shown."""
        self._words_before = self.wanted.words
        hint = _("Words of name, client, #tag or mark: late, draft, review, archived")
        await self.bar.type(self.wanted.words, hint)
        self.offer()

    def _complete(self, typed: str) -> str | None:
        return completed(typed, self._overview.journeys) if self._overview is not None else None

    def _narrow(self, text: str) -> None:
        self.wanted.words = text.strip()
        self._lay_out()

    def _keep_words(self, text: str) -> None:
        self._narrow(text)
        self._stop_typing()

    def _stop_typing(self) -> None:
        self.lines.focus()
        self.bar.tell(self.wanted.words)
        self.bar.leave()
        self.offer()

    def action_all_of_it(self) -> None:
        """Take the filter away."""
        self._narrow("")

    def action_back(self) -> None:
        """Leave what is typed first, then the filter, then the place."""
        if self.bar.is_typing:
            self._narrow(self._words_before)
            self._stop_typing()
        elif self.wanted.words:
            self._narrow("")
        else:
            super().action_back()
