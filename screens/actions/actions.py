"""The list of what to improve, in order of priority or any other, and the matrix beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.widget import Widget

from auditor.analysis.priority import Bounds
from auditor.base.i18n import _
from auditor.base.vocabulary import Sort
from auditor.drawing.matrix import effort_and_impact
from auditor.sentences.returns import chance_text, return_or_missing
from auditor.views.actions import ActionLine
from screens.actions.acting import ActingPlace
from screens.actions.beside import Beside
from screens.actions.commands import ACTING, FILTERING, MARKING, MATRIX, RATING
from screens.actions.pages import Pages
from screens.actions.words import nothing_words
from screens.frame.commands import Command
from screens.frame.place import WIDE
from screens.routes import Route, Selection, ToActions
from screens.widgets.action_lines import (
    Columns,
    Laid,
    called,
    draw_action,
    draw_below,
    headings_of,
    in_two,
    is_falling,
    where_of,
)
from screens.widgets.boxes import Column, Row
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.headings import Headings
from screens.widgets.line_list import LineList
from screens.widgets.matrix import MATRIX_COMMANDS, Matrix

if TYPE_CHECKING:
    from screens.dialogs.reasons import Explained

BESIDE = (*FILTERING, *MARKING, *MATRIX, *RATING)
COMMANDS = (*ACTING, *BESIDE)

BROAD = 150
"""From this width on the action under the cursor stands in full beside the list, and the matrix below it."""
TALL = 36
"""From this height on a row has two lines, and there is room for the matrix below the pane."""


class ActionsPlace(ActingPlace):
    """Actions of one journey or of all, a line or two each."""

    view = ToActions
    CSS_PATH = "actions.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (*ACTING, *MATRIX_COMMANDS, *BESIDE)
    OF_WIDGETS: ClassVar[tuple[Command, ...]] = MATRIX_COMMANDS

    def __init__(self, selection: Selection | None = None, at: int | None = None) -> None:
        """Show the actions selected, or all that are open; begin at the action of that number."""
        super().__init__(selection or Selection(), at)
        self._pages: Pages | None = None
        self._chances: Mapping[int, float | None] = {}
        self.headings = Headings(self.sort_by)
        self.lines = LineList(self._draw, moved=self.follow, draw_more=self._draw_below, id="actions")
        self.list = Column(self.bar, self.headings, self.lines, id="list")
        self.side: Beside | None = None
        self.detail = Detail()
        self._columns: tuple[int, Laid, Columns] | None = None
        self._matrix_wanted: bool | None = None
        """Whether the user has asked for the matrix, or for none; else it is shown where there is room."""
        self._known_offers: dict[object, Sequence[Command]] = {}
        """What can be pressed, by all that decides it, until anything else may have changed."""

    def contents(self) -> Iterable[Widget]:
        """The list, what stands beside it, and below it what the line under the cursor has no room for."""
        # The bounds that hold are read with the rows.
        self.side = Beside(effort_and_impact(Bounds()), self._read_at_hand)
        self._arrange()
        yield Row(self.list, self.side)
        yield self.detail

    @property
    def matrix(self) -> Matrix | None:
        """The matrix, whether or not it is shown."""
        return self.side.matrix if self.side else None

    @property
    def has_matrix(self) -> bool:
        """Whether the matrix is shown."""
        return self.matrix is not None and bool(self.matrix.display)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.lines.focus()

    def way_here(self) -> Route | None:
        """The action under the cursor, among those that are shown."""
        return ToActions(Selection(self.selection.filter), self.number_at_hand())

    def on_resize(self) -> None:
        """Show what there is room for now."""
        self._arrange()

    def _arrange(self) -> None:
        """Give the list, the pane and the matrix the room there is."""
        if self.side is None:
            return
        width, height = self.app.size
        broad, tall = width >= BROAD, height >= TALL
        had = self.has_matrix
        wanted = self._matrix_wanted
        matrix = broad and tall if wanted is None else wanted
        self.side.give_room(pane=broad, matrix=matrix)
        alone = matrix and width < WIDE
        self.side.styles.width = "1fr" if alone else min(76, width * 2 // 5 - 6) if broad else 37
        self.list.display = not alone
        if self.detail.display is broad:
            self.detail.display = not broad
            self._tell_detail()
        self.lines.tall = 2 if tall else 1
        if matrix and not had:
            self._show_matrix()

    def _read_at_hand(self) -> Explained | None:
        from screens.actions.explaining import explained

        return explained(self.workspace, self.action.id) if self.action is not None else None

    def show(self) -> None:
        """Read the ranking; the cursor stays on its action wherever that has gone."""
        asked = self.wanted
        wanted = asked or (self.action.id if self.action else None)
        pages = Pages(self.auditor, self.selection.filter, self._show_arrived)
        chances = self.workspace.reads.returns.chances(self.selection.filter) if self._by_return else {}
        self.find_where()
        marks = pages.among(self.selection.marks)
        place = pages.place_of(wanted) if wanted else None
        if self.is_outdated:
            # Of two states, one after the other: all is read again.
            self.show_now()
            return
        # All at once, for what stands under the cursor must never be another action than the one shown there.
        self._pages, self._chances = pages, chances
        self.selection.marks &= marks
        self._lay_out()
        self.lines.show(pages.total, place)
        if self.wanted == asked:
            # What was asked for meanwhile is gone to when all is read once more.
            self.wanted = None
        self._show_matrix()
        self.tell_shown(self.total)
        self._tell_detail()

    def _show_arrived(self) -> None:
        self.lines.refresh()
        self._follow_in_matrix()
        self._tell_detail()

    def _show_matrix(self) -> None:
        if self.side is None or self.matrix is None or self._pages is None:
            return
        self.matrix.axes = effort_and_impact(self.workspace.rules.bounds)
        if not self.has_matrix:
            return
        shown = self.selection.filter
        everywhere = self.workspace.reads.actions.ranking(replace(shown, cell=None)) if shown.cell else None
        self.matrix.show((everywhere or self._pages.ranking).cells())
        self._follow_in_matrix()
        self.side.tell_cell(self.matrix.cursor)

    def _follow_in_matrix(self) -> None:
        if self.action is None or self.matrix is None or not self.has_matrix or self.matrix.has_focus:
            return
        self.matrix.cursor = (self.action.effort, self.action.impact)

    def _tell_detail(self) -> None:
        if self._pages is None:
            return
        if self.action is None:
            self.detail.tell(*nothing_words(self.selection.filter != self.plain))
        elif self.detail.display:
            self.detail.tell_action(self.action, self.workspace.today)
        if self.side is not None:
            self.side.follow()

    def _laid(self) -> Laid:
        """Say what the columns have to show."""
        pages, tall = self._pages, self.lines.tall > 1
        if pages is None:
            return Laid(0)
        return Laid(pages.total, pages.owned, pages.dated, self._by_return, tall)

    def _columns_of(self, width: int) -> Columns:
        laid = self._laid()
        if self._columns is None or self._columns[:2] != (width, laid):
            self._columns = width, laid, Columns.of(width, laid)
        return self._columns[2]

    @on(LineList.Resized)
    def _lay_out(self) -> None:
        """Draw the headings as wide as the lines."""
        width = self.lines.scrollable_content_region.width
        if self._pages is None or not width:
            return
        shown = self.selection.filter
        method = self.workspace.rules.scoring.method
        headings = headings_of(self._columns_of(width), self._by_return, method)
        self.headings.tell(headings, shown.sort, is_falling(shown.sort, shown.descending))

    def _called(self, line: int, action: ActionLine) -> str:
        return called(action, self._pages.beginnings(line)) if self._pages else action.title

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        action = self._pages.line(line) if self._pages else None
        if action is None:
            return []
        columns = self._columns_of(width)
        marked = action.id in self.selection.marks
        earned = self._earned(action) if columns.touchpoint and self._by_return else ""
        title = self._called(line, action)
        if self.lines.tall > 1:
            title = in_two(title, columns)[0]
        return draw_action(action, line + 1, columns, self.workspace.today, marked, earned, title)

    def _draw_below(self, line: int, more: int, width: int) -> Sequence[Part]:
        del more
        action = self._pages.line(line) if self._pages else None
        if action is None:
            return []
        columns, title = self._columns_of(width), self._called(line, action)
        where = where_of(action, self.selection.filter.journey_id is None, title != action.title)
        beside = f"{self._earned(action)} · {where}" if self._by_return else where
        marked = action.id in self.selection.marks
        return draw_below(action, columns, width, in_two(title, columns)[1], beside, marked)

    @property
    def _by_return(self) -> bool:
        return self.selection.filter.sort is Sort.RETURN

    def _earned(self, action: ActionLine) -> str:
        """Return what an action brings and how likely that is most, or what is missing to say so."""
        said = return_or_missing(action, self.workspace.rules.scoring.months)
        if action.id not in self._chances:
            return said
        return f"{chance_text(self._chances[action.id])} · {said}"

    @property
    def action(self) -> ActionLine | None:
        """The action under the cursor."""
        return self._pages.line(self.lines.cursor) if self._pages else None

    @property
    def is_acting(self) -> bool:
        """Whether keys go to the list."""
        return self.focused in (None, self.lines)

    def to_actions(self) -> None:
        """Let keys go to the list; a matrix that has taken its place goes."""
        if not self.list.display:
            self._matrix_wanted = None
            self._arrange()
        self.lines.focus()

    def all_numbers(self) -> frozenset[int]:
        """Return the numbers of all actions shown."""
        return frozenset(self._pages.ranking.ids()) if self._pages else frozenset()

    @property
    def total(self) -> int:
        """How many actions are shown."""
        return self._pages.total if self._pages else 0

    def show_marks(self) -> None:
        """Draw the lines anew."""
        self.lines.refresh()
        super().show_marks()

    def next_line(self) -> None:
        """Go on to the next line."""
        self.lines.action_cursor_down()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of the matrix only in the matrix."""
        if action in {"move", "choose"}:
            return self.matrix is not None and self.matrix.has_focus
        return super().check_action(action, parameters)

    def why_not(self, command: Command) -> str:
        """Say where the keys of the matrix, or those of the list, are."""
        if command in MATRIX_COMMANDS:
            return _("That is for the matrix: {key} goes there.").format(key=self.key_of("matrix"))
        if self.matrix is not None and self.matrix.has_focus and self.total:
            return _("That is for the list: {key} goes back there.").format(key=self.key_of("matrix"))
        return super().why_not(command)

    def on_descendant_focus(self) -> None:
        """Offer what fits the list, the matrix or the line to type in."""
        self.offer()

    def all_commands(self) -> Sequence[Command]:
        """Return the commands that can be given here; looked up only once for actions alike in that."""
        alike = self.action and self.action.status, bool(self.selection.marks), self.focused
        if alike not in self._known_offers:
            self._known_offers[alike] = super().all_commands()
        return self._known_offers[alike]

    def offer(self) -> None:
        """Show what can be pressed now that something has changed."""
        self._known_offers.clear()
        super().offer()

    def follow(self) -> None:
        """Show in the matrix where the action stands, and say what it is."""
        self._follow_in_matrix()
        super().offer()
        self._tell_detail()

    @on(LineList.Chosen)
    def explain_chosen(self) -> None:
        """Explain the priority."""
        self.action_explain()

    @on(Matrix.Moved)
    def tell_cell(self, message: Matrix.Moved) -> None:
        """Say what the cell means."""
        if self.side is not None and self.has_matrix:
            self.side.tell_cell(message.cell)

    @on(Matrix.Chosen)
    def only_cell(self, message: Matrix.Chosen) -> None:
        """List only the actions of a cell."""
        self.to_actions()
        self.show_filter(replace(self.selection.filter, cell=message.cell))

    def action_matrix(self) -> None:
        """Show the matrix and go into it; when it is shown, take it away."""
        if self.has_matrix:
            self._want_matrix(False)
            self.lines.focus()
        else:
            self._want_matrix(True)
        self.offer()

    def action_beside(self) -> None:
        """Go between the list and the matrix."""
        if self.matrix is not None and self.matrix.has_focus:
            self.to_actions()
        else:
            self._want_matrix(True)
        self.offer()

    def _want_matrix(self, wanted: bool) -> None:
        self._matrix_wanted = wanted
        self._arrange()
        if wanted and self.matrix is not None:
            self.matrix.focus()

    def action_back(self) -> None:
        """Leave the matrix before anything else."""
        if self.matrix is not None and self.matrix.has_focus:
            self.to_actions()
        else:
            super().action_back()
