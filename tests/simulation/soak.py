"""A server that is killed at random under load: what was said to be saved is there once, what was refused is not.

    python -m tests.simulation.soak --kills 50
    python -m tests.simulation.soak --seconds 600 --kills 20 --writers 0 --apps 2 --commands 2

Writers use a workspace as the app does, commands are run as a shell runs them, and apps are typed into. Each change has a
text that nothing else has; what is told of it is kept and held against the database in the end. Several may be told as
perhaps saved: they are there once or not at all, and what was found out of them later is true.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from time import monotonic, sleep

from msgspec import Struct
from textual.pilot import Pilot
from textual.widgets import Input

from auditor.base.errors import AuditorError, BusyError, StorageError
from auditor.base.vocabulary import NoteKind
from auditor.library.templates import find_template
from auditor.store import watch
from auditor.store.server.own import OwnServer
from auditor.views.history import FOUND_LOST, FOUND_SAVED, Changes
from auditor.workspace import Workspace
from screens.dialogs.form import FormDialog
from screens.journey.journey import JourneyPlace
from tests.conftest import NOWHERE
from tests.faults.children import child, opened
from tests.screens.shown import app_of, running, shown
from tests.team.conftest import new_folder
from tests.walks import small

SAVED, REFUSED, PERHAPS = "saved", "refused", "perhaps"
FOUND = {FOUND_SAVED: SAVED, FOUND_LOST: REFUSED}
_PERHAPS = "may or may not be"
_UNFORESEEN = ("Traceback", "unforeseen")

Told = tuple[str, str, str]
"""A change's text, what was told of it, and in which words."""


class Wanted(Struct, frozen=True):
    """What a soak is to be."""

    kills: int = 50
    seconds: float = 0.0
    """For so long at least, or, with 0, until all kills are done."""
    writers: int = 3
    commands: int = 1
    apps: int = 0
    apart: float = 3.0
    """At most so many seconds from a server that is back to the next kill, where the kills are not spread over the time."""
    seed: int = 1


class Outcome(Struct, frozen=True):
    """What has come of a soak."""

    kills: int
    seconds: float
    told: dict[str, int]
    """How many changes were told as what, by whom."""
    wrong: list[str]
    """What was told and is not so, each in a line."""
    refusals: dict[str, int]
    """In which words changes were refused, and how often."""


class _Killed:
    """A server in a folder of its own, to be killed and started again."""

    def __init__(self) -> None:
        self.folder = new_folder()
        self._server = OwnServer(self.folder)
        self.start()
        self.address = self._server.address_by_socket()

    def start(self) -> None:
        """Start it; what is left of one that was killed may hold its memory for a moment."""
        end = monotonic() + 60
        while True:
            try:
                with self._server.held():
                    self._server.start()
                return
            except StorageError:
                if monotonic() > end:
                    raise
                sleep(0.1)

    def kill(self) -> None:
        """Kill it without a word, as a machine that loses its power does."""
        number = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGKILL)
        with suppress(OSError):
            while Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                sleep(0.01)

    def stop(self) -> None:
        """Stop it and take everything away."""
        self._server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def write_on_and_on(address: str, name: str, stop: str, channel: Connection) -> None:
    """Note something at touchpoints until a file is there, with the database watched as the app does."""
    watch.PAUSES = (0.2, 0.5, 1.0)
    workspace = opened(address, name)
    unknown: list[str] = []
    own: list[str] = []

    def hear(changes: Changes) -> None:
        if changes.code in FOUND:
            channel.send((unknown.pop(0), FOUND[changes.code], "found out"))
        elif not changes.elsewhere:
            own.append(changes.code)

    workspace.on_change(hear)
    watching = workspace.watch()
    number = 0
    while not Path(stop).exists():
        number += 1
        text = f"{name}-{number}"
        # What is found out may be told before this thread goes on.
        unknown.append(text)
        own.clear()
        try:
            workspace.noting.add(1 + number % 5, NoteKind.PAIN_POINT, text)
        except (StorageError, BusyError) as error:
            if _PERHAPS in str(error):
                channel.send((text, PERHAPS, str(error)))
                continue
            channel.send((text, REFUSED, str(error)))
            sleep(0.2)
        else:
            channel.send((text, SAVED, ""))
            if own != ["note-new"]:
                channel.send((text, "wrongly published", str(own)))
        unknown.remove(text)
    for _attempt in range(100):
        # Nothing is left unknown where the database answers.
        with suppress(AuditorError):
            workspace.reads.journeys.lines()
            if not unknown:
                break
        sleep(0.1)
    for text in unknown:
        channel.send((text, "never found out", ""))
    watching.close()
    workspace.close()


def run_commands(address: str, name: str, stop: str, channel: Connection) -> None:
    """Run a command that notes something again and again, until a file is there."""
    number = 0
    while not Path(stop).exists():
        number += 1
        text = f"{name}-{number}"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "auditor", "--db", address),
                *("touchpoint", "note", str(1 + number % 5), NoteKind.PAIN_POINT.value, text),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stderr.strip()
        if done.returncode == 0:
            channel.send((text, SAVED, said))
        elif _PERHAPS in said:
            channel.send((text, PERHAPS, said))
        elif "before that is saved" in said:
            channel.send((text, SAVED, said))
        else:
            channel.send((text, REFUSED, said))
        if any(word in said for word in _UNFORESEEN):
            channel.send((text, "unforeseen", said))


def type_on_and_on(address: str, name: str, stop: str, channel: Connection) -> None:
    """Add touchpoints in the app, by its form, until a file is there; what is refused is typed no second time but kept again."""
    watch.PAUSES = (0.2, 0.5, 1.0, 2.0)
    workspace = opened(address, name)
    asyncio.run(_type(workspace, name, stop, channel.send))
    workspace.close()


async def _type(workspace: Workspace, name: str, stop: str, tell: Callable[[Told], None]) -> None:
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.extend([changes.code] if changes.code in FOUND else []))
    async with running(workspace, size=(120, 40)) as pilot:
        app = app_of(pilot)
        place = JourneyPlace(1)
        app.push_screen(place)
        await _until(pilot, lambda: app.screen is place and place.lines.count > 0)
        number = 0
        while not Path(stop).exists():
            number += 1
            await _add(pilot, place, f"{name}-{number}", stop, tell, heard)
            await asyncio.sleep(0.5)


async def _add(
    pilot: Pilot[None],
    place: JourneyPlace,
    text: str,
    stop: str,
    tell: Callable[[Told], None],
    heard: list[str],
) -> None:
    app = app_of(pilot)
    while not isinstance(form := app.screen, FormDialog):
        # While the line is broken the form may not open: what it offers can't be read.
        app.simulate_key("a")
        app.simulate_key("t")
        await _until(pilot, lambda: isinstance(app.screen, FormDialog), 2.0)
        if Path(stop).exists() and app.screen is place:
            return
    await _until(pilot, lambda: form.query(Input) and form.focused is not None)
    form.query(Input).first().value = text
    perhaps = False
    while True:
        app.simulate_key("ctrl+s")
        await _until(
            pilot, lambda: app.screen is place or _PERHAPS in _words(pilot) or _is_refused(pilot), 20.0
        )
        if app.screen is place:
            tell((text, SAVED, ""))
            return
        if _PERHAPS in _words(pilot):
            perhaps = True
            tell((text, PERHAPS, ""))
            await _until(pilot, lambda: heard, 60.0)
            found = FOUND[heard.pop()] if heard else "never found out"
            tell((text, found, "found out"))
            if found == SAVED:
                break
        if form.query(Input).first().value != text:
            tell((text, "typed text lost", form.query(Input).first().value))
        app.clear_notifications()
        await _until(pilot, lambda: not app.line.is_broken, 60.0)
        if Path(stop).exists() and not app.line.is_broken and not perhaps:
            break
    while app.screen is form:
        app.simulate_key("escape")
        await _until(pilot, lambda: app.screen is not form, 1.0)


def _words(pilot: Pilot[None]) -> str:
    return " ".join(shown(pilot).replace("▌", " ").split())


def _is_refused(pilot: Pilot[None]) -> bool:
    return any(
        told in _words(pilot) for told in ("Nothing was changed", "try again", "has not answered since")
    )


async def _until(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 60.0) -> None:
    end = monotonic() + seconds
    while not condition() and monotonic() < end:
        await asyncio.sleep(0.02)


_WORK = {"writer": write_on_and_on, "command": run_commands, "app": type_on_and_on}


def soak(wanted: Wanted, say: Callable[[str], None] = lambda _line: None) -> Outcome:
    """Run a soak, telling of each kill; return what has come of it."""
    server = _Killed()
    try:
        with closing(opened(server.address)) as workspace:
            workspace.journeys.new_from(small(find_template("web-shop", NOWHERE)))
        return _soaked(server, wanted, say)
    finally:
        server.stop()


def _soaked(server: _Killed, wanted: Wanted, say: Callable[[str], None]) -> Outcome:
    random, began = Random(wanted.seed), monotonic()
    stop = server.folder / "stop"
    counts = {"writer": wanted.writers, "command": wanted.commands, "app": wanted.apps}
    told: list[Told] = []
    with ExitStack() as stack:
        channels = [
            stack.enter_context(child(_WORK[kind], server.address, f"{kind}{number}", str(stop)))[1]
            for kind, count in counts.items()
            for number in range(count)
        ]
        open_ones = list(channels)
        _hear(open_ones, told, 5.0)
        for kill in range(wanted.kills):
            left = began + wanted.seconds - monotonic()
            apart = 2 * left / (wanted.kills - kill) if left > 0 else wanted.apart
            _hear(open_ones, told, random.uniform(0.2, max(apart, 0.5)))
            server.kill()
            _hear(open_ones, told, random.uniform(0.0, 0.5))
            server.start()
            say(
                f"{monotonic() - began:6.1f} s  kill {kill + 1}  {Counter(what for _text, what, _said in told)}"
            )
        _hear(open_ones, told, max(1.0, began + wanted.seconds - monotonic()))
        stop.touch()
        _hear(open_ones, told, 60.0)
        told += [("somebody", "never came to an end", "")] * len(open_ones)
    return _compared(server, wanted, told, monotonic() - began)


def _hear(channels: list[Connection], told: list[Told], seconds: float) -> None:
    """Take what is told until the time is up, or nobody tells anything any more."""
    end = monotonic() + seconds
    while channels and (left := end - monotonic()) > 0:
        for channel in wait(channels, left):
            assert isinstance(channel, Connection)
            try:
                told.append(channel.recv())
            except EOFError:
                channels.remove(channel)


def _compared(server: _Killed, wanted: Wanted, told: list[Told], seconds: float) -> Outcome:
    with closing(server._server.connect()) as connection:
        rows = connection.execute(
            "SELECT text FROM note WHERE removed_at IS NULL UNION ALL SELECT name FROM touchpoint WHERE removed_at IS NULL"
        ).fetchall()
    there = Counter(str(text) for (text,) in rows)
    by_text: dict[str, list[str]] = defaultdict(list)
    refusals: Counter[str] = Counter()
    for text, what, said in told:
        by_text[text].append(what)
        if what == REFUSED:
            refusals[said.partition(" ")[2][:90]] += 1
    wrong = [
        f"{text}: {whats}, there {there[text]} times"
        for text, whats in by_text.items()
        if not _is_so(whats, there[text])
    ]
    with closing(opened(server.address)) as workspace:
        wrong += workspace.upkeep.check()
    last = Counter(f"{text.rpartition('-')[0]} {_told_of(whats)}" for text, whats in by_text.items())
    return Outcome(wanted.kills, seconds, dict(last), wrong, dict(refusals))


def _told_of(whats: list[str]) -> str:
    return f"{PERHAPS}, then {whats[-1]}" if PERHAPS in whats else whats[-1]


def _is_so(whats: list[str], there: int) -> bool:
    """Tell whether what was told last of a change is so; several refusals may come before it was saved."""
    if set(whats) - {SAVED, REFUSED, PERHAPS}:
        return False
    return there in {SAVED: (1,), REFUSED: (0,), PERHAPS: (0, 1)}[whats[-1]]


def main() -> int:
    """Soak as the command line says; print what has come of it, and fail where something told is not so."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, usual in zip(Wanted.__struct_fields__, Wanted.__struct_defaults__, strict=True):
        parser.add_argument(f"--{name}", type=type(usual), default=usual)
    outcome = soak(Wanted(**vars(parser.parse_args())), lambda line: print(line, flush=True))  # noqa: T201
    print(f"{outcome.kills} kills in {outcome.seconds:.0f} s: {dict(sorted(outcome.told.items()))}")  # noqa: T201
    for said, count in sorted(outcome.refusals.items(), key=lambda each: -each[1]):
        print(f"{count:6} × … {said}")  # noqa: T201
    for line in outcome.wrong:
        print(f"WRONG {line}")  # noqa: T201
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
