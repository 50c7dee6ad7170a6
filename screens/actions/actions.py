"""The list of what to improve, in order of priority or any other, and the matrix beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from auditor.base.vocabulary import Sort
from auditor.drawing.matrix import effort_and_impact
from auditor.sentences.returns import chance_text, return_or_missing
from auditor.views.actions import ActionLine
from screens.actions.acting import ActingPlace
from screens.actions.commands import ACTING, FILTERING, MARKING, MATRIX, RATING
from screens.actions.pages import Pages
from screens.actions.words import cell_words, nothing_words
from screens.frame.commands import Command, bindings
from screens.routes import Selection, ToActions
from screens.widgets.action_lines import Columns, draw_action, draw_headings
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.line_list import LineList
from screens.widgets.matrix import MATRIX_COMMANDS, Matrix

BESIDE = (*FILTERING, *MARKING, *MATRIX, *RATING)
COMMANDS = (*ACTING, *BESIDE)


class ActionsPlace(ActingPlace):
    """Actions of one journey or of all, a line each."""

    view = ToActions
    CSS_PATH = "actions.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (*ACTING, *MATRIX_COMMANDS, *BESIDE)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(COMMANDS))

    def __init__(self, selection: Selection | None = None, at: int | None = None) -> None:
        """Show the actions selected, or all that are open; begin at the action of that number."""
        super().__init__(selection or Selection(), at)
        self._pages: Pages | None = None
        self._chances: Mapping[int, float | None] = {}
        self.headings = Static("", markup=False, id="headings")
        self.lines = LineList(self._draw, id="actions")
        self.matrix: Matrix | None = None
        self.detail = Detail()
        self.told = Static("", markup=False, id="told")

    def contents(self) -> Iterable[Widget]:
        """The list and the matrix side by side."""
        self.matrix = Matrix(effort_and_impact(self.workspace.config.bounds))
        yield Horizontal(
            Vertical(self.bar, self.headings, self.lines, id="list"),
            Vertical(self.matrix, self.told, id="side"),
        )
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list."""
        self.lines.focus()

    def show(self) -> None:
        """Read the ranking; the cursor stays on its action wherever that has gone."""
        wanted = self.wanted or (self.action.id if self.action else None)
        self._pages = Pages(self.auditor, self.selection.filter, self._show_arrived)
        self._chances = self.workspace.reads.returns.chances(self.selection.filter) if self._by_return else {}
        self.find_where()
        self.selection.marks &= self._pages.among(self.selection.marks)
        self._lay_out()
        self.lines.show(self._pages.total, self._pages.place_of(wanted) if wanted else None)
        self.wanted = None
        self._show_matrix()
        self.tell_shown(self.total)
        self._tell_cell()
        self._tell_detail()

    def _show_arrived(self) -> None:
        self.lines.refresh()
        self._follow_in_matrix()
        self._tell_detail()

    def _show_matrix(self) -> None:
        if self.matrix is None or self._pages is None:
            return
        self.matrix.axes = effort_and_impact(self.workspace.config.bounds)
        shown = self.selection.filter
        everywhere = self.workspace.reads.actions.ranking(replace(shown, cell=None)) if shown.cell else None
        self.matrix.show((everywhere or self._pages.ranking).cells())
        self._follow_in_matrix()

    def _follow_in_matrix(self) -> None:
        if self.action is not None and self.matrix is not None and not self.matrix.has_focus:
            self.matrix.cursor = (self.action.effort, self.action.impact)

    def _tell_detail(self) -> None:
        if self.action is not None:
            self.detail.tell_action(self.action, self.workspace.today)
        else:
            self.detail.tell(*nothing_words(self.selection.filter != self.plain))

    def _tell_cell(self) -> None:
        if self.matrix is not None:
            self.told.update(cell_words(self.matrix.cursor))

    @on(LineList.Resized)
    def _lay_out(self) -> None:
        """Draw the headings as wide as the lines."""
        width = self.lines.scrollable_content_region.width
        if self._pages is None or not width:
            return
        columns = Columns.of(width, self._pages.owned, self._pages.dated, self._by_return)
        shown = self.selection.filter
        method = self.workspace.config.scoring.method
        headings = draw_headings(columns, shown.sort, shown.descending, method)
        self.headings.update(headings, layout=False)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        action = self._pages.line(line) if self._pages else None
        if self._pages is None or action is None:
            return []
        columns = Columns.of(width, self._pages.owned, self._pages.dated, self._by_return)
        marked = action.id in self.selection.marks
        earned = self._earned(action) if self._by_return else ""
        return draw_action(action, line + 1, columns, self.workspace.today, marked, earned)

    @property
    def _by_return(self) -> bool:
        return self.selection.filter.sort is Sort.RETURN

    def _earned(self, action: ActionLine) -> str:
        """Return what an action brings and how likely that is most, or what is missing to say so."""
        said = return_or_missing(action, self.workspace.config.scoring.months)
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
        """Let keys go to the list."""
        self.remove_class("-matrix")
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

    def on_descendant_focus(self) -> None:
        """Offer what fits the list, the matrix or the line to type in."""
        self.offer()

    @on(LineList.Moved)
    def follow(self) -> None:
        """Show in the matrix where the action stands, and say what it is."""
        self._follow_in_matrix()
        self.offer()
        self._tell_detail()

    @on(LineList.Chosen)
    def explain_chosen(self) -> None:
        """Explain the priority."""
        self.action_explain()

    @on(Matrix.Moved)
    def tell_cell(self) -> None:
        """Say what the cell means."""
        self._tell_cell()

    @on(Matrix.Chosen)
    def only_cell(self, message: Matrix.Chosen) -> None:
        """List only the actions of a cell."""
        self.to_actions()
        self.show_filter(replace(self.selection.filter, cell=message.cell))

    def action_matrix(self) -> None:
        """Go between the list and the matrix."""
        if self.matrix is None:
            return
        if self.matrix.has_focus:
            self.to_actions()
        else:
            self.add_class("-matrix")
            self.matrix.focus()
        self.offer()

    def action_back(self) -> None:
        """Leave the matrix before anything else."""
        if self.matrix is not None and self.matrix.has_focus:
            self.to_actions()
        else:
            super().action_back()
