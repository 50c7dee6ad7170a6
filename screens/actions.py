"""The list of what to improve, in order of priority, and the matrix beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from auditor.errors import AuditorError
from auditor.i18n import _
from auditor.views import ActionFilter, ActionLine
from auditor.vocabulary import OPEN_STATUSES, Status
from auditor.workspace import Ranking
from screens.action_commands import ACTION_COMMANDS, WHICH
from screens.action_words import cell_words, list_words, nothing_words
from screens.commands import Command, bindings
from screens.place import Place
from screens.widgets.action_lines import draw_action, draw_headings
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.line_list import LineList
from screens.widgets.matrix import MATRIX_COMMANDS, Matrix

PAGE = 100


class ActionsPlace(Place):
    """Actions of one journey or of all."""

    CSS_PATH = "actions.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (*ACTION_COMMANDS, *MATRIX_COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(ACTION_COMMANDS))

    def __init__(self, journey_id: int | None = None, action_id: int | None = None) -> None:
        """Show the actions of a journey, or of all; begin at the action of that number."""
        super().__init__()
        self._filter = ActionFilter(journey_id=journey_id)
        self._journey = ""
        self._which = 0
        self._ranking: Ranking | None = None
        self._pages: dict[int, list[ActionLine]] = {}
        self._wanted = action_id
        self.headings = Static("", markup=False, id="headings")
        self.lines = LineList(self._draw, id="actions")
        self.search: Input | None = None
        """Made when it is first wanted."""
        self.matrix: Matrix | None = None
        self.detail = Detail()
        self.told = Static("", markup=False, id="told")

    def contents(self) -> Iterable[Widget]:
        """The list and the matrix side by side."""
        self.matrix = Matrix(self.workspace.config.bounds)
        yield Horizontal(
            Vertical(self.headings, self.lines, id="list"),
            Vertical(self.matrix, self.told, id="side"),
        )
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list."""
        if self._filter.journey_id is not None:
            journey = self.workspace.reads.journeys.get(self._filter.journey_id)
            self._journey = journey.name if journey else ""
        self.lines.focus()

    def show(self) -> None:
        """Read the ranking; the cursor stays on its action wherever that has gone."""
        self._wanted = self._wanted or (self.action.id if self.action else None)
        self._ranking = self.workspace.reads.actions.ranking(self._filter)
        self._pages.clear()
        place = self._ranking.place_of(self._wanted) if self._wanted else None
        self._wanted = None
        self.lines.show(self._ranking.total, place)
        if self.matrix is not None:
            everywhere = replace(self._filter, cell=None)
            ranking = self.workspace.reads.actions.ranking(everywhere) if self._filter.cell else self._ranking
            self.matrix.show(ranking.cells())
            if self.action is not None and not self.matrix.has_focus:
                self.matrix.cursor = (self.action.effort, self.action.impact)
        self._tell()

    def _tell(self) -> None:
        assert self._ranking is not None
        count = self._ranking.total
        said = list_words(count, WHICH[self._which][0], self._filter)
        where = self._journey or _("all journeys")
        self.title_line.tell((where, _("what to improve")), said)
        self._tell_cell()
        self._tell_detail()

    def _tell_detail(self) -> None:
        if self.action is not None:
            self.detail.tell_action(self.action)
        else:
            self.detail.tell(*nothing_words(self._filter))

    def _tell_cell(self) -> None:
        if self.matrix is None:
            return
        self.told.update(cell_words(self.matrix.cursor))

    @on(LineList.Resized)
    def draw_headings(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        self.headings.update(draw_headings(message.width))

    def _line(self, place: int) -> ActionLine | None:
        if self._ranking is None or not 0 <= place < self._ranking.total:
            return None
        page = place // PAGE
        if page not in self._pages:
            self._pages[page] = self._read_page(page)
        lines = self._pages[page]
        return lines[place % PAGE] if place % PAGE < len(lines) else None

    def _read_page(self, page: int) -> list[ActionLine]:
        """Return the actions of a page; none, and a word why, when they can't be read while the list is drawn."""
        assert self._ranking is not None
        try:
            return self._ranking.page(page * PAGE, PAGE)
        except AuditorError as error:
            self.auditor.tell(str(error), bad=True)
            return []

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        action = self._line(line)
        return draw_action(action, line + 1, width) if action else []

    @property
    def action(self) -> ActionLine | None:
        """The action under the cursor."""
        return self._line(self.lines.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the action under the cursor, while the keys go to the list."""
        here = self.action if self.focused in (None, self.lines) else None
        if action in {"explain", "edit", "impact", "effort"}:
            return here is not None
        if action == "accept":
            return here is not None and here.status in (Status.PROPOSED, Status.DROPPED)
        if action == "drop":
            return here is not None and here.status in OPEN_STATUSES
        if action in {"move", "choose"}:
            return self.matrix is not None and self.matrix.has_focus
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """Offer what fits the list, the matrix or the search."""
        self.offer()

    @on(LineList.Moved)
    def follow_in_matrix(self) -> None:
        """Show in the matrix where the action stands."""
        if self.action is not None and self.matrix is not None and not self.matrix.has_focus:
            self.matrix.cursor = (self.action.effort, self.action.impact)
        self.offer()
        self._tell_detail()

    @on(LineList.Chosen)
    def action_explain(self) -> None:
        """Explain the priority."""
        from screens.dialogs.explain import ExplainDialog

        reads = self.workspace.reads.actions
        action = reads.get(self.action.id) if self.action else None
        if action is not None:
            grounds = reads.grounds(action.line.touchpoint_id)
            self.app.push_screen(ExplainDialog(action, grounds, self.workspace.config.bounds))

    @on(Matrix.Moved)
    def tell_cell(self) -> None:
        """Say what the cell means."""
        self._tell_cell()

    @on(Matrix.Chosen)
    def only_cell(self, message: Matrix.Chosen) -> None:
        """List only the actions of a cell."""
        self._filter = replace(self._filter, cell=message.cell)
        self._to_list()
        self.show_now()

    def action_matrix(self) -> None:
        """Go between the list and the matrix."""
        if self.matrix is None:
            return
        if self.matrix.has_focus:
            self._to_list()
        else:
            self.add_class("-matrix")
            self.matrix.focus()
        self.offer()

    def _to_list(self) -> None:
        self.remove_class("-matrix")
        self.lines.focus()

    async def action_accept(self) -> None:
        """Accept the action."""
        action = self.action
        if action is not None:
            await self.auditor.save(lambda: self.workspace.actions.accept([action.id]))

    def action_drop(self) -> None:
        """Drop the action, with a reason."""
        from screens.action_form import ask_drop

        if self.action is not None:
            ask_drop(self, self.action)

    def action_edit(self) -> None:
        """Edit the action."""
        from screens.action_form import ask_edit_action

        if self.action is not None:
            ask_edit_action(self, self.action.id)

    async def action_impact(self, by: str) -> None:
        """Raise or lower the impact; the action moves at once."""
        action = self.action
        if action is not None and 1 <= action.impact + int(by) <= 5:
            await self.auditor.save(
                lambda: self.workspace.actions.edit(action.id, impact=action.impact + int(by))
            )

    async def action_effort(self, by: str) -> None:
        """Raise or lower the effort; the action moves at once."""
        action = self.action
        if action is not None and 1 <= action.effort + int(by) <= 5:
            await self.auditor.save(
                lambda: self.workspace.actions.edit(action.id, effort=action.effort + int(by))
            )

    def action_which(self) -> None:
        """Show the next kind of status."""
        self._which = (self._which + 1) % len(WHICH)
        self._filter = replace(self._filter, statuses=WHICH[self._which][1])
        self.show_now()

    def action_all_of_it(self) -> None:
        """Take the filters away."""
        self._which = 0
        self._filter = ActionFilter(journey_id=self._filter.journey_id)
        if self.search is not None:
            self.search.value = ""
        self.show_now()

    async def action_find(self) -> None:
        """Show only what holds a text."""
        if self.search is None:
            self.search = Input(placeholder=_("find in titles and touchpoints"), compact=True)
            self.search.cursor_blink = False
            await self.query_one("#list").mount(self.search)
        self.search.display = True
        self.search.focus()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Narrow the list while typing."""
        if event.value != self._filter.text:
            self._filter = replace(self._filter, text=event.value)
            self.show_now()

    @on(Input.Submitted)
    def found(self, event: Input.Submitted) -> None:
        """Go back to the list, narrowed."""
        event.input.display = bool(event.value)
        self.lines.focus()

    def action_back(self) -> None:
        """Leave the search, the matrix or a filter first, then the place."""
        search = self.search
        if search is not None and (search.has_focus or (search.display and not search.value)):
            search.value = ""
            search.display = False
            self.lines.focus()
        elif self.matrix is not None and self.matrix.has_focus:
            self._to_list()
        elif self._filter.cell or self._filter.text:
            if search is not None:
                search.display = False
            self.action_all_of_it()
        else:
            super().action_back()
