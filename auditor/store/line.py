"""What is known of the line to a database: whoever fails on it says so, whoever watches it tries it again.

While it is broken nobody else waits for a server of which it is known that it does not answer: they let it be tried at
once, and are refused unless that comes out well in a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from time import monotonic

from msgspec.structs import replace

from auditor.base.errors import AuditorError, LineError
from auditor.base.i18n import _
from auditor.store.guard import Guard
from auditor.views.line import STANDS, Line

PATIENCE = 1.0
"""So many seconds somebody who wants to read or save waits for a trial of a line that is broken."""


class Keeper:
    """Keeps how the line stands. To be used from any thread; listeners are called in the one that finds something out."""

    def __init__(self, place: str) -> None:
        """Take it to stand; `place` names the database in what is told."""
        self._place = place
        self._changed = threading.Condition()
        self._line = STANDS
        self._listeners: list[Callable[[Line], None]] = []
        self._watcher: threading.Thread | None = None
        self._wake: Callable[[], object] = _nothing
        self._guard: Guard | None = None
        self._trials = 0
        """How many trials have come to their end."""

    @property
    def line(self) -> Line:
        """How it stands."""
        return self._line

    def on_change(self, listener: Callable[[Line], None]) -> None:
        """Call `listener` from now on with each new standing."""
        self._listeners.append(listener)

    def guard_by(self, guard: Guard) -> None:
        """Let a guard look after those who wait, where nobody watches."""
        self._guard = guard

    def waiting(self) -> AbstractContextManager[None]:
        """Look after a block that waits for an answer, so that it does not wait for ever where the server has stalled."""
        if self._guard is None or self._watcher is not None:
            return nullcontext()
        return self._guard.waiting()

    def watched_by(self, watcher: threading.Thread | None, wake: Callable[[], object]) -> None:
        """Take notice of the thread that tries the line again by itself, and at once when it is woken; None for none."""
        self._watcher, self._wake = watcher, wake

    def broke(self, error: AuditorError) -> None:
        """Take notice that nothing answers; where somebody watches, it is looked into at once."""
        with self._changed:
            line = self._line
            # That it does not answer is said anyway; only another reason is worth a line.
            why = "" if isinstance(error, LineError) else str(error)
            self._line = Line(line.since or datetime.now().astimezone(), why, line.again)
            is_new = self._line != line
        if is_new:
            self._tell()
        if threading.current_thread() is not self._watcher:
            self._wake()

    def tries(self) -> None:
        """Take notice that a trial begins."""
        self._set(replace(self._line, again=None))

    def tries_in(self, seconds: float) -> None:
        """Take notice that a trial has failed, and of when the next begins."""
        self._set(replace(self._line, again=monotonic() + seconds))

    def stands(self) -> None:
        """Take notice that the database answers."""
        self._set(STANDS)

    def _set(self, line: Line) -> None:
        with self._changed:
            if line.is_broken != self._line.is_broken or line.again is not None:
                self._trials += 1
                self._changed.notify_all()
            # What stands is tried all the time; nobody need know of that.
            is_new = line != self._line and (line == STANDS or line.is_broken)
            if is_new:
                self._line = line
        if is_new:
            self._tell()

    def _tell(self) -> None:
        line = self._line
        for listener in self._listeners:
            listener(line)

    def try_now(self) -> None:
        """Let the line be tried at once, whether it is known to be broken or not."""
        self._wake()

    def refuse_while_broken(self) -> None:
        """Raise LineError while somebody watches a line that is broken, unless a trial that is made now finds it well."""
        if not self._line.is_broken or self._watcher in (None, threading.current_thread()):
            return
        with self._changed:
            trials = self._trials
        self._wake()
        with self._changed:
            self._changed.wait_for(lambda: not self._line.is_broken or self._trials != trials, PATIENCE)
            since = self._line.since
        if since is not None:
            raise LineError(
                _(
                    "{place} has not answered since {time}. Nothing was changed; it is tried again by itself."
                ).format(place=self._place, time=f"{since:%H:%M}")
            )


def _nothing() -> None:
    """Do nothing: nobody watches."""
