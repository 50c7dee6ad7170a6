"""One touchpoint, whole: what it is, how it feels, what failed, what is noted, and the journey inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual.widget import Widget

from auditor.analysis.finding_counts import open_faults
from auditor.analysis.lasting import at_touchpoint, unnamed_of, worst_first
from auditor.analysis.losses import PointLoss, is_asked
from auditor.base.i18n import N_, _, in_language
from auditor.base.labels import VERDICT_SIGNS, word
from auditor.drawing.inks import VERDICT_INKS
from auditor.sentences import follow
from auditor.sentences.amounts import plain
from auditor.sentences.copying import finding_lines
from auditor.sentences.evidence import figure_text, headline
from auditor.sentences.faults import fault
from auditor.sentences.finding_detail import detail_of
from auditor.views.actions import ActionFilter
from auditor.views.audits import Answer
from auditor.views.evidence import Evidence, EvidenceFilter
from auditor.views.maps import JourneyMap, MapPoint, Note
from auditor.views.money import RangeTerm
from screens import forms
from screens.dialogs.choose import ChooseDialog, Option
from screens.dialogs.confirm import ConfirmDialog
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key
from screens.map.around import UNSEEN
from screens.map.card_rows import Row, card_rows
from screens.routes import Selection, ToActions, ToFinding
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, draw_heading, fit
from screens.widgets.finding_lines import FindingColumns, FindingLine, draw_finding_line
from screens.widgets.line_list import LineList

_NONE, _NEW = 0, -1
_UNSEEN = frozenset(UNSEEN) - {"link"}
"""Which action mends a finding is seen here."""


class TouchpointCard(Place):
    """Everything known of a touchpoint."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("note", ("a n",), N_("note"), N_("Note a need, a pain point, an opportunity … at this touchpoint"), was="n"),
        Command("edit_note", ("enter",), N_("edit line"), N_("Edit note or evidence under the cursor, or open the finding")),
        Command("delete_note", ("d", "delete"), N_("delete note"), N_("Delete the note under the cursor")),
        Command("record", ("a e",), N_("evidence"), N_("Record evidence of this touchpoint: a survey, an interview …"), was="r"),
        Command("edit", ("e",), N_("edit"), N_("Edit this touchpoint")),
        Command("wish('1')", ("plus",), N_("wish up"), N_("Want a happier feeling here (to-be)"), False),
        Command("wish('-1')", ("minus",), N_("wish down"), N_("Want a less happy feeling here (to-be)"), False),
        Command("wish('0')", ("0",), N_("no wish"), N_("Take the wish away (to-be)"), False),
        Command("to_be", ("T",), N_("to be"), N_("How this touchpoint is to be: what happens then, where, needs met"), was="b"),
        Command("existence", ("full_stop x",), N_("existing"), N_("This touchpoint is existing, planned, or to go"), False,
                was="x"),
        Command("inside", ("i",), N_("inside"), N_("Open the journey inside this touchpoint, or make one"), was="o"),
        Command("link", ("L",), N_("link"), N_("Choose which journey is inside this touchpoint, or none"), False, was="O"),
        Command("actions", ("g a",), N_("actions"), N_("See what to improve at this touchpoint"), False, was="a"),
    )  # fmt: skip

    def __init__(self, journey_id: int, touchpoint_id: int) -> None:
        """Show the touchpoint of that number."""
        super().__init__()
        self.journey_id = journey_id
        self.touchpoint_id = touchpoint_id
        self.point: MapPoint | None = None
        self.lines = LineList(self._draw, skip=self._is_fixed)
        self.detail = Detail()
        self._rows: list[Row] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and the line under the cursor in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The touchpoint, and the journey inside it."""
        inside = self.point.touchpoint.opens_id if self.point is not None else None
        if inside is not None:
            return Shown(frozenset({self.journey_id, inside}), None, _UNSEEN)
        return Shown(frozenset({self.journey_id}), frozenset({self.touchpoint_id}), _UNSEEN)

    def show(self) -> None:
        """Read everything of the touchpoint."""
        journey_map = self.workspace.reads.maps.get(self.journey_id)
        points = journey_map.points if journey_map else ()
        found = [point for point in points if point.touchpoint.id == self.touchpoint_id]
        if journey_map is None or not found:
            self.auditor.tell(_("This touchpoint is no longer there."))
            self.action_back()
            return
        self.point = found[0]
        self.title_line.tell((journey_map.journey.name, self.point.touchpoint.name))
        failed = self._found()
        looked = self.workspace.reads.follow.last_looked(self.journey_id).get(self.touchpoint_id)
        evidence = self.workspace.reads.evidence.lines(EvidenceFilter(touchpoint_id=self.touchpoint_id))
        bounds = self.workspace.rules.moments
        lost = self._lost(journey_map)
        self._rows = list(card_rows(journey_map, self.point, failed, evidence, bounds, lost))
        self._rows.insert(2, _looked(looked, self.workspace.today))
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _found(self) -> list[FindingLine | Answer]:
        """Return the findings that are open here, and the checks not met of which none is named yet."""
        every = self.workspace.reads.findings.of_journey(self.journey_id)
        here = at_touchpoint(every, self.touchpoint_id)
        failed = self.workspace.reads.audits.newest_failed(self.touchpoint_id)
        return [*(FindingLine(one) for one in worst_first(open_faults(here))), *unnamed_of(failed, here)]

    def _lost(self, journey_map: JourneyMap) -> PointLoss | None:
        """Return what the touchpoint loses; read only where somebody has begun to say what it is worth."""
        if self.point is None or not is_asked(journey_map.journey, self.point.touchpoint):
            return None
        money = self.workspace.reads.losses.of_journey(self.journey_id)
        return money.at(self.touchpoint_id) if money else None

    def _is_fixed(self, line: int) -> bool:
        return isinstance(self._rows[line], str | list)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return draw_heading(row, width)
        if isinstance(row, Note):
            return [("   · ", "dim"), (fit(row.text, width - 5), "plain")]
        if isinstance(row, Evidence):
            more = figure_text(row) or row.quote or row.source
            said = f"{headline(row, self.workspace.reads.evidence.today)}: {more}"
            return [("   · ", "dim"), (fit(said, width - 5), "plain")]
        if isinstance(row, RangeTerm):
            between = plain(row.low) if row.low == row.high else f"{plain(row.low)}–{plain(row.high)}"
            return [
                (fit(f"   {row.name}", 20), "plain"),
                (fit(between, 24), "strong"),
                (fit(row.formula, width - 44), "dim"),
            ]
        if isinstance(row, Answer) and row.verdict is not None:
            return [
                (f"   {VERDICT_SIGNS[row.verdict]} ", VERDICT_INKS[row.verdict]),
                (fit(fault(row.check, row.verdict), width - 5), "plain"),
            ]
        if isinstance(row, FindingLine):
            return draw_finding_line(row, FindingColumns.of(width), self.workspace.today, by_touchpoint=True)
        return row if isinstance(row, list) else []

    @property
    def here(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    def copied(self) -> str:
        """Return the finding under the cursor, else the address of the touchpoint, else its line."""
        here = self.here
        if isinstance(here, FindingLine):
            return finding_lines(here.finding) if here.finding is not None else ""
        return (self.point.touchpoint.address if self.point is not None else "") or super().copied()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line."""
        if action == "edit_note":
            return isinstance(self.here, Note | Evidence | FindingLine)
        if action == "delete_note":
            return isinstance(self.here, Note)
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def _tell_detail(self) -> None:
        here = self.here
        if isinstance(here, Note):
            self.detail.tell(word(here.kind), here.text)
        elif isinstance(here, Evidence):
            known = (here.persona, here.source, figure_text(here), here.quote, here.note)
            self.detail.tell(
                headline(here, self.workspace.reads.evidence.today), " · ".join(filter(None, known))
            )
        elif isinstance(here, RangeTerm):
            self.detail.tell(f"{here.name}: {here.formula}", here.because)
        elif isinstance(here, Answer):
            said = fault(here.check, here.verdict)
            self.detail.tell(said, here.note or in_language(here.check.why))
        elif isinstance(here, FindingLine):
            self.detail.tell(*detail_of(here.finding, None, self.workspace.today))
        else:
            about = self.point.touchpoint.about if self.point else ""
            hint = _("{key} notes what the customer needs, does, asks, or suffers from here")
            self.detail.tell(about, hint.format(key=self.key_of("note")))

    def on_line_list_chosen(self) -> None:
        """Edit the note."""
        self.action_edit_note()

    def action_note(self) -> None:
        """Note something."""
        forms.note_form.ask_new_note(self.auditor, self.touchpoint_id)

    def action_edit_note(self) -> None:
        """Edit the note or the evidence under the cursor, or open the finding."""
        if isinstance(self.here, Note):
            forms.note_form.ask_edit_note(self.auditor, self.here)
        elif isinstance(self.here, Evidence):
            forms.evidence_form.ask_edit_evidence(self.auditor, self.here)
        elif isinstance(self.here, FindingLine) and self.here.finding is not None:
            self.go(ToFinding(self.here.finding.id))

    def action_record(self) -> None:
        """Record evidence of the touchpoint."""
        forms.evidence_form.ask_new_evidence(self.auditor, self.journey_id, self.touchpoint_id)

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        note = self.here
        if not isinstance(note, Note):
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.auditor.save(lambda: self.workspace.noting.delete(note.id))

        question = _("Delete this note? {key} brings it back.").format(key=undo_key())
        self.auditor.open_dialog(ConfirmDialog(question, yes=_("Delete")), answered)

    def action_edit(self) -> None:
        """Edit the touchpoint."""
        forms.touchpoint_form.ask_edit_touchpoint(self.auditor, self.touchpoint_id)

    async def action_wish(self, by: str) -> None:
        """Raise or lower the wanted feeling, or take the wish away."""
        if self.point is not None:
            await forms.wish_form.change_wish(self.auditor, self.point, int(by))

    def action_to_be(self) -> None:
        """Ask how the touchpoint is to be."""
        if self.point is not None:
            forms.wish_form.ask_whose_wish(self.auditor, self.journey_id, self.point)

    async def action_existence(self) -> None:
        """Go from existing to planned to to go."""
        if self.point is not None:
            await forms.touchpoint_form.change_existence(self.auditor, self.point.touchpoint)

    def action_inside(self) -> None:
        """Open the journey inside; make one where there is none."""
        if self.point is not None:
            forms.touchpoint_form.open_inside(self.auditor, self.point.touchpoint)

    def action_link(self) -> None:
        """Choose which journey is inside."""
        options = [
            Option(line.id, line.title, "")
            for line in self.workspace.reads.journeys.lines()
            if line.id != self.journey_id
        ]
        options += [Option(_NEW, _("A new journey"), ""), Option(_NONE, _("No journey"), "")]

        async def go(journey_id: int | None) -> None:
            stages = self.workspace.stages
            if journey_id == _NEW:
                await self.auditor.make(lambda: stages.open_new(self.touchpoint_id))
            elif journey_id is not None:
                await self.auditor.save(lambda: stages.open_into(self.touchpoint_id, journey_id or None))

        self.auditor.open_dialog(ChooseDialog(_("Which journey is inside this touchpoint?"), options), go)

    def action_actions(self) -> None:
        """See what to improve here."""
        if self.point is not None:
            here = (self.point.touchpoint.name,)
            self.go(ToActions(Selection(ActionFilter(journey_id=self.journey_id, touchpoints=here))))


def _looked(looked: datetime | None, today: date) -> list[Part]:
    return [(f"   {follow.looked(looked, today)}", "dim")]
