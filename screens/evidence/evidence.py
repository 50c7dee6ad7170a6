"""The evidence of a journey: what it rests on, what is recorded, what contradicts it, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Phase
from auditor.library.interviews import Question
from auditor.sentences.questions import fitting_questions
from auditor.views.askings import Asking
from auditor.views.evidence import AskNext, Contradiction, Evidence, PersonaSupport
from auditor.views.maps import Reply
from screens import forms
from screens.dialogs.confirm import ConfirmDialog
from screens.evidence.lines import VIEWS, Row, draw, read, said
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key
from screens.frame.ways import way
from screens.routes import ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part
from screens.widgets.line_list import LineList


class EvidencePlace(Place):
    """Four readings of a journey's evidence, one at a time."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("view", ("v",), N_("view"), N_("Next view: what it rests on, evidence, contradictions, ask next")),
        Command("record", ("a",), N_("record"), N_("Record evidence of what the cursor stands on"), was="n r"),
        Command("import_file", ("I",), N_("import"), N_("Import evidence from a file: a survey, a funnel, axe-core …")),
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint, edit the evidence, or say who asks again")),
        Command("ask_again", ("o",), N_("ask again"), N_("Say who is to ask for this evidence again, and by when"), was="g"),
        Command("asked", ("f",), N_("asked"), N_("It was asked again: take it off the list"), False),
        Command("edit", ("e",), N_("edit"), N_("Edit this evidence")),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this evidence, or no longer ask for it again")),
        way("questions", in_line=True, was="i"),
        way("actions", in_line=True, was="a"),
    )  # fmt: skip

    def __init__(self, journey_id: int, view: int = 0) -> None:
        """Show the evidence of the journey of that number, beginning with one of `VIEWS`."""
        super().__init__()
        self.journey_id = journey_id
        self._view = view
        self._cursors = [0] * len(VIEWS)
        self._rows: list[Row] = []
        self._bank: Mapping[Phase, Sequence[Question]] | None = None
        self._replies: Sequence[Reply] | None = None
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()

    def contents(self) -> Iterable[Widget]:
        """One list, and the line under the cursor in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """What the journey rests on."""
        return Shown.of(self.journey_id, "link", "comment", "saved_filter")

    def show(self) -> None:
        """Read what the view shows."""
        journey = self.workspace.reads.journeys.get(self.journey_id)
        if journey is None:
            self.auditor.tell(_("This journey is no longer there."))
            self.action_back()
            return
        self._replies = None
        self._rows = read(self.workspace, self.journey_id, self._view, self.key_of)
        self.title_line.tell((journey.name, _("evidence"), _(VIEWS[self._view])))
        self.lines.show(len(self._rows), self._cursors[self._view])
        self.lines.focus()
        self._tell_detail()

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        workspace = self.workspace
        return draw(self._rows[line], width, workspace.reads.evidence.today, workspace.rules.weighing)

    @property
    def here(self) -> Row:
        """The line under the cursor; an empty text where there is none."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""

    @property
    def evidence(self) -> Evidence | None:
        """The piece of evidence under the cursor: itself, or that of a contradiction."""
        here = self.here
        if isinstance(here, Contradiction):
            return here.evidence
        return here if isinstance(here, Evidence) else None

    @property
    def asking(self) -> Asking | None:
        """What is to be asked again under the cursor."""
        return self.here if isinstance(self.here, Asking) else None

    @property
    def touchpoint_id(self) -> int | None:
        """The touchpoint that the line under the cursor is about."""
        here = self.here
        return None if isinstance(here, str | PersonaSupport) else here.touchpoint_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line."""
        asking = self.asking
        if action in {"edit", "delete"}:
            return self.evidence is not None or (asking is not None and asking.id is not None)
        if action == "open":
            return self.touchpoint_id is not None or self.evidence is not None or asking is not None
        if action == "ask_again":
            return asking is not None or (self.evidence is not None and self.evidence.superseded_by is None)
        if action == "asked":
            return asking is not None and asking.id is not None
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._cursors[self._view] = self.lines.cursor
        self._tell_detail()
        self.offer()

    def on_line_list_chosen(self) -> None:
        """Open the line."""
        self.action_open()

    def _tell_detail(self) -> None:
        today, weighing = self.workspace.reads.evidence.today, self.workspace.rules.weighing
        self.detail.tell(*said(self.here, today, weighing, self._questions))

    def _questions(self, row: AskNext) -> Sequence[str]:
        """Return what to ask; the bank is read once, and the replies once for all lines."""
        if self._bank is None:
            self._bank, _problems = self.workspace.question_bank()
        if self._replies is None:
            self._replies = self.workspace.reads.maps.replies(self.journey_id)
        return fitting_questions(row, self._bank, self._replies)

    def action_view(self) -> None:
        """Show the next view."""
        self._view = (self._view + 1) % len(VIEWS)
        self.show_now()

    def action_record(self) -> None:
        """Record evidence."""
        if self.asking is not None:
            forms.evidence_form.ask_evidence_again(self.auditor, self.asking)
            return
        persona = self.here.persona_id if isinstance(self.here, PersonaSupport | Evidence) else None
        forms.evidence_form.ask_new_evidence(self.auditor, self.journey_id, self.touchpoint_id, persona)

    def action_import_file(self) -> None:
        """Import evidence from a file."""
        forms.importing.ask_import(self, self.journey_id)

    def action_open(self) -> None:
        """Open the touchpoint, edit the evidence, or say who asks again."""
        if self.asking is not None:
            self.action_ask_again()
        elif isinstance(self.here, Evidence):
            self.action_edit()
        elif self.touchpoint_id is not None:
            self.go(ToTouchpoint(self.journey_id, self.touchpoint_id))

    def action_ask_again(self) -> None:
        """Say who is to ask for this evidence again."""
        asking, evidence = self.asking, self.evidence
        if asking is not None:
            forms.asking_form.ask_again(self.auditor, asking, asking.evidence_id, asking.source)
        elif evidence is not None:
            known = self.workspace.reads.askings.open(self.journey_id)
            noted = next((one for one in known if one.evidence_id == evidence.id), None)
            forms.asking_form.ask_again(self.auditor, noted, evidence.id, evidence.source)

    async def action_asked(self) -> None:
        """Take off the list what was asked again."""
        number = self.asking.id if self.asking is not None else None
        if number is not None:
            await self.auditor.save(lambda: self.workspace.askings.done([number]))

    def action_edit(self) -> None:
        """Edit this evidence, or who asks for it again."""
        if self.asking is not None:
            self.action_ask_again()
        elif self.evidence is not None:
            forms.evidence_form.ask_edit_evidence(self.auditor, self.evidence)

    async def action_delete(self) -> None:
        """Delete this evidence, or take back that it is to be asked for again."""
        evidence = self.evidence
        number = self.asking.id if self.asking is not None else None
        if number is not None:
            await self.auditor.save(lambda: self.workspace.askings.take_back([number]))
            return
        if evidence is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.auditor.save(lambda: self.workspace.evidence.delete([evidence.id]))

        question = _("Delete the evidence “{source}”? {key} brings it back.").format(
            source=evidence.source, key=undo_key()
        )
        self.auditor.open_dialog(ConfirmDialog(question, yes=_("Delete")), answered)
