"""A thread that does one thing after the other, and that the end of the program does not wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class Lane:
    """Does what it is given in order, in one thread of its own.

    The standard library's executors are waited for when the program ends; a disk or a server that never answers
    would keep it alive for good.
    """

    def __init__(self, name: str) -> None:
        """Begin the thread when the first thing comes; `name` is shown where threads are listed."""
        self._called = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Put something at the end of the lane; its result, or what it raised, is in the future."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, name=self._called, daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        # What is called knows the app by its context, also when the place that asked for it is gone.
        context = copy_context()

        def do() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = context.run(work)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        self._queue.put(do)
        return future

    def close(self) -> None:
        """Let the thread end once it has done what it was given."""
        self._queue.put(None)

    def _go(self) -> None:
        while (do := self._queue.get()) is not None:
            do()
