"""A program on a disk whose calls fail one after the other; run by test_unknown_end.py with the shim loaded.

Prints, as JSON, what each attempt told, whether it is in the database, and what was published later.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

from auditor.base.errors import AuditorError
from auditor.settings.config import Config
from auditor.workspace import Workspace


def _names(path: str) -> list[str]:
    other = Workspace.open(path, Config(Path("/nowhere"), "Ann"))
    try:
        return [line.name for line in other.reads.journeys.lines()]
    finally:
        other.close()


def main(shim: str, path: str) -> None:
    """Save something at each place where the disk may fail, once for a moment and once for longer."""
    disk = ctypes.CDLL(shim)
    fail_in, fail_on = (ctypes.c_int.in_dll(disk, name) for name in ("fail_in", "fail_on"))
    workspace = Workspace.open(path, Config(Path("/nowhere"), "Kim"))
    published: list[str] = []
    workspace.on_change(lambda changes: published.append(changes.code))
    workspace.journeys.new("Before")
    attempts = []
    for lasting in (0, 1):
        for place in range(1, 12):
            name = f"{lasting}-{place}"
            published.clear()
            fail_on.value, fail_in.value = lasting, place
            try:
                workspace.journeys.new(name)
                told = "saved"
            except AuditorError as error:
                told = str(error)
            failed = fail_in.value <= 0
            fail_in.value = 0
            at_once = list(published)
            workspace.reads.journeys.lines()
            attempts.append(
                {
                    "failed": failed,
                    "told": told,
                    "there": name in _names(path),
                    "published": at_once,
                    "later": published[len(at_once) :],
                }
            )
    problems = workspace.upkeep.check()
    workspace.close()
    sys.stdout.write(json.dumps({"attempts": attempts, "problems": problems}))


if __name__ == "__main__":
    main(*sys.argv[1:])
