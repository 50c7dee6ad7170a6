"""Kills a program at every moment of a piece of work, one after the other."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from tests.faults.children import child, told

_CHANGING = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "sqlite3.connect",
}
"""What a program asks of the system when it writes files; a kill is tried before each."""


def _die_at(number: int) -> None:
    """Kill this process before it asks the system the so-manieth time for something that may change files."""
    left = number

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _CHANGING and not (event == "open" and str(arguments[0]).endswith((".py", ".pyc"))):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def dying(work: Callable[..., None], arguments: tuple[Any, ...], at: int, channel: Connection) -> None:
    """Do some work and die at a moment of it; tell if it was done before that."""
    work(*arguments)
    _die_at(at)
    work(*arguments[:-1], "new")
    channel.send("done")


def kill_everywhere(work: Callable[..., None], arguments: Callable[[int], tuple[Any, ...]]) -> int:
    """Kill a program at each moment of some work in turn, until it gets to the end; return how often it was killed."""
    for number in range(400):
        with child(dying, work, (*arguments(number), "old"), number) as (_process, channel):
            if told(channel):
                return number
    raise AssertionError("it never got to the end")
