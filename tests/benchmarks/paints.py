"""How long a user waits: for the first paint of a place, and from a key to what it does."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks import shown
from tests.benchmarks.databases import WHO, Made, answered, questions
from tests.benchmarks.programs import auditor, environment, floor, list_first
from tests.benchmarks.ratios import Measure, Ratio, in_turns, ratio
from tests.benchmarks.terminal import Shows, Terminal

BURST = 10
"""Keys pressed at once to measure a key that is held down."""

HELLO = "hello table"

_ON_DISK = 1.0
"""Seconds after which an answer that is shown has to be on disk."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A program as it is started, and what shows that it is painted."""

    command: list[str]
    painted: Shows
    folder: Path

    def start(self) -> Terminal:
        """Start it."""
        return Terminal(self.command, environment(self.folder))

    def first_paint(self) -> float:
        """Start it, and return the seconds until it was painted whole."""
        with self.start() as terminal:
            return terminal.wait(self.painted) - terminal.started


def hello(folder: Path) -> Subject:
    """Return the floor."""
    return Subject(floor("hello_table"), shown.whole_table, folder)


def subjects(made: Made) -> dict[str, Subject]:
    """Return the three places on a database."""
    folder = made.path.parent
    top, last = _first_titles(made.path)
    return {
        "home": Subject(auditor("--db", str(made.path)), _at_home(made.path), folder),
        "walk": Subject(
            auditor("--db", str(made.path), "audit", "walk", str(made.audit)), _at_a_check(made), folder
        ),
        "action list": Subject(list_first(made.path), shown.whole_place(top, last), folder),
    }


def _first_titles(database: Path, room: int = 28) -> tuple[str, str]:
    """Return what the list shows of the first action, and of one further down that is in view too."""
    workspace = Workspace.open(str(database), Config(database.parent, WHO))
    try:
        lines = workspace.reads.actions.ranking().page(0, 20)
    finally:
        workspace.close()
    return lines[0].title[:room], lines[-1].title[:room]


def _at_home(database: Path, room: int = 28) -> Shows:
    """Home painted whole: the journeys, and above them what is late, or else below them what to do first."""
    workspace = Workspace.open(str(database), Config(database.parent, WHO))
    try:
        late = workspace.reads.home.next(workspace.today, 1)
    finally:
        workspace.close()
    return shown.whole_place("Web shop", late[0].title[:room] if late else _first_titles(database)[0])


def _at_a_check(made: Made) -> Shows:
    """A walk painted whole: at whatever judgement comes next, and its side with the first touchpoint."""
    words = [step.words for step in shown.steps(questions(made))]
    side = questions(made).visits[0].touchpoint
    place = shown.whole_place(side)
    return lambda screen: place(screen) and any(screen.find(each) is not None for each in words)


def first_paints(small: Made, large: Made | None, times: int) -> list[Ratio]:
    """Measure the first paint of every place, on the small database and on the large one."""
    measures: dict[str, Measure] = {HELLO: hello(small.path.parent).first_paint}
    for made in (small, large):
        if made is not None:
            for place, subject in subjects(made).items():
                measures[f"{place}, {made.path.parent.name}"] = subject.first_paint
    taken = in_turns(measures, times)
    found = [
        ratio(f"first paint: {place}", taken[f"{place}, small"], taken[HELLO], 1.0)
        for place in ("home", "walk", "action list")
    ]
    if large is not None:
        found.append(
            ratio("first paint: home, large", taken[f"home, {large.path.parent.name}"], taken[HELLO], 1.1)
        )
    return found + _large_against_small("first paint", taken, ("home", "walk", "action list"))


def _large_against_small(what: str, taken: Mapping[str, list[float]], names: tuple[str, ...]) -> list[Ratio]:
    return [
        ratio(f"{what}, large against small: {name}", taken[f"{name}, large"], taken[f"{name}, small"], 1.1)
        for name in names
        if f"{name}, large" in taken
    ]


@dataclass(slots=True)
class Walk:
    """A walk on a terminal, answered key by key from its first judgement on."""

    made: Made
    terminal: Terminal
    steps: list[shown.Step]
    at: int = 0
    given: int = 0
    """Verdicts that are known to be on disk."""
    late: int = 0
    """How often an answer was not on disk soon after the next check was shown."""

    def answer(self) -> float:
        """Give the next verdict; return the seconds from the key to the frame with the next check."""
        while not self._measurable():
            self._press()
        seconds = self._press()
        until = time.perf_counter() + _ON_DISK
        while answered(self.made) != self.given and time.perf_counter() < until:
            self.terminal.settle(0.01)
        self.late += answered(self.made) != self.given
        return seconds

    def _measurable(self) -> bool:
        """A verdict, and the next words differ from these, so that they show when it has had its effect."""
        step, following = self.steps[self.at], self.steps[self.at + 1]
        return step.key == "y" and following.words != step.words

    def _press(self) -> float:
        step, following = self.steps[self.at], self.steps[self.at + 1]
        pressed = self.terminal.type(step.key)
        painted = self.terminal.wait(lambda screen: screen.find(following.words) is not None)
        self.terminal.settle(0.05)
        self.at += 1
        self.given += step.key == "y"
        return painted - pressed


@dataclass(slots=True)
class Open:
    """Programs that stay open while their keys are measured."""

    stack: ExitStack
    measures: dict[str, Measure] = field(default_factory=dict)
    bursts: dict[str, Measure] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)

    def _painted(self, subject: Subject) -> Terminal:
        terminal = self.stack.enter_context(subject.start())
        terminal.wait(subject.painted)
        terminal.settle(1.5)
        return terminal

    def hello(self, folder: Path) -> None:
        """Open the floor."""
        cursor = shown.Cursor(self._painted(hello(folder)), "Action 0 ", 2 * BURST)
        self.measures[HELLO] = cursor.move
        self.bursts[HELLO] = lambda: cursor.run(BURST)

    def places(self, made: Made) -> None:
        """Open the walk and the list of a database."""
        size = made.path.parent.name
        opened = subjects(made)
        terminal = self._painted(opened["walk"])
        steps = shown.steps(questions(made))
        at = next(place for place, step in enumerate(steps) if terminal.screen.find(step.words) is not None)
        walk = Walk(made, terminal, steps, at, answered(made))
        self.walks.append(walk)
        self.measures[f"walk, {size}"] = walk.answer
        cursor = shown.Cursor(self._painted(opened["action list"]), shown.FIRST_LINE, 2 * BURST)
        self.measures[f"action list, {size}"] = cursor.move
        self.bursts[f"action list, {size}"] = lambda: cursor.run(BURST)


def keys(small: Made, large: Made | None, times: int) -> list[Ratio]:
    """Measure from key to paint: an answer in the walk, which is then on disk, and the cursor of the list."""
    with ExitStack() as stack:
        opened = Open(stack)
        opened.hello(small.path.parent)
        for made in (small, large):
            if made is not None:
                opened.places(made)
        taken = in_turns(opened.measures, times, warm=3)
        bursts = in_turns(opened.bursts, max(3, times // 4))
        late = sum(walk.late for walk in opened.walks)
    if late:
        raise AssertionError(f"{late} answers were not on disk soon after the next check was shown")
    return [
        ratio("key to paint: answer in the walk, on disk", taken["walk, small"], taken[HELLO], 1.0),
        ratio("key to paint: cursor of the action list", taken["action list, small"], taken[HELLO], 1.0),
        ratio("key held down: cursor of the action list", bursts["action list, small"], bursts[HELLO], 1.0),
        *_large_against_small("key to paint", taken, ("walk", "action list")),
    ]
