"""Lets nobody wait for ever on a server that has stalled, where nobody watches it: in a command, say.

Whoever waits for an answer longer than that should take has the server asked on a new connection whether it is there. One
that answers is waited for, however long it takes; where none does, those who wait are told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from auditor.store.answers import Answer, means

SILENCE = 10.0
"""Seconds after which somebody who waits for an answer may wait for nothing."""


class Guard:
    """Looks after those who wait, in a thread that is begun once somebody does."""

    def __init__(self, connect: Callable[[], Any], cut: Callable[[], object]) -> None:
        """Ask by a new connection that `connect` opens; `cut` lets nobody wait any longer."""
        self._connect = connect
        self._cut = cut
        self._lock = threading.Lock()
        self._waiting: list[float] = []
        self._thread: threading.Thread | None = None

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Look after the block, which waits for a server."""
        since = monotonic()
        with self._lock:
            self._waiting.append(since)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look_after, name="guard", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._waiting.remove(since)

    def _look_after(self) -> None:
        while True:
            sleep(SILENCE / 2)
            with self._lock:
                if not self._waiting:
                    # Whoever waits next begins another thread.
                    self._thread = None
                    return
                is_silent = monotonic() - min(self._waiting) >= SILENCE
            if is_silent and not self._answers():
                self._cut()

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except Exception as error:
            # Who has no room for one more is there all the same.
            return means(error) is Answer.FULL
        return True
