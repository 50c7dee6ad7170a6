"""How the programs that are measured are started: as a user would, with their bytecode compiled."""

from __future__ import annotations

import compileall
import os
import sys
import sysconfig
from pathlib import Path

from tests.benchmarks.databases import WHO

ROOT = Path(__file__).parents[2]


def auditor(*arguments: str) -> list[str]:
    """Return the command line of the program."""
    installed = Path(sys.executable).with_name("auditor")
    start = [str(installed)] if installed.exists() else [sys.executable, "-m", "auditor"]
    return [*start, *arguments]


def floor(name: str, *arguments: str) -> list[str]:
    """Return the command line of a floor, which is a module so that its bytecode is kept like the program's."""
    return _module(f"floors.{name}", *arguments)


def list_first(database: Path) -> list[str]:
    """Return the command line that opens the app right in the list of actions."""
    return _module("list_first", str(database))


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", f"from tests.benchmarks.{name} import run; run()", *arguments]


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of all programs: bytecode is used, English, settings of nobody, a true-colour terminal."""
    taken = {
        "PYTHONDONTWRITEBYTECODE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANGUAGE",
        "NO_COLOR",
        "AUDITOR_DB",
        "COLUMNS",
        "LINES",
    }
    kept = {name: value for name, value in os.environ.items() if name not in taken}
    paths = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(paths),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "AUDITOR_CONFIG": str(folder / "config"),
        "AUDITOR_USER": WHO,
    }


def compile_bytecode() -> None:
    """Compile everything that is imported; what is compiled already stays."""
    for place in (
        sysconfig.get_paths()["purelib"],
        *(ROOT / name for name in ("auditor", "screens", "tests")),
    ):
        compileall.compile_dir(str(place), quiet=2)
