"""What all places share: title line, key line, the commands of everywhere, and news of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import ClassVar, cast

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.events import Key
from textual.widget import Widget

from auditor.base.errors import AuditorError
from auditor.base.guests import is_guest, not_in_browser
from auditor.base.i18n import _, language
from auditor.base.labels import quoted
from auditor.base.vocabulary import Access
from auditor.views.history import Changes
from auditor.workspace import Workspace
from screens.frame.commands import (
    BACK,
    EVERYWHERE,
    FIND_LINE,
    GO_HOME,
    TRY_LINE,
    Command,
    bindings,
    key_of,
    leaders,
    shown_key,
)
from screens.frame.host import Host
from screens.frame.layout import layout_in_use
from screens.frame.news import News, Shown
from screens.frame.textual_internals import TellingScreen, let_bind
from screens.frame.trail import Spot
from screens.frame.ways import WAYS, WAYS_BY_ACTION, way
from screens.routes import Route, ToHome
from screens.widgets.following_keys import FollowingKeys
from screens.widgets.line_list import LineList
from screens.widgets.lines import KeyLine, TitleLine

WIDE = 110
"""From this width on, places show a second pane."""

TALL = 30
"""From this height on, keys have two lines."""

WIDTHS = [(0, "-narrow"), (WIDE, "-wide")]
"""The class of a place from a width on."""


_READS_FILES = frozenset(("import_file", "take_in", "picture", "other_picture"))
"""What is done with files of the machine that the app runs on, wherever it is offered."""

_OF_SHELLS = frozenset(("app.stop",))
"""What there is only where a shell has begun the app."""


def is_of_machine(action: str) -> bool:
    """Tell whether a command is nothing for whoever uses the app, because it reads files of a machine that is not theirs."""
    return is_guest() and action in _READS_FILES


class Place(TellingScreen[None]):
    """A main place of the app. A subclass gives its commands, its widgets and how it shows what is there."""

    DEFAULT_CSS = """
    Place { layers: default above; }
    Place.-two-key-lines KeyLine { height: 2; }
    Place.-two-key-lines ToastRack { margin-bottom: 2; }
    """
    OFFERED: ClassVar[tuple[Command, ...]] = ()
    """The commands of this place."""
    OF_WIDGETS: ClassVar[tuple[Command, ...]] = ()
    """Those of them that a widget here takes while it has the focus."""
    is_home: ClassVar[bool] = False
    """Whether all other places lead back to this one."""
    is_history: ClassVar[bool] = False
    """Whether this is where one sees what was changed."""

    def __init__(self) -> None:
        """Start as if everything was still to be shown."""
        super().__init__()
        self.title_line = TitleLine()
        self.key_line = KeyLine()
        self._following = FollowingKeys()
        self._leader = ""
        """The key typed that another is to follow."""
        self._shown_at = -1
        self._is_showing = False
        self._read_at = -1
        self._is_stale = False
        self._keeps_line = False
        """Others have changed what is shown, and so the cursor stays on its line, and not on its place."""
        self._is_unread = False
        """Something here could not be read when it was to be."""
        self._once_shown: list[Callable[[], None]] = []
        self._let_keys_in: Callable[[], None] | None = None
        self._spoken = language()
        self.route: Route | None = None
        """The way that led here."""
        self._stood_at: Spot | None = None
        """Where the cursor is to stand once the lines are there, as it did before."""
        self._is_left = False
        self._bind()

    def _bind(self) -> None:
        """Bind keys to the commands, as is set now."""
        self._bound_as = layout_in_use()
        own = (command for command in self.OFFERED if command not in self.OF_WIDGETS)
        general = (*EVERYWHERE, BACK, FIND_LINE, TRY_LINE, *leaders((*self.with_ways(), GO_HOME)))
        let_bind(self, bindings(own), bindings(general))
        self._finds_itself = any(not set(FIND_LINE.keys).isdisjoint(each.keys) for each in self.OFFERED)
        self._offered: Sequence[Command] = ()

    @classmethod
    @cache
    def with_ways(cls) -> tuple[Command, ...]:
        """Return the commands of this kind of place, and the ways to others that are not among them."""
        own = {command.id for command in cls.OFFERED}
        return (*cls.OFFERED, *(each for each in map(way, WAYS) if each.id not in own))

    @property
    def auditor(self) -> Host:
        """What the app offers."""
        return cast("Host", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.auditor.workspace

    def compose(self) -> ComposeResult:
        """Title line, the place's own widgets, key line."""
        self._take_width()
        self.add_class(*["-two-key-lines"] * self._is_tall, update=False)
        self.title_line.tell_behind(self.auditor.behind)
        yield self.title_line
        yield from self.contents()
        yield self.key_line
        yield self._following

    def on_resize(self) -> None:
        """Give the keys the lines there is room for."""
        self.set_class(self._is_tall, "-two-key-lines")

    @property
    def _is_tall(self) -> bool:
        return self.app.size.height >= TALL

    def _take_width(self) -> None:
        """Take the class of the breakpoint reached. Told by Textual later on, it would style all widgets again."""
        width = self.app.size.width
        reached = [name for least, name in self.HORIZONTAL_BREAKPOINTS or WIDTHS if least <= width]
        self.add_class(*reached[-1:], update=False)

    def contents(self) -> Iterable[Widget]:
        """Give the widgets between title and key line."""
        raise NotImplementedError

    def show(self) -> None:
        """Read what is to be seen, and then show it all at once.

        A read may take long, and meanwhile keys mean what stands there still: so nothing is put in the place of what a
        key acts on before all is read, nor where it is outdated by then.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show everything once."""
        self.show_now()

    def on_screen_resume(self) -> None:
        """Show anew what was changed here while another place was in front."""
        self.auditor.leave_refusal_behind()
        self.stand_here()
        self.app.title = self.title_line.path
        self._stop_leading()
        if self.renew():
            return
        if self._bound_as is not layout_in_use():
            self._bind()
        self.auditor.remember(self)
        count = self.auditor.news.count
        known = self._read_at if self._is_showing else self._shown_at
        missed = self.auditor.news.since(known)
        if self._is_unread or known < 0 or missed is None or any(map(self._concerns, missed)):
            self._keeps_line = any(each.changes.elsewhere for each in missed or ())
            self.show_now()
        elif not self._is_showing:
            self._shown_at = count
        self.offer()

    def stand_here(self) -> None:
        """Let others see what is walked here; by default nothing."""
        self.workspace.walk(None)

    def meet(self) -> None:
        """Show who else walks what is walked here; by default nothing is."""

    def renew(self) -> bool:
        """Make this place anew where its widgets were made with words of another language; tell whether that is so."""
        if self._spoken == language() or self.route is None or not self.is_current:
            return False
        self.go(self.route, instead=True)
        return True

    def shown(self) -> Shown:
        """Return what is shown here, so that only news of that is taken; by default it may be anything."""
        return Shown()

    def _concerns(self, news: News) -> bool:
        return news.begun_by is not self and self.shown().is_touched(news.changes)

    def hear(self, news: News) -> None:
        """Take news while in front."""
        self.auditor.begin(lambda: self.take_news(news), lambda: self.is_attached)

    def take_news(self, news: News) -> None:
        """Show anew what was changed, unless it was read since."""
        if news.number <= self._shown_at:
            return
        self._keeps_line = self._keeps_line or news.changes.elsewhere
        try:
            if self._concerns(news):
                stood = self._stood_on()
                if self.take(news.changes):
                    self._stay_on(stood)
                else:
                    self.show_now(holds_keys=True)
        except AuditorError as error:
            self._is_unread = True
            self.tell_unreadable(error)
            return
        if self._shown_at == news.number - 1:
            self._shown_at = news.number

    @property
    def is_outdated(self) -> bool:
        """Whether something was changed here since what is being shown began to be read."""
        return self.auditor.news.count != self._read_at

    def take(self, changes: Changes) -> bool:
        """Show a change by reading only what it touched; False, as by default, when all has to be read anew."""
        del changes
        return False

    def show_now(self, then: Callable[[], None] | None = None, *, holds_keys: bool = False) -> None:
        """Show what is there, and remember how new that is; what takes long to read is shown when it has come.

        `then` is done once it is shown, which may be after this returns. Where it `holds_keys`, as it does the first
        time, what is typed by now is meant for what comes; leaving is possible all the same.
        """
        if then is not None:
            self._once_shown.append(then)
        if (holds_keys or self._shown_at < 0) and self._let_keys_in is None:
            self._let_keys_in = self.auditor.hold_keys(lambda: None)
        self.auditor.begin(self._show_all, lambda: self.is_attached)

    def _show_all(self) -> None:
        self._is_stale = True
        if self._is_showing:
            # What is being read is shown first, and then what has come since.
            return
        self._is_showing = True
        try:
            has_stumbled = False
            while self._is_stale:
                self._is_stale = False
                self._read_at = self.auditor.news.count
                stood = self._stood_on()
                try:
                    self.show()
                except LookupError:
                    if has_stumbled:
                        raise
                    # Others have written between two reads, of which one knows what the other does not: all is read anew.
                    has_stumbled = self._is_stale = True
                    continue
                self._is_unread = False
                self._shown_at = self._read_at
                self._stay_on(stood)
                self._stand_again()
                self.offer()
        except AuditorError as error:
            self._once_shown.clear()
            self._is_unread = True
            self.tell_unreadable(error)
        finally:
            self._is_showing = False
            if self._let_keys_in is not None:
                self._let_keys_in()
                self._let_keys_in = None
        while self._once_shown:
            self._once_shown.pop(0)()

    def read_anew(self) -> None:
        """Read what could not be read, now that the database answers again."""
        if self._is_unread:
            self._keeps_line = True
            self.show_now()

    def copied(self) -> str:
        """Return what is copied to the clipboard of what the cursor stands on; by default what is told of it in full."""
        from screens.widgets.detail import Detail

        return next((detail.text for detail in self.query(Detail)), "")

    def key_of(self, action: str) -> str:
        """Return the key that gives a command here, as it is shown."""
        return key_of(self.every_command(), action)

    def tell_unreadable(self, error: AuditorError) -> None:
        """Tell what can't be read. A place that has nothing to show yet is left again, the first with the app."""
        if self._shown_at < 0 and self is self.app.screen_stack[1]:
            if self._stood_at is not None and not self.is_home:
                # It was opened because the app was left here, which must keep nobody from beginning.
                self._is_left = True
                self.go(ToHome(), instead=True)
                return
            self.auditor.leave_with(error)
            return
        if self._shown_at < 0 and self.is_current:
            self.app.pop_screen()
        self.auditor.tell_error(error)

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Go where a route leads; `instead` leaves this place behind. A call, so that keys typed ahead come after it."""
        self.auditor.go(route, instead=instead)

    @property
    def one_list(self) -> LineList | None:
        """The list of a place that has one."""
        lines = getattr(self, "lines", None)
        return lines if isinstance(lines, LineList) else None

    def way_here(self) -> Route | None:
        """Return the way to where the user stands here; a place says more exactly where that is."""
        return self.route

    def spot(self) -> Spot | None:
        """Return where the user stands, to come back to; None where there is nothing to come back to."""
        route, lines = self.way_here(), self.one_list
        if route is None or self._is_left or self._shown_at < 0:
            return None
        if lines is None or lines.cursor >= lines.count:
            return Spot(route, title=self.title_line.path)
        return Spot(route, lines.cursor, lines.text_of(lines.cursor), self.title_line.path)

    def stand_again(self, spot: Spot) -> None:
        """Let the cursor stand, once the lines are there, where it stood before."""
        self._stood_at = spot

    def _stood_on(self) -> tuple[int, str] | None:
        """Return the line of the cursor and its text, where others have changed what is there; else None."""
        lines = self.one_list
        if not self._keeps_line or lines is None or lines.cursor >= lines.count:
            return None
        return lines.cursor, lines.text_of(lines.cursor)

    def _stay_on(self, stood: tuple[int, str] | None) -> None:
        """Let the cursor stay on the line it stood on, whatever others have put before it or taken away."""
        self._keeps_line = False
        if stood is not None and self.one_list is not None:
            self.one_list.stay_on(*stood)

    def _stand_again(self) -> None:
        spot, lines = self._stood_at, self.one_list
        if spot is None or lines is None or not lines.count:
            return
        self._stood_at = None
        if spot.text:
            lines.go_to_text(spot.line, spot.text)

    def told_why_not(self, command: Command) -> str:
        """Return why a command can't be given just now: nobody lets the user, or it does not fit."""
        return self.refused(command) or self.why_not(command)

    def refused(self, command: Command) -> str:
        """Return why the user may not give a command, whatever the cursor stands on; empty where they may."""
        refused = self.auditor.why_may_not(command.needs)
        if refused or command.needs is not Access.AUDITOR or command.action.startswith("app."):
            return refused
        return self.anothers(command)

    def anothers(self, command: Command) -> str:
        """Return whose it is what a command would change, where an auditor may not; a place of audits knows."""
        del command
        return ""

    def why_not(self, command: Command) -> str:
        """Return why a command that there is here can't be given just now; a place knows better."""
        if is_of_machine(command.action):
            return not_in_browser()
        return _("{command} does not fit what the cursor stands on.").format(command=quoted(command.label))

    def tell_dead_key(self, key: str, character: str | None) -> None:
        """Say why a key does nothing here: what it does elsewhere here, or that it means nothing."""
        self.look_again()
        command = next((one for one in self.every_command() if key in one.keys), None)
        if command is not None and not self._allowed(command):
            self.auditor.tell(self.told_why_not(command))
        elif command is None and character is not None and character.isprintable():
            self._tell_nothing(character.strip() or shown_key(key))

    def _tell_nothing(self, key: str) -> None:
        said = _("{key} does nothing here; {help} shows the keys.")
        self.auditor.tell(said.format(key=key, help=self.key_of("app.help")))

    def action_lead(self, key: str) -> None:
        """Wait for the key that follows this one, and show which can."""
        can = [one for one in self.all_commands() if one.after(key)]
        self._leader = key
        self._following.show(can, key, next((one.label for one in leaders(can)), ""))

    def _stop_leading(self) -> None:
        self._leader = ""
        self._following.display = False

    def look_again(self) -> None:
        """Offer what can be done by now, where nothing could be changed before."""
        if self.auditor.look_whether_read_only():
            self.offer()

    @property
    def is_led(self) -> bool:
        """Whether a key was typed that another is to follow."""
        return bool(self._leader)

    async def take_following(self, event: Key) -> None:
        """Do what a key means that follows another; say so where it means nothing."""
        keys = f"{self._leader} {event.key}"
        self._stop_leading()
        command = next((one for one in self.every_command() if keys in one.keys), None)
        self.look_again()
        if command is not None and self._allowed(command):
            await self.run_action(command.action)
        elif command is not None:
            self.auditor.tell(self.told_why_not(command))
        elif event.key != "escape":
            self._tell_nothing(shown_key(keys))

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey that is shown, or stands under the cursor; None for none, or for several."""
        number = getattr(self, "journey_id", None)
        return number if isinstance(number, int) else None

    def action_way(self, name: str) -> None:
        """Go to another place of the journey at hand."""
        if self.journey_at_hand is not None:
            self.go(WAYS[name].to(self.journey_at_hand))

    def all_commands(self) -> Sequence[Command]:
        """Return the commands that can be given here, those of this place first."""
        number = self.journey_at_hand
        return tuple(command for command in self.every_command() if self._fits(command, number))

    def every_command(self) -> Sequence[Command]:
        """Return all commands there are here, also those that can't be given just now."""
        return (*self.with_ways(), *self._for_all())

    def _for_all(self) -> tuple[Command, ...]:
        back = () if self.is_first else (BACK,)
        find = (FIND_LINE,) if self._finds_lines else ()
        home = () if self.is_home else (GO_HOME,)
        broken = (TRY_LINE,) if self.auditor.line.is_broken else ()
        everywhere = [one for one in EVERYWHERE if not (is_guest() and one.action in _OF_SHELLS)]
        return (*broken, *find, *home, *back, *everywhere)

    @property
    def _finds_lines(self) -> bool:
        """Whether the lines here are found as in every list: the place has no other meaning for the key."""
        return self.one_list is not None and not self._finds_itself

    def action_find_line(self) -> None:
        """Find a line by its words, and go there."""
        if self.one_list is not None:
            self.auditor.find_line(self.one_list)

    @property
    def is_first(self) -> bool:
        """Whether there is nowhere to go back to."""
        return self.is_home and len(self.app.screen_stack) <= 2

    def _allowed(self, command: Command) -> bool:
        return self._fits(command, self.journey_at_hand)

    def _fits(self, command: Command, journey_id: int | None) -> bool:
        """Tell whether a command can be given here, with that journey at hand."""
        if self.refused(command):
            return False
        if command.action.startswith("app."):
            return True
        if (way := WAYS_BY_ACTION.get(command.action)) is not None:
            return journey_id is not None and self._leads_on(way.to(journey_id))
        if is_of_machine(command.action):
            return False
        name, _bracket, rest = command.action.partition("(")
        parameters: tuple[object, ...] = (rest.strip("')"),) if rest else ()
        return self.check_action(name, parameters) is True

    def _leads_on(self, route: Route) -> bool:
        """Tell whether a way leads to another place than this one."""
        here = self.route
        return here is None or here.place != route.place or here.which != route.which

    def offer(self) -> None:
        """Show in the key line what can be pressed now."""
        can = self.all_commands()
        if can == self._offered:
            return
        self._offered = can
        # What follows another key is seen when that is typed; only what is wanted most of all stands here too.
        first = can[:2]
        shown = [each for each in can if each.is_direct or each in first]
        ours = {command.action for command in self.OFFERED}
        own = [each for each in shown if each.action in ours]
        others = [each for each in shown if each.action not in ours]
        if self.is_first:
            others = [replace(each, stays=True) if each.in_line else each for each in others]
        self.key_line.offer([*own, *leaders(can), *others])

    def action_back(self) -> None:
        """Go back to the place before."""
        if self.is_first:
            return
        # What leads away while it is read is no longer there.
        self._is_left = self._is_showing
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        elif self._is_left:
            self.go(ToHome(), instead=True)
        else:
            # On top of this place, which is there still should home not be read.
            self.go(ToHome(is_first=True))
