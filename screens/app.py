"""The app: opens the workspace's places, saves in one thread, and passes on news of changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.message import Message

from auditor.analysis.scoring import Scoring
from auditor.base.errors import AuditorError
from auditor.base.i18n import N_, _
from auditor.sentences.history import describe
from auditor.views.history import FOUND_LOST, FOUND_SAVED, Changes, HistoryLine
from auditor.workspace import Workspace
from screens import dialogs
from screens.frame.ending import ORDERLY, SAVING, Ending
from screens.frame.news import FOR_ALL, News, NewsLog
from screens.frame.only_text import OnlyText
from screens.frame.palette import CommandProvider
from screens.frame.patient_app import PatientApp
from screens.frame.place import WIDTHS, Place
from screens.frame.themes import DARK, LIGHT
from screens.frame.ways_out import WAYS
from screens.opening import place_of
from screens.routes import Route, ToHistory, ToHome, ToWalk

if TYPE_CHECKING:
    from screens.dialogs.leaving import LeavingDialog

T = TypeVar("T")

_REFUSED = object()
_ONLY_TEXT = OnlyText()

Start = tuple[str, int] | None
"""Where to begin: None for home, or ("walk", audit number)."""


_TOLD = {
    "replaced": N_("Another program has replaced the database: what is there now is shown."),
    FOUND_SAVED: N_("It has been found out: what may not have been saved was saved."),
    FOUND_LOST: N_("It has been found out: what may have been saved was not. Do it again."),
}
"""What is told of changes that nobody here has asked for, by their code."""


class AuditorApp(PatientApp):
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
        super().__init__(workspace)
        self.ending: Ending | None = None
        self.news = NewsLog()
        self._start = start
        self._refused_at: Place | None = None
        self._leaving: LeavingDialog | None = None
        self._stop_watching: Callable[[], None] | None = None
        workspace.on_change(self._pass_on)
        workspace.tell_of_copies(self._tell_of_copies, beside=True)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if workspace.config.theme == "light" else DARK.name

    def _pass_on(self, changes: Changes) -> None:
        self.post_message(self.Changed(self.news.add(changes, self.begun_by)))

    def _tell_of_copies(self, error: AuditorError) -> None:
        self.post_message(self.NotCopied(error))

    def on_mount(self) -> None:
        """Open the first place, and hear from now on of what others change."""
        self.open_first()
        self._stop_watching = self.workspace.watch().close
        self.begin(self._look_at_place, lambda: self.is_running)

    def _look_at_place(self) -> None:
        """Tell at the start where nothing can be written, so that nobody types for nothing, or what is risked there."""
        try:
            self.read_only = self.workspace.read_only
            caution = self.workspace.caution
        except AuditorError:
            # Whatever is shown first tells that it can't be read.
            return
        if self.read_only is not None:
            self.tell_error(self.read_only)
        elif caution:
            self.tell(caution, bad=True)

    def on_unmount(self) -> None:
        """Hear no more of others."""
        if self._stop_watching is not None:
            self._stop_watching()

    def open_first(self) -> None:
        """Open the place to begin at; home is made when one goes back to it."""
        self.go(ToHome() if self._start is None else ToWalk(self._start[1]))

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Put the place that a route leads to in front, or with `instead` in the place of the one in front."""
        self.workspace.confirm_replaced()
        if instead:
            self.switch_screen(place_of(route))
        else:
            self.push_screen(place_of(route))

    def lose_terminal(self) -> None:
        """Leave, because the terminal is gone."""
        if self.ending is not None:
            self.ending.lose_terminal()
        else:
            self.exit()

    def refuse_rest(self) -> None:
        """Tell that what came like pasted text is not used any further."""
        self.tell(_("So many keys at once look like pasted text: nothing was done with the rest."), bad=True)

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

    def tell_behind(self, text: str) -> None:
        """Show in the title lines what the screen is ahead of."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                screen.title_line.tell_behind(text)

    @property
    def _place_in_front(self) -> Place | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    def on_auditor_app_changed(self, message: Changed) -> None:
        """Let the place in front show what changed; the others do so when they come to the front."""
        if told := _TOLD.get(message.news.changes.code):
            self.tell(_(told), bad=True)
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
        try:
            # What to take back is known when all that was asked for before is on disk.
            line = await self.saved(lambda: self._step(undo))
        except AuditorError as error:
            self.tell_error(error)
            return
        if line is None:
            self.tell(_("There is nothing to undo.") if undo else _("There is nothing to do again."))
        else:
            said = _("Taken back: {what}") if undo else _("Done again: {what}")
            self.tell(said.format(what=describe(line)))

    def _step(self, undo: bool) -> HistoryLine | None:
        history = self.workspace.reads.history
        line = history.to_undo() if undo else history.to_redo()
        if line is not None:
            (self.workspace.undoing.undo if undo else self.workspace.undoing.redo)()
        return line

    async def action_quit(self) -> None:
        """Leave as soon as all is saved."""
        if not self.unsaved:
            self.exit()
        elif self._leaving is None:
            self._leaving = dialogs.leaving.LeavingDialog(self.unsaved)
            self.open_dialog(self._leaving, self._leave_or_stay)

    def _leave_or_stay(self, at_once: bool | None) -> None:
        self._leaving = None
        if at_once:
            self.give_up_saving()
            self.exit()

    def end_saving(self, well: bool) -> None:
        """Leave, if that is what is waited for; stay where something was refused."""
        if self._leaving is None:
            return
        if not well:
            self._leaving.dismiss(None)
        elif self.unsaved:
            self._leaving.count(self.unsaved)
        else:
            self.exit()

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
    """Run the app until the user leaves or the system ends it; return the program's exit code.

    Raises what made the app end early.
    """
    app = AuditorApp(workspace, start)
    with Ending(lambda code: app.exit(None, code), app.wait_until_saved) as app.ending:
        app.run()
        app.wait_until_saved(ORDERLY + SAVING)
    if app.ending.code is not None:
        return app.ending.code
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
