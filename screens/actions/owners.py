"""Who has what: everybody with the open actions handed to them, and what nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.widget import Widget
from textual.widgets import Static

from auditor.analysis.responsibility import standing_of
from auditor.base.i18n import N_, _, ngettext, number
from auditor.drawing.cells import bar
from auditor.sentences.responsibility import standing_text
from auditor.views.actions import ActionFilter
from auditor.views.people import PersonLoad, told_apart
from auditor.views.responsibility import Standing
from screens import forms
from screens.frame.commands import Command
from screens.frame.news import Shown
from screens.frame.place import Place
from screens.routes import NEXT_VIEW, Route, Selection, ToActions, ToOwners, ToResponsible
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


class OwnersPlace(Place):
    """People with their load in person-days."""

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("actions"), N_("List the actions of this person")),
        Command("view", ("v",), N_("view"), N_("Go on to the next view: list, board by status, owners with their load"), was="b"),
        Command("responsible", ("g r",), N_("responsible"), N_("What this person is responsible for, and what nobody is"),
                was="r"),
        Command("report", ("W",), N_("report"), N_("Write a report of this person, or of their part of the organisation"), False),
        Command("add", ("a",), N_("new person"), N_("Add somebody to the team"), was="n"),
        Command("edit", ("e",), N_("edit"), N_("Edit name, role and part of the organisation, or note that they have left")),
        Command("merge", ("full_stop s",), N_("merge"), N_("Merge with somebody else: one person under two names"), was="m"),
        Command("delete", ("d", "delete"), N_("delete"), N_("Delete somebody who owns nothing; undo brings them back"), False),
    )  # fmt: skip

    def __init__(self, selection: Selection, at: int | None = None) -> None:
        """Hand on what is selected to the next view; begin at the person of that number."""
        super().__init__()
        self._begin_at = at
        self.selection = selection
        self.headings = Static("", markup=False, classes="headings")
        self.lines = LineList(self._draw)
        self.detail = Detail()
        self._loads: list[PersonLoad] = []
        self._names: dict[int, str] = {}
        """What people are called here, each told apart from others of the same name."""
        self._stands: dict[int, Standing] = {}
        """How what everybody answers for stands."""
        self._most = 1.0

    def contents(self) -> Iterable[Widget]:
        """One list, and in full what the cursor stands on."""
        yield self.headings
        yield self.lines
        yield self.detail

    def shown(self) -> Shown:
        """People and their actions, of all journeys."""
        return Shown.of(None, "note", "reply", "link", "comment", "saved_filter", "suggestion", "persona")

    def show(self) -> None:
        """Read everybody's load."""
        loads = self.workspace.reads.people.loads(self.workspace.today)
        charges = self.workspace.reads.responsibility.charges(self.workspace.today)
        self._loads = loads
        people = ((load.id, load.name, load.role) for load in self._loads if load.id is not None)
        self._names = told_apart(people)
        self._stands = {
            load.id: standing_of(one for one in charges if one.responsible.person_id == load.id)
            for load in self._loads
            if load.id is not None
        }
        self._most = max([1.0, *(load.days for load in self._loads)])
        days = sum(load.days for load in self._loads)
        said = ngettext("{days} person-day open", "{days} person-days open", 1 if days == 1 else 2)
        self.title_line.tell((_("all journeys"), _("who has what")), said.format(days=number(days, 1)))
        self.lines.show(len(self._loads), self._place())
        self.lines.focus()
        self._tell_detail()

    def _place(self) -> int | None:
        """Return where the person stands at whom to begin, the first time."""
        at, self._begin_at = self._begin_at, None
        return next((n for n, load in enumerate(self._loads) if at is not None and load.id == at), None)

    def way_here(self) -> Route | None:
        """The person under the cursor."""
        return ToOwners(Selection(self.selection.filter), self.load.id if self.load else None)

    @property
    def load(self) -> PersonLoad | None:
        """The line under the cursor."""
        return self._loads[self.lines.cursor] if self.lines.cursor < len(self._loads) else None

    def _called(self, load: PersonLoad) -> str:
        if load.id is None:
            return _("nobody")
        name = self._names[load.id]
        return name if load.left is None else _("{name} (has left)").format(name=name)

    def _tell_detail(self) -> None:
        load = self.load
        if load is None:
            hint = _("People come with audits, or with {key}.").format(key=self.key_of("add"))
            self.detail.tell(_("Nobody is of the team yet"), hint)
            return
        said = (
            load.role,
            load.unit,
            ngettext("{n} open", "{n} open", load.open).format(n=load.open),
            ngettext("{days} person-day", "{days} person-days", 1 if load.days == 1 else 2).format(
                days=number(load.days, 1)
            ),
            ngettext("{n} late", "{n} late", load.late).format(n=load.late) if load.late else "",
            _("{n} waiting for proof").format(n=load.waiting) if load.waiting else "",
            _("{n} to ask again").format(n=load.askings) if load.askings else "",
            standing_text(self._stands[load.id]) if load.id is not None else "",
        )
        self.detail.tell(self._called(load), " · ".join(filter(None, said)))

    def on_line_list_resized(self, message: LineList.Resized) -> None:
        """Draw the headings as wide as the lines."""
        name, drawn = _columns(message.width)
        texts = (_("In progress"), _("Open"), _("Late"), _("This week"))
        heads = "".join(fit(f"{text} ", _COUNT, right=True) for text in texts)
        days = fit(_("Person-days"), drawn + _DAYS)
        self.headings.update(fit(" " + _("Person"), name - 1) + " " + days + heads, layout=False)

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        load = self._loads[line]
        name, drawn = _columns(width)
        ink = "plain" if load.id is not None else "warn"
        return [
            (fit(f" {self._called(load)}", name - 1) + " ", ink),
            (fit(bar(load.days / self._most, drawn - 1), drawn), "accent" if load.id is not None else "warn"),
            (fit(number(load.days, 1), _DAYS), "plain"),
            (_count(load.in_progress), "plain"),
            (_count(load.open), "plain"),
            (_count(load.late, "!"), "bad" if load.late else "dim"),
            (_count(load.week), "plain"),
        ]

    def on_line_list_moved(self) -> None:
        """Offer what fits the line, and say it in full."""
        self.offer()
        self._tell_detail()

    def on_line_list_chosen(self) -> None:
        """List the actions of this person."""
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the line under the cursor."""
        if action in {"edit", "delete", "merge", "report"}:
            return self.load is not None and self.load.id is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """List the actions of this person, or those that nobody has."""
        if self.load is not None:
            owner = self._names[self.load.id] if self.load.id is not None else ""
            shown = replace(ActionFilter(), owners=(owner,))
            self.go(ToActions(Selection(shown)))

    def action_view(self) -> None:
        """Go on to the list."""
        self.go(NEXT_VIEW[ToOwners](self.selection, None), instead=True)

    def action_responsible(self) -> None:
        """Show what this person answers for, or what nobody does."""
        if self.load is not None:
            self.go(ToResponsible(self.load.id))

    def action_report(self) -> None:
        """Write a report of this person."""
        if self.load is not None and self.load.id is not None:
            forms.report_form.ask_people_report(self.auditor, self.load)

    def action_add(self) -> None:
        """Add somebody."""
        forms.person_form.ask_new(self.auditor)

    def action_edit(self) -> None:
        """Edit somebody's name, role and part of the organisation."""
        if self.load is not None:
            forms.person_form.ask_edit(self.auditor, self.load)

    def action_merge(self) -> None:
        """Merge two names of one person."""
        if self.load is not None:
            forms.person_form.ask_merge(self.auditor, self.load, self._loads)

    async def action_delete(self) -> None:
        """Delete somebody."""
        load = self.load
        if load is not None and load.id is not None:
            number_of = load.id
            await self.auditor.save(lambda: self.workspace.people.delete(number_of))


_DAYS = 8
_COUNT = 12


def _columns(width: int) -> tuple[int, int]:
    """Return the widths of names and of bars."""
    room = width - _DAYS - 4 * _COUNT
    name = max(12, room * 2 // 3)
    return name, max(2, room - name)


def _count(count: int, sign: str = "") -> str:
    return fit(f"{sign}{number(count)} " if count else "· ", _COUNT, right=True)
