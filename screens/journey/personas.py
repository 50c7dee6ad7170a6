"""The personas of a journey side by side: whose shoes it is walked in, and what says that they are right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base import labels
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Standing
from auditor.sentences.evidence import persona_text
from auditor.sentences.persona import supported
from auditor.views.evidence import PersonaSupport
from auditor.views.journeys import Persona
from screens import forms
from screens.dialogs.confirm import ConfirmDialog
from screens.forms.persona_forms import PERSONA_FIELDS
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key
from screens.frame.ways import way
from screens.routes import ToQuestions


class PersonaColumn(Static):
    """One persona, whole."""

    def __init__(self, persona: Persona, support: PersonaSupport | None = None) -> None:
        """Show a persona and what supports it."""
        super().__init__(_portrait(persona, support), markup=False)
        self.persona = persona


class PersonasPlace(Place):
    """A column for each persona."""

    CSS_PATH = "personas.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("step('-1')", ("left", "h"), N_("persona before"), N_("To the persona before"), False),
        Command("step('1')", ("right", "l"), N_("persona after"), N_("To the persona after"), False),
        Command("scroll('up')", ("up", "k"), N_("up"), N_("One line up"), False),
        Command("scroll('down')", ("down", "j"), N_("down"), N_("One line down"), False),
        Command("scroll('page_up')", ("pageup",), N_("page up"), N_("One page up"), False),
        Command("scroll('page_down')", ("pagedown",), N_("page down"), N_("One page down"), False),
        Command("scroll('home')", ("home",), N_("first"), N_("To the first line"), False),
        Command("scroll('end')", ("end",), N_("last"), N_("To the last line"), False),
        Command("new", ("a p",), N_("persona"), N_("Add a persona"), was="n"),
        Command("edit", ("e", "enter"), N_("edit"), N_("Edit this persona")),
        way("compare", in_line=True, was="c"),
        Command("verify", ("full_stop v",), N_("verify"), N_("Say with what this persona was verified, and when"), was="v"),
        Command("record", ("a e",), N_("evidence"), N_("Record evidence about this persona: an interview, a survey …"), was="r"),
        way("evidence", in_line=True, was="s"),
        Command("questions", ("g q",), N_("questions"), N_("The question bank: what is known of this persona"), was="i"),
        way("interviews", in_line=True, was="I"),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this persona; one with audits stays"), False),
    )  # fmt: skip

    def __init__(self, journey_id: int) -> None:
        """Show the personas of the journey of that number."""
        super().__init__()
        self.journey_id = journey_id
        self._personas: list[Persona] = []
        self._supports: dict[int, PersonaSupport] = {}
        self._at = 0
        self._begin_at: int | None = None
        """The persona to stand at once it is read."""
        self._shown: list[VerticalScroll] = []
        self.columns = Horizontal(id="columns")

    def contents(self) -> Iterable[Widget]:
        """The columns."""
        yield self.columns

    def shown(self) -> Shown:
        """The personas and what supports them."""
        return Shown.of(
            self.journey_id, "note", "reply", "action", "link", "comment", "saved_filter", "suggestion"
        )

    def show(self) -> None:
        """Read the personas and show them side by side."""
        reads = self.workspace.reads.journeys
        journey = reads.get(self.journey_id)
        if journey is None:
            self.action_back()
            return
        self._personas = reads.personas(self.journey_id)
        support = self.workspace.reads.evidence.support(self.journey_id)
        self._supports = {one.persona_id: one for one in support.personas} if support else {}
        numbers = [persona.id for persona in self._personas]
        if self._begin_at in numbers:
            self._at, self._begin_at = numbers.index(self._begin_at), None
        self._at = max(0, min(self._at, len(self._personas) - 1))
        self.title_line.tell((journey.name, _("personas")))
        self._fill()

    def _fill(self) -> None:
        """Put new columns in place of the old, which go when they have done what they are at."""
        if not self.columns.is_mounted:
            return
        self.columns.remove_children()
        if not self._personas:
            said = _("No persona yet. Press {key} to add the first.").format(key=self.key_of("new"))
            self.columns.mount(Static(said, classes="none"))
        self._shown = [
            VerticalScroll(PersonaColumn(p, self._supports.get(p.id)), can_focus=False)
            for p in self._personas
        ]
        self.columns.mount(*self._shown)
        self._mark()

    def _mark(self) -> None:
        for number, column in enumerate(self._shown):
            column.set_class(number == self._at, "-here")
        if self._shown:
            self._shown[self._at].scroll_visible(animate=False)
        self.offer()

    @property
    def persona(self) -> Persona | None:
        """The persona the cursor stands on."""
        return self._personas[self._at] if self._personas else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a persona only where there is one."""
        if action in {"edit", "verify", "delete", "questions", "record"}:
            return self.persona is not None
        return super().check_action(action, parameters)

    def action_step(self, by: str) -> None:
        """To the persona before or after."""
        self._at = max(0, min(len(self._personas) - 1, self._at + int(by)))
        self._mark()

    def action_scroll(self, how: str) -> None:
        """Read on in this persona."""
        if not self._shown:
            return
        column = self._shown[self._at]
        page = column.scrollable_content_region.height
        to = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        # At once, so that keys typed ahead each go on from where the one before has come to.
        if how in to:
            column.scroll_relative(y=to[how], animate=False, immediate=True)
        else:
            ends = {"home": column.scroll_home, "end": column.scroll_end}
            ends[how](animate=False, immediate=True)

    def action_new(self) -> None:
        """Add a persona."""
        forms.persona_forms.ask_new_persona(self.auditor, self.journey_id, self.stand_at)

    def stand_at(self, persona_id: int) -> None:
        """Go to a persona that was just made."""
        self._begin_at = persona_id
        self.show_now()

    def action_edit(self) -> None:
        """Edit this persona."""
        if self.persona is not None:
            forms.persona_forms.ask_persona(self.auditor, self.persona)

    def action_verify(self) -> None:
        """Say with what this persona was verified."""
        if self.persona is not None:
            forms.persona_forms.ask_verification(self.auditor, self.persona)

    def action_record(self) -> None:
        """Record evidence about this persona."""
        if self.persona is not None:
            forms.evidence_form.ask_new_evidence(self.auditor, self.journey_id, None, self.persona.id)

    def action_questions(self) -> None:
        """Open the question bank for this persona."""
        if self.persona is not None:
            self.go(ToQuestions(self.journey_id, self.persona.id))

    def action_delete(self) -> None:
        """Delete this persona."""
        persona = self.persona
        if persona is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.auditor.save(lambda: self.workspace.journeys.delete_persona(persona.id))

        question = _("Delete the persona “{name}”? {key} brings it back.").format(
            name=persona.name, key=undo_key()
        )
        self.auditor.open_dialog(ConfirmDialog(question, yes=_("Delete")), answered)


def _portrait(persona: Persona, support: PersonaSupport | None) -> Content:
    parts: list[tuple[str, str]] = [(persona.name, "bold $accent"), ("\n", "")]
    state = persona.verification.state
    if state is Standing.HYPOTHESIS:
        parts.append(("? " + _("hypothesis: nothing verifies it yet"), "$warning"))
    else:
        sign = labels.STANDING_SIGNS[state]
        parts.append(
            (f"{sign} {supported(persona)}", "$success" if state is Standing.VERIFIED else "$warning")
        )
    if support is not None:
        parts += [("\n", ""), (persona_text(support), "$quiet")]
    for key, name in PERSONA_FIELDS:
        if text := getattr(persona, key):
            parts += [("\n\n", ""), (_(name).capitalize(), "$quiet"), ("\n", ""), (text, "")]
    return Content.assemble(*parts)
