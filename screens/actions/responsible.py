"""Who answers for what: the touchpoints of somebody, or those that nobody answers for, and how it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.responsibility import standing_of
from auditor.base.i18n import N_, _, number, percent
from auditor.drawing.cells import bar
from auditor.sentences.responsibility import by_text, responsible_text, standing_text
from auditor.views.responsibility import Charge
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import ToTouchpoint
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

Row = str | Charge
"""A text is a heading."""


class ResponsiblePlace(Place):
    """Touchpoints by journey with their need and their actions."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("open"), N_("Open the touchpoint")),
        Command("view", ("v",), N_("view"), N_("Next view: this person’s, nobody’s, everything")),
        Command("responsible", ("o",), N_("responsible"), N_("Say who answers for the touchpoint, its stage or its journey"),
                was="o e"),
    )  # fmt: skip

    def __init__(self, person_id: int | None = None) -> None:
        """Begin with what the person of that number answers for, or with what nobody does."""
        super().__init__()
        self.person_id = person_id
        self._view = 0
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw, skip=self._is_heading)
        self.detail = Detail()
        self._rows: list[Row] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and the line under the cursor in full."""
        yield self.headings
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """Touchpoints, people and actions, of all journeys."""
        return Shown.of(None, "note", "reply", "link", "comment", "saved_filter", "suggestion", "persona")

    def show(self) -> None:
        """Read who answers for what."""
        person = next((one for one in self.workspace.reads.people.all() if one.id == self.person_id), None)
        names = [_("everything"), _("nobody’s"), *([person.name] if person else [])]
        title = names[-1 - self._view % len(names)]
        charges = self.workspace.reads.responsibility.charges(self.workspace.today)
        if title == _("nobody’s"):
            charges = [one for one in charges if not one.responsible.is_here]
        elif person is not None and title == person.name:
            charges = [one for one in charges if one.responsible.person_id == person.id]
        nothing = _("Nothing here: {key} goes on to the next view.").format(key=self.key_of("view"))
        self._rows = _by_journey(charges) or [nothing]
        self.title_line.tell((_("responsible"), title), standing_text(standing_of(charges)))
        self.lines.show(len(self._rows))
        self.lines.focus()
        self._tell_detail()

    def _is_heading(self, line: int) -> bool:
        return isinstance(self._rows[line], str)

    @property
    def charge(self) -> Charge | None:
        """The touchpoint under the cursor."""
        row = self._rows[self.lines.cursor] if self.lines.cursor < len(self._rows) else ""
        return None if isinstance(row, str) else row

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        if action in {"open", "responsible"}:
            return self.charge is not None
        return super().check_action(action, parameters)

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        name, who = _columns(message.width)
        heads = "".join(fit(f"{text} ", _COUNT, right=True) for text in (_("To do"), _("Late")))
        texts = fit("   " + _("Touchpoint"), name) + fit(_("Responsible"), who) + fit(_("Need"), _NEED)
        self.headings.update(texts + heads, layout=False)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            return [(fit(f" {row}", width), "band")]
        name, who = _columns(width)
        answers = responsible_text(row.responsible) or _("nobody")
        return [
            (fit(f"   {row.touchpoint}", name - 1) + " ", "plain"),
            (fit(answers, who - 1) + " ", "dim" if row.responsible.is_here else "warn"),
            (
                fit("" if row.known_need is None else f"{bar(row.need, 5)} {percent(row.need)}", _NEED),
                "accent",
            ),
            (_count(row.open), "plain"),
            (_count(row.late), "bad" if row.late else "dim"),
        ]

    def on_line_list_moved(self) -> None:
        """Offer what fits the line, and say it in full."""
        self.offer()
        self._tell_detail()

    def on_line_list_chosen(self) -> None:
        """Open the touchpoint."""
        self.action_open()

    def _tell_detail(self) -> None:
        one = self.charge
        if one is None:
            self.detail.tell("", "")
            return
        names = _("{key} names somebody for the touchpoint itself")
        said = (
            one.stage,
            responsible_text(one.responsible) or _("nobody"),
            by_text(one.responsible.by) and names.format(key=self.key_of("responsible")),
            _("{n} waiting for proof").format(n=one.waiting) if one.waiting else "",
        )
        self.detail.tell(one.touchpoint, " · ".join(filter(None, said)))

    def action_open(self) -> None:
        """Open the touchpoint."""
        if self.charge is not None:
            self.go(ToTouchpoint(self.charge.journey_id, self.charge.touchpoint_id))

    def action_view(self) -> None:
        """Show the next view."""
        self._view += 1
        self.show_now()

    def action_responsible(self) -> None:
        """Say who answers for it."""
        if self.charge is not None:
            forms.responsible_form.ask_responsible(self.auditor, self.charge)


_NEED = 12
_COUNT = 10


def _by_journey(charges: Sequence[Charge]) -> list[Row]:
    """Return the lines with a heading for each journey; the greatest need stands first in each."""
    rows: list[Row] = []
    for journey_id, journey in dict.fromkeys((one.journey_id, one.journey) for one in charges):
        here = [one for one in charges if one.journey_id == journey_id]
        rows += [journey, *sorted(here, key=lambda one: -one.need)]
    return rows


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of touchpoints and of who answers for them."""
    room = width - _NEED - 2 * _COUNT
    name = max(16, room // 2)
    return name, max(8, room - name)


def _count(count: int) -> str:
    return fit(f"{number(count)} " if count else "· ", _COUNT, right=True)
