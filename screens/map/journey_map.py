"""The map of a journey: its feelings as curves, what lies under them, and what is named beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.mapping import named
from auditor.base.i18n import N_, _
from auditor.drawing.curves import SIGNS, Drawn, View, curves_of, ink_of, name_of
from auditor.sentences.map import named_lines
from auditor.views.history import Changes
from auditor.views.journeys import Touchpoint
from auditor.views.maps import JourneyMap, MapPoint
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import way_key
from screens.frame.ways import way
from screens.map.around import shown_of
from screens.map.emotion_map import MAP_COMMANDS, EmotionMap
from screens.map.legend import Legend, LegendEntry
from screens.map.map_rows import ROWS, PersonaChoice, bands, marks, rows
from screens.routes import (
    Route,
    ToMap,
    ToTouchpoint,
)
from screens.widgets.drawing import ink_markup

_MOST_NAMED = 1
"""So many of the touchpoints that need work are named in the line; all of them stand last."""
_FIRST_ROWS = ("word", "checks", "need", "support", "actions")


class MapPlace(Place):
    """One journey on a time line."""

    CSS_PATH = "journey_map.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint: feelings, notes, checks, actions")),
        Command("view", ("v",), N_("view"), N_("Next view: now, before, assumed and observed, as-is and to-be")),
        Command("persona", ("V",), N_("persona"), N_("Next persona, all of them together, or each on its own"), was="p"),
        Command("record", ("a e",), N_("evidence"), N_("Record evidence of this touchpoint: a survey, an interview …"), False,
                was="r"),
        way("evidence", in_line=True, was="s"),
        Command("note", ("a n",), N_("note"), N_("Note a need, a pain point, an opportunity … at this touchpoint"), was="n"),
        Command("wish('1')", ("plus",), N_("wish up"), N_("Want a happier feeling here (to-be)"), False),
        Command("wish('-1')", ("minus",), N_("wish down"), N_("Want a less happy feeling here (to-be)"), False),
        Command("wish('0')", ("0",), N_("no wish"), N_("Take the wish away (to-be)"), False),
        Command("to_be", ("T",), N_("to be"), N_("How this touchpoint is to be: what happens then, where, needs met"), False,
                was="b"),
        Command("existence", ("full_stop x",), N_("existing"), N_("This touchpoint is existing, planned, or to go"), False,
                was="x"),
        Command("inside", ("i",), N_("inside"), N_("Open the journey inside this touchpoint, or make one"), False, was="o"),
        Command("edit", ("e",), N_("edit"), N_("Edit this touchpoint"), False),
        Command("add", ("a t",), N_("touchpoint"), N_("Add a touchpoint after this one"), False, was="t"),
        way("gaps", in_line=True, was="d"),
        way("questions", was="i"),
        Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
        way("actions", in_line=True, was="a"),
        way("follow_up", was="f"),
        Command("report", ("W",), N_("report"), N_("Write a report for colleagues: web page, Markdown or spreadsheet"), False),
        *(
            Command(f"row('{key}')", (f"z {place}",), name, explained, False, was=str(place))
            for place, (key, name, explained) in enumerate(ROWS, 1)
        ),
        *MAP_COMMANDS,
    )  # fmt: skip
    OF_WIDGETS: ClassVar[tuple[Command, ...]] = MAP_COMMANDS

    def __init__(self, journey_id: int, touchpoint_id: int | None = None) -> None:
        """Show the journey of that number, beginning at a touchpoint."""
        super().__init__()
        self._begin_at = touchpoint_id
        self.journey_id = journey_id
        self.map: JourneyMap | None = None
        self._view = View.NOW
        self._persona = PersonaChoice()
        self._rows = set(_FIRST_ROWS)
        self.legend = Legend()
        self.drawing = EmotionMap()
        self.named = Static("", markup=False)

    def contents(self) -> Iterable[Widget]:
        """The legend, the drawing, and what is named beside it."""
        remarks = VerticalScroll(self.named, id="named", can_focus=True)
        yield Vertical(self.legend, self.drawing, remarks, id="map")

    def on_mount(self) -> None:
        """Move in the map at once."""
        self.drawing.focus()

    def shown(self) -> Shown:
        """The map; where journeys lie in or around this one, theirs too."""
        return shown_of(self.map)

    def show(self) -> None:
        """Read the map and draw it."""
        self.map = self.workspace.reads.maps.get(self.journey_id)
        if self.map is None:
            self.auditor.tell(_("This journey is no longer there."))
            self.action_back()
            return
        self._draw()
        if self._begin_at is not None:
            at, self._begin_at = self._begin_at, None
            self._go_to(at)

    def way_here(self) -> Route | None:
        """The touchpoint under the cursor."""
        return ToMap(self.journey_id, self.point.touchpoint.id if self.point is not None else None)

    def take(self, changes: Changes) -> bool:
        """Read only the touchpoints anew where nothing but these was changed, as by a wish."""
        journey = (
            self.workspace.reads.journeys.get(self.journey_id)
            if changes.is_only("touchpoint", "wish", "met_need")
            else None
        )
        known = self.map.points if self.map else ()
        if self.map is None or journey is None or not _same_order(journey.touchpoints, known):
            return False
        pairs = zip(known, journey.touchpoints, strict=True)
        points = tuple(replace(point, touchpoint=touchpoint) for point, touchpoint in pairs)
        self.map = replace(self.map, journey=journey, points=points)
        self._draw()
        self.offer()
        return True

    def _draw(self) -> None:
        journey_map = self.map
        if journey_map is None:
            return
        self._persona.keep_within(journey_map.personas)
        drawn = curves_of(journey_map, self._view, self._persona.drawn())
        self.drawing.show(
            bands(journey_map),
            [point.touchpoint.name for point in journey_map.points],
            marks(journey_map),
            drawn,
            rows(journey_map, self._rows, drawn[0].scores if drawn else []),
        )
        path = [name for _number, name in journey_map.parents[:1]]
        self.title_line.tell((*path, journey_map.journey.name, _("map")), self._said())
        self.legend.tell(_entries(drawn), "" if journey_map.points else self._nothing_here())
        self.named.update(_named(journey_map))
        # With every row on, the curve of a small window needs a line of theirs.
        self.query("#named").set_class(len(self._rows) == len(ROWS), "-short")

    def _nothing_here(self) -> str:
        hint = _("Press {key} to add the first one.").format(key=self.key_of("add"))
        return " ".join((_("This journey has no touchpoints yet."), hint))

    def _said(self) -> str:
        return f"{name_of(self._view)} · {self._persona.said()}"

    @property
    def point(self) -> MapPoint | None:
        """The touchpoint under the cursor."""
        if self.map is None or not self.map.points:
            return None
        return self.map.points[min(self.drawing.cursor, len(self.map.points) - 1)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the touchpoint under the cursor."""
        if action in {"open", "note", "record", "wish", "to_be", "existence", "inside", "edit"}:
            return self.point is not None
        return super().check_action(action, parameters)

    @on(EmotionMap.Moved)
    def follow(self) -> None:
        """Offer what fits the touchpoint."""
        self.offer()

    def action_view(self) -> None:
        """Draw the next view."""
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self._draw()

    def action_persona(self) -> None:
        """Draw the next persona."""
        if len(self._persona.personas) < 2:
            said = _("This journey has one persona: {key} in the journey adds more.")
            self.auditor.tell(said.format(key=way_key("personas")))
            return
        self._persona.go_on()
        self._draw()

    def action_row(self, key: str) -> None:
        """Show or hide a row."""
        self._rows ^= {key}
        self._draw()

    def action_open(self) -> None:
        """Open the touchpoint."""
        if self.point is not None:
            self.go(ToTouchpoint(self.journey_id, self.point.touchpoint.id))

    def action_note(self) -> None:
        """Note something at the touchpoint."""
        if self.point is not None:
            forms.note_form.ask_new_note(self.auditor, self.point.touchpoint.id)

    def action_record(self) -> None:
        """Record evidence of the touchpoint."""
        if self.point is not None:
            forms.evidence_form.ask_new_evidence(self.auditor, self.journey_id, self.point.touchpoint.id)

    async def action_wish(self, by: str) -> None:
        """Raise or lower the wanted feeling, or take the wish away."""
        if self.point is not None:
            await forms.wish_form.change_wish(self.auditor, self.point, int(by), self._persona.alone)

    def action_to_be(self) -> None:
        """Ask how the touchpoint is to be, for the persona drawn alone or for whom one chooses."""
        if self.point is None:
            return
        if self._persona.alone is not None:
            forms.wish_form.ask_wish(self.auditor, self.point, self._persona.alone)
        else:
            forms.wish_form.ask_whose_wish(self.auditor, self.journey_id, self.point)

    async def action_existence(self) -> None:
        """Go from existing to planned to to go."""
        if self.point is not None:
            await forms.touchpoint_form.change_existence(self.auditor, self.point.touchpoint)

    def action_inside(self) -> None:
        """Open the journey inside the touchpoint; make one where there is none."""
        if self.point is not None:
            forms.touchpoint_form.open_inside(self.auditor, self.point.touchpoint)

    def action_edit(self) -> None:
        """Edit the touchpoint."""
        if self.point is not None:
            forms.touchpoint_form.ask_edit_touchpoint(self.auditor, self.point.touchpoint.id)

    def action_add(self) -> None:
        """Add a touchpoint after the one under the cursor."""
        after = (self.point.stage_id, self.point.touchpoint.id) if self.point else None
        forms.touchpoint_form.ask_new_touchpoint(self.auditor, self.journey_id, after, self.stand_at)

    def stand_at(self, touchpoint_id: int) -> None:
        """Go to the touchpoint just added."""
        self.show_now()
        self._go_to(touchpoint_id)

    def _go_to(self, touchpoint_id: int) -> None:
        for place, point in enumerate(self.map.points if self.map else ()):
            if point.touchpoint.id == touchpoint_id:
                self.drawing.cursor = place

    def action_report(self) -> None:
        """Write a report of the journey."""
        if self.map is not None:
            forms.report_form.ask_report(self.auditor, self.journey_id, self.map.journey.name)

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        forms.audit_start.start_or_resume(self.auditor, self.journey_id)


def _same_order(touchpoints: Sequence[Touchpoint], known: Sequence[MapPoint]) -> bool:
    """Tell whether the touchpoints are those of a map, each in its stage and with the same journey inside."""
    return [(each.id, each.stage_id, each.opens_id) for each in touchpoints] == [
        (point.touchpoint.id, point.stage_id, point.touchpoint.opens_id) for point in known
    ]


def _entries(drawn: Iterable[Drawn]) -> list[LegendEntry]:
    found = []
    for number, curve in enumerate(drawn):
        text = curve.name if curve.known else f"{curve.name} ({_('nothing yet')})"
        found.append(LegendEntry(SIGNS[number % len(SIGNS)], ink_markup(ink_of(number)), text, curve.known))
    return found


def _named(journey_map: JourneyMap) -> Content:
    parts: list[tuple[str, str]] = []
    for what, said in named_lines(journey_map, named(journey_map), _MOST_NAMED):
        parts += [(f"{what}: ", "$accent"), (said, ""), ("   ", "")]
    return Content.assemble(*parts)
