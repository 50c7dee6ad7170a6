"""What the places that show actions have in common: commands that act on the marked ones, or on the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from auditor.base.i18n import _, ngettext
from auditor.base.labels import quoted, word
from auditor.base.text import shortened
from auditor.base.vocabulary import Status
from auditor.views.actions import ActionLine
from screens import dialogs, forms
from screens.actions.filtered import FilteredPlace
from screens.frame.commands import Command
from screens.routes import Selection, ToEstimates

if TYPE_CHECKING:
    from auditor.nouns.actions import Actions

TITLE = 60
"""Most characters of a title in dialogs and messages."""

ON_ONE = frozenset({"explain", "edit", "links"})
"""Commands that act on the action at hand, whatever is marked."""
ON_CHOSEN = frozenset(
    {"accept", "start", "finish", "reopen", "drop", "prove", "owner", "due", "comment", "impact", "effort"}
)
"""Commands that act on all that is chosen."""
_FITTING = {
    "accept": (Status.PROPOSED, Status.DROPPED),
    "start": (Status.PROPOSED, Status.PLANNED),
    "finish": (Status.PROPOSED, Status.PLANNED, Status.IN_PROGRESS),
    "reopen": (Status.DONE, Status.VERIFIED, Status.DROPPED),
    "drop": (Status.PROPOSED, Status.PLANNED, Status.IN_PROGRESS),
    "prove": (Status.DONE, Status.VERIFIED),
}
"""For what status a command is offered when no action is marked."""
_NEXT = {
    Status.PROPOSED: "accept",
    Status.PLANNED: "finish",
    Status.IN_PROGRESS: "finish",
    Status.DONE: "prove",
    Status.VERIFIED: "prove",
    Status.DROPPED: "accept",
}
"""What takes an action of a status on, and so stands first in the key line."""


class ActingPlace(FilteredPlace):
    """A place that shows actions and acts on them."""

    def __init__(self, selection: Selection, at: int | None = None) -> None:
        """Show what is selected; begin at the action of that number."""
        super().__init__(selection)
        self.wanted = at
        """The action that the cursor goes to when all is shown anew."""
        self._just_done: tuple[int, ...] = ()
        """What was called done last, here; it may have left the list."""

    def on_mount(self) -> None:
        """Get ready to save, so that the first key that changes something does not wait for it."""
        self.auditor.get_ready_to_save()

    @property
    def action(self) -> ActionLine | None:
        """The action at hand: the one under the cursor."""
        raise NotImplementedError

    @property
    def is_acting(self) -> bool:
        """Whether keys go to the actions, and not to something beside them."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[int]:
        """The numbers of the marked actions; without marks of the one at hand."""
        if self.selection.marks:
            return sorted(self.selection.marks)
        return [self.action.id] if self.action else []

    @property
    def shows_done(self) -> bool:
        """Whether what is done stays in sight."""
        return Status.DONE in self.selection.filter.statuses

    def number_at_hand(self) -> int | None:
        """Return the number of the action at hand."""
        return self.action.id if self.action else None

    def go_to(self, action_id: int) -> None:
        """Let the cursor go to an action when all is shown anew."""
        self.wanted = action_id
        self.show_now()

    def about(self) -> str:
        """Name what is chosen, for dialogs and messages."""
        count = len(self.chosen)
        if count == 1 and self.action is not None and self.chosen == [self.action.id]:
            return quoted(shortened(self.action.title, TITLE))
        return ngettext("{n} action", "{n} actions", count).format(n=count)

    def mark_only(self, numbers: Iterable[int]) -> None:
        """Mark these actions and no others."""
        self.selection.marks.clear()
        self.selection.marks |= set(numbers)
        self.show_now()

    def all_numbers(self) -> frozenset[int]:
        """Return the numbers of all actions shown."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Draw anew, without reading, when other actions are marked; a subclass draws its lines."""
        self.tell_shown(self.total)
        self.offer()

    @property
    def total(self) -> int:
        """How many actions are shown."""
        raise NotImplementedError

    def next_line(self) -> None:
        """Go on to the next action, after a mark."""
        raise NotImplementedError

    def all_commands(self) -> Sequence[Command]:
        """Return the commands that can be given here, first what takes the action at hand on."""
        commands = super().all_commands()
        if self.action is None or self.selection.marks:
            return commands
        wanted = [_NEXT[self.action.status], *(["prove"] if self._just_done else [])]
        return sorted(commands, key=lambda one: wanted.index(one.action) if one.action in wanted else 2)

    def why_not(self, command: Command) -> str:
        """Say of which status an action has to be, or where the keys go."""
        action = command.action
        if action not in ON_ONE | ON_CHOSEN | {"mark", "mark_all"}:
            return super().why_not(command)
        if not self.total:
            return _("There is no action here.")
        here = self.action if self.is_acting else None
        if here is None or action not in _FITTING:
            return _("Put the cursor on an action first.")
        fitting = ", ".join(word(status) for status in Status if status in _FITTING[action])
        return _("{command} is for actions that are {statuses}; this one is {status}.").format(
            command=quoted(command.label), statuses=fitting, status=word(here.status)
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the action at hand, or the marked ones, while the keys go to the actions."""
        if action == "all_of_it":
            return self.selection.filter != self.plain
        if action not in ON_ONE | ON_CHOSEN | {"mark", "mark_all"}:
            return super().check_action(action, parameters)
        if action == "prove" and self._just_done and self.is_acting:
            return True
        here = self.action if self.is_acting else None
        if here is None:
            return False
        if self.selection.marks and action in ON_CHOSEN:
            return True
        return action not in _FITTING or here.status in _FITTING[action]

    async def _act(self, change: Callable[[Actions, Sequence[int]], object]) -> bool:
        """Change what is chosen, in one transaction and so with one undo; tell whether it is on disk."""
        numbers = self.chosen
        return bool(numbers) and await self.auditor.save(lambda: change(self.workspace.actions, numbers))

    async def _set_status(
        self,
        status: Status,
        change: Callable[[Actions, Sequence[int]], object],
        told: Callable[[str], None] | None = None,
    ) -> None:
        said = _("{what}: {status}").format(what=self.about(), status=word(status))
        if await self._act(change):
            (told or self.auditor.tell)(said)

    async def action_accept(self) -> None:
        """Accept what is chosen."""
        await self._set_status(Status.PLANNED, lambda actions, numbers: actions.accept(numbers))

    async def action_start(self) -> None:
        """Start on what is chosen."""
        await self._set_status(Status.IN_PROGRESS, lambda actions, numbers: actions.start(numbers))

    async def action_finish(self) -> None:
        """Call what is chosen done; where it mends several findings, ask which of them are mended."""
        chosen = self.chosen

        def told(said: str) -> None:
            self._tell_done(chosen, said)

        if not forms.finishing.ask_done(self.auditor, chosen, self.about(), told):
            await self._set_status(Status.DONE, lambda actions, numbers: actions.done(numbers), told)

    def _tell_done(self, numbers: Sequence[int], said: str) -> None:
        """Say that actions are done, how to see whether they worked, and where they are if they left the list."""
        self._just_done = tuple(numbers)
        parts = [said, _("{key}: did it work?").format(key=self.key_of("prove"))]
        if not self.shows_done:
            kept = _("{key} has it under “{filter}”").format(
                key=self.key_of("filters"), filter=_("Waiting for proof")
            )
            parts.append(kept)
        self.auditor.tell(" · ".join(parts))
        self.offer()

    async def action_reopen(self) -> None:
        """Take up again what is chosen."""
        said = _("{what}: taken up again").format(what=self.about())
        if await self._act(lambda actions, numbers: actions.reopen(numbers)):
            self.auditor.tell(said)

    def action_drop(self) -> None:
        """Drop what is chosen, with a reason."""
        forms.action_form.ask_drop(self.auditor, self.chosen, self.about())

    def action_prove(self) -> None:
        """See whether what is done worked, or look again: what is at hand, or else what was called done just now."""
        here = self.action
        is_meant = here is not None and here.status in _FITTING["prove"]
        chosen = self.chosen if self.selection.marks or is_meant else self._just_done
        self._just_done = ()
        forms.proving.ask_proof(self.auditor, chosen or self.chosen, self.key_of)

    def action_estimates(self) -> None:
        """Compare the impact expected with the impact that actions had."""
        self.go(ToEstimates(self.selection.filter.journey_id))

    def action_owner(self) -> None:
        """Hand what is chosen to somebody."""
        forms.action_asking.ask_owner(self.auditor, self.chosen, self.about())

    def action_due(self) -> None:
        """Set the day what is chosen is due."""
        numbers = self.chosen
        one = self.action if self.action is not None and numbers == [self.action.id] else None
        due = one.due if one is not None else None
        forms.action_asking.ask_due(self.auditor, numbers, self.about(), due)

    def action_comment(self) -> None:
        """Say something of what is chosen."""
        forms.action_asking.ask_comment(self.auditor, self.chosen, self.about())

    def action_add(self) -> None:
        """Add an action."""
        here = self.action.touchpoint_id if self.action else None
        forms.new_action.ask_where(self.auditor, self.selection.filter.journey_id, here, self.go_to)

    def action_fits(self) -> None:
        """See what fits in the days there are."""
        forms.deciding.ask_fits(self.auditor, self.selection.filter, self.mark_only, self.key_of)

    def action_weigh(self) -> None:
        """See what other settings would change."""
        forms.deciding.ask_weigh(self.auditor, self.selection.filter)

    def action_write_out(self) -> None:
        """Write what is marked, or all that is shown, for another program."""
        forms.exporting.ask_write_out(self.auditor, self.selection.filter, self.selection.marks)

    def action_links(self) -> None:
        """Choose what the action at hand answers."""
        if self.action is not None:
            forms.new_action.ask_links(self.auditor, self.action.id)

    def action_blockers(self) -> None:
        """Choose what the action at hand waits for."""
        if self.action is not None:
            forms.blocking.ask_blockers(self.auditor, self.action.id)

    def action_edit(self) -> None:
        """Edit the action at hand."""
        if self.action is not None:
            forms.action_form.ask_edit_action(self.auditor, self.action.id)

    def action_mark(self) -> None:
        """Mark the action at hand, or take its mark away, and go on to the next."""
        if self.action is not None:
            self.selection.marks ^= {self.action.id}
            self.show_marks()
            self.next_line()

    def action_mark_all(self) -> None:
        """Mark all actions shown; when all are marked, none."""
        every = self.all_numbers()
        self.selection.marks = set() if self.selection.marks == every else set(every)
        self.show_marks()

    async def action_impact(self, by: str) -> None:
        """Raise or lower the impact; what is chosen moves at once."""
        await self._act(lambda actions, numbers: actions.shift(numbers, impact=int(by)))

    async def action_effort(self, by: str) -> None:
        """Raise or lower the effort; what is chosen moves at once."""
        await self._act(lambda actions, numbers: actions.shift(numbers, effort=int(by)))

    def action_explain(self) -> None:
        """Explain the priority of the action at hand."""
        from screens.actions.explaining import explained

        found = explained(self.workspace, self.action.id, self.selection.filter) if self.action else None
        if found is not None:
            self.auditor.open_dialog(dialogs.explain.ExplainDialog(found))
