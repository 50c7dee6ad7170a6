"""Asks what puts actions in order and in quadrants, and shows meanwhile what that would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.analysis.scoring import Scoring
from auditor.base import labels
from auditor.base.i18n import _, number
from auditor.base.text import capital
from auditor.base.vocabulary import Method
from auditor.drawing.inks import rise_ink
from auditor.sentences.deciding import preview_words, quadrant_letters, quadrant_words, step_words
from auditor.sentences.explain import figure
from auditor.views.deciding import Preview
from screens.dialogs.dialog import Dialog
from screens.frame.commands import shown_key
from screens.widgets.action_lines import alike, called
from screens.widgets.drawing import Part, fit
from screens.widgets.editors import ChoiceEditor, ScaleEditor
from screens.widgets.fields import ChoiceField, ScaleField
from screens.widgets.line_list import LineList

Changes = Callable[[Scoring], Preview]
"""Says what a scoring would change."""

_WORDS = 95
"""Cells from which on quadrants are words."""

TENTHS = tuple(step / 10 for step in range(11))


class WeightsDialog(Dialog[tuple[Scoring, bool]]):
    """Order, weights and bounds; gives a scoring and whether it is to be kept in the settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use(False)", show=False),
        Binding("ctrl+s", "use(True)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    CSS = """
    WeightsDialog.dialog > .box { width: 130; padding: 1 1 0 1; }
    WeightsDialog .field { height: 1; }
    WeightsDialog .label { width: 22; color: $quiet; }
    WeightsDialog LineEditor:focus { background: $line-cursor; background-tint: transparent; }
    WeightsDialog .headings { margin-top: 1; }
    WeightsDialog #told { height: auto; }
    """

    def __init__(self, scoring: Scoring, changes: Changes) -> None:
        """Begin with the scoring as it is."""
        super().__init__()
        self._scoring = scoring
        self._width = 0
        self._changes = changes
        self._found: Preview | None = None
        self._beginnings: frozenset[str] = frozenset()
        self.order = ChoiceEditor(_order_field(scoring))
        self.need = ChoiceEditor(_weight_field("need", scoring.weights.need))
        self.confidence = ChoiceEditor(_weight_field("confidence", scoring.weights.confidence))
        self.impact = ScaleEditor(ScaleField("impact", "", scoring.bounds.impact, labels.impact))
        self.effort = ScaleEditor(ScaleField("effort", "", scoring.bounds.effort, labels.effort))
        self.headings = Static("", classes="headings", markup=False)
        self.lines = LineList(self._draw)
        self.told = Static("", id="told", markup=False)

    def compose(self) -> ComposeResult:
        """The fields, what they would change, the keys."""
        with Vertical(classes="box") as box:
            box.border_title = _("What if?")
            yield from self._rows()
            yield self.headings
            self.lines.can_focus = False
            yield self.lines
            yield self.told
            keys = (
                (f"{shown_key('left')} {shown_key('right')}", _("choose")),
                (_("enter"), _("use now")),
                ("^s", _("keep as settings")),
            )
            parts: list[str | tuple[str, str]] = []
            for key, label in (*keys, (_("esc"), _("leave it"))):
                parts += [(key, "bold $accent"), f" {label}   "]
            yield Static(Content.assemble(*parts), classes="hint", markup=False)

    def _rows(self) -> Iterable[Horizontal]:
        for label, editor in (
            (_("In the order of"), self.order),
            (_("Weight of need"), self.need),
            (_("Weight of confidence"), self.confidence),
            (_("Impact high from"), self.impact),
            (_("Effort high from"), self.effort),
        ):
            yield Horizontal(Static(fit(label, 21), classes="label", markup=False), editor, classes="field")

    def on_mount(self) -> None:
        """Begin with the order, and show that nothing changes yet."""
        for editor in (self.order, self.need, self.confidence, self.impact, self.effort):
            self.watch(editor, "place", self._show_anew, init=False)
        self.order.focus()
        self._show_anew()

    def on_resize(self, event: events.Resize) -> None:
        """Give the list the room that all else leaves."""
        self.lines.styles.height = max(3, min(20, event.size.height - 17))

    @property
    def given(self) -> Scoring:
        """The scoring that is filled in."""
        scoring = self._scoring
        return replace(
            scoring,
            method=Method(str(self.order.given())),
            weights=replace(
                scoring.weights, need=float(self.need.given()), confidence=float(self.confidence.given())
            ),
            bounds=replace(scoring.bounds, impact=self.impact.given(), effort=self.effort.given()),
        )

    def _show_anew(self) -> None:
        given = self.given
        self._found = self._changes(given)
        self._beginnings = alike(one.line for one in self._found.moved)
        self.told.update(Content(preview_words(self._found)))
        self.draw_headings(self._width)
        self.lines.show(len(self._found.moved), 0)

    def draw_headings(self, width: int) -> None:
        """Draw the headings as wide as the lines are drawn."""
        self._width = width
        method = self.given.method
        score = _("prio") if method is Method.PRIORITY else labels.word(method)
        row = _row(width, "#", "", capital(_("action")), capital(score), _("Quadrant"))
        self.headings.update(Content("".join(row)))

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if width != self._width:
            self.call_later(self.draw_headings, width)
        assert self._found is not None
        moved = self._found.moved[line]
        up = moved.before - moved.after
        row = _row(
            width,
            number(moved.after),
            step_words(moved),
            called(moved.line, self._beginnings),
            number(moved.line.priority, 1),
            quadrant_words(moved) if width >= _WORDS else quadrant_letters(moved),
        )
        step_ink = rise_ink(up)
        changed = moved.quadrant_before is not moved.line.quadrant
        inks = ("dim", step_ink, "plain", "accent", "accent" if changed else "dim")
        return list(zip(row, inks, strict=True))

    def on_key(self, event: events.Key) -> None:
        """Move in the list by pages."""
        moves = {"pageup": self.lines.action_page_up, "pagedown": self.lines.action_page_down}
        if move := moves.get(event.key):
            move()
            event.stop()
            event.prevent_default()

    def action_use(self, keep: bool) -> None:
        """Give the scoring filled in."""
        self.dismiss((self.given, keep))


def _order_field(scoring: Scoring) -> ChoiceField:
    return ChoiceField(
        "order", "", [(str(method), labels.word(method)) for method in Method], str(scoring.method)
    )


def _weight_field(key: str, weight: float) -> ChoiceField:
    """Return the field of a weight in tenths; one that lies between them can be kept as it is."""
    weights = sorted({*TENTHS, weight})
    return ChoiceField(key, "", [(str(each), figure(each)) for each in weights], str(weight))


def _row(width: int, place: str, step: str, title: str, value: str, quadrant: str) -> list[str]:
    """Return the columns of the list, each as wide as it stands there."""
    quadrants = 25 if width >= _WORDS else 9
    return [
        fit(place, 4, right=True),
        fit(f" {step}", 6),
        fit(title, width - quadrants - 17),
        fit(value, 7, right=True),
        fit(f" {quadrant}", quadrants),
    ]
