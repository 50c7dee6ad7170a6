"""How long an export of everything takes, and how its memory grows with what there is."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence

from tests.benchmarks.databases import Made
from tests.benchmarks.programs import auditor, environment, floor
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio


def exports(small: Made, large: Made | None, times: int) -> list[Ratio]:
    """Measure an export against a bare script, and the memory of a large one against that of a small one."""
    made = large or small
    into = str(made.path.with_name("export.json"))
    ours = auditor("--db", str(made.path), "export", "all", "-o", into, "--force")
    bare = floor("bare_export", str(made.path), into)
    name = f"export, {made.path.parent.name}"
    taken = in_turns({"ours": _seconds(ours, made), "bare": _seconds(bare, made)}, times, warm=0)
    found = [ratio(name, taken["ours"], taken["bare"], None)]
    if large is not None:
        few = str(small.path.with_name("export.json"))
        of_small = auditor("--db", str(small.path), "export", "all", "-o", few, "--force")
        memory = [_run(ours, large)[1]], [_run(of_small, small)[1]]
        found.append(ratio(f"memory: {name}, against small", *memory, 4, "MB"))
    return found


def _seconds(command: Sequence[str], made: Made) -> Measure:
    return lambda: _run(command, made)[0]


def _run(command: Sequence[str], made: Made) -> tuple[float, float]:
    """Run a program; return its seconds, and its largest resident memory in MB."""
    begun = time.perf_counter()
    started = subprocess.Popen(
        command, env=environment(made.path.parent), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return time.perf_counter() - begun, used.ru_maxrss / 1024
