"""Code that reads or saves as if that took no time, run so that the screen never waits when it does.

What is run here may wait for another thread with `wait_for`. For a moment, `PATIENCE`, everything waits with it:
a database on a sound disk has answered by then, and things happen in the order in which they are written. After that
the run is *late*: it is put aside, whoever began it goes on, and it is taken up again when its answer has come. A run
is a greenlet, so that what waits need not be written as a coroutine, down to the last read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any, TypeVar, cast

from greenlet import GreenletExit, getcurrent, greenlet

from auditor.base.errors import BusyError
from auditor.base.i18n import _

T = TypeVar("T")

PATIENCE = 0.1
"""So many seconds everything waits for what is read or saved; a fifth of a second is seen as a delay."""

PATIENCE_OUTSIDE = 5.0
"""So many seconds what can't be put aside waits."""


class _Run(greenlet):  # type: ignore[misc]  # it comes without types
    """Something that may be put aside while it waits."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(work)
        # A new greenlet would know nothing of what Textual keeps in its context, such as the app.
        self.gr_context = getcurrent().gr_context
        self.patient_until = monotonic() + PATIENCE


def in_a_run() -> bool:
    """Tell whether what is running can be put aside."""
    return isinstance(getcurrent(), _Run)


def patience_left() -> float:
    """Return for how many seconds everything may still wait with what is running."""
    here = getcurrent()
    return max(0.0, here.patient_until - monotonic()) if isinstance(here, _Run) else PATIENCE_OUTSIDE


def wait_for(future: Future[T]) -> T:
    """Return the result of a future, or raise what it raised; a run is put aside until it is there.

    Outside a run, as while the screen is drawn, there is nothing to put aside: BusyError is raised if it is not there.
    """
    if not future.done():
        here = getcurrent()
        if not isinstance(here, _Run) or here.parent is None:
            raise BusyError(_("The database does not answer just now. Try again in a moment."))
        here.parent.switch(future)
    if future.cancelled():
        raise asyncio.CancelledError
    return future.result()


def begin(
    work: Callable[[], None],
    still_wanted: Callable[[], bool],
    failed: Callable[[Exception], None],
    *,
    apart: bool = False,
) -> None:
    """Run `work`; if it comes to wait for long, return, and go on with it when it need not wait any more.

    What is put aside is dropped when it is not `still_wanted` by then; `failed` takes what it raises then. Within
    another run it is a part of that, unless it is to be `apart`.
    """
    if in_a_run() and not apart:
        work()
        return
    run = _Run(work)
    _go_on(run, run.switch, still_wanted, failed)


def _go_on(
    run: _Run,
    step: Callable[[], object],
    still_wanted: Callable[[], bool],
    failed: Callable[[Exception], None],
) -> None:
    # What began it may itself be put aside by now.
    run.parent = getcurrent()
    late = step()
    if run.dead:
        return
    loop = asyncio.get_running_loop()

    def take_up() -> None:
        if not still_wanted():
            run.throw(GreenletExit)
            return
        run.patient_until = monotonic() + PATIENCE
        try:
            _go_on(run, run.switch, still_wanted, failed)
        except Exception as error:
            failed(error)

    cast("Future[object]", late).add_done_callback(lambda _done: call_in(loop, take_up))


Aside = Callable[["asyncio.Task[Any]", "Future[Any]"], None]
"""Takes a task that goes on by itself, and what it waits for first."""


async def carry_on(
    work: Coroutine[Any, Any, T], aside: Aside, still_wanted: Callable[[], bool] = lambda: True
) -> T | None:
    """Await a coroutine; if it comes to wait for long, hand `aside` the task in which it goes on, and return None.

    What is put aside is dropped when it is not `still_wanted` by then. Within another run it is a part of that.
    """
    if in_a_run():
        return await work
    steps = _Steps(work, still_wanted)
    if await steps.until_late():
        result: T = steps.result
        return result
    # What was set in the context before is taken back in the same one.
    task = asyncio.create_task(steps.to_the_end(), context=getcurrent().gr_context)
    assert steps.late is not None
    aside(task, steps.late)
    return None


class _Steps(Awaitable[None]):
    """A coroutine, each step of which is a run."""

    def __init__(self, work: Coroutine[Any, Any, Any], still_wanted: Callable[[], bool]) -> None:
        self._work = work
        self._still_wanted = still_wanted
        self._run: _Run | None = None
        self.late: Future[object] | None = None
        self._is_aside = False
        self._is_done = False
        self.result: Any = None

    async def until_late(self) -> bool:
        """Go on until the coroutine is done, giving True, or late, giving False."""
        await self
        return self._is_done

    async def to_the_end(self) -> Any:
        """Go on with a coroutine that is late, whatever it waits for, and return its result."""
        self._is_aside = True
        try:
            await self
        finally:
            if self._run is not None and not self._run.dead:
                self._run.throw(GreenletExit)
                self._work.close()
        return self.result

    def __await__(self) -> Generator[Any, Any, None]:
        answer: Callable[[], object] = partial(self._work.send, None)
        while True:
            if self._run is None:
                outcome = self._step(answer)
            while self._run is not None:
                if not self._is_aside:
                    return
                assert self.late is not None
                # A run that is aside waits for its future without taking what that raises: the run does so.
                yield from until_done(self.late).__await__()
                if not self._still_wanted():
                    raise asyncio.CancelledError
                outcome = self._advance(self._run)
            if self._is_done:
                return
            try:
                sent = yield outcome
            except BaseException as error:
                answer = partial(self._work.throw, error)
            else:
                answer = partial(self._work.send, sent)

    def _step(self, answer: Callable[[], object]) -> object:
        def step() -> object:
            try:
                return answer()
            except StopIteration as end:
                self._is_done, self.result = True, end.value
                return None

        return self._advance(_Run(step))

    def _advance(self, run: _Run) -> object:
        """Go on with a step until it is done, returning what it gave, or until it is late."""
        self._run = None
        run.patient_until = monotonic() + PATIENCE
        run.parent = getcurrent()
        outcome = run.switch()
        if not run.dead:
            self._run, self.late = run, cast("Future[object]", outcome)
        return outcome


async def until_done(future: Future[Any], timeout: float | None = None) -> None:
    """Wait until a future is done, whatever came of it, at most so many seconds."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    future.add_done_callback(lambda _done: call_in(loop, done.set))
    try:
        async with asyncio.timeout(timeout):
            await done.wait()
    except TimeoutError:
        return


def call_in(loop: asyncio.AbstractEventLoop, work: Callable[[], object]) -> None:
    """Let the loop do something soon, from any thread; a loop that has ended does nothing more."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(work)
