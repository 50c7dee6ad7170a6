"""Who was interviewed, persona by persona, how many of the five are asked, and of whom to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, day, ngettext, number
from auditor.base.labels import word
from auditor.base.vocabulary import Consent
from auditor.library.interviews import asked_in
from auditor.sentences.interviews import asked_text, counted_text, goals_text
from auditor.views.evidence import PersonaSupport
from auditor.views.interviews import Respondent
from auditor.views.journeys import Journey, Persona
from screens import forms
from screens.dialogs.confirm import ConfirmDialog
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key, way_key
from screens.routes import ToReplies, ToRespondent
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

Row = PersonaSupport | Respondent


_UNSEEN = ("audit", "visit", "answer", "action", "link", "comment", "note", "saved_filter", "suggestion")
"""What is not shown here."""


class InterviewsPlace(Place):
    """The respondents of a journey."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("What this respondent replied and said")),
        Command("new", ("a",), N_("new"), N_("Note that somebody was interviewed"), was="n"),
        Command("edit", ("e",), N_("edit"), N_("Edit code name, day, consent and note of this respondent")),
        Command("replies", ("g y",), N_("replies"), N_("The replies of all respondents side by side, by theme"), was="t"),
        Command("form", ("W",), N_("form"), N_("Write a form to print, or to fill in, for a respondent"), was="w"),
        Command("take_in", ("I",), N_("import"), N_("Import a filled-in form"), False, was="o"),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this respondent with all they said"), False),
    )  # fmt: skip

    def __init__(self, journey_id: int) -> None:
        """Show the journey of that number."""
        super().__init__()
        self.journey_id = journey_id
        self.journey: Journey | None = None
        self.lines = LineList(self._draw)
        self.detail = Detail()
        self._personas: list[Persona] = []
        self._rows: list[Row] = []
        self._goals = ""

    def contents(self) -> Iterable[Widget]:
        """One list, and what its line says in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The journey with its personas and respondents."""
        return Shown.of(self.journey_id, *_UNSEEN)

    def show(self) -> None:
        """Read who was interviewed."""
        reads = self.workspace.reads
        self.journey = reads.journeys.get(self.journey_id)
        if self.journey is None:
            self.action_back()
            return
        self._personas = reads.journeys.personas(self.journey_id)
        support = reads.evidence.support(self.journey_id)
        found = reads.interviews.respondents(self.journey_id)
        self._rows = []
        for one in support.personas if support else ():
            self._rows += [one, *(each for each in found if each.persona_id == one.persona_id)]
        self._goals = goals_text(support.personas) if support and support.personas else ""
        count = ngettext("{count} respondent", "{count} respondents", len(found))
        self.title_line.tell((self.journey.name, _("interviews")), count.format(count=number(len(found))))
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()
        self.offer()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, PersonaSupport):
            return [(fit(f" {asked_text(row)}", width), "band")]
        counted = counted_text(row.replies, row.said)
        return [
            (fit(f"   {row.code}", 20), "strong"),
            (fit(day(row.interviewed_on), 14), "plain"),
            (fit(_consent(row), 26), "good" if row.consent is Consent.GIVEN else "warn"),
            (fit(counted, width - 60), "dim"),
        ]

    @property
    def respondent(self) -> Respondent | None:
        """The respondent under the cursor."""
        row = self._row
        return row if isinstance(row, Respondent) else None

    @property
    def _row(self) -> Row | None:
        return self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else None

    @property
    def persona(self) -> Persona | None:
        """The persona under the cursor, or of the respondent there."""
        row = self._row
        return next((one for one in self._personas if row and one.id == row.persona_id), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a respondent only where there is one."""
        if action in {"open", "edit", "delete"}:
            return self.respondent is not None
        if action in {"new", "form"}:
            return self.persona is not None
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()
        self.offer()

    def _tell_detail(self) -> None:
        one = self.respondent
        if one is not None:
            self.detail.tell(f"{one.code} · {one.persona}", one.note or self._goals)
        elif self._rows:
            self.detail.tell(_("Five interviews give a good picture of a persona."), self._goals)
        else:
            said = _("No persona yet: {key} in the journey adds the first.")
            self.detail.tell(said.format(key=way_key("personas")), "")

    def on_line_list_chosen(self) -> None:
        """Open the respondent."""
        self.action_open()

    def action_open(self) -> None:
        """Show what the respondent said."""
        if self.respondent is not None:
            self.go(ToRespondent(self.respondent.id))

    def action_new(self) -> None:
        """Note that somebody was interviewed."""
        if self.persona is not None:
            forms.interview_forms.ask_respondent(self.auditor, self._personas, self.persona.id)

    def action_edit(self) -> None:
        """Edit the respondent."""
        one = self.respondent
        if one is not None:
            forms.interview_forms.ask_respondent(self.auditor, self._personas, one.persona_id, one)

    def action_replies(self) -> None:
        """Show replies side by side."""
        persona = self.persona
        self.go(ToReplies(self.journey_id, persona.id if persona else None))

    def action_form(self) -> None:
        """Write a form."""
        if self.journey is None or self.persona is None:
            return
        bank, _problems = self.workspace.question_bank()
        own = self.workspace.reads.interviews.questions(self.journey_id)
        asked = asked_in(self.journey, bank, own)
        forms.interview_forms.ask_form(self.auditor, self.journey, self.persona, asked, self.respondent)

    def action_take_in(self) -> None:
        """Import a filled-in form."""
        if self.journey is not None:
            forms.interview_forms.ask_import(self.auditor, self.journey)

    def action_delete(self) -> None:
        """Delete the respondent."""
        one = self.respondent
        if one is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.auditor.save(lambda: self.workspace.respondents.delete([one.id]))

        question = _("Delete “{code}” with all they said? {key} brings it back.").format(
            code=one.code, key=undo_key()
        )
        self.auditor.open_dialog(ConfirmDialog(question, yes=_("Delete")), answered)


def _consent(one: Respondent) -> str:
    return _("consent: {word}").format(word=word(one.consent))
