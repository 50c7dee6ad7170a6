"""`python -m tests.benchmarks`: measure, print a table, and write the figures as JSON if asked."""

from __future__ import annotations

import json
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from tests.benchmarks import databases
from tests.benchmarks.commands import commands, commands_on_server
from tests.benchmarks.exports import exports
from tests.benchmarks.findings import findings
from tests.benchmarks.lists import lists
from tests.benchmarks.maps import map_steps
from tests.benchmarks.paints import first_paints, keys
from tests.benchmarks.programs import compile_bytecode
from tests.benchmarks.ratios import Ratio, table
from tests.benchmarks.resources import resources
from tests.benchmarks.saving import saved_answer
from tests.benchmarks.sharing import of_a_site

PARTS = ("paint", "key", "map", "list", "finding", "answer", "command", "export", "resource")

HERE = PARTS if Path("/proc/self/stat").exists() else PARTS[:-1]
"""The parts that can be measured here: memory and work while idle are asked of Linux."""


def measure(
    folder: Path, parts: tuple[str, ...], times: int, large: bool, told: Callable[[str], object]
) -> list[Ratio]:
    """Make the databases in `folder` and measure the parts that are asked for, each `times` rounds or more."""
    told("making the small database")
    small = databases.make(folder, databases.SMALL)
    big = None
    if large:
        told("making the large database: a million answers, a hundred thousand actions")
        big = databases.make(folder, databases.LARGE)
    work: dict[str, Callable[[], list[Ratio]]] = {
        "paint": lambda: first_paints(small, big, times),
        "key": lambda: keys(small, big, min(100, times * 4)),
        "map": lambda: [map_steps(folder, times * 4)],
        "list": lambda: lists(big or small, times),
        "finding": lambda: findings(folder, min(5, times)),
        "answer": lambda: [
            *(saved_answer(made, times * 20, made.path.parent.name) for made in (small, big) if made),
            *of_a_site(folder, times * 2),
        ],
        "command": lambda: [*commands(small, times), *commands_on_server(small, times)],
        "export": lambda: exports(small, big, min(3, times)),
        "resource": lambda: resources(small, big, min(3, times)),
    }
    found: list[Ratio] = []
    for part in PARTS:
        if part in parts:
            told(f"measuring: {part}")
            found += work[part]()
    return found


@click.command(
    help="Measure Auditor against the least one would write, in turns, and print the ratios of the medians."
)
@click.option(
    "--only", "parts", type=click.Choice(PARTS), multiple=True, help="Only this part; may be repeated."
)
@click.option(
    "--times", type=click.IntRange(1), default=15, show_default=True, help="Rounds of each measure."
)
@click.option(
    "--large/--no-large", default=True, show_default=True, help="Measure on the large database too."
)
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where to make the databases; a disk, not memory."
)
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures to this file too.")
def run(parts: tuple[str, ...], times: int, large: bool, folder: Path | None, file: Path | None) -> None:
    """Measure and print."""
    compile_bytecode()
    with tempfile.TemporaryDirectory(prefix="auditor-bench-", dir=folder) as made_in:
        found = measure(
            Path(made_in), parts or HERE, times, large, lambda line: click.echo(f"… {line}", err=True)
        )
    click.echo(table(found))
    if file is not None:
        record = {"python": platform.python_version(), "figures": [each.record() for each in found]}
        file.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    run()
