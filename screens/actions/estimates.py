"""How well the team estimates: the impact expected of actions beside the impact they turned out to have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.calibration import calibration
from auditor.base.i18n import N_, _, number
from auditor.base.text import capital
from auditor.drawing.cells import bar
from auditor.sentences import proof
from auditor.views.proofs import ImpactEstimate
from screens.actions.commands import ACTING
from screens.frame.commands import Command, key_of
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import ToProof
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit, wrapped
from screens.widgets.line_list import LineList

_COLUMNS = (10, 12, 12)
"""Expected, turned out, off by."""


_EXPLAINED = 4
"""Lines below the list that say how an impact turned out is worked out, an empty one first."""


class EstimatesPlace(Place):
    """Expected and realised impact of every action that was looked at again."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("proof"), N_("Show what looking again showed of the action")),
    )

    def __init__(self, journey_id: int | None = None) -> None:
        """Show the actions of a journey, or of all."""
        super().__init__()
        self._journey_id = journey_id
        self._rows: list[ImpactEstimate] = []
        self._parts: list[str] = []
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw, skip=self._is_explanation, id="estimates")
        self.detail = Detail()

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey whose estimates are shown, unless they are of all."""
        return self._journey_id

    def contents(self) -> Iterable[Widget]:
        """The list, and what it says on the whole."""
        yield self.headings
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The actions that were looked at again."""
        return Shown.of(self._journey_id, "note", "reply", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the estimates."""
        journey = self.workspace.reads.journeys.get(self._journey_id) if self._journey_id else None
        self._rows = self.workspace.reads.proofs.estimates(self._journey_id)
        self._parts = _parts(self._rows)
        self.title_line.tell((journey.name if journey else _("all journeys"), _("estimates of impact")))
        self.lines.show(len(self._rows) + (len(self._parts) + _EXPLAINED if self._rows else 0))
        self.lines.focus()
        found = calibration([row.over for row in self._rows])
        if found is None:
            nothing = _("No effect is settled yet, so there is nothing to compare.")
            self.detail.tell(
                nothing,
                _("{key} on an action that is done looks again.").format(key=key_of(ACTING, "prove")),
            )
        else:
            self.detail.tell(proof.calibration_words(found), "")

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        titles = (_("expected"), _("turned out"), _("off by"))
        pairs = zip(titles, _COLUMNS, strict=True)
        heads = "".join(fit(capital(title), width, right=True) for title, width in pairs)
        name = fit(" " + capital(_("action")), max(16, message.width - sum(_COLUMNS) - 7))
        self.headings.update(name + heads)

    def _is_explanation(self, line: int) -> bool:
        return line >= len(self._rows)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if self._is_explanation(line):
            explained = [*self._parts, "", *wrapped(proof.how_realised(), width - 2, _EXPLAINED - 1)]
            return [(fit(f" {explained[line - len(self._rows)]}", width), "dim")]
        row = self._rows[line]
        expected, realised, off = _COLUMNS
        ink = "warn" if row.over >= 1 else "good" if row.over <= -1 else "plain"
        return [
            (fit(f" {row.action.title}", max(16, width - sum(_COLUMNS) - 7)), "plain"),
            (fit(str(row.expected), expected, right=True), "plain"),
            (fit(number(row.realised, 1), realised, right=True), "strong"),
            (fit(number(row.over, 1, signed=True), off, right=True), ink),
            (" ", "plain"),
            (bar(abs(row.over) / 4, 6), ink),
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a proof where there is an action."""
        if action == "open":
            return bool(self._rows)
        return super().check_action(action, parameters)

    def on_line_list_chosen(self) -> None:
        """Show the proof of the action opened."""
        self.action_open()

    def action_open(self) -> None:
        """Show what looking again showed of the action."""
        if self.lines.cursor < len(self._rows):
            self.go(ToProof((self._rows[self.lines.cursor].action.id,)))


def _parts(rows: Sequence[ImpactEstimate]) -> list[str]:
    """Return a line for each person and each phase, with what is said of them before."""
    lines = []
    for found in (proof.estimated_by_people(rows), proof.estimated_by_phases(rows)):
        lines += ["", *(f"{one.name}: {one.text}" for one in found)] if found else []
    return ["", _("Overestimated by"), *lines[1:]]
