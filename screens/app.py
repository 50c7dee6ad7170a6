"""The app: opens the workspace's places, saves in one thread, and passes on news of changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from msgspec.structs import replace
from textual.actions import ActionParseResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.events import Key
from textual.filter import LineFilter
from textual.message import Message

from auditor.analysis.scoring import Scoring
from auditor.base import signs
from auditor.base.errors import AuditorError
from auditor.base.guests import is_guest, not_in_browser
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Access
from auditor.sentences.history import stepped
from auditor.sentences.letters import plain_letters_told
from auditor.settings.left_at import keep_left, read_left, state_file
from auditor.views.history import FOUND_LOST, FOUND_SAVED, Changes
from auditor.workspace import Workspace
from screens import dialogs, forms
from screens.frame.anywhere import Anywhere, visited
from screens.frame.commands import EVERYWHERE, Command, key_of
from screens.frame.ending import ORDERLY, SAVING, Ending
from screens.frame.news import FOR_ALL, News, NewsLog
from screens.frame.only_text import OnlyText
from screens.frame.place import WIDTHS, Place, is_of_machine
from screens.frame.settled_app import SettledApp
from screens.frame.trail import Spot, Trail, kept, taken_up
from screens.frame.ways_out import WAYS
from screens.opening import place_of
from screens.routes import Route, ToHistory, ToHome, ToSettings, ToTeam, ToWalk
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.dialogs.leaving import LeavingDialog
    from screens.widgets.one_line import OneLine

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


class AuditorApp(SettledApp):
    """Auditor on the terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "Auditor"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = WIDTHS

    @dataclass
    class Changed(Message):
        """Something was changed in the database by this program."""

        news: News

    @dataclass
    class Met(Message):
        """Somebody else begins or ends to walk an audit, or goes on in it."""

    @dataclass
    class NotCopied(Message):
        """A copy of the database that should have been made by itself can't be."""

        error: AuditorError

    def __init__(
        self, workspace: Workspace, start: Start = None, *, is_new: bool = False, remembers: bool = False
    ) -> None:
        """Show the workspace, beginning at `start`; where it `remembers`, rather where it was left the last time.

        Whoever `is_new` here is asked first for name, language and theme.
        """
        super().__init__(workspace)
        self.news = NewsLog()
        self.settled: set[tuple[str, ...]] = set()
        self._remembers = remembers
        self._kept_in: Path | None = None
        """The file in which is kept where the app was left."""
        self.trail = Trail()
        self._in_front: Place | None = None
        """The place that was in front last, which may be gone meanwhile."""
        self._went_back: Route | None = None
        """Where a step back leads, until one is there."""
        self._is_at_step = False
        """The place in front is one that was opened by a step back."""
        self.anywhere = Anywhere(workspace, self.news)
        self.ending: Ending | None = None
        self._start = start
        self._is_new = is_new
        self._is_looked_at = False
        """It was found what may be done here."""
        self._refused_at: Place | None = None
        self._leaving: LeavingDialog | None = None
        self._stop_watching: Callable[[], None] | None = None
        workspace.on_change(self._pass_on)
        workspace.on_walkers(lambda _walkers: self.post_message(self.Met()))
        workspace.tell_of_copies(self._tell_of_copies, beside=True)

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
            self.access = self.workspace.access
            caution = self.workspace.caution
        except AuditorError:
            # Whatever is shown first tells that it can't be read.
            return
        self._is_looked_at = True
        if self.access is not Access.OWNER and isinstance(self.screen, Place):
            # What was shown before it was known goes by it, too.
            self.screen.show_now()
        elif self.read_only is not None and isinstance(self.screen, Place):
            self.screen.offer()
        if self.access is Access.READER:
            self.tell(self.why_may_not(Access.AUDITOR))
        elif self.read_only is not None:
            self.tell_error(self.read_only)
        elif caution:
            self.tell(caution, bad=True)
        elif self.unusable_keys is not None:
            self.tell_error(self.unusable_keys)
        elif signs.lacks_letters():
            self.tell(plain_letters_told())

    def on_unmount(self) -> None:
        """Hear no more of others."""
        if self._stop_watching is not None:
            self._stop_watching()
        self._keep_where()
        self.anywhere.close()

    def open_first(self) -> None:
        """Open the place to begin at; home is made when one goes back to it."""
        if self._is_new:
            self._is_new = False
            self.push_screen(dialogs.first_start.FirstStartDialog(), lambda _done: self.open_first())
            return
        self.begin(self._open_first, lambda: self.is_running)

    def _open_first(self) -> None:
        left = self._left() if self._remembers else None
        if self._start is not None:
            self.go(ToWalk(self._start[1]))
        elif left is not None:
            self._open_spot(left)
        else:
            self.go(ToHome())

    def _left(self) -> Spot | None:
        """Return where the app was left the last time, and take up the trail before it; None where nothing is kept."""
        try:
            if not (database := self.workspace.uid):
                return None
            self._kept_in = state_file(database, self.workspace.who)
        except (AuditorError, OSError, RuntimeError):
            # Whatever is shown first tells that it can't be read.
            return None
        spots = taken_up(read_left(self._kept_in))
        self.trail = Trail(spots[:-1])
        return spots[-1] if spots else None

    def _keep_where(self) -> None:
        """Keep where one is when the app is left."""
        spot = self._spot()
        if spot is not None:
            self.trail.leave(spot)
        if self._remembers and self.trail.recent:
            with suppress(AuditorError, OSError, RuntimeError):
                path = self._kept_in or state_file(self.workspace.uid, self.workspace.who)
                keep_left(path, kept(reversed(self.trail.recent)))

    def _spot(self) -> Spot | None:
        return None if self._in_front is None else self._in_front.spot()

    def remember(self, place: Place) -> None:
        """Take notice of the place that is in front now, to find the way back to it."""
        if place is self._in_front:
            return
        if (spot := self._spot()) is not None:
            self.trail.leave(spot)
        self._in_front = place
        self._is_at_step = self._went_back is not None and self._went_back is place.route
        if place.route is not None:
            self.trail.forget(place.route)
        if not self._is_at_step:
            self.trail.stop_going_back()
        self._went_back = None

    def action_where_i_was(self) -> None:
        """Go back to where one was before this place; asked again, to where one was before that."""
        place = self._place_in_front
        spot = self.trail.further_back(place.route if place is not None else None)
        if spot is None:
            self.tell(_("There is nothing further back."))
            return
        self._step_back(spot)

    def _step_back(self, spot: Spot) -> None:
        below = [each for each in self.screen_stack[1:-1] if isinstance(each, Place)]
        for at, place in enumerate(below):
            if place.route is not None and place.route.which == spot.route.which:
                self._went_back = place.route
                for _each in below[at:]:
                    self.pop_screen()
                return
        self._went_back = spot.route
        self._open_spot(spot, instead=self._is_at_step)

    def _open_spot(self, spot: Spot, *, instead: bool = False) -> None:
        self._put_in_front(spot.route, instead, spot)

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Put the place that a route leads to in front, or with `instead` in the place of the one in front."""
        self._put_in_front(route, instead)

    def _put_in_front(self, route: Route, instead: bool, at: Spot | None = None) -> None:
        self.workspace.confirm_replaced()
        place = place_of(self._as_it_was(route) if at is None else route)
        if at is not None:
            place.stand_again(at)
        if instead:
            self.switch_screen(place)
        else:
            self.push_screen(place)

    def _as_it_was(self, route: Route) -> Route:
        """Return the way home to the journeys sorted and folded as they were when it was left."""
        if not isinstance(route, ToHome):
            return route
        left = next((spot.route for spot in self.trail.recent if isinstance(spot.route, ToHome)), route)
        return replace(left, is_first=route.is_first)

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

    def show_overtaken(
        self, about: str, overtaken: Sequence[str], answered: Callable[[bool | None], None]
    ) -> None:
        """Show what somebody else has changed, and hand `answered` whose stands."""
        self.open_dialog(dialogs.whose.WhoseDialog(about, overtaken), answered)

    @property
    def _place_in_front(self) -> Place | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    def on_one_line_several_lines(self, message: OneLine.SeveralLines) -> None:
        """Ask what becomes of several lines that were pasted where one fits."""
        dialogs.pasting.ask_lines(self, message.field, message.lines)

    def on_auditor_app_changed(self, message: Changed) -> None:
        """Let the place in front show what changed; the others do so when they come to the front."""
        if told := _TOLD.get(message.news.changes.code):
            self.tell(_(told), bad=True)
        if place := self._place_in_front:
            place.hear(message.news)

    def on_auditor_app_met(self) -> None:
        """Let the place in front show who else is there."""
        if place := self._place_in_front:
            place.meet()

    def read_anew(self) -> None:
        """Read what could not be read while the line was broken; places behind do so when they come to the front."""
        if not self._is_looked_at:
            self.begin(self._look_at_place, lambda: self.is_running)
        if place := self._place_in_front:
            place.read_anew()

    def offer_anew(self) -> None:
        """Show in the place in front what can be done now."""
        if place := self._place_in_front:
            place.offer()

    def on_auditor_app_not_copied(self, message: NotCopied) -> None:
        """Tell that there is no new copy of the database."""
        self.tell_error(message.error)

    def show_anew(self) -> None:
        """Show everything anew, at once where it is in front; in another language, all is made anew."""
        self._pass_on(FOR_ALL)
        if (place := self._place_in_front) is not None:
            place.renew()

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
            line = await self.saved(lambda: self.workspace.step_through_history(undo=undo))
        except AuditorError as error:
            self.tell_error(error)
            return
        self.tell(stepped(line, undo=undo))

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

    def action_go_anywhere(self) -> None:
        """Find a journey, a check, a person, a command … by typing, and go there."""
        place = self.screen
        if not isinstance(place, Place):
            return
        palette = dialogs.palette
        self.anywhere.read()
        recent = self.trail.recent
        known = visited(recent)
        can = place.all_commands()
        able = {command.action for command in can}
        cannot = [each for each in place.every_command() if each.action not in able]
        commands = [palette.hit_of_command(each) for each in can if each.action != "app.go_anywhere"]
        commands += [palette.hit_of_command(each, place.told_why_not(each)) for each in cannot]
        spots = [palette.hit_of_spot(spot) for spot in recent if spot.title]
        dialog = palette.PaletteDialog(
            spots, commands, lambda typed, wanted: self.anywhere.find(typed, known, wanted)
        )

        async def go(hit: palette.Hit | None) -> None:
            if hit is not None:
                await self._go_to(hit.to, hit.why_not, place)

        self.open_dialog(dialog, go)

    async def _go_to(self, to: Route | Spot | Command, why_not: str, place: Place) -> None:
        """Go where something leads that was found, or do it."""
        if why_not:
            self.tell(why_not)
        elif isinstance(to, Command):
            await self.run_action(to.action, place)
        elif isinstance(to, Spot):
            self._open_spot(to)
        else:
            self.go(to)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click asks for, unless the user may not: then they are told why."""
        place = self.screen
        if isinstance(place, Place) and isinstance(action, str):
            command = next((one for one in place.every_command() if one.action == action), None)
            if command is not None and place.refused(command):
                place.look_again()
            refused = place.refused(command) if command is not None else ""
            if refused := refused or (not_in_browser() if is_of_machine(action) else ""):
                self.tell(refused)
                return True
        return await super().run_action(action, default_namespace, namespaces)

    def find_line(self, lines: LineList) -> None:
        """Let the user find a line of a list by its words, and put the cursor there."""

        def go(line: int | None) -> None:
            if line is not None:
                lines.cursor = line

        self.open_dialog(dialogs.find_line.FindLineDialog(lines), go)

    def take_dead_key(self, event: Key) -> None:
        """Say why a key does nothing here."""
        if isinstance(self.screen, Place):
            self.screen.tell_dead_key(event.key, event.character)

    @property
    def is_led(self) -> bool:
        """Whether a key was typed in the place in front that another is to follow."""
        return isinstance(self.screen, Place) and self.screen.is_led

    async def take_following(self, event: Key) -> None:
        """Let the place in front take the key that follows."""
        if isinstance(self.screen, Place):
            await self.screen.take_following(event)

    def action_go_home(self) -> None:
        """Go to the journeys, and what to do first."""
        self.go(ToHome())

    def action_help(self) -> None:
        """Show all keys of this place."""
        if isinstance(self.screen, Place):
            self.push_screen(dialogs.help.HelpDialog(self.screen.every_command()))

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press what ends other programs."""
        said = _("Press {key} to leave Auditor; in a dialog press esc first.")
        self.tell(said.format(key=key_of(EVERYWHERE, "app.quit")))

    def action_history(self) -> None:
        """Show what was changed."""
        if not (isinstance(self.screen, Place) and self.screen.is_history):
            self.go(ToHistory())

    def action_settings(self) -> None:
        """See and change what is set."""
        if not (isinstance(self.screen, Place) and isinstance(self.screen.route, ToSettings)):
            self.go(ToSettings())

    def action_team(self) -> None:
        """See who is let in, and change what each may do."""
        if not (isinstance(self.screen, Place) and isinstance(self.screen.route, ToTeam)):
            self.go(ToTeam())

    def action_say_who(self) -> None:
        """Say who is writing; a guest is whoever was invited."""
        if is_guest():
            self.tell(
                _("You were invited as {name}: that is who writes here.").format(name=self.workspace.who),
                bad=True,
            )
            return
        forms.who_form.ask_who(self)

    def action_copy_here(self) -> None:
        """Copy what the cursor stands on."""
        if isinstance(self.screen, Place):
            if text := self.screen.copied():
                self.copy(text)
            else:
                self.tell(_("There is nothing to copy here."))


def open_app(
    workspace: Workspace, start: Start = None, *, is_new: bool = False, remembers: bool = False
) -> int:
    """Run the app until the user leaves or the system ends it; return the program's exit code.

    Where it `remembers`, it begins where it was left the last time, unless `start` says otherwise. Raises what made the
    app end early.
    """
    app = AuditorApp(workspace, start, is_new=is_new, remembers=remembers)
    with Ending(lambda code: app.exit(None, code), app.wait_until_saved) as app.ending:
        app.run()
        app.wait_until_saved(ORDERLY + SAVING)
    if app.ending.code is not None:
        return app.ending.code
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
