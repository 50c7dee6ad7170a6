"""How long commands take that only read, against a bare script that prints the same rows."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.databases import Made
from tests.benchmarks.programs import auditor, environment, floor
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio

_BARE = "bare_commands"


def commands(made: Made, times: int) -> list[Ratio]:
    """Measure the help, the list of actions and the summary of a journey."""
    database = str(made.path)
    pairs = {
        "auditor --help": (auditor("--help"), floor(_BARE, "--help")),
        "auditor action list": (
            auditor("--db", database, "action", "list"),
            floor(_BARE, "--db", database, "actions"),
        ),
        "auditor report summary": (
            auditor("--db", database, "report", "summary", "1"),
            floor(_BARE, "--db", database, "summary", "1"),
        ),
    }
    measures: dict[str, Measure] = {}
    for name, (ours, bare) in pairs.items():
        if not name.endswith("--help"):
            _refuse_other_rows(_output(ours, made.path.parent), _output(bare, made.path.parent))
        measures[name] = _command(ours, made.path.parent)
        measures[f"{name}, bare"] = _command(bare, made.path.parent)
    taken = in_turns(measures, times)
    return [ratio(name, taken[name], taken[f"{name}, bare"], 1.3) for name in pairs]


def _output(command: Sequence[str], folder: Path) -> str:
    return subprocess.run(command, env=environment(folder), check=True, capture_output=True, text=True).stdout


def _command(command: Sequence[str], folder: Path) -> Measure:
    surroundings = environment(folder)

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    return run


def _refuse_other_rows(ours: str, bare: str) -> None:
    """Make sure that both print the same actions in the same order: place and number lead each line."""
    lines = re.compile(r"^ *(\d+) +(\d+) ", re.MULTILINE)
    if not lines.findall(ours) or lines.findall(ours) != lines.findall(bare):
        raise AssertionError("the bare script does not print the rows that the program prints")
