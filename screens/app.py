"""The app: opens the workspace's places, saves in one thread, and passes on news of changes."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.actions import ActionParseResult
from textual.binding import BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen, ScreenResultCallbackType

from auditor.analysis.scoring import Scoring
from auditor.base.errors import AuditorError
from auditor.base.i18n import _
from auditor.sentences.history import describe
from auditor.views.history import Changes
from auditor.workspace import Workspace
from screens import dialogs
from screens.frame.keyboard import KeysInTurn
from screens.frame.news import FOR_ALL, News, NewsLog
from screens.frame.only_text import OnlyText
from screens.frame.palette import CommandProvider
from screens.frame.place import WIDTHS, Place
from screens.frame.themes import DARK, LIGHT
from screens.frame.ways_out import WAYS
from screens.opening import place_of
from screens.routes import Route, ToHistory, ToHome, ToWalk

T = TypeVar("T")

_REFUSED = object()
_ONLY_TEXT = OnlyText()

Start = tuple[str, int] | None
"""Where to begin: None for home, or ("walk", audit number)."""


class AuditorApp(KeysInTurn):
    """Auditor on the terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "Auditor"
    COMMANDS: ClassVar[set[type[Provider]]] = {CommandProvider}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = WIDTHS

    @dataclass
    class Changed(Message):
        """Something was changed in the database by this program."""

        news: News

    @dataclass
    class NotCopied(Message):
        """A copy of the database that should have been made by itself can't be."""

        error: AuditorError

    def __init__(self, workspace: Workspace, start: Start = None) -> None:
        """Show the workspace, beginning at `start`."""
        super().__init__()
        self.workspace = workspace
        self.news = NewsLog()
        self._begun_by: object | None = None
        self._start = start
        self._refused_at: Place | None = None
        self._saver = ThreadPoolExecutor(1, thread_name_prefix="saver")
        self._loading: asyncio.Future[None] | None = None
        workspace.on_change(self._pass_on)
        workspace.tell_of_copies(self._tell_of_copies, beside=True)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if workspace.config.theme == "light" else DARK.name

    def _pass_on(self, changes: Changes) -> None:
        self.post_message(self.Changed(self.news.add(changes, self._begun_by)))

    def _tell_of_copies(self, error: AuditorError) -> None:
        self.post_message(self.NotCopied(error))

    def on_mount(self) -> None:
        """Open the first place."""
        self._leave_well_on_signals()
        self.open_first()

    def open_first(self) -> None:
        """Open the place to begin at; home is made when one goes back to it."""
        self.go(ToHome() if self._start is None else ToWalk(self._start[1]))

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Put the place that a route leads to in front, or with `instead` in the place of the one in front."""
        if instead:
            self.switch_screen(place_of(route))
        else:
            self.push_screen(place_of(route))

    def open_dialog(self, dialog: Screen[T], answered: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog over the place in front; `answered` takes what it gives, None when it was left."""
        self.push_screen(dialog, answered)

    def _leave_well_on_signals(self) -> None:
        """Give the terminal back as it was when the system ends the program."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, None, 128 + number)

    def get_ready_to_save(self) -> None:
        """Load in the background what saving needs, so that the first answer does not wait for it."""
        if self._loading is None:
            loop = asyncio.get_running_loop()
            self._loading = loop.run_in_executor(self._saver, self.workspace.get_ready_to_write)
            self._loading.add_done_callback(lambda done: done.exception())

    async def save(self, change: Callable[[], object], begun_by: object | None = None) -> bool:
        """Make a change and wait until it is on disk; tell in one line if it is refused, giving False.

        Changes are made one after the other, so keys pressed ahead keep their order. A place that shows itself
        what came of the change says so with `begun_by`.
        """

        def begun() -> object:
            self._begun_by = begun_by
            try:
                return change()
            finally:
                self._begun_by = None

        return await self._run(begun if begun_by is not None else change) is not _REFUSED

    async def make(self, change: Callable[[], int]) -> int | None:
        """Make something new and return its number once it is on disk; None if it is refused."""
        made = await self._run(change)
        return made if isinstance(made, int) else None

    async def _run(self, change: Callable[[], object]) -> object:
        try:
            with self.holding_keys():
                return await asyncio.get_running_loop().run_in_executor(self._saver, change)
        except AuditorError as error:
            self.tell_error(error)
            return _REFUSED

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click asks for; what can't be read while doing so is told in one line."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except AuditorError as error:
            self.tell_error(error)
            return True

    def leave_with(self, error: Exception) -> None:
        """Leave the app because of an error that `open_app` raises when the terminal is back."""
        self.failure = self.failure or error
        self.exit(return_code=1)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing but text through to the terminal."""
        return (*super().get_line_filters(), _ONLY_TEXT)

    def tell(self, text: str, bad: bool = False) -> None:
        """Show a short message for a few seconds in place of the one before; bad news stay longer."""
        self.clear_notifications()
        self._refused_at = self._place_in_front if bad else None
        self.notify(text, severity="error" if bad else "information", timeout=10 if bad else 4, markup=False)

    def tell_error(self, error: AuditorError) -> None:
        """Show what went wrong, with the way out in the app's words."""
        self.tell(error.worded(WAYS), bad=True)

    def leave_refusal_behind(self) -> None:
        """Take away bad news that were told at another place than the one in front."""
        if self._refused_at not in (None, self._place_in_front):
            self._refused_at = None
            self.clear_notifications()

    @property
    def _place_in_front(self) -> Place | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    def on_auditor_app_changed(self, message: Changed) -> None:
        """Let the place in front show what changed; the others do so when they come to the front."""
        if message.news.changes.code == "replaced":
            self.tell(_("Another program has replaced the database: what is there now is shown."), bad=True)
        if place := self._place_in_front:
            place.hear(message.news)

    def on_auditor_app_not_copied(self, message: NotCopied) -> None:
        """Tell that there is no new copy of the database."""
        self.tell_error(message.error)

    def use_scoring(self, scoring: Scoring) -> None:
        """Put actions in order and in quadrants otherwise from now on, wherever they are shown."""
        self.workspace.use_scoring(scoring)
        self._pass_on(FOR_ALL)

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._step_through_history(undo=True)

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await self._step_through_history(undo=False)

    async def _step_through_history(self, undo: bool) -> None:
        history = self.workspace.reads.history
        line = history.to_undo() if undo else history.to_redo()
        if line is None:
            self.tell(_("There is nothing to undo.") if undo else _("There is nothing to do again."))
            return
        step = self.workspace.undoing.undo if undo else self.workspace.undoing.redo
        if await self.save(step):
            said = _("Taken back: {what}") if undo else _("Done again: {what}")
            self.tell(said.format(what=describe(line)))

    def action_command_palette(self) -> None:
        """Find any command by typing."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("type to find a command")))

    def action_help(self) -> None:
        """Show all keys of this place."""
        if isinstance(self.screen, Place):
            self.push_screen(dialogs.help.HelpDialog(self.screen.every_command()))

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press what ends other programs."""
        self.tell(_("Press q to leave Auditor; in a dialog press esc first."))

    def action_history(self) -> None:
        """Show what was changed."""
        if not (isinstance(self.screen, Place) and self.screen.is_history):
            self.go(ToHistory())

    def action_change_light(self) -> None:
        """Change between light and dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def open_app(workspace: Workspace, start: Start = None) -> int:
    """Run the app until the user leaves; return the program's exit code. Raises what made the app end early."""
    app = AuditorApp(workspace, start)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
