"""One journey: its stages and touchpoints in order, how each fares, and everything that can be changed about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.responsibility import responsible_for
from auditor.base.i18n import N_, _, in_language, ngettext
from auditor.base.labels import word
from auditor.sentences import follow
from auditor.sentences.library import nowhere_text
from auditor.sentences.losses import purpose_lines
from auditor.sentences.persona import state_text
from auditor.sentences.responsibility import responsible_text
from auditor.views.audits import TouchpointSummary
from auditor.views.errands import ErrandLine
from auditor.views.journeys import Journey, Stage, Touchpoint
from auditor.views.strategies import ServingAction
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.ways import way
from screens.journey.facts import facts_of
from screens.journey.journey_card import JourneyCard
from screens.journey.journey_list import JourneyList, Row, headings
from screens.routes import (
    Route,
    ToJourney,
    ToTouchpoint,
)
from screens.widgets.detail import Detail
from screens.widgets.line_list import LineList


class JourneyPlace(Place):
    """A journey as one list, with the touchpoint under the cursor in full beside it where there is room."""

    CSS_PATH = "journey.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
        way("actions", in_line=True, was="a"),
        way("map", in_line=True, was="m"),
        Command("audits", ("g l",), N_("audits"), N_("Open one of the audits of this journey"), was="A"),
        Command("edit", ("e",), N_("edit"), N_("Edit this touchpoint, or goal and strategies of this stage"), was="e enter"),
        Command("new_touchpoint", ("a t",), N_("touchpoint"), N_("Add a touchpoint after this one"), was="t"),
        Command("new_stage", ("a s",), N_("stage"), N_("Add a stage after this one"), was="S"),
        Command("move('-1')", ("K", "shift+up"), N_("up"), N_("Move this touchpoint or stage up"), False),
        Command("move('1')", ("J", "shift+down"), N_("down"), N_("Move this touchpoint or stage down"), False),
        Command("rename", ("full_stop r",), N_("rename"), N_("Give this touchpoint or stage another name"), False, was="r"),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this touchpoint, or this stage with its touchpoints"), False),
        Command("inside", ("i",), N_("inside"), N_("Open the journey inside this touchpoint, or make one"), False, was="o"),
        Command("card", ("enter",), N_("whole"), N_("Everything of this touchpoint: feelings, notes, checks"), False, was="c"),
        way("evidence", was="s"),
        way("questions", was="Q"),
        Command("properties", ("full_stop j",), N_("journey"),
                N_("Edit name, description, purpose and scope of the journey"), False,
                was="i"),
        way("follow_up", was="f"),
        Command("rounds", ("g o",), N_("rounds"), N_("Let several people audit this journey, and see how far they agree"), False,
                was="R"),
        Command("report", ("W",), N_("report"), N_("Write a report for colleagues: web page, Markdown or spreadsheet"), False),
        Command("paper", ("full_stop p",), N_("on paper"), N_("An empty map or checklists for print, to fill in by hand"), False,
                was="p"),
        way("findings", was="F"),
        way("personas", was="P"),
        way("moments", was="M"),
        way("interviews", was="I"),
    )  # fmt: skip

    def __init__(
        self, journey_id: int, stage_id: int | None = None, touchpoint_id: int | None = None
    ) -> None:
        """Show the journey of that number, beginning at a stage or a touchpoint."""
        super().__init__()
        self.journey_id = journey_id
        self.journey: Journey | None = None
        self.lines = JourneyList()
        self.card = JourneyCard()
        self.detail = Detail()
        self._headings = Static("", markup=False, id="headings")
        self._empty = Static("", markup=False, id="empty")
        self._facts = Static("", markup=False, id="facts")
        self._summaries: dict[int, TouchpointSummary] = {}
        self._looked: dict[int, datetime] = {}
        self._serving: Mapping[int, Sequence[ServingAction]] = {}
        self._errands: Sequence[ErrandLine] | None = None
        self._at: tuple[type[Row], int] | None = None
        if touchpoint_id is not None:
            self._at = (Touchpoint, touchpoint_id)
        elif stage_id is not None:
            self._at = (Stage, stage_id)

    def way_here(self) -> Route | None:
        """The touchpoint or the stage under the cursor."""
        row = self.lines.row
        if isinstance(row, Stage):
            return ToJourney(self.journey_id, stage_id=row.id)
        return ToJourney(self.journey_id, touchpoint_id=row.id if row is not None else None)

    def contents(self) -> Iterable[Widget]:
        """The list with its headings, the pane beside it, and the facts about the journey below."""
        left = Vertical(self._empty, self._headings, self.lines, id="list")
        yield Horizontal(left, self.card, id="body")
        yield self._facts
        yield self.detail

    def on_mount(self) -> None:
        """Begin in the list, and get ready to save."""
        self.lines.focus()
        self.auditor.get_ready_to_save()

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Fit the headings to the lines, which may get another width while another place is in front."""
        parts = headings(message.width)
        self._headings.update(Content("".join(text for text, _ink in parts)), layout=False)
        self._tell_row()

    def shown(self) -> Shown:
        """The journey with its audits and actions."""
        return Shown.of(self.journey_id, "note", "reply", "link", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the journey and how it fares; the cursor stays on what it stood on."""
        reads = self.workspace.reads
        self.journey = journey = reads.journeys.get(self.journey_id)
        if journey is None:
            self.auditor.tell(_("This journey is no longer there."))
            self.action_back()
            return
        self._summaries = {line.touchpoint_id: line for line in reads.audits.summary(self.journey_id)}
        self._serving = reads.strategies.serving(self.journey_id)
        self._errands = None
        self.lines.show_journey(journey, self._summaries, self._at)
        points = len(journey.touchpoints)
        said = ngettext("{n} touchpoint", "{n} touchpoints", points).format(n=points)
        self.title_line.tell(("Auditor", journey.name), said)
        self._tell_empty(journey)
        personas = [f"{one.name} {state_text(one)}" for one in reads.journeys.personas(self.journey_id)]
        self._looked = reads.follow.last_looked(self.journey_id)
        review = reads.follow.review(journey)
        audits = reads.audits.lines(self.journey_id)
        figures = purpose_lines(reads.for_purpose(journey.id, journey.purpose))
        self._facts.update(
            Content(facts_of(journey, personas, audits, review, self.workspace.today, figures)), layout=False
        )
        self._tell_row()

    def _tell_empty(self, journey: Journey) -> None:
        self._empty.display = not journey.touchpoints
        self._headings.display = bool(journey.touchpoints)
        if not journey.stages:
            self._empty.update(self._needs_stage())
        else:
            said = _("There are no touchpoints yet. Press {key} to add the first one.")
            self._empty.update(said.format(key=self.key_of("new_touchpoint")))

    def _needs_stage(self) -> str:
        said = _("This journey is empty. Press {key} to add its first stage.")
        return said.format(key=self.key_of("new_stage"))

    def _tell_row(self) -> None:
        row = self.lines.row
        if row is None or self.journey is None:
            self.card.clear()
            self.detail.tell("", "")
            return
        self._at = (type(row), row.id)
        if isinstance(row, Stage):
            self.card.show_stage(row, self._summaries, self._serving, self._errands_known())
            self.detail.tell(row.name, row.goal)
            return
        about = row.about or f"{word(row.channel)} · {word(row.moment)} · {word(row.side)}"
        looked = follow.looked(self._looked.get(row.id), self.workspace.today)
        self.detail.tell(f"{row.name} · {looked}", about)
        if self.card.display:
            library = self.workspace.library
            titles = [in_language(checklist.title) for checklist in library.known(row.checklists)]
            titles += [nowhere_text(key) for key in library.missing(row.checklists)]
            summary = self._summaries.get(row.id)
            bounds = self.workspace.rules.moments
            stage = self._stage_of(row)
            answers = responsible_text(responsible_for(row, stage, self.journey))
            errands = self._errands_known()
            self.card.show_touchpoint(row, stage, summary, titles, looked, bounds, answers, errands)

    def _errands_known(self) -> Sequence[ErrandLine]:
        """Return the errands of an audit, worked out once there is room to show them."""
        if self._errands is None and self.card.display:
            self._errands = self.workspace.errands(self.journey_id)
        return self._errands or ()

    def _stage_of(self, point: Touchpoint) -> Stage:
        assert self.journey is not None
        return next(stage for stage in self.journey.stages if stage.id == point.stage_id)

    def stand_at(self, touchpoint_id: int) -> None:
        """Go to a touchpoint that was just made."""
        self._at = (Touchpoint, touchpoint_id)
        self.show_now()

    def stand_at_stage(self, stage_id: int) -> None:
        """Go to a stage that was just made."""
        self._at = (Stage, stage_id)
        self.show_now()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits a journey as far as it has come."""
        if action in {"edit", "move", "rename", "delete", "new_touchpoint"}:
            return self.lines.row is not None
        if action in {"inside", "card"}:
            return isinstance(self.lines.row, Touchpoint)
        return super().check_action(action, parameters)

    def why_not(self, command: Command) -> str:
        """Say what is needed first."""
        if self.lines.row is None:
            return self._needs_stage()
        if command.action in {"inside", "card"}:
            return _("That is for touchpoints: put the cursor on one.")
        return super().why_not(command)

    def on_line_list_moved(self) -> None:
        """Say in full what the cursor stands on."""
        self._tell_row()

    def on_line_list_chosen(self) -> None:
        """Edit what was opened."""
        self.action_edit()

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        forms.audit_start.start_or_resume(self.auditor, self.journey_id)

    def action_audits(self) -> None:
        """Open one of the audits."""
        forms.audit_start.choose_audit(self.auditor, self.journey_id, self.key_of)

    def action_edit(self) -> None:
        """Edit the touchpoint, or the stage."""
        row = self.lines.row
        if isinstance(row, Stage):
            forms.journey_forms.ask_stage(self.auditor, row)
        elif row is not None:
            forms.touchpoint_form.ask_edit_touchpoint(self.auditor, row.id)

    def action_rename(self) -> None:
        """Give the touchpoint or the stage another name."""
        if self.lines.row is not None:
            forms.journey_forms.ask_name(self.auditor, self.lines.row)

    def action_new_touchpoint(self) -> None:
        """Add a touchpoint after this one, or last in this stage."""
        row = self.lines.row
        if isinstance(row, Stage):
            forms.touchpoint_form.ask_new_touchpoint(
                self.auditor, self.journey_id, (row.id, 0), self.stand_at
            )
        elif row is not None:
            forms.touchpoint_form.ask_new_touchpoint(
                self.auditor, self.journey_id, (row.stage_id, row.id), self.stand_at
            )

    def action_new_stage(self) -> None:
        """Add a stage after this one."""
        row = self.lines.row
        after = row.id if isinstance(row, Stage) else row.stage_id if row else None
        forms.journey_forms.ask_new_stage(self.auditor, self.journey_id, after, self.stand_at_stage)

    async def action_move(self, by: str) -> None:
        """Move the touchpoint or the stage; touchpoints go on into the stage beside theirs."""
        row, stages = self.lines.row, self.workspace
        if isinstance(row, Stage):
            await self.auditor.save(lambda: stages.stages.move(row.id, int(by)))
        elif row is not None:
            await self.auditor.save(lambda: stages.stages.move_touchpoint(row.id, int(by)))

    def action_delete(self) -> None:
        """Delete the touchpoint, or the stage with its touchpoints."""
        if self.lines.row is not None:
            forms.journey_forms.ask_deletion(self.auditor, self.lines.row)

    def action_properties(self) -> None:
        """Edit the journey itself."""
        if self.journey is not None:
            forms.journey_forms.ask_journey(self.auditor, self.journey)

    def action_report(self) -> None:
        """Write a report of the journey."""
        if self.journey is not None:
            forms.report_form.ask_report(self.auditor, self.journey_id, self.journey.name)

    def action_paper(self) -> None:
        """Make something of the journey to be printed."""
        forms.paper_form.ask_paper(self.auditor, self.journey_id)

    def action_rounds(self) -> None:
        """Open a round of several auditors, or start one."""
        forms.round_start.choose_round(self.auditor, self.journey_id)

    def action_card(self) -> None:
        """Show everything of the touchpoint; of a stage, that is its goal and strategies."""
        if isinstance(self.lines.row, Touchpoint):
            self.go(ToTouchpoint(self.journey_id, self.lines.row.id))
        else:
            self.action_edit()

    def action_inside(self) -> None:
        """Open the journey inside the touchpoint."""
        if isinstance(self.lines.row, Touchpoint):
            forms.touchpoint_form.open_inside(self.auditor, self.lines.row)
