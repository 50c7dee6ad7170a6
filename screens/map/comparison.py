"""Personas compared whole: who they are, what they told, and each touchpoint as each of them meets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.comparing import ComparedPoint
from auditor.base.i18n import N_, _, percent
from auditor.base.labels import SUPPORT_SIGNS, word
from auditor.base.text import capital
from auditor.base.vocabulary import NoteKind
from auditor.drawing.inks import feeling_ink, need_ink
from auditor.reporting.comparison import FEWEST, PersonasCompared, comparison
from auditor.sentences import comparing
from auditor.sentences.comparing import Row
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.map.around import shown_of
from screens.routes import ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

_LEAST = 26
"""Cells that a persona takes at least: a feeling, the need and the sign of what supports it."""
_NEED = 5
_STEPS = 6

Line = str | Row | ComparedPoint


class ComparisonPlace(Place):
    """The personas of a journey in one table."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint: feelings, notes, checks, actions")),
        Command("turn('-1')", ("left", "h"), N_("persona before"), N_("To the persona before")),
        Command("turn('1')", ("right", "l"), N_("persona after"), N_("To the persona after")),
    )

    def __init__(self, journey_id: int) -> None:
        """Show the personas of the journey of that number."""
        super().__init__()
        self.journey_id = journey_id
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self._known: PersonasCompared | None = None
        self._rows: list[Line] = []
        self._from = 0
        """The persona that stands first, where there is no room for all."""
        self._shown = Shown()

    def contents(self) -> Iterable[Widget]:
        """Headings, one list, and the line under the cursor in full."""
        yield self.headings
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The map, and what the personas told."""
        return self._shown

    def show(self) -> None:
        """Read the map and lay the personas side by side."""
        journey_map = self.workspace.reads.maps.get(self.journey_id)
        if journey_map is None:
            self.action_back()
            return
        around = shown_of(journey_map)
        self._shown = Shown(around.journeys, None, around.unseen - {"reply"})
        self.title_line.tell((journey_map.journey.name, _("personas compared")))
        known = None
        if len(journey_map.personas) >= FEWEST:
            bank, _problems = self.workspace.question_bank()
            known = comparison(self.workspace.reads, journey_map, journey_map.personas, bank)
        # All at once: while that was read, the lines before may be drawn.
        self._known = known
        self._rows = list(_rows(known)) if known else [_("A comparison takes two personas or more.")]
        self._tell_headings()
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def on_line_list_resized(self) -> None:
        """Draw the headings as wide as the lines."""
        self._tell_headings()

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def _tell_headings(self) -> None:
        if self._known is None:
            self.headings.update("")
            return
        width = self.lines.size.width
        name, each = self._columns(width)
        names = [self._known.found.personas[at].name for at in self._places(width)]
        texts = [fit("", name), *(fit(capital(text), each - 1) + " " for text in names)]
        self.headings.update("".join([*texts, fit(_("steps"), _STEPS, right=True)]))

    def _columns(self, width: int) -> tuple[int, int]:
        """Return the widths of the name of a line and of each persona that there is room for."""
        count = len(self._places(width))
        name = max(18, min(34, width - _STEPS - count * _LEAST))
        return name, max(1, (width - _STEPS - name) // max(1, count))

    def _places(self, width: int) -> range:
        """Return which personas there is room for, counted from 0."""
        count = len(self._known.found.personas) if self._known else 0
        room = max(1, min(count, (width - _STEPS - 18) // _LEAST))
        first = max(0, min(self._from, count - room))
        return range(first, first + room)

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band" if row else "plain")]
        name, each = self._columns(width)
        if isinstance(row, Row):
            parts: list[Part] = [(fit(f"   {row.title}", name - 1) + " ", "dim")]
            parts += [(fit(row.cells[at], each - 1) + " ", "plain") for at in self._places(width)]
            return parts
        mark = " ◆ " if row.point.touchpoint.critical else "   "
        parts = [(mark, "warn"), (fit(row.point.touchpoint.name, name - 4) + " ", "plain")]
        for at in self._places(width):
            parts += self._draw_side(row, at, each)
        steps = comparing.steps_text(row)
        return [*parts, (fit(steps, _STEPS, right=True), "warn" if self._is_apart(row) else "dim")]

    def _draw_side(self, row: ComparedPoint, at: int, width: int) -> list[Part]:
        assert self._known is not None
        side = row.sides[at]
        need = "" if side.need is None else percent(side.need)
        level = comparing.level_at(self._known.supports, self._known.found.personas[at].id, row)
        return [
            (fit(comparing.felt_text(row, side), width - _NEED - 4), feeling_ink(side.feeling)),
            (fit(need, _NEED, right=True), "dim" if side.need is None else need_ink(side.need)),
            (f" {SUPPORT_SIGNS[level]}  ", "dim"),
        ]

    def _is_apart(self, row: ComparedPoint) -> bool:
        return self._known is not None and row in self._known.found.apart

    def _tell_detail(self) -> None:
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        if self._known is None or isinstance(row, str):
            self.detail.tell("", "")
            return
        personas = self._known.found.personas
        if isinstance(row, Row):
            said = [f"{one.name}: {text}" for one, text in zip(personas, row.cells, strict=True) if text]
            self.detail.tell(row.title, " · ".join(said))
            return
        texts = comparing.side_texts(self._known.found, row, self._known.supports)
        said = [f"{one.name}: {text}" for one, text in zip(personas, texts, strict=True)]
        needs = [note.text for note in row.point.notes if note.kind is NoteKind.NEED]
        if needs:
            said.append(f"{capital(word(NoteKind.NEED))}: {', '.join(needs)}")
        self.detail.tell(comparing.place_text(row), " · ".join(said))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line, and other personas where there is no room for all."""
        if action == "open":
            return self.point is not None
        if action == "turn":
            count = len(self._known.found.personas) if self._known else 0
            return count > len(self._places(self.lines.size.width))
        return super().check_action(action, parameters)

    @property
    def point(self) -> ComparedPoint | None:
        """The touchpoint under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        return row if isinstance(row, ComparedPoint) else None

    def on_line_list_chosen(self) -> None:
        """Open the touchpoint."""
        self.action_open()

    def action_open(self) -> None:
        """Open the touchpoint."""
        if self.point is not None:
            self.go(ToTouchpoint(self.journey_id, self.point.point.touchpoint.id))

    def action_turn(self, by: str) -> None:
        """To the persona before or after."""
        self._from = self._places(self.lines.size.width).start + int(by)
        self._from = self._places(self.lines.size.width).start
        self._tell_headings()
        self.lines.refresh()


def _rows(known: PersonasCompared) -> Iterable[Line]:
    if known.found.apart:
        yield _("Two steps or more apart")
        yield from known.found.apart
        yield ""
    yield _("Who they are")
    yield from comparing.portraits(known.found.personas)
    yield from comparing.sums(known.found, known.support)
    if words := known.words():
        yield ""
        yield _("What they told")
        yield from words
    stage = ""
    for one in known.found.points:
        if one.stage != stage:
            yield ""
            yield one.stage
        stage = one.stage
        yield one
