"""The board of actions: a column for each status, and cards that move from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.widget import Widget

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.views.actions import ActionLine
from screens.actions.acting import ActingPlace
from screens.actions.board import BOARD_COMMANDS, Board, Lane, Spot
from screens.actions.commands import ACTING, FILTERING, MARKING, STEPPING
from screens.actions.pages import Pages
from screens.actions.words import nothing_words
from screens.frame.commands import Command
from screens.routes import Route, Selection, ToBoard
from screens.widgets.action_lines import STATUS_SIGNS, card
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part

COMMANDS = (*STEPPING, *ACTING, *FILTERING, *MARKING)


class BoardPlace(ActingPlace):
    """Actions of one journey or of all, a card each."""

    view = ToBoard
    OFFERED: ClassVar[tuple[Command, ...]] = (*COMMANDS, *BOARD_COMMANDS)
    OF_WIDGETS: ClassVar[tuple[Command, ...]] = BOARD_COMMANDS

    tells_status = False

    def __init__(self, selection: Selection, at: int | None = None) -> None:
        """Show the actions selected; begin at the action of that number."""
        super().__init__(selection, at)
        self._statuses: tuple[Status, ...] = ()
        self._lanes: list[Pages] = []
        self.board = Board(self)
        self.detail = Detail()

    def contents(self) -> Iterable[Widget]:
        """The board, and in full what the cursor stands on."""
        yield self.bar
        yield self.board
        yield self.detail

    def on_mount(self) -> None:
        """Begin on the board."""
        self.board.focus()

    def called(self) -> str:
        """Return what this place is called."""
        return _("board")

    def way_here(self) -> Route | None:
        """The action under the cursor, among those that are shown."""
        return ToBoard(Selection(self.selection.filter), self.number_at_hand())

    def show(self) -> None:
        """Read a ranking for each status; the cursor stays on its action wherever that has gone."""
        shown = self.selection.filter
        asked = self.wanted
        wanted = asked or (self.action.id if self.action else None)
        # The usual filter lets through what is open; a board without what is done would be half a board.
        statuses = tuple(Status) if shown.statuses == OPEN_STATUSES else shown.statuses
        columns = [
            Pages(self.auditor, replace(shown, statuses=(status,)), self._show_arrived) for status in statuses
        ]
        self.find_where()
        marks = _among(columns, self.selection.marks)
        spot = _spot_of(columns, wanted) if wanted else _first_spot(columns)
        lanes = [
            Lane(f"{STATUS_SIGNS[status]} {word(status)}", pages.total)
            for status, pages in zip(statuses, columns, strict=True)
        ]
        if self.is_outdated:
            # Of two states, one after the other: all is read again.
            self.show_now()
            return
        # All at once, for what stands under the cursor must never be another action than the one shown there.
        self._statuses, self._lanes = statuses, columns
        self.selection.marks &= marks
        self.board.show(lanes, spot)
        if self.wanted == asked:
            # What was asked for meanwhile is gone to when all is read once more.
            self.wanted = None
        self.tell_shown(self.total)
        self._tell_detail()

    def _show_arrived(self) -> None:
        self.board.redraw()
        self._tell_detail()

    def _tell_detail(self) -> None:
        if self.action is not None:
            self.detail.tell_action(self.action, self.workspace.today)
        elif any(pages.total for pages in self._lanes):
            self.detail.tell(_("Nothing in this column"), "")
        else:
            self.detail.tell(*nothing_words(self.selection.filter != self.plain))

    def draw_card(self, lane: int, row: int, width: int) -> Sequence[Sequence[Part]]:
        """Give the lines of a card."""
        action = self._lanes[lane].line(row) if lane < len(self._lanes) else None
        if action is None:
            return []
        return card(action, width, self.workspace.today, action.id in self.selection.marks)

    @property
    def action(self) -> ActionLine | None:
        """The action under the cursor."""
        lane, row = self.board.cursor
        return self._lanes[lane].line(row) if lane < len(self._lanes) else None

    @property
    def is_acting(self) -> bool:
        """Whether keys go to the board."""
        return self.focused in (None, self.board)

    @property
    def shows_done(self) -> bool:
        """Whether there is a column of what is done."""
        return Status.DONE in self._statuses

    def to_actions(self) -> None:
        """Let keys go to the board."""
        self.board.focus()

    def all_numbers(self) -> frozenset[int]:
        """Return the numbers of all actions shown."""
        return frozenset(number for pages in self._lanes for number in pages.ranking.ids())

    @property
    def total(self) -> int:
        """How many actions are shown."""
        return sum(pages.total for pages in self._lanes)

    def show_marks(self) -> None:
        """Draw the cards anew."""
        self.board.redraw()
        super().show_marks()

    def next_line(self) -> None:
        """Go on to the next card."""
        self.board.action_go("down")

    def on_descendant_focus(self) -> None:
        """Offer what fits the board or the line to type in."""
        self.offer()

    @on(Board.Moved)
    def follow(self) -> None:
        """Offer what fits the card, and say it in full."""
        self.offer()
        self._tell_detail()

    @on(Board.Chosen)
    def explain_chosen(self) -> None:
        """Explain the priority."""
        self.action_explain()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to move cards that can be moved."""
        if action == "step":
            here = self.action if self.is_acting else None
            ways = _ON if parameters == ("1",) else _BACK
            return here is not None and (bool(self.selection.marks) or here.status in ways)
        return super().check_action(action, parameters)

    async def action_step(self, by: str) -> None:
        """Move what is chosen on to the next status, or back to the one before."""
        ways = {
            "accept": self.action_accept,
            "start": self.action_start,
            "finish": self.action_finish,
            "reopen": self.action_reopen,
        }
        stand = self._statuses_of_chosen()
        step = (_ON if by == "1" else _BACK).get(stand[0]) if len(stand) == 1 else None
        if len(stand) > 1:
            self.auditor.tell(_("The marked cards stand in several columns: mark those of one."), bad=True)
        elif step == "prove":
            self.action_prove()
        elif step is not None:
            await ways[step]()

    def _statuses_of_chosen(self) -> list[Status]:
        """Return the columns in which the marked cards stand, or without marks that of the card at hand."""
        marks = self.selection.marks
        if not marks:
            return [self.action.status] if self.action else []
        lanes = zip(self._statuses, self._lanes, strict=True)
        return [status for status, pages in lanes if pages.among(marks)]


_ON = {
    Status.PROPOSED: "accept",
    Status.PLANNED: "start",
    Status.IN_PROGRESS: "finish",
    Status.DONE: "prove",
}
_BACK = {
    Status.IN_PROGRESS: "accept",
    Status.DONE: "reopen",
    Status.VERIFIED: "reopen",
    Status.DROPPED: "reopen",
}


def _among(columns: Iterable[Pages], marks: Iterable[int]) -> frozenset[int]:
    """Return those of some numbers whose actions stand in the columns."""
    return frozenset[int]().union(*(pages.among(marks) for pages in columns))


def _spot_of(columns: Iterable[Pages], action_id: int) -> Spot | None:
    """Return where the card of an action stands."""
    for lane, pages in enumerate(columns):
        row = pages.place_of(action_id)
        if row is not None:
            return lane, row
    return None


def _first_spot(columns: Iterable[Pages]) -> Spot | None:
    """Return where the first card stands."""
    return next(((lane, 0) for lane, pages in enumerate(columns) if pages.total), None)
