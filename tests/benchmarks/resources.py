"""How much memory the program takes while one reads, and what it does while nobody does anything."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.benchmarks.databases import Made
from tests.benchmarks.paints import HELLO, Subject, hello, subjects
from tests.benchmarks.ratios import Ratio, ratio
from tests.benchmarks.terminal import Terminal

IDLE_SECONDS = 5.0
_PAGES_DOWN = 20
_LOADED = 5.0
"""Seconds after which all is loaded that is loaded by itself, such as what saving needs."""


def resources(small: Made, large: Made | None, times: int, idle_seconds: float = IDLE_SECONDS) -> list[Ratio]:
    """Measure the memory of the places that are only read, and the processor's work while idle."""
    measured: dict[str, Subject] = {HELLO: hello(small.path.parent)}
    for made in (small, large):
        if made is not None:
            for place in ("home", "action list", "walk"):
                measured[f"{place}, {made.path.parent.name}"] = subjects(made)[place]
    memory: dict[str, list[float]] = {name: [] for name in measured}
    for _round in range(times):
        for name, subject in measured.items():
            memory[name].append(_memory(subject))
    found = [
        ratio(f"memory: {name}", memory[name], memory[HELLO], 1.3, "MB") for name in measured if name != HELLO
    ]
    walk = subjects(small)["walk"]
    found.append(ratio("memory: walk, ready to save", [_memory(walk, _LOADED)], memory[HELLO], None, "MB"))
    idle = {**{name: measured[name] for name in ("home, small", "action list, small")}, "walk, small": walk}
    for name, subject in idle.items():
        seconds = _idle(subject, idle_seconds)
        found.append(Ratio(f"work while idle: {name}", seconds * 1000, idle_seconds * 1000, "ms", 0.0))
    return found


def _memory(subject: Subject, wait: float = 0.3) -> float:
    """Return the largest resident memory in MB after the first paint and after paging through what is there."""
    with subject.start() as terminal:
        terminal.wait(subject.painted)
        terminal.settle(wait)
        for _page in range(_PAGES_DOWN):
            terminal.type("\x1b[6~")
            terminal.settle(0.03)
        return _peak(terminal)


def _peak(terminal: Terminal) -> float:
    for line in Path(f"/proc/{terminal.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("the system does not tell the memory of a process")


def _idle(subject: Subject, seconds: float) -> float:
    """Return the seconds the processor works for a program that was left alone for `seconds`."""
    with subject.start() as terminal:
        terminal.wait(subject.painted)
        terminal.settle(_LOADED)
        before = _worked(terminal)
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            terminal.settle(left)
        return _worked(terminal) - before


def _worked(terminal: Terminal) -> float:
    """Return the processor seconds of a program: user and system time, as the kernel counts them."""
    fields = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
