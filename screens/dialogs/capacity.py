"""Asks how many person-days there are, and shows the most valuable set of actions that fits in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from auditor.analysis.scoring import Scoring
from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext, number
from auditor.base.text import capital
from auditor.base.vocabulary import Method
from auditor.input.numbers import number_of
from auditor.sentences.deciding import stuck_words
from auditor.sentences.explain import figure
from auditor.views.actions import ActionLine
from auditor.views.deciding import Fitting
from screens.dialogs.dialog import Dialog
from screens.widgets.action_lines import STATUS_SIGNS, alike, called
from screens.widgets.drawing import Part, fit
from screens.widgets.editors import FlagEditor
from screens.widgets.line_list import LineList
from screens.widgets.texts import ShortText

MOST = 10_000
"""Person-days: forty years."""

_WORDS = 80
"""Cells from which on a status is a word beside its sign."""

Fits = Callable[[float, bool], Fitting]
"""Gives the set for a number of days; the flag counts what is in progress first."""


class CapacityDialog(Dialog[frozenset[int]]):
    """Person-days and what fits in them; gives the numbers of the actions of the set."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    CSS = """
    CapacityDialog.dialog > .box { width: 130; padding: 1 1 0 1; }
    CapacityDialog .field { height: 1; }
    CapacityDialog .label { width: auto; margin-right: 1; color: $quiet; }
    CapacityDialog ShortText { width: 12; margin-right: 2; background: $panel; }
    CapacityDialog ShortText:focus, CapacityDialog FlagEditor:focus { background: $line-cursor; background-tint: transparent; }
    CapacityDialog .headings { margin-top: 1; }
    CapacityDialog #told { height: auto; margin-top: 1; }
    """

    def __init__(self, fits: Fits, scoring: Scoring, days: str) -> None:
        """Begin with so many `days`; `fits` gives the sets, by the numbers of `scoring`."""
        super().__init__()
        self._fits = fits
        self._scoring = scoring
        self._width = 0
        self._shown: list[ActionLine] = []
        self._beginnings: frozenset[str] = frozenset()
        self.days = ShortText(days, proposed=True)
        self.first = FlagEditor(_("count what is in progress first"), on=False)
        self.lines = LineList(self._draw)
        self.headings = Static("", classes="headings", markup=False)
        self.told = Static("", id="told", markup=False)

    def compose(self) -> ComposeResult:
        """The days, what is counted first, the set, what it comes to, the keys."""
        with Vertical(classes="box") as box:
            box.border_title = _("What fits?")
            with Horizontal(classes="field"):
                yield Static(_("Person-days"), classes="label", markup=False)
                yield self.days
                yield self.first
            yield self.headings
            self.lines.can_focus = False
            yield self.lines
            yield self.told
            keys = ((_("enter"), _("mark these")), ("tab", _("next field")), (_("esc"), _("leave it")))
            parts: list[str | tuple[str, str]] = []
            for key, label in keys:
                parts += [(key, "bold $accent"), f" {label}   "]
            yield Static(Content.assemble(*parts), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Type at once, over what is proposed."""
        self.watch(self.first, "place", self._show_anew, init=False)
        self.days.focus()
        self._show_anew()

    def on_resize(self, event: events.Resize) -> None:
        """Give the set the room that all else leaves."""
        self.lines.styles.height = max(3, min(16, event.size.height - 15))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show_anew()

    def _show_anew(self) -> None:
        capacity = days_typed(self.days.value)
        if capacity is None:
            self._shown = []
            said = _("Type a number of days, from 0 to {most}.").format(most=number(MOST))
        else:
            try:
                found = self._fits(capacity, self.first.given())
            except RefusedError as error:
                self._shown, said = [], str(error)
            else:
                self._shown = [*found.started, *found.taken]
                self._beginnings = alike(self._shown)
                said = fitting_words(found)
        self.told.update(Content(said))
        self.lines.show(len(self._shown), 0)

    def draw_headings(self, width: int) -> None:
        """Draw the headings as wide as the lines are drawn."""
        self._width = width
        method = self._scoring.method
        score = _("prio") if method is Method.PRIORITY else labels.word(method)
        texts = (_("action"), _("where"), _("status"), _("days"), score)
        self.headings.update(Content("".join(_row(width, *map(capital, texts)))))

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if width != self._width:
            self.call_later(self.draw_headings, width)
        action = self._shown[line]
        days = figure(self._scoring.days[action.effort - 1])
        sign = STATUS_SIGNS[action.status]
        status = f"{sign} {labels.word(action.status)}" if width >= _WORDS else sign
        title = called(action, self._beginnings)
        where = "" if title != action.title else action.touchpoint
        row = _row(width, title, where, status, days, number(action.priority, 1))
        return list(zip(row, ("plain", "dim", "plain", "plain", "accent"), strict=True))

    def on_key(self, event: events.Key) -> None:
        """Move in the set while typing."""
        moves = {
            "up": self.lines.action_cursor_up,
            "down": self.lines.action_cursor_down,
            "pageup": self.lines.action_page_up,
            "pagedown": self.lines.action_page_down,
        }
        if move := moves.get(event.key):
            move()
            event.stop()
            event.prevent_default()

    def action_take(self) -> None:
        """Give the numbers of the set."""
        if self._shown:
            self.dismiss(frozenset(line.id for line in self._shown))


def _row(width: int, title: str, where: str, status: str, days: str, value: str) -> list[str]:
    """Return the columns of the list, each as wide as it stands there; the title has the most room."""
    point = 24 if width >= 104 else 0
    worded = 15 if width >= _WORDS else 8
    return [
        fit(f" {title}", width - point - worded - 14),
        fit(f" {where}", point),
        fit(f" {status}", worded),
        fit(days, 6, right=True),
        fit(value, 8, right=True),
    ]


def days_typed(text: str) -> float | None:
    """Return the days typed, 0..10,000; None for anything else."""
    try:
        days = number_of(text)
    except RefusedError:
        return None
    return days if days is not None and 0 <= days <= MOST else None


def fitting_words(found: Fitting) -> str:
    """Say in a few lines what fits, what it is worth, and what is left out first."""
    count = len(found.started) + len(found.taken)
    said = [
        ngettext("{count} of {all} actions", "{count} of {all} actions", count).format(
            count=number(count), all=number(found.considered)
        ),
        ngettext(
            "{days} of {capacity} day", "{days} of {capacity} days", 1 if found.capacity == 1 else 2
        ).format(days=figure(found.days), capacity=figure(found.capacity)),
        _("worth {value} together").format(value=number(found.value, 1)),
    ]
    lines = [" · ".join(said)]
    if found.days > found.capacity:
        lines.append(_("What is in progress takes more days than there are."))
    if found.left_out is not None:
        lines.append(_("First left out: {title}").format(title=found.left_out.title))
    return "\n".join(filter(None, (*lines, stuck_words(found))))
