"""What each touchpoint means to the customer and to us, the decisive first, and the picture of the two beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.moments import DEFAULT_MOMENTS, mark_doubt, moment_of_truth, stake
from auditor.base import labels
from auditor.base.i18n import N_, _, number
from auditor.base.vocabulary import SCALE
from auditor.drawing.inks import STAKE_INKS
from auditor.drawing.matrix import Cell, business_and_customer
from auditor.sentences.moments import doubt_text, moment_gap, unsaid_text
from auditor.views.journeys import Touchpoint
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import keys_of
from screens.map.around import UNSEEN
from screens.routes import ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList
from screens.widgets.matrix import Matrix

_MOVES = (
    Command("move('left')", ("left", "h"), N_("less to us"), N_("In the picture: to what means less to us"), False),
    Command("move('right')", ("right", "l"), N_("more to us"), N_("In the picture: to what means more to us"), False),
    Command("move('up')", ("up", "k"), N_("more to them"), N_("In the picture: to what means more to the customer"), False),
    Command("move('down')", ("down", "j"), N_("less to them"), N_("In the picture: to what means less to the customer"), False),
    Command("choose", ("enter", "space"), N_("only these"), N_("In the picture: list only this cell, or all again")),
)  # fmt: skip
_RATED = N_("Say how much it matters to the business, 1 to 5")


class MomentsPlace(Place):
    """The touchpoints of a journey by their two importances."""

    CSS_PATH = "moments.tcss"
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint: feelings, notes, checks, actions")),
        Command("edit", ("e",), N_("edit"), N_("Edit this touchpoint")),
        Command("critical", ("space",), N_("mark ◆"), N_("Mark this touchpoint a moment of truth, or take the mark away")),
        *(Command(f"business('{step}')", (str(step),), N_("to us"), _RATED, step == 1) for step in SCALE),
        Command("business('0')", ("0",), N_("not said"), N_("Take away how much it matters to the business"), False),
        Command("matrix", ("m", "tab"), N_("picture"), N_("Go between the list and the picture")),
    )  # fmt: skip
    OFFERED: ClassVar[tuple[Command, ...]] = (*OWN[:3], *_MOVES, *OWN[3:])
    OF_WIDGETS: ClassVar[tuple[Command, ...]] = _MOVES

    def __init__(self, journey_id: int) -> None:
        """Show the journey of that number."""
        super().__init__()
        self.journey_id = journey_id
        self.bounds = DEFAULT_MOMENTS
        self.headings = Static("", markup=False, id="headings")
        self.lines = LineList(self._draw, id="moments")
        self.matrix = Matrix(business_and_customer(self.bounds))
        self.told = Static("", markup=False, id="told")
        self.detail = Detail()
        self._all: list[Touchpoint] = []
        self.shown_points: list[Touchpoint] = []
        """Those of the list, in its order."""
        self._cell: Cell | None = None

    def contents(self) -> Iterable[Widget]:
        """The list and the picture side by side."""
        yield Horizontal(
            Vertical(self.headings, self.lines, id="list"), Vertical(self.matrix, self.told, id="side")
        )
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list."""
        self.lines.focus()

    def shown(self) -> Shown:
        """The touchpoints alone."""
        return Shown(frozenset({self.journey_id}), None, frozenset((*UNSEEN, "note", "evidence", "action")))

    def show(self) -> None:
        """Read the touchpoints; the cursor stays on the one it stood on."""
        journey = self.workspace.reads.journeys.get(self.journey_id)
        if journey is None:
            self.auditor.tell(_("This journey is no longer there."))
            super().action_back()
            return
        self.bounds = self.workspace.rules.moments
        self.matrix.axes = business_and_customer(self.bounds)
        self._all = sorted(journey.touchpoints, key=_order)
        here = self.point
        self.shown_points = [one for one in self._all if self._cell is None or _cell_of(one) == self._cell]
        said = [point for point in self._all if point.business is not None]
        self.matrix.show(Counter(cell for point in said if (cell := _cell_of(point))))
        self.title_line.tell((journey.name, _("moments of truth")), self._cell_said())
        unsaid = len(self._all) - len(said)
        self.told.update(unsaid_text(unsaid, bool(said)) if unsaid else "")
        places = [at for at, one in enumerate(self.shown_points) if here is not None and one.id == here.id]
        self.lines.show(len(self.shown_points), places[0] if places else None)
        self._follow()

    def _cell_said(self) -> str:
        if self._cell is None:
            return ""
        return _("only customer {customer}, us {business}").format(
            customer=self._cell[1], business=self._cell[0]
        )

    @property
    def point(self) -> Touchpoint | None:
        """The touchpoint under the cursor."""
        return self.shown_points[self.lines.cursor] if self.lines.cursor < len(self.shown_points) else None

    @on(LineList.Resized)
    def _lay_out(self, message: LineList.Resized) -> None:
        texts = (
            (_("touchpoint"), _name_width(message.width) + 3),
            (_("customer"), 10),
            (_("us"), 5),
            (_("product"), 8),
            (_("quadrant"), 0),
        )
        self.headings.update(
            "".join(fit(text[:1].upper() + text[1:], width or 16) for text, width in texts), layout=False
        )

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if line >= len(self.shown_points):
            return []
        point = self.shown_points[line]
        parts: list[Part] = [
            (" ◆ " if point.critical else "   ", "warn"),
            (fit(point.name, _name_width(width) - 1) + " ", "plain"),
            (fit(str(point.importance), 10), "plain"),
        ]
        if point.business is None:
            return [*parts, (fit("–", 29), "dim")]
        whose = stake(point.importance, point.business, self.bounds)
        doubt = mark_doubt(point.critical, point.importance, point.business, self.bounds)
        value = number(moment_of_truth(point.importance, point.business), 2)
        return [
            *parts,
            (fit(str(point.business), 5), "plain"),
            (fit(value, 6), "strong"),
            ("? " if doubt else "  ", "warn"),
            (fit(labels.word(whose), 16), STAKE_INKS[whose]),
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of the picture in the picture, and those of a line in the list."""
        if action in {"move", "choose"}:
            return self.matrix.has_focus
        if action in {"open", "edit", "critical", "business"}:
            return self.point is not None and not self.matrix.has_focus
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """Offer what fits the list or the picture."""
        self.offer()

    @on(LineList.Moved)
    def _follow(self) -> None:
        point = self.point
        if point is None:
            self.detail.tell("", _("No touchpoint is in this cell."))
        else:
            said = " · ".join(filter(None, (moment_gap(point), doubt_text(point, self.bounds))))
            hint = _("{keys} says how much it matters to the business.")
            keys = keys_of(self.OFFERED, (f"business('{step}')" for step in SCALE))
            self.detail.tell(point.name, said or hint.format(keys=keys))
            if not self.matrix.has_focus and (cell := _cell_of(point)):
                self.matrix.cursor = cell
        self.offer()

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """Open the touchpoint."""
        if self.point is not None:
            self.go(ToTouchpoint(self.journey_id, self.point.id))

    def action_edit(self) -> None:
        """Edit the touchpoint."""
        if self.point is not None:
            forms.touchpoint_form.ask_edit_touchpoint(self.auditor, self.point.id)

    async def action_critical(self) -> None:
        """Mark the touchpoint by hand, or take the mark away."""
        point, stages = self.point, self.workspace.stages
        if point is not None:
            await self.auditor.save(
                lambda: stages.edit_touchpoint(point.id, critical=not point.critical, base=point)
            )

    async def action_business(self, step: str) -> None:
        """Say how much it matters to the business; 0 takes that away."""
        point, stages = self.point, self.workspace.stages
        if point is not None:
            await self.auditor.save(lambda: stages.edit_touchpoint(point.id, business=int(step), base=point))

    @on(Matrix.Chosen)
    def only_cell(self, message: Matrix.Chosen) -> None:
        """List only the touchpoints of a cell, or all again."""
        self._cell = None if self._cell == message.cell else message.cell
        self._to_list()
        self.show_now()

    def _to_list(self) -> None:
        self.remove_class("-matrix")
        self.lines.focus()

    def action_matrix(self) -> None:
        """Go between the list and the picture."""
        if self.matrix.has_focus:
            self._to_list()
        else:
            self.add_class("-matrix")
            self.matrix.focus()
        self.offer()

    def action_back(self) -> None:
        """Leave the picture, and then what it lists alone, before anything else."""
        if self.matrix.has_focus:
            self._to_list()
        elif self._cell is not None:
            self._cell = None
            self.show_now()
        else:
            super().action_back()


def _order(point: Touchpoint) -> float:
    return -moment_of_truth(point.importance, point.business) if point.business is not None else 1.0


def _cell_of(point: Touchpoint) -> Cell | None:
    return None if point.business is None else (point.business, point.importance)


def _name_width(width: int) -> int:
    return max(12, width - 3 - 10 - 5 - 8 - 16)
