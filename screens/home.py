"""Home: the journeys and what to do first. Without any journey, a welcome that offers ways to begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from auditor.i18n import N_, _, day, ngettext, number
from auditor.labels import word
from auditor.views import ActionLine, AuditLine, JourneyLine
from screens.commands import Command, bindings
from screens.place import Place
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, bar, fit
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.new_journey import Offer

TOP_ACTIONS = 5


class HomePlace(Place):
    """The first place."""

    is_home = True
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the journey or action under the cursor")),
        Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
        Command("map", ("m",), N_("map"), N_("See the journey on a time line, with its feelings as a curve")),
        Command("actions", ("a",), N_("actions"), N_("See what to improve first")),
        Command("new", ("n",), N_("new journey"), N_("Start a new journey")),
        Command("copy", ("c",), N_("copy"), N_("Copy this journey without its audits"), False),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this journey; undo brings it back"), False),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(OFFERED))

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.lines = LineList(self._draw, skip=self._is_heading, id="home")
        self.detail = Detail()
        self._rows: list[str | JourneyLine | ActionLine | Offer] = []
        self._open_audits: dict[int, AuditLine] = {}

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.detail

    def show(self) -> None:
        """Read the journeys and the first actions."""
        reads = self.workspace.reads
        journeys = reads.journeys.lines()
        self.title_line.tell(("Auditor", _("overview")), self.workspace.who)
        if journeys:
            found = (reads.audits.line(j.open_audit) for j in journeys if j.open_audit is not None)
            self._open_audits = {line.journey_id: line for line in found if line}
            top = reads.actions.ranking().page(0, TOP_ACTIONS)
            self._rows = ["", _("Journeys"), *journeys]
            if top:
                self._rows += ["", _("Do first"), *top]
        else:
            self._rows = self._welcome()
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _tell_detail(self) -> None:
        row = self._rows[self.lines.cursor]
        if isinstance(row, ActionLine):
            self.detail.tell_action(row, self.workspace.today)
        elif isinstance(row, JourneyLine):
            self.detail.tell(row.name, f"{word(row.purpose)} · {word(row.scope)}")
        elif not isinstance(row, str):
            self.detail.tell(row.name, row.about)

    def _welcome(self) -> list[str | JourneyLine | ActionLine | Offer]:
        from screens.new_journey import offers

        return [
            "",
            _("Welcome to Auditor"),
            _(" Walk a customer’s way through your shop, touchpoint by touchpoint, answer"),
            _(" short checks with one key each, and get a list of what to improve first."),
            "",
            _("How do you want to begin?"),
            *offers(self),
        ]

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(row if row.startswith(" ") else f" {row}", width), _heading_ink(row))]
        if isinstance(row, JourneyLine):
            return _draw_journey(row, self._open_audits.get(row.id), width)
        if isinstance(row, ActionLine):
            return _draw_action(row, width)
        return _draw_offer(row, width)

    @property
    def journey(self) -> JourneyLine | None:
        """The journey under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None
        return row if isinstance(row, JourneyLine) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        if action in {"walk", "map", "copy", "delete"}:
            return self.journey is not None
        if action == "actions":
            return any(isinstance(row, JourneyLine) for row in self._rows)
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Offer what fits the line, and say it in full."""
        self.offer()
        self._tell_detail()

    def on_line_list_chosen(self) -> None:
        """Open the line."""
        self.action_open()

    def action_open(self) -> None:
        """Open the journey or the action, or begin in the way chosen."""
        row = self._rows[self.lines.cursor]
        if isinstance(row, JourneyLine):
            from screens.journey import JourneyPlace

            self.app.push_screen(JourneyPlace(row.id))
        elif isinstance(row, ActionLine):
            from screens.actions import ActionsPlace

            self.app.push_screen(ActionsPlace(None, row.id))
        elif not isinstance(row, str):
            from screens.new_journey import begin

            begin(self, row.key)

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        from screens.audit_start import start_or_resume

        if self.journey is not None:
            start_or_resume(self, self.journey.id)

    def action_map(self) -> None:
        """See the journey on a time line."""
        from screens.journey_map import MapPlace

        if self.journey is not None:
            self.app.push_screen(MapPlace(self.journey.id))

    def action_actions(self) -> None:
        """See what to improve first, in this journey or in all."""
        from screens.actions import ActionsPlace

        self.app.push_screen(ActionsPlace(self.journey.id if self.journey else None))

    def action_new(self) -> None:
        """Start a new journey."""
        from screens.new_journey import ask

        ask(self)

    async def action_copy(self) -> None:
        """Copy this journey."""
        journey = self.journey
        if journey is not None:
            await self.auditor.make(lambda: self.workspace.journeys.copy(journey.id))

    def action_delete(self) -> None:
        """Delete this journey."""
        from screens.dialogs.confirm import ConfirmDialog

        journey = self.journey
        if journey is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.auditor.save(lambda: self.workspace.journeys.delete(journey.id))

        question = _("Delete “{name}” with its audits and actions? u brings it back.")
        self.app.push_screen(ConfirmDialog(question.format(name=journey.name), yes=_("Delete")), answered)


def _heading_ink(row: str) -> str:
    return "plain" if not row or row.startswith(" ") else "accent"


def _draw_offer(offer: Offer, width: int) -> list[Part]:
    room = min(40, width // 2)
    name, about = fit(offer.name, room - 1), fit(offer.about, width - room - 3)
    return [("  ", "plain"), (name, "strong"), (" ", "plain"), (about, "dim")]


def _draw_journey(line: JourneyLine, audit: AuditLine | None, width: int) -> list[Part]:
    counted = 20 if width >= 74 else 0
    points = ngettext("{n} touchpoint", "{n} touchpoints", line.touchpoints).format(n=line.touchpoints)
    parts: list[Part] = [
        ("  ", "plain"),
        (fit(line.name, max(16, width - 39 - counted)), "strong"),
        (fit(f" {points}", counted), "dim"),
        (" " if not counted else "", "plain"),
    ]
    if audit is not None:
        share = audit.answered / audit.asked if audit.asked else 0
        parts += [
            (bar(share, 8), "good"),
            (fit(f" {audit.answered}/{audit.asked}", 14), "plain"),
        ]
    elif line.last_audit is not None:
        parts.append((fit(_("audited {day}").format(day=day(line.last_audit)), 22), "dim"))
    else:
        parts.append((fit(_("not audited yet"), 22), "dim"))
    to_do = ngettext("{n} to do", "{n} to do", line.open_actions).format(n=line.open_actions)
    parts.append((fit(to_do, 14, right=True), "warn" if line.open_actions else "dim"))
    return parts


def _draw_action(line: ActionLine, width: int) -> list[Part]:
    where = 24 if width >= 70 else 0
    title_width = max(20, width - 23 - where)
    return [
        (fit(number(line.priority, 1), 7, right=True), "accent"),
        ("  ", "plain"),
        (fit(line.title, title_width), "plain"),
        (fit(f"  {line.touchpoint}", where), "dim"),
        (fit(f"  {word(line.quadrant)}", 14), "good" if line.quadrant == "quick-win" else "plain"),
    ]
