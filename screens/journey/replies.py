"""Replies side by side: a line a question, those of one theme together, respondents as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from auditor.analysis.replies import replies_by_theme
from auditor.base.i18n import N_, _, number
from auditor.base.labels import quoted
from auditor.library.interviews import asked_in
from auditor.views.interviews import RepliesTable, ThemeRow
from auditor.views.journeys import Persona
from screens.frame.commands import Command, key_of
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

TeamLine = tuple[str, str]
"""A persona’s name, and what the team knows of the question below."""

_NARROWEST = 18
"""So many cells a column needs to be read."""


_UNSEEN = ("audit", "visit", "answer", "action", "link", "comment", "note", "saved_filter", "suggestion")
"""What is not shown here."""


class RepliesPlace(Place):
    """The replies to each question, as many respondents beside each other as there is room for."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("step('-1')", ("left", "h"), N_("before"), N_("Respondents before"), False),
        Command("step('1')", ("right", "l"), N_("after"), N_("Respondents after")),
        Command("persona", ("V",), N_("persona"), N_("Respondents of the next persona, or of all"), was="p"),
        Command(
            "everything",
            ("z",),
            N_("all"),
            N_("Also questions that nobody replied to, or only the others"),
            was="a",
        ),
    )

    def __init__(self, journey_id: int, persona_id: int | None = None) -> None:
        """Show the replies of a journey: of respondents of one persona, or of all."""
        super().__init__()
        self.journey_id = journey_id
        self._persona_id = persona_id
        self._personas: list[Persona] = []
        self._everything = False
        self._at = 0
        self.table = RepliesTable((), ())
        self._where: tuple[str, ...] = ()
        self.lines = LineList(self._draw, skip=lambda line: isinstance(self._rows[line], str))
        self.detail = Detail()
        self._rows: list[str | TeamLine | ThemeRow] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and its line in full."""
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """The stages, questions, respondents and what they said."""
        return Shown.of(self.journey_id, *_UNSEEN)

    def show(self) -> None:
        """Read the replies."""
        reads = self.workspace.reads
        journey = reads.journeys.get(self.journey_id)
        if journey is None:
            self.action_back()
            return
        self._personas = reads.journeys.personas(self.journey_id)
        chosen = [one for one in self._personas if self._persona_id in (None, one.id)]
        numbers = {one.id for one in chosen}
        bank, _problems = self.workspace.question_bank()
        self.table = replies_by_theme(
            asked_in(journey, bank, reads.interviews.questions(self.journey_id)),
            [one for one in reads.interviews.respondents(self.journey_id) if one.persona_id in numbers],
            reads.interviews.responses(self.journey_id),
            [one for one in reads.maps.replies(self.journey_id) if one.persona_id in numbers],
            everything=self._everything,
        )
        self._rows = []
        theme = ""
        names = {one.id: one.name for one in self._personas}
        for row in self.table.rows:
            if row.asked.theme != theme:
                theme = row.asked.theme
                self._rows.append(row.asked.theme_title)
            self._rows += [(names[persona], text) for persona, text in row.team.items() if persona in names]
            self._rows.append(row)
        self._at = max(0, min(self._at, len(self.table.respondents) - 1))
        name = chosen[0].name if self._persona_id is not None and chosen else _("all personas")
        self._where = (journey.name, _("replies"), name)
        self._stand()
        self.lines.focus()
        self.offer()

    def _stand(self) -> None:
        """Show the respondents there is room for from where the user stands."""
        self.title_line.tell(self._where, self._which())
        self.lines.show(len(self._rows))
        self._tell_detail()

    def _which(self) -> str:
        count = len(self.table.respondents)
        if not count:
            return _("nobody asked yet")
        return _("from {first} of {count} respondents").format(
            first=number(self._at + 1), count=number(count)
        )

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, tuple):
            return [(fit(_team(row), width), "dim")]
        shown = self._columns(width)
        each = (width - 1) // (len(shown) + 1)
        first = width - each * len(shown)
        if isinstance(row, str):
            codes = [(fit(self.table.respondents[at].code, each), "band") for at in shown]
            return [(fit(f" {row}", first), "band"), *codes]
        question = f" {row.asked.stage}: {row.asked.text}"
        return [
            (fit(question, first - 1) + " ", "plain"),
            *((fit(row.said[at] or "", each - 1) + " ", "strong") for at in shown),
        ]

    def _columns(self, width: int) -> range:
        """Return which respondents there is room for beside the question."""
        room = max(1, width // _NARROWEST - 1)
        return range(self._at, min(len(self.table.respondents), self._at + room))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other respondents and personas where there are some."""
        if action == "step":
            return len(self.table.respondents) > 1
        if action == "persona":
            return len(self._personas) > 1
        return super().check_action(action, parameters)

    def on_line_list_moved(self) -> None:
        """Say the line in full."""
        self._tell_detail()

    def _tell_detail(self) -> None:
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        if isinstance(row, tuple):
            self.detail.tell(_team((row[0], "")), row[1])
            return
        if isinstance(row, str):
            hint = "" if self._rows else _hint()
            self.detail.tell(_("Nobody replied to anything yet."), hint)
            return
        said = [
            f"{one.code}: {quoted(text)}"
            for one, text in zip(self.table.respondents, row.said, strict=True)
            if text
        ]
        self.detail.tell(row.asked.text, " · ".join(said))

    def action_step(self, by: str) -> None:
        """To the respondents before or after."""
        self._at = max(0, min(len(self.table.respondents) - 1, self._at + int(by)))
        self._stand()

    def action_persona(self) -> None:
        """To the respondents of the next persona, or of all."""
        choices: list[int | None] = [None, *(one.id for one in self._personas)]
        at = choices.index(self._persona_id) if self._persona_id in choices else 0
        self._persona_id = choices[(at + 1) % len(choices)]
        self._at = 0
        self.show_now()

    def action_everything(self) -> None:
        """Show also what nobody replied to, or leave it out again."""
        self._everything = not self._everything
        self.show_now()


def _team(line: TeamLine) -> str:
    name, text = line
    return " " + _("{name}, the team").format(name=name) + (f": {text}" if text else "")


def _hint() -> str:
    # A place is imported when somebody goes there, or is told of what can be done there.
    from screens.journey.interviews import InterviewsPlace

    key = key_of(InterviewsPlace.OFFERED, "new")
    return _("{key} in the interviews notes who was asked.").format(key=key)
