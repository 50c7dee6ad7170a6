"""The question bank: open questions for each stage, and what is known of them for a persona."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.base.i18n import N_, _, in_language
from auditor.base.labels import quoted
from auditor.base.vocabulary import Access, FileKind, Phase
from auditor.library.interviews import Question, questions_at
from auditor.views.interviews import OwnQuestion, Respondent, Response
from auditor.views.journeys import Journey, Persona, Stage
from screens import forms
from screens.dialogs.write import WriteDialog
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.frame.ways import way
from screens.routes import ToReplies
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

Asked = tuple[Stage, Question]


class QuestionsPlace(Place):
    """The questions of a journey's stages, one persona at a time."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command(
            "reply",
            ("enter",),
            N_("reply"),
            N_("Write what is known of this question"),
            was="enter e",
        ),
        Command("persona", ("V",), N_("persona"), N_("The next persona"), was="p"),
        Command("add", ("a",), N_("own question"), N_("Add a question of your own"), was="n"),
        way("interviews", in_line=True, was="I"),
        Command(
            "replies",
            ("g y",),
            N_("replies"),
            N_("The replies of all respondents side by side, by theme"),
            was="t",
        ),
        Command(
            "change",
            ("e",),
            N_("change"),
            N_("Change this question of your own"),
            False,
            was="c",
            access=Access.EDITOR,
        ),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete this question of your own"), False),
    )

    def __init__(self, journey_id: int, persona_id: int | None = None) -> None:
        """Show the journey of that number, beginning with a persona."""
        super().__init__()
        self.journey_id = journey_id
        self._persona_id = persona_id
        self._personas: list[Persona] = []
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self._rows: list[str | Asked] = []
        self._kept: object = None
        """With which files of everybody's the bank was read."""
        self._bank: Mapping[Phase, Sequence[Question]] | None = None
        self._replies: dict[tuple[int, str], str] = {}
        self.journey: Journey | None = None
        self._own: list[OwnQuestion] = []
        self._respondents: list[Respondent] = []
        self._responses: list[Response] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and the question in full."""
        yield self.lines
        yield self.detail

    @property
    def persona(self) -> Persona | None:
        """Whose replies are shown."""
        chosen = (persona for persona in self._personas if persona.id == self._persona_id)
        return next(chosen, self._personas[0] if self._personas else None)

    def shown(self) -> Shown:
        """The stages, the personas and the replies."""
        unseen = ("touchpoint", "round", "audit", "visit", "answer", "action", "link", "comment", "note")
        return Shown.of(self.journey_id, *unseen, "saved_filter", "evidence", "suggestion")

    def show(self) -> None:
        """Read the questions and what is known."""
        reads = self.workspace.reads
        journey = reads.journeys.get(self.journey_id)
        if journey is None:
            self.action_back()
            return
        self.journey = journey
        self._personas = reads.journeys.personas(self.journey_id)
        self._own = reads.interviews.questions(self.journey_id)
        self._respondents = reads.interviews.respondents(self.journey_id)
        self._responses = reads.interviews.responses(self.journey_id)
        bank = self._read_bank()
        persona = self.persona
        self._replies = {
            (reply.stage_id, reply.question): reply.text
            for reply in reads.maps.replies(self.journey_id)
            if persona and reply.persona_id == persona.id
        }
        self._rows = []
        for stage in journey.stages:
            self._rows.append(stage.name)
            self._rows += [(stage, question) for question in questions_at(stage, bank, self._own)]
        asked = [(row[0].id, row[1].key) for row in self._rows if not isinstance(row, str)]
        known = sum(question in self._replies for question in asked)
        said = _("{known} of {count} known").format(known=known, count=len(asked))
        name = persona.name if persona else _("no persona yet")
        self.title_line.tell((journey.name, _("questions"), name), said)
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _read_bank(self) -> Mapping[Phase, Sequence[Question]]:
        """Return the bank, which is read again when what everybody has was changed; what is wrong in the user's files is told."""
        if self._bank is None or self._kept is not self.workspace.library.kept:
            self._kept = self.workspace.library.kept
            self._bank, problems = self.workspace.question_bank()
            for problem in problems:
                self.auditor.tell(str(problem), bad=True)
        return self._bank

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band")]
        stage, question = row
        reply = self._replies.get((stage.id, question.key), "")
        room = (width - 4) // 2 if reply else 0
        return [
            (" ✓ " if reply else " · ", "good" if reply else "dim"),
            (fit(in_language(question.text), width - 4 - room), "plain"),
            (" ", "plain"),
            (fit(reply, room), "dim"),
        ]

    @property
    def asked(self) -> Asked | None:
        """The question under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        return None if isinstance(row, str) else row

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a reply where there is a persona it can be for."""
        if action == "reply":
            return self.asked is not None and self.persona is not None
        if action == "persona":
            return len(self._personas) > 1
        if action in {"change", "delete"}:
            return self.own is not None
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the question in full."""
        self._tell_detail()
        self.offer()

    def _tell_detail(self) -> None:
        if self.asked is not None:
            stage, question = self.asked
            reply = self._replies.get((stage.id, question.key), "")
            said = " · ".join(filter(None, (reply, *self._said(stage, question))))
            self.detail.tell(in_language(question.text), said or in_language(question.probe))

    def _said(self, stage: Stage, question: Question) -> list[str]:
        """Return what respondents of the persona replied, each under their code name."""
        persona = self.persona
        codes = {one.id: one.code for one in self._respondents if persona and one.persona_id == persona.id}
        return [
            f"{codes[one.respondent_id]}: {quoted(one.text)}"
            for one in self._responses
            if one.respondent_id in codes and (one.stage_id, one.question) == (stage.id, question.key)
        ]

    @property
    def own(self) -> OwnQuestion | None:
        """The question under the cursor, where it is one of the team's own."""
        asked = self.asked
        return next((one for one in self._own if asked and one.key == asked[1].key), None)

    def action_add(self) -> None:
        """Add a question at the stage of the cursor."""
        if self.journey is not None:
            stage = self.asked[0].id if self.asked else 0
            forms.interview_forms.ask_question(self.auditor, self.journey, stage)

    def action_change(self) -> None:
        """Change the question."""
        if self.journey is not None and self.own is not None:
            forms.interview_forms.ask_question(self.auditor, self.journey, 0, self.own)

    async def action_delete(self) -> None:
        """Delete the question; undo brings it back."""
        own = self.own
        if own is not None:
            await self.auditor.save(lambda: self.workspace.questions.delete(own.id))

    def action_replies(self) -> None:
        """Show replies side by side."""
        self.go(ToReplies(self.journey_id, self.persona.id if self.persona else None))

    def on_line_list_chosen(self) -> None:
        """Write what is known."""
        self.action_reply()

    def action_persona(self) -> None:
        """To the next persona."""
        if self.persona is not None:
            place = self._personas.index(self.persona) + 1
            self._persona_id = self._personas[place % len(self._personas)].id
            self.show_now()

    def action_reply(self) -> None:
        """Write what is known of the question."""
        forms.differing.settle(self.auditor, self.workspace.differing_of(FileKind.QUESTIONS), self._ask_reply)

    def _ask_reply(self) -> None:
        asked, persona = self.asked, self.persona
        if asked is None or persona is None:
            return
        stage, question = asked

        async def keep(text: str) -> bool:
            return await self.auditor.save(
                lambda: noting.reply(stage.id, persona.id, question.key, text, base=reply)
            )

        noting = self.workspace.noting
        reply = self._replies.get((stage.id, question.key), "")
        self.auditor.open_dialog(WriteDialog(in_language(question.text), reply, keep))
