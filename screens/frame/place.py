"""What all places share: title line, key line, the commands of everywhere, and news of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from auditor.base.errors import AuditorError
from auditor.views.history import Changes
from auditor.workspace import Workspace
from screens.frame.commands import BACK, EVERYWHERE, Command, bindings
from screens.widgets.lines import KeyLine, TitleLine

if TYPE_CHECKING:
    from screens.app import AuditorApp


WIDE = 110
"""From this width on, places show a second pane."""

WIDTHS = [(0, "-narrow"), (WIDE, "-wide")]
"""The class of a place from a width on."""


class Place(Screen[None]):
    """A main place of the app. A subclass gives its commands, its widgets and how it shows what is there."""

    OFFERED: ClassVar[tuple[Command, ...]] = ()
    """The commands of this place."""
    is_home: ClassVar[bool] = False
    """Whether all other places lead back to this one."""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings((*EVERYWHERE, BACK)))

    def __init__(self) -> None:
        """Start as if everything was still to be shown."""
        super().__init__()
        self.title_line = TitleLine()
        self.key_line = KeyLine()
        self._shown_at = -1

    @property
    def auditor(self) -> AuditorApp:
        """The app, typed."""
        return cast("AuditorApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.auditor.workspace

    def compose(self) -> ComposeResult:
        """Title line, the place's own widgets, key line."""
        self._take_width()
        yield self.title_line
        yield from self.contents()
        yield self.key_line

    def _take_width(self) -> None:
        """Take the class of the breakpoint reached. Told by Textual later on, it would style all widgets again."""
        width = self.app.size.width
        reached = [name for least, name in self.HORIZONTAL_BREAKPOINTS or WIDTHS if least <= width]
        self.add_class(*reached[-1:], update=False)

    def contents(self) -> Iterable[Widget]:
        """Give the widgets between title and key line."""
        raise NotImplementedError

    def show(self) -> None:
        """Read what is to be seen and show it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show everything once."""
        self.show_now()

    def on_screen_resume(self) -> None:
        """Show anew what was changed while another place was in front."""
        self.auditor.leave_refusal_behind()
        if self._shown_at != self.auditor.changes_heard:
            self.show_now()
        self.offer()

    def hear(self, changes: Changes) -> None:
        """Take news of a change while in front; by default everything is shown anew."""
        del changes
        self.show_now()

    def stand_at(self, touchpoint_id: int) -> None:
        """Go to a touchpoint that was just made from here; by default the place stays where it is."""

    def show_now(self) -> None:
        """Show what is there, and remember how new that is."""
        heard = self.auditor.changes_heard
        try:
            self.show()
        except AuditorError as error:
            self._tell_unreadable(error)
            return
        self._shown_at = heard
        self.offer()

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; what can't be read while doing so is told, and the place goes on."""
        try:
            await super()._dispatch_message(message)
        except AuditorError as error:
            self._tell_unreadable(error)

    def _tell_unreadable(self, error: AuditorError) -> None:
        """Tell what can't be read. A place that has nothing to show yet is left again, the first with the app."""
        if self._shown_at < 0 and self is self.app.screen_stack[1]:
            self.auditor.leave_with(error)
            return
        if self._shown_at < 0 and self.is_current:
            self.app.pop_screen()
        self.auditor.tell_error(error)

    def all_commands(self) -> Sequence[Command]:
        """Return the commands that can be given here, those of this place first."""
        own = tuple(command for command in self.OFFERED if self._allowed(command))
        back = () if self.is_first else (BACK,)
        return (*own, *back, *EVERYWHERE)

    def every_command(self) -> Sequence[Command]:
        """Return all commands there are here, also those that can't be given just now."""
        back = () if self.is_first else (BACK,)
        return (*self.OFFERED, *back, *EVERYWHERE)

    @property
    def is_first(self) -> bool:
        """Whether there is nowhere to go back to."""
        return self.is_home and len(self.app.screen_stack) <= 2

    def _allowed(self, command: Command) -> bool:
        if command.action.startswith("app."):
            return True
        name, _bracket, rest = command.action.partition("(")
        parameters: tuple[object, ...] = (rest.strip("')"),) if rest else ()
        return self.check_action(name, parameters) is True

    def offer(self) -> None:
        """Show in the key line what can be pressed now."""
        offered = [command for command in self.all_commands() if command.in_line]
        self.key_line.offer(offered, always=2 if self.is_first else 3)

    def action_back(self) -> None:
        """Go back to the place before."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        elif not self.is_first:
            self.auditor.go_home()
