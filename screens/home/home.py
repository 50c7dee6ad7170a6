"""Home: the journeys and what to do first. Without any journey, a welcome that offers ways to begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from auditor.base.i18n import N_, _, ngettext, number
from auditor.base.labels import word
from auditor.views.actions import ActionLine
from auditor.views.audits import AuditLine
from auditor.views.journeys import JourneyLine
from screens import forms
from screens.frame.commands import Command, bindings
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.home.desk import Desk, DeskAskings, Next, NextAsking, askings_of, desk_of
from screens.home.lines import (
    draw_action,
    draw_asking,
    draw_desk,
    draw_journey,
    draw_next,
    draw_offer,
    review_of,
)
from screens.routes import (
    ASK_NEXT,
    Selection,
    ToActions,
    ToEvidence,
    ToFindings,
    ToFollowUp,
    ToJourney,
    ToMap,
)
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from auditor.views.follow import Review
    from screens.forms.new_journey import Offer

    Row = str | JourneyLine | Desk | Next | DeskAskings | NextAsking | ActionLine | Offer

TOP_ACTIONS = 5


class HomePlace(Place):
    """The first place."""

    is_home = True
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the journey or action under the cursor")),
        Command("walk", ("w",), N_("walk"), N_("Start an audit of this journey, or take it up where it was left")),
        Command("map", ("m",), N_("map"), N_("See the journey on a time line, with its feelings as a curve")),
        Command("actions", ("a",), N_("actions"), N_("See what to improve first")),
        Command("follow_up", ("f",), N_("follow-up"), N_("What became better or worse since the last audit, and trends"), False),
        Command("findings", ("F",), N_("findings"), N_("What is wrong, the worst first, and what is gone"), False),
        Command("report", ("W",), N_("report"), N_("Write a report for colleagues: web page, Markdown or spreadsheet"), False),
        Command("paper", ("p",), N_("on paper"), N_("An empty map or checklists for print, to fill in by hand"), False),
        Command("new", ("n",), N_("new journey"), N_("Start a new journey")),
        Command("copy", ("c",), N_("copy"), N_("Copy this journey without its audits"), False),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this journey; undo brings it back"), False),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(OFFERED))

    def __init__(self, is_first: bool = False) -> None:
        """Start empty; `is_first` where there is nowhere to go back to, whatever is below."""
        super().__init__()
        self._is_first = is_first
        self.lines = LineList(self._draw, skip=self._is_heading, id="home")
        self.detail = Detail()
        self._rows: list[Row] = []
        self._open_audits: dict[int, AuditLine] = {}
        self._reviews: Mapping[int, Review] = {}

    @property
    def is_first(self) -> bool:
        """Whether there is nowhere to go back to."""
        return self._is_first or super().is_first

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """Journeys, audits and actions, wherever they are."""
        return Shown.of(None, "note", "reply", "link", "comment", "saved_filter", "suggestion")

    def show(self) -> None:
        """Read the journeys and the first actions."""
        reads = self.workspace.reads
        journeys = reads.journeys.lines()
        self.title_line.tell(("Auditor", _("overview")), self.workspace.who)
        if journeys:
            found = (reads.audits.line(j.open_audit) for j in journeys if j.open_audit is not None)
            self._open_audits = {line.journey_id: line for line in found if line}
            self._reviews = reads.follow.reviews() if any(j.review_days for j in journeys) else {}
            top = reads.actions.ranking().first(TOP_ACTIONS)
            rows: list[Row] = ["", _("Journeys"), *journeys]
            desk, soon = desk_of(self.workspace)
            asking, asking_soon = askings_of(self.workspace)
            if desk or asking:
                rows += ["", _("Yours and late"), *desk, *soon, *asking, *asking_soon]
            if top:
                rows += ["", _("Do first"), *top]
        else:
            rows = self._welcome()
        # Only when all is read: meanwhile the lines before are drawn.
        self._rows = rows
        self.lines.show(len(rows))
        self.lines.focus()
        self._tell_detail()

    def _tell_detail(self) -> None:
        row = self._rows[self.lines.cursor]
        if isinstance(row, ActionLine):
            self.detail.tell_action(row, self.workspace.today)
        elif isinstance(row, Next):
            self.detail.tell_action(row.action, self.workspace.today)
        elif isinstance(row, Desk):
            said = ngettext("{n} action: {what}", "{n} actions: {what}", row.count)
            self.detail.tell(said.format(n=row.count, what=row.name), "")
        elif isinstance(row, DeskAskings):
            self.detail.tell(f"{number(row.count)} {row.name}", "")
        elif isinstance(row, NextAsking):
            asking, today = row.asking, self.workspace.today
            from auditor.sentences.askings import state_text, weight_text, what_text

            why = weight_text(asking, self.workspace.config.weighing, today)
            self.detail.tell(what_text(asking), f"{state_text(asking, today)} · {why}")
        elif isinstance(row, JourneyLine):
            review = review_of(self._reviews.get(row.id), self.workspace.today)
            self.detail.tell(row.name, " · ".join(filter(None, (word(row.purpose), word(row.scope), review))))
        elif not isinstance(row, str):
            self.detail.tell(row.name, row.about)

    def _welcome(self) -> list[Row]:
        return [
            "",
            _("Welcome to Auditor"),
            _(" Walk a customer’s way through your shop, touchpoint by touchpoint, answer"),
            _(" short checks with one key each, and get a list of what to improve first."),
            "",
            _("How do you want to begin?"),
            *forms.new_journey.offers(self.auditor),
        ]

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, JourneyLine):
            due = self._due(row)
            return draw_journey(row, self._open_audits.get(row.id), width, due)
        if isinstance(row, ActionLine):
            return draw_action(row, width)
        if isinstance(row, Desk | DeskAskings):
            return draw_desk(row, width)
        if isinstance(row, NextAsking):
            return draw_asking(row.asking, width, self.workspace.today)
        if isinstance(row, Next):
            return draw_next(row.action, width, self.workspace.today)
        return draw_offer(row, width)

    def _due(self, line: JourneyLine) -> str:
        """Say that a journey is to be looked at again, if it is."""
        review, today = self._reviews.get(line.id), self.workspace.today
        return review_of(review, today) if review is not None and review.is_due(today) else ""

    @property
    def journey(self) -> JourneyLine | None:
        """The journey under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None
        return row if isinstance(row, JourneyLine) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        if action in {"walk", "map", "copy", "delete", "follow_up", "findings", "report"}:
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
            self.go(ToJourney(row.id))
        elif isinstance(row, ActionLine | Desk | Next):
            self._open_actions(row)
        elif isinstance(row, DeskAskings | NextAsking):
            asking = row.first if isinstance(row, DeskAskings) else row.asking
            self.go(ToEvidence(asking.journey_id, ASK_NEXT))
        elif not isinstance(row, str):
            forms.new_journey.begin(self.auditor, row.key)

    def _open_actions(self, row: ActionLine | Desk | Next) -> None:
        if isinstance(row, ActionLine):
            self.go(ToActions(at=row.id))
        elif isinstance(row, Desk):
            self.go(ToActions(Selection(row.filter)))
        else:
            self.go(ToActions(Selection(row.filter), row.action.id))

    def action_walk(self) -> None:
        """Start an audit or take it up."""
        if self.journey is not None:
            forms.audit_start.start_or_resume(self.auditor, self.journey.id)

    def action_map(self) -> None:
        """See the journey on a time line."""
        if self.journey is not None:
            self.go(ToMap(self.journey.id))

    def action_follow_up(self) -> None:
        """See what became better or worse."""
        if self.journey is not None:
            self.go(ToFollowUp(self.journey.id))

    def action_findings(self) -> None:
        """See what is wrong, the worst first."""
        if self.journey is not None:
            self.go(ToFindings(self.journey.id))

    def action_report(self) -> None:
        """Write a report of the journey."""
        if self.journey is not None:
            forms.report_form.ask_report(self.auditor, self.journey.id, self.journey.name)

    def action_paper(self) -> None:
        """Make something to be printed: for the journey under the cursor, or for none."""
        forms.paper_form.ask_paper(self.auditor, self.journey.id if self.journey else None)

    def action_actions(self) -> None:
        """See what to improve first, in this journey or in all."""
        self.go(ToActions(Selection.of(self.journey.id if self.journey else None)))

    def action_new(self) -> None:
        """Start a new journey."""
        forms.new_journey.ask(self.auditor)

    def action_copy(self) -> None:
        """Copy this journey."""
        if self.journey is not None:
            forms.journey_forms.ask_copy(self.auditor, self.journey.id, self.journey.name)

    def action_delete(self) -> None:
        """Delete this journey."""
        if self.journey is not None:
            forms.journey_forms.ask_journey_deletion(self.auditor, self.journey.id, self.journey.name)
