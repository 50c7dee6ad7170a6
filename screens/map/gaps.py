"""As-is and to-be side by side: what each touchpoint is to become, and who works on the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.curves import Score
from auditor.analysis.mapping import coverage_of
from auditor.analysis.to_be import PointToBe, ToBe, to_be
from auditor.base.i18n import N_, _, number
from auditor.base.labels import word
from auditor.base.text import capital
from auditor.base.vocabulary import FEELINGS, Existence
from auditor.drawing.cells import bar
from auditor.drawing.curves import View, curves_of
from auditor.drawing.inks import feeling_ink
from auditor.drawing.text_curve import emotion_curve
from auditor.sentences.feelings import with_face
from auditor.sentences.map import coverage_said, due_said
from auditor.sentences.to_be import effect_said, for_whom, then_said, whole_said
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, MapPoint
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import way_key
from screens.frame.ways import way
from screens.map.around import shown_of
from screens.routes import ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


class GapsPlace(Place):
    """The journey as it is beside the journey as it is wanted."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint: feelings, notes, checks, actions")),
        Command("wish('1')", ("plus",), N_("wish up"), N_("Want a happier feeling here (to-be)")),
        Command("wish('-1')", ("minus",), N_("wish down"), N_("Want a less happy feeling here (to-be)")),
        Command("wish('0')", ("0",), N_("no wish"), N_("Take the wish away (to-be)"), False),
        Command("persona", ("V",), N_("persona"), N_("Next persona, or every customer"), was="p"),
        Command(
            "to_be",
            ("T",),
            N_("to be"),
            N_("How this touchpoint is to be: what happens then, where, needs met"),
            was="b",
        ),
        Command("curve", ("v",), N_("curve"), N_("As-is and to-be as a curve, or as a table")),
        Command(
            "existence",
            ("full_stop x",),
            N_("existing"),
            N_("This touchpoint is existing, planned, or to go"),
            False,
            was="x",
        ),
        way("actions", was="a"),
    )

    def __init__(self, journey_id: int) -> None:
        """Show the journey of that number."""
        super().__init__()
        self.journey_id = journey_id
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self.drawing = Static("", markup=False)
        self._drawn = VerticalScroll(self.drawing, id="curve")
        self._rows: list[str | PointToBe] = []
        self._map: JourneyMap | None = None
        self._persona: int | None = None
        self._shown = Shown()

    def contents(self) -> Iterable[Widget]:
        """Headings and one list, or the curve; what happens at the touchpoint then stands below."""
        yield self.headings
        yield self.lines
        yield self._drawn
        yield self.detail

    def on_mount(self) -> None:
        """Begin with the table."""
        self._drawn.display = False

    def shown(self) -> Shown:
        """The map without its notes; what is inside touchpoints changes it too."""
        return self._shown

    def show(self) -> None:
        """Read the map and lay both readings side by side."""
        journey_map = self.workspace.reads.maps.get(self.journey_id)
        if journey_map is None:
            self.action_back()
            return
        self._map = journey_map
        if self._persona not in {one.id for one in journey_map.personas}:
            self._persona = None
        here, under_its_stage = self.point, self._lines_of(self.point)[-1:] == [self.lines.cursor]
        self._rows = list(_rows(journey_map, to_be(journey_map, self._persona), self.key_of("wish('1')")))
        self._shown = shown_of(journey_map)
        said = for_whom(journey_map, self._persona)
        self.title_line.tell((journey_map.journey.name, _("as-is and to-be")), said)
        same = self._lines_of(here)
        self.lines.show(len(self._rows), same[-1 if under_its_stage else 0] if same else None)
        self._draw_curve()
        if self._drawn.display:
            self._drawn.focus()
        else:
            self.lines.focus()
        self._tell_detail()

    def _draw_curve(self) -> None:
        if self._map is None or not self._drawn.display:
            return
        curves = curves_of(self._map, View.WISH, [self.persona] if self.persona else ())
        text = emotion_curve(self._map, curves, max(20, self.size.width - 4))
        told = "\n".join(f"{name}: {said}" for name, said in whole_said(to_be(self._map, self._persona)))
        parts = [text or _("No feelings are known here yet, and none are wanted."), told]
        self.drawing.update("\n\n".join(filter(None, parts)))

    def on_resize(self) -> None:
        """Draw the curve as wide as there is room."""
        self._draw_curve()

    @property
    def persona(self) -> Persona | None:
        """The persona that is shown; None for every customer."""
        personas = self._map.personas if self._map is not None else ()
        return next((one for one in personas if one.id == self._persona), None)

    def _tell_detail(self) -> None:
        one = self._here
        if one is None:
            self.detail.tell("", "")
            return
        effect = effect_said(one)
        alone = _("alone: {effect}").format(effect=effect) if effect else ""
        said = " · ".join(
            (*then_said(one.point, one.wish), alone) if alone else then_said(one.point, one.wish)
        )
        hint = _("{key} says what happens here then").format(key=self.key_of("to_be"))
        self.detail.tell(one.point.touchpoint.name, said or hint)

    def _lines_of(self, point: MapPoint | None) -> list[int]:
        """Return the lines of a touchpoint: where nobody works on it that one first, and last that under its stage."""
        rows = enumerate(self._rows)
        return [
            line
            for line, row in rows
            if point and not isinstance(row, str) and row.point.touchpoint.id == point.touchpoint.id
        ]

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        name, felt = _columns(message.width)
        texts = ((_("touchpoint"), name + 3), (_("as-is"), felt), (_("to-be"), felt), (_("difference"), 11))
        more = ((_("existence"), 10), (_("To do"), 8))
        self.headings.update("".join(fit(capital(text), width) for text, width in (*texts, *more)))

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band" if row else "plain")]
        return _draw_point(row, width)

    @property
    def _here(self) -> PointToBe | None:
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        return None if isinstance(row, str) else row

    @property
    def point(self) -> MapPoint | None:
        """The touchpoint under the cursor."""
        return None if self._here is None else self._here.point

    def on_line_list_moved(self) -> None:
        """Say what happens at the touchpoint then."""
        self._tell_detail()
        self.offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line."""
        if action in {"open", "wish", "existence", "to_be"}:
            return self.point is not None and not self._drawn.display
        return super().check_action(action, parameters)

    def on_line_list_chosen(self) -> None:
        """Open the touchpoint."""
        self.action_open()

    def action_open(self) -> None:
        """Open the touchpoint."""
        if self.point is not None:
            self.go(ToTouchpoint(self.journey_id, self.point.touchpoint.id))

    async def action_wish(self, by: str) -> None:
        """Raise or lower the wanted feeling, or take the wish away."""
        if self.point is not None:
            await forms.wish_form.change_wish(self.auditor, self.point, int(by), self.persona)

    def action_to_be(self) -> None:
        """Ask what happens at the touchpoint then, for whom is shown."""
        if self.point is not None:
            forms.wish_form.ask_wish(self.auditor, self.point, self.persona)

    def action_persona(self) -> None:
        """Show the next persona, or every customer after the last."""
        personas: list[int | None] = [one.id for one in self._map.personas] if self._map is not None else []
        if not personas:
            said = _("This journey has no persona: {key} in the journey adds one.")
            self.auditor.tell(said.format(key=way_key("personas")))
            return
        order = [None, *personas]
        self._persona = order[(order.index(self._persona) + 1) % len(order)]
        self.show_now()

    def action_curve(self) -> None:
        """Go from the table to the curve, and back."""
        self._drawn.display = not self._drawn.display
        self.lines.display = self.headings.display = self.detail.display = not self._drawn.display
        self.show_now()
        self.offer()

    async def action_existence(self) -> None:
        """Go from existing to planned to to go."""
        if self.point is not None:
            await forms.touchpoint_form.change_existence(self.auditor, self.point.touchpoint)


def _rows(journey_map: JourneyMap, found: ToBe, wish_up: str) -> Iterable[str | PointToBe]:
    """Yield the lines; `wish_up` is the key that wants a happier feeling."""
    everything = found.points
    covered = coverage_of(journey_map, found.persona_id)
    if covered.share is not None:
        yield coverage_said(covered)
        if due := due_said(covered):
            yield _("Due: {months}").format(months=due)
    else:
        said = _("No touchpoint is to feel better than it does: {key} wants a happier feeling")
        yield said.format(key=wish_up)
    if covered.untouched:
        yield ""
        yield _("Nobody works on")
        yield from (everything[place] for place in covered.untouched)
    at = 0
    for stage in journey_map.journey.stages:
        if stage.touchpoints:
            yield ""
            yield stage.name
        yield from everything[at : at + len(stage.touchpoints)]
        at += len(stage.touchpoints)
    if any(one.changes for one in everything):
        yield ""
        yield from (f"{name}: {said}" for name, said in whole_said(found))


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of the touchpoint's name and of each feeling, whose words are cut only where they must be."""
    room = width - 3 - 11 - 10 - 8
    longest = max(cell_len(_felt(score)) for score in FEELINGS) + 1
    felt = max(16, min(longest, (room - 20) // 2))
    return max(12, room - 2 * felt), felt


def _draw_point(one: PointToBe, width: int) -> list[Part]:
    name, felt = _columns(width)
    point, touchpoint = one.point, one.point.touchpoint
    existence = "" if touchpoint.existence is Existence.EXISTING else word(touchpoint.existence)
    return [
        (" ◆ " if touchpoint.critical else "   ", "warn"),
        (fit(touchpoint.name, name - 1) + " ", "plain"),
        (fit(_felt(one.as_is), felt - 1) + " ", feeling_ink(one.as_is)),
        (fit(_felt(one.to_be), felt - 1) + " ", feeling_ink(one.to_be)),
        *_difference(one.difference),
        (fit(existence, 10), "accent"),
        (fit(str(point.open_actions) if point.open_actions else "–", 8), "dim"),
    ]


def _felt(score: Score) -> str:
    return "–" if score is None else with_face(score)


def _difference(rise: Score) -> list[Part]:
    if rise is None:
        return [(fit("", 11), "plain")]
    ink = "warn" if rise > 0 else "dim"
    return [(fit(number(rise, 1, signed=True), 5), ink), (fit(bar(rise / 4, 5), 6), ink)]
