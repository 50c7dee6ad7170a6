"""A respondent: what they replied, stage by stage, and what they said and felt at touchpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, day, number
from auditor.base.labels import quoted, word
from auditor.base.vocabulary import FileKind
from auditor.library.interviews import asked_in
from auditor.views.evidence import Evidence
from auditor.views.interviews import AskedQuestion, Filled
from auditor.views.journeys import Journey, Touchpoint
from screens import forms
from screens.dialogs.write import WriteDialog
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

Row = str | AskedQuestion | Touchpoint | Evidence


class RespondentPlace(Place):
    """One list: the questions and touchpoints of each stage, with what was said."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("write", ("enter",), N_("write"), N_("Write what was replied, or said and felt here"), was="enter e"),
        Command("say", ("a",), N_("quote"), N_("One more quote or feeling at a touchpoint"), was="n"),
        Command("edit", ("e",), N_("respondent"), N_("Edit code name, day, consent and note of this respondent"), was="i"),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this quote or feeling"), False),
    )  # fmt: skip

    def __init__(self, respondent_id: int) -> None:
        """Show the respondent of that number."""
        super().__init__()
        self.respondent_id = respondent_id
        self.known: Filled | None = None
        self.journey: Journey | None = None
        self.lines = LineList(self._draw, skip=lambda line: isinstance(self._rows[line], str))
        self.detail = Detail()
        self._rows: list[Row] = []

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey that the respondent speaks of."""
        return self.journey.id if self.journey is not None else None

    def contents(self) -> Iterable[Widget]:
        """One list, and its line in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The respondent, and the journey they spoke of."""
        return Shown.of(self.journey.id if self.journey is not None else None)

    def show(self) -> None:
        """Read what was said."""
        reads = self.workspace.reads
        self.known = reads.interviews.whole(self.respondent_id)
        self.journey = reads.journeys.get(self.known.respondent.journey_id) if self.known else None
        if self.known is None or self.journey is None:
            self.action_back()
            return
        bank, _problems = self.workspace.question_bank()
        asked = asked_in(self.journey, bank, reads.interviews.questions(self.journey.id))
        self._rows = []
        for stage in self.journey.stages:
            self._rows.append(stage.name)
            self._rows += [one for one in asked if one.stage_id == stage.id]
            for point in stage.touchpoints:
                said = [one for one in self.known.said if one.touchpoint_id == point.id]
                self._rows += said or [point]
        one = self.known.respondent
        consent = _("consent: {word}").format(word=word(one.consent))
        path = (self.journey.name, _("interviews"), f"{one.code}, {one.persona}")
        self.title_line.tell(path, f"{day(one.interviewed_on)} · {consent}")
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()
        self.offer()

    @property
    def row(self) -> Row | None:
        """What the cursor stands on."""
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    def _reply(self, one: AskedQuestion) -> str:
        return self.known.replies.get((one.stage_id, one.key), "") if self.known else ""

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band")]
        if isinstance(row, AskedQuestion):
            return _line(row.text, self._reply(row), width)
        if isinstance(row, Touchpoint):
            return _line(f"◦ {row.name}", "", width)
        return _line(f"◦ {row.touchpoint}", _said(row), width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the line."""
        if action == "delete":
            return isinstance(self.row, Evidence)
        if action == "say":
            return self.journey is not None and bool(self.journey.touchpoints)
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def _tell_detail(self) -> None:
        row = self.row
        if isinstance(row, AskedQuestion):
            self.detail.tell(row.text, self._reply(row) or row.probe)
        elif isinstance(row, Evidence):
            self.detail.tell(row.touchpoint, _said(row))
        elif isinstance(row, Touchpoint):
            said = _("{key} records what was said or felt here").format(key=self.key_of("write"))
            self.detail.tell(row.name, said)

    def on_line_list_chosen(self) -> None:
        """Write at the line."""
        self.action_write()

    def action_write(self) -> None:
        """Write what was replied, said or felt."""
        row = self.row
        if isinstance(row, AskedQuestion):
            self._ask_reply(row)
        elif isinstance(row, Touchpoint):
            self.action_say()
        elif isinstance(row, Evidence):
            forms.interview_forms.ask_edit_said(self.auditor, row)

    def action_say(self) -> None:
        """Ask for a quote or a feeling at the touchpoint of the line, or at the first."""
        if self.known is None or self.journey is None or not self.journey.touchpoints:
            return
        row = self.row
        point = self.journey.touchpoints[0].id
        if isinstance(row, Touchpoint):
            point = row.id
        elif isinstance(row, Evidence) and row.touchpoint_id is not None:
            point = row.touchpoint_id
        forms.interview_forms.ask_said(self.auditor, self.known.respondent, self.journey, point)

    def action_edit(self) -> None:
        """Edit the respondent."""
        if self.known is not None and self.journey is not None:
            one = self.known.respondent
            personas = self.workspace.reads.journeys.personas(self.journey.id)
            forms.interview_forms.ask_respondent(self.auditor, personas, one.persona_id, one)

    async def action_delete(self) -> None:
        """Delete the quote or feeling; undo brings it back."""
        row = self.row
        if isinstance(row, Evidence):
            await self.auditor.save(lambda: self.workspace.evidence.delete([row.id]))

    def _ask_reply(self, asked: AskedQuestion) -> None:
        forms.differing.settle(
            self.auditor, self.workspace.differing_of(FileKind.QUESTIONS), lambda: self._write_reply(asked)
        )

    def _write_reply(self, asked: AskedQuestion) -> None:
        respondents, number_ = self.workspace.respondents, self.respondent_id

        async def keep(text: str) -> bool:
            return await self.auditor.save(
                lambda: respondents.reply(number_, asked.stage_id, asked.key, text, base=reply)
            )

        reply = self._reply(asked)
        self.auditor.open_dialog(WriteDialog(asked.text, reply, keep))


def _said(one: Evidence) -> str:
    felt = "" if one.feeling is None else number(one.feeling, 1, signed=True)
    return " ".join(filter(None, (felt, quoted(one.quote) if one.quote else "")))


def _line(asked: str, said: str, width: int) -> Sequence[Part]:
    room = (width - 4) // 2 if said else 0
    return [
        (" ✓ " if said else " · ", "good" if said else "dim"),
        (fit(asked, width - 4 - room), "plain"),
        (" ", "plain"),
        (fit(said, room), "dim"),
    ]
