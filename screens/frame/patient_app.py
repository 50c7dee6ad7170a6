"""Saving and reading in threads of their own, so that the screen waits for neither; and what is told meanwhile.

Changes are made in one thread, in the order in which they were asked for; reads in another, on a connection of
their own. On a sound disk both are done before anybody could see them begin. When they take longer, keys and drawing go
on, “saving …” or “reading …” stands in the title line, and what is saved can be waited for before leaving.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import wait as wait_until
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultCallbackType

from auditor.base.errors import AuditorError, BusyError, OvertakenError, StorageError
from auditor.base.i18n import _, ngettext
from auditor.base.labels import word
from auditor.base.vocabulary import Access
from auditor.base.whose import NOTHING_SAID, Whose, saying
from auditor.sentences.team import anothers_audit
from auditor.workspace import Workspace
from screens.frame.keyboard import KeysInTurn
from screens.frame.lane import Lane
from screens.frame.patience import (
    PATIENCE,
    begin,
    call_in,
    carry_on,
    in_a_run,
    patience_left,
    until_done,
    wait_for,
)
from screens.frame.ways_out import WAYS

if TYPE_CHECKING:
    from screens.widgets.picture_drawing import Draw

T = TypeVar("T")

PAUSE = 3.0
"""After so many seconds at a place where things are changed one may be about to."""
SLOW_AFTER = 3.0
"""After so many seconds it is said what keeps the database from answering."""


class _Making(threading.local):
    """The change that a thread is making."""

    begun_by: object | None = None
    """Who shows itself what comes of it."""


class PatientApp(KeysInTurn):
    """An app whose screen waits for no disk and no server."""

    def __init__(self, workspace: Workspace) -> None:
        """Read and save in `workspace`."""
        super().__init__()
        self.workspace = workspace
        self._saving = Lane("saving")
        self._reading = Lane("reading")
        self._unsaved: dict[Future[Any], None] = {}
        """What is asked to be saved and is not yet on disk, in order."""
        self._unread: set[Future[Any]] = set()
        self._late: set[Future[Any]] = set()
        """Of both, what took longer than everything waits for."""
        self.read_only: StorageError | None = None
        """Why nothing can be saved here, once that was found."""
        self.access = Access.OWNER
        """What the user may do, once that was found."""
        self._asking_whose = asyncio.Lock()
        self._is_slow = False
        self._is_ending = False
        self._way_to_draw: asyncio.Future[Draw] | None = None
        self._screen_thread = threading.current_thread()
        self._making = _Making()
        workspace.read_through(self._read)

    def tell_error(self, error: AuditorError) -> None:
        """Show what went wrong."""
        raise NotImplementedError

    def tell(self, text: str, bad: bool = False) -> None:
        """Show a short message."""
        raise NotImplementedError

    def tell_dropped(self, count: int) -> None:
        """Tell that keys typed while something was read or saved were left out, because another led away."""
        said = ngettext(
            "{count} key typed meanwhile was left out.", "{count} keys typed meanwhile were left out.", count
        )
        self.tell(said.format(count=count))

    def tell_behind(self, text: str) -> None:
        """Show what the screen is ahead of; nothing with an empty text."""
        raise NotImplementedError

    async def way_to_draw(self) -> Draw:
        """Return how pictures are drawn on the terminal, which is asked for that the first time."""
        if self._way_to_draw is None:
            from screens.frame.pictures import found_way_to_draw

            self._way_to_draw = asyncio.ensure_future(found_way_to_draw(self.driver))
        return await asyncio.shield(self._way_to_draw)

    @property
    def unsaved(self) -> int:
        """How many changes are asked for and not yet on disk."""
        return len(self._unsaved)

    def on_unmount(self) -> None:
        """Read nothing more, and let what is being saved come to its end."""
        self._is_ending = True
        self.workspace.read_through(None)
        self._reading.close()
        self._saving.close()

    def wait_until_saved(self, seconds: float) -> bool:
        """Wait until all that was asked for is on disk or refused, at most so long; tell whether it is."""
        return not wait_until(list(self._unsaved), seconds).not_done

    def give_up_saving(self) -> None:
        """Forget what is asked to be saved and was not begun."""
        for future in list(self._unsaved):
            future.cancel()
        self._unsaved.clear()

    @property
    def begun_by(self) -> object | None:
        """Who shows itself what comes of the change that this thread is making."""
        return self._making.begun_by

    async def save(
        self, change: Callable[[], object], begun_by: object | None = None, *, leads_on: bool = False
    ) -> bool:
        """Make a change and wait until it is on disk; tell in one line if it is refused, giving False.

        Changes are made one after the other. A place that shows itself what came of the change says so with
        `begun_by`; `leads_on` says that one goes elsewhere then.
        """
        try:
            await self.saved(change, begun_by, leads_on=leads_on)
        except AuditorError as error:
            self.tell_error(error)
            return False
        return True

    async def make(self, change: Callable[[], int]) -> int | None:
        """Make something new and return its number once it is on disk; None if it is refused, which is told."""
        try:
            return await self.saved(change, leads_on=True)
        except AuditorError as error:
            self.tell_error(error)
            return None

    async def saved(
        self,
        change: Callable[[], T],
        begun_by: object | None = None,
        *,
        leads_on: bool = False,
        is_shown: bool = False,
        is_apart: bool = False,
        about: str = "",
    ) -> T:
        """Make a change and return what it gives once it is on disk; raise AuditorError if it is refused.

        Keys wait for it, because what they mean may follow from it; if it takes long, those that move or lead away
        do not. Where it `leads_on` to another place, and in a dialog, which has to stay until its text is safe, none
        but those that lead away are taken, and then what was to follow the change is left out. A place that has shown
        already what comes of the change says so with `is_shown`: then no key waits. What `is_apart` is not in the
        database, but in the settings.

        Where somebody else has changed the same meanwhile, the user says whose stands, and OvertakenError is raised only
        where they leave that open; `about` says of what it is, where that can't be seen.
        """
        said = NOTHING_SAID
        while True:
            try:
                return await self._saved(change, said, begun_by, leads_on, is_shown, is_apart)
            except OvertakenError as error:
                mine = await self.ask_whose(about, error.overtaken)
                if mine is None:
                    raise
                said = said.settled(error, mine=mine)

    async def _saved(
        self,
        change: Callable[[], T],
        said: Whose,
        begun_by: object | None,
        leads_on: bool,
        is_shown: bool,
        is_apart: bool,
    ) -> T:
        if self.access is Access.READER and not is_apart:
            # The user may have been let do more since.
            self.access = self.workspace.access
        if self.read_only is not None and self.access is not Access.READER and not is_apart:
            # What can be written by now is found out by looking again, not by trying.
            self.read_only = self.workspace.read_only
            if self.read_only is not None:
                raise self.read_only
        is_behind = any(future in self._late for future in self._unsaved)
        future = self._saving.submit(partial(self._change, change, said, begun_by))
        self._unsaved[future] = None
        self._when_done(future, lambda: self._end_saving(future))
        if not (is_behind and is_shown):
            with self.holding_keys():
                await until_done(future, PATIENCE)
        if future.done():
            return future.result()
        self._be_late(future)
        return await (self._result(future) if is_shown else self._result_before_keys(future, leads_on))

    async def _result_before_keys(self, future: Future[T], leads_on: bool) -> T:
        is_left = False

        def leave() -> None:
            nonlocal is_left
            is_left = True

        release = self.hold_keys(leave, lets_move=not leads_on and not self.screen.is_modal)
        try:
            result = await self._result(future)
            if is_left and leads_on:
                raise asyncio.CancelledError
            return result
        finally:
            release()

    async def ask_whose(self, about: str, overtaken: Sequence[str]) -> bool | None:
        """Ask whose stands where somebody else has changed the same: True for the user's own, None to leave it open.

        One is asked after the other. What was done meanwhile to change the database waits for nobody.
        """
        async with self._asking_whose:
            answer: Future[bool | None] = Future()
            self.show_overtaken(about, overtaken, answer.set_result)
            return await self._result(answer)

    def show_overtaken(
        self, about: str, overtaken: Sequence[str], answered: Callable[[bool | None], None]
    ) -> None:
        """Show what somebody else has changed, and hand `answered` whose stands."""
        raise NotImplementedError

    async def _result(self, future: Future[T]) -> T:
        return wait_for(future) if in_a_run() else await asyncio.wrap_future(future)

    def _change(self, change: Callable[[], T], said: Whose, begun_by: object | None) -> T:
        self._making.begun_by = begun_by
        try:
            with saying(said):
                return change()
        finally:
            self._making.begun_by = None

    def ask_access(self) -> Access:
        """Ask anew what the user may do, go by it, and return it. Raises AuditorError where that can't be found out."""
        self.access = self.workspace.access_by_now()
        return self.access

    def why_may_not(self, needed: Access) -> str:
        """Return why the user can't do what needs that access; empty where they can."""
        if needed is not Access.READER and self.access is not Access.READER and self.read_only is not None:
            return self.read_only.worded(WAYS)
        if self.access.reaches(needed):
            return ""
        if self.access is Access.READER:
            return _("You may read here, not change: an owner of the database can let you do more.")
        return _("You may not do that as {access}: an owner of the database can let you do more.").format(
            access=word(self.access)
        )

    def whose(self, auditor_id: int, auditor: str) -> str:
        """Return whose an audit is, where the user is an auditor and it is another's; empty where it can be changed."""
        if self.access is not Access.AUDITOR or auditor_id == self.workspace.person:
            return ""
        return anothers_audit(auditor)

    def look_whether_read_only(self) -> bool:
        """Look again whether something can be written by now; tell whether that is otherwise than before."""
        if (before := self.read_only) is None:
            return False
        try:
            self.read_only = self.workspace.read_only
        except AuditorError:
            return False
        return (self.read_only is None) is not (before is None)

    def get_ready_to_save(self) -> None:
        """Load in the background what saving needs, once the user looks at what is there: nobody may write at all."""
        self.set_timer(PAUSE, lambda: self._saving.submit(self._load_writing))

    def _load_writing(self) -> None:
        # Where there is no database yet, none is made by looking.
        if self.workspace.is_there:
            self.workspace.get_ready_to_write()

    def begin(self, work: Callable[[], None], still_wanted: Callable[[], bool]) -> None:
        """Do something that reads; when that takes long, go on without it and finish it then, if `still_wanted`."""
        begin(work, still_wanted, lambda error: self.take_failure(error, self.tell_error))

    def begin_apart(self, work: Callable[[], None]) -> None:
        """Do something that reads and is needed while the screen is drawn: what takes long is finished later."""
        begin(
            work, lambda: self.is_running, lambda error: self.take_failure(error, self.tell_error), apart=True
        )

    def _read(self, work: Callable[[], T]) -> T:
        """Read. On the screen's thread this is done in another; all others wait for it themselves."""
        if threading.current_thread() is not self._screen_thread:
            return work()
        is_behind = in_a_run() and any(future in self._late for future in self._unread)
        future = self._reading.submit(partial(self._until_free, work))
        if not is_behind:
            wait_until((future,), patience_left())
        if not future.done():
            self._unread.add(future)
            self._when_done(future, lambda: self._unread.discard(future))
            self._be_late(future)
        return wait_for(future)

    def _until_free(self, work: Callable[[], T]) -> T:
        """Read, however long another program keeps everybody out; the user can leave meanwhile."""
        while True:
            try:
                return work()
            except BusyError:
                if self._is_ending:
                    raise

    def _when_done(self, future: Future[Any], then: Callable[[], object]) -> None:
        loop = asyncio.get_running_loop()

        def done() -> None:
            then()
            if future in self._late:
                self._late.discard(future)
                self._tell_behind()

        future.add_done_callback(lambda _done: call_in(loop, done))

    def _end_saving(self, future: Future[Any]) -> None:
        if self._unsaved.pop(future, future) is None:
            self.end_saving(well=not future.cancelled() and future.exception() is None)

    def end_saving(self, well: bool) -> None:
        """Take notice that a change is on disk, or was refused."""
        raise NotImplementedError

    def _be_late(self, future: Future[Any]) -> None:
        if not self._late:
            self._is_slow = False
            self.set_timer(SLOW_AFTER, self._be_slow)
        self._late.add(future)
        self._tell_behind()

    def _be_slow(self) -> None:
        self._is_slow = bool(self._late)
        self._tell_behind()
        if self._is_slow:
            self.be_slow()

    def be_slow(self) -> None:
        """Take notice that something has been waited for for long."""

    def _tell_behind(self) -> None:
        self.tell_behind(self.behind)

    @property
    def behind(self) -> str:
        """What the screen is ahead of, in words; empty while it is not."""
        if not self._late:
            return ""
        if self._is_slow:
            if self._unsaved:
                return _("saving … the database does not answer yet")
            return _("reading … the database does not answer yet")
        return _("saving …") if self._unsaved else _("reading …")

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click asks for; what can't be read while doing so is told in one line."""
        try:
            handled = await carry_on(
                super().run_action(action, default_namespace, namespaces), self.put_act_aside
            )
        except AuditorError as error:
            self.tell_error(error)
            return True
        return handled is not False

    def put_act_aside(self, task: asyncio.Task[Any], late: Future[Any]) -> None:
        """Let something that was asked for go on by itself.

        Until it has read what it is about, keys wait for it, because they were meant for what it leads to.
        """
        self.put_aside(task, self.tell_error)
        if late in self._unread:
            release = self.hold_keys(task.cancel)
            task.add_done_callback(lambda _done: release())

    def open_dialog(self, dialog: Screen[T], answered: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog over the place in front; `answered` takes what it gives, None when it was left."""
        if answered is None:
            self.push_screen(dialog)
            return

        async def take(given: T | None) -> None:
            try:
                await carry_on(_answer(answered, given), self.put_act_aside)
            except AuditorError as error:
                self.tell_error(error)

        self.push_screen(dialog, take)


async def _answer(answered: ScreenResultCallbackType[T], given: T | None) -> None:
    outcome = answered(given)
    if outcome is not None:
        await outcome
