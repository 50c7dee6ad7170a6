"""People, clocks, rounds, evidence, undo, merges and faults by seed: after every step all figures are the model's.

`AUDITOR_SEEDS=1000` tries a thousand. A seed that fails is shrunk to the steps that are needed and kept in `kept/`,
where it is tried ever after.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.once import Once
from tests.simulation.world import DiffersError, Step, World, prepare, steps_of

SEEDS = int(os.environ.get("AUDITOR_SEEDS", "30"))
STEPS = 14
KEPT = Path(__file__).with_name("kept")
GROUPS = 10
"""The seeds are shared out to so many tests, so that several processes can take them."""
ON_A_SERVER = 15
"""Every so many seeds are tried on a server too."""

Opened = Callable[[], World]


@pytest.fixture(scope="session")
def prepared_file(once: Once) -> Path:
    """An SQLite file with the world before anything is done in it, to be copied."""
    return once("world.db", lambda path: prepare(str(path)))


@pytest.fixture
def on_file(tmp_path: Path, prepared_file: Path, schema_file: Path) -> Iterator[Opened]:
    """Opens a new world in a file."""
    numbers = count(1)
    opened: list[World] = []

    def empty() -> str:
        path = tmp_path / f"merged-{next(numbers)}.db"
        shutil.copy(schema_file, path)
        return str(path)

    def opener() -> World:
        folder = tmp_path / f"world-{next(numbers)}"
        folder.mkdir()
        shutil.copy(prepared_file, folder / "auditor.db")
        opened.append(World(str(folder / "auditor.db"), folder / "config", empty))
        return opened[-1]

    yield opener
    for world in opened:
        world.close()


def _with_world(address: str) -> None:
    prepare(address)


@pytest.fixture
def on_server(tmp_path: Path, server: Server) -> Iterator[Opened]:
    """Opens a new world on a server."""
    numbers = count(1)
    opened: list[World] = []
    made: list[str] = []

    def empty() -> str:
        name, url = server.empty()
        made.append(name)
        return url

    def opener() -> World:
        name, url = server.copy(_with_world)
        made.append(name)
        opened.append(World(url, tmp_path / f"config-{next(numbers)}", empty))
        return opened[-1]

    yield opener
    for world in opened:
        world.close()
    for name in made:
        server.drop(name)


def _fault_of(steps: list[Step], opener: Opened, wholly: bool = False) -> str:
    """Return how a run of steps differs from the model; empty where it does not. `wholly` looks at the schema too."""
    world, last = opener(), "the beginning"
    try:
        for step in steps:
            last = step.name
            world.do(step)
        last = "all of it"
        world.compare_findings()
        if wholly:
            world.look_over()
    except DiffersError as difference:
        return f"after {last}: {difference}"
    finally:
        world.close()
    return ""


def _shrunk(steps: list[Step], opener: Opened) -> list[Step]:
    """Return as few of the steps as still fail, left out in ever smaller pieces."""
    size = len(steps) // 2
    while size:
        place = 0
        while place < len(steps):
            fewer = steps[:place] + steps[place + size :]
            if fewer and _fault_of(fewer, opener):
                steps = fewer
            else:
                place += size
        size //= 2
    return steps


def _try(seed: int, opener: Opened) -> None:
    steps = steps_of(seed, STEPS)
    if not _fault_of(steps, opener, wholly=seed < GROUPS):
        return
    few = _shrunk(steps, opener)
    KEPT.mkdir(exist_ok=True)
    kept = KEPT / f"seed-{seed}.json"
    kept.write_text(
        json.dumps([[step.name, *step.numbers] for step in few], indent=1) + "\n", encoding="utf-8"
    )
    pytest.fail(f"seed {seed}, kept as {kept.name}: {_fault_of(few, opener)}\n{few}")


@pytest.mark.parametrize("group", range(GROUPS))
def test_after_every_step_all_figures_are_the_models(group: int, on_file: Opened) -> None:
    for seed in range(group, SEEDS, GROUPS):
        _try(seed, on_file)


@pytest.mark.parametrize("group", range(4))
def test_on_a_server_too(group: int, on_server: Opened) -> None:
    for seed in range(group * ON_A_SERVER, SEEDS, 4 * ON_A_SERVER):
        _try(seed, on_server)


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.json")), ids=lambda path: path.stem)
def test_what_failed_once_fails_no_more(kept: Path, on_file: Opened) -> None:
    steps = [Step(name, tuple(numbers)) for name, *numbers in json.loads(kept.read_text(encoding="utf-8"))]
    assert _fault_of(steps, on_file) == ""
