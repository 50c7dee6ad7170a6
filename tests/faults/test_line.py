"""The line to a server breaks while the app is open: it says so, keeps what is shown and typed, and comes back by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._toast import Toast

from auditor.library.templates import find_template
from auditor.store import line, watch
from auditor.views.line import Line
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.dialogs.leaving import LeavingDialog
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.widgets.line_banner import told
from tests.conftest import NOWHERE, Server
from tests.faults.children import opened
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, said, shown
from tests.walks import small
from tests.wire import AtCommit, Wire, wired

BROKEN = "The database has not answered since"
Served = tuple[Wire, Workspace]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again, ask whether a server is there, and give up sooner than people need it."""
    monkeypatch.setattr(watch, "PAUSES", (0.05,))
    monkeypatch.setattr(watch, "PULSE", 0.1)
    monkeypatch.setattr(watch, "ANSWER", 2.0)
    monkeypatch.setattr(line, "PATIENCE", 0.1)
    monkeypatch.setattr("auditor.store.connections._PATIENCE", {"connect_timeout": "2"})


def _made_with_audit(address: str) -> None:
    workspace = opened(address)
    workspace.audits.start(workspace.journeys.new_from(small(find_template("web-shop", NOWHERE))), "Kim")
    workspace.close()


@pytest.fixture
def served(server: Server) -> Iterator[Served]:
    """A web shop with an audit on a server, at the other end of a wire."""
    name, url = server.copy(_made_with_audit)
    with wired(url) as wire:
        workspace = opened(wire.address(name))
        workspace.get_ready_to_write()
        yield wire, workspace
        workspace.close()
    server.drop(name)


@pytest.fixture
def other(served: Served, server: Server) -> Iterator[Workspace]:
    """A colleague who reaches the same database without the wire."""
    wire, workspace = served
    ann = opened(f"postgresql://postgres@/{_name(workspace)}?host={wire.folder}", "Ann")
    yield ann
    ann.close()


def _name(workspace: Workspace) -> str:
    return workspace.location.options["dbname"]


def _words(pilot: Pilot[None]) -> str:
    """Return what the screen says, as if no line of a message was ever broken."""
    return " ".join(shown(pilot).replace("▌", " ").split())


def _broken(pilot: Pilot[None]) -> bool:
    return BROKEN in _words(pilot)


async def test_the_place_says_so_keeps_what_it_shows_and_catches_up(served: Served, other: Workspace) -> None:
    wire, workspace = served
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await until(pilot, lambda: place.lines.count > 3)
        await press(pilot, "down", "down")
        cursor, before = place.lines.cursor, place.lines.text_of(2)
        wire.is_down = True
        wire.cut()
        await until(pilot, lambda: _broken(pilot))
        assert place.lines.text_of(2) == before and place.lines.cursor == cursor
        await press(pilot, "down")
        assert place.lines.cursor == cursor + 1, "the cursor moves as before"
        await press(pilot, "question_mark")
        assert pilot.app.screen.is_modal, "a dialog opens as before"
        await until(pilot, lambda: _broken(pilot))
        await press(pilot, "escape")
        other.journeys.edit(1, name="Renamed meanwhile")
        wire.is_down = False
        await until(pilot, lambda: not _broken(pilot))
        await until(pilot, lambda: "Renamed meanwhile" in shown(pilot))
        assert pilot.app.screen is place and place.lines.cursor == cursor + 1
        assert "f5" not in shown(pilot).lower()


async def test_what_cannot_be_read_is_told_and_read_when_it_can(served: Served) -> None:
    wire, workspace = served
    async with running(workspace, ("walk", 1)) as pilot:
        walk = place_of(pilot, WalkPlace)
        await until(pilot, lambda: "Web shop" in shown(pilot))
        wire.is_down = True
        wire.cut()
        await until(pilot, lambda: _broken(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "tried again by itself" in _words(pilot))
        assert pilot.app.screen is walk and not pilot.app._exit
        wire.is_down = False
        await until(pilot, lambda: not _broken(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await until(pilot, lambda: "Web shop" in shown(pilot))


async def test_what_is_typed_stays_and_is_saved_once_it_can_be(served: Served) -> None:
    wire, workspace = served
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        wire.is_down = True
        wire.cut()
        await until(pilot, lambda: _broken(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert "has not answered since" in said(pilot, Toast)
        form = pilot.app.screen
        assert form is not place and form.query(Input).first().value == "Fair"
        await press(pilot, *"s")
        wire.is_down = False
        await until(pilot, lambda: not _broken(pilot))
        assert pilot.app.screen is form and form.query(Input).first().value == "Fairs"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and "Fairs" in shown(pilot))
    names = [point.name for point in workspace.reads.journeys.get(1).touchpoints]  # type: ignore[union-attr]
    assert names.count("Fairs") == 1


@pytest.mark.parametrize(
    ("lost", "found"),
    [(AtCommit.LOSE_ANSWER, "was saved"), (AtCommit.LOSE_COMMIT, "was not. Do it again")],
)
async def test_what_became_of_a_commit_is_told_when_the_line_is_back(
    served: Served, lost: AtCommit, found: str
) -> None:
    wire, workspace = served
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        wire.at_commit, wire.goes_down_then = lost, True
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "may or may not be" in _words(pilot))
        assert pilot.app.screen is not place
        wire.cut()
        await until(pilot, lambda: _broken(pilot))
        wire.is_down = False
        await until(pilot, lambda: "has been found out" in _words(pilot))
        assert found in _words(pilot)
        await until(pilot, lambda: not _broken(pilot))


async def test_a_server_that_stalls_is_noticed_and_the_app_can_be_left(served: Served) -> None:
    wire, workspace = served
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await until(pilot, lambda: place.lines.count > 3)
        await press(pilot, "a", "t", *"Fair")
        wire.stall()
        await until(pilot, lambda: _broken(pilot))
        before = monotonic()
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "has not answered since" in _words(pilot))
        assert monotonic() - before < 10
        await press(pilot, "escape", "escape", "down")
        assert pilot.app.screen is place and place.lines.cursor > 0
        await press(pilot, "q")
        await until(pilot, lambda: pilot.app._exit)
    wire.flow()


async def test_a_commit_whose_answer_stalls_is_given_up_and_found_out(served: Served) -> None:
    wire, workspace = served
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        wire.at_commit = AtCommit.STALL_ANSWER
        pilot.app.simulate_key("ctrl+s")
        await until(pilot, wire.has_happened.is_set)
        await until(pilot, lambda: "may or may not be" in _words(pilot))
        wire.flow()
        await until(pilot, lambda: "has been found out" in _words(pilot))
        assert "was saved" in _words(pilot)


async def test_leaving_while_a_commit_stalls(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PULSE", 600.0)
    wire, workspace = served
    async with running(workspace, ("walk", 1)) as pilot:
        await until(pilot, lambda: "Web shop" in shown(pilot))
        wire.at_commit = AtCommit.STALL_COMMIT
        pilot.app.simulate_key("y")
        await until(pilot, wire.has_happened.is_set)
        pilot.app.simulate_key("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeavingDialog))
        pilot.app.simulate_key("x")
        await until(pilot, lambda: pilot.app._exit)
    wire.cut()


async def test_the_key_tries_at_once_and_is_offered_only_then(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PAUSES", (600.0,))
    wire, workspace = served
    async with running(workspace, size=(120, 40)) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "f5")
        assert "nothing to try" in said(pilot, Toast)
        await press(pilot, "a", "t", *"Fair")
        wire.is_down = True
        wire.cut()
        await until(pilot, lambda: "tried again in" in _words(pilot))
        assert "app.try_line" in {command.action for command in place.all_commands()}
        wire.is_down = False
        assert _broken(pilot)
        await press(pilot, "f5")
        await until(pilot, lambda: not _broken(pilot))
        assert pilot.app.screen.query(Input).first().value == "Fair", "the key works in a form"
        await press(pilot, "escape", "escape")
        assert "app.try_line" not in {command.action for command in place.all_commands()}


async def test_nothing_spins_and_nothing_leaks_over_many_breaks(served: Served) -> None:
    wire, workspace = served
    breaks = 8
    async with running(workspace) as pilot:
        app = app_of(pilot)
        place = await open_place(pilot, JourneyPlace(1))
        await until(pilot, lambda: place.lines.count > 3 and wire.connected > 0)
        threads = threading.active_count() - wire.connected * 2
        for _break in range(breaks):
            wire.is_down = True
            wire.cut()
            await until(pilot, lambda: app.line.is_broken)
            wire.is_down = False
            await until(pilot, lambda: not app.line.is_broken)
            await press(pilot, "u")
        assert wire.connected <= 6
        assert threading.active_count() - wire.connected * 2 <= threads + 2


async def test_a_file_on_a_disk_that_goes_away_and_comes_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.05)
    workspace, away = opened(str(path)), path.with_name("away.db")
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        path.rename(away)
        await until(pilot, lambda: _broken(pilot))
        assert "is no longer there" in _words(pilot)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen.query(Input).first().value == "Fair"
        away.rename(path)
        await until(pilot, lambda: not _broken(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and "Fair" in shown(pilot))
    workspace.close()


async def test_a_server_without_room_for_the_watch_is_no_broken_line(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LASTED", 0.0)
    monkeypatch.setattr(watch, "PULSE", 600.0)
    wire, workspace = served
    heard: list[Line] = []
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await until(pilot, lambda: place.lines.count > 3)
        workspace.on_line(heard.append)
        full = psycopg.OperationalError("FATAL:  sorry, too many clients already")
        with pytest.MonkeyPatch.context() as patched:
            refused = threading.Event()

            def refuse(_server: object) -> None:
                refused.set()
                raise full

            patched.setattr(watch, "_listening", refuse)
            with closing(
                psycopg.connect(f"host={wire.folder} dbname={_name(workspace)} user=postgres")
            ) as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'auditor watches'"
                )
            assert refused.wait(20)
            await press(pilot, "down")
            workspace.journeys.edit(1, about="Saved all the same")
        assert not any(each.is_broken for each in heard)


def test_pauses_grow_and_are_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PAUSES", (0.05, 0.1, 0.2, 0.4))
    monkeypatch.setattr(watch, "APART", 0.0)
    wire, workspace = served
    assert workspace.reads.journeys.lines()
    waits: list[float] = []
    enough = threading.Event()

    def hear(line: Line) -> None:
        if line.again is not None:
            waits.append(round(line.again - monotonic(), 1))
        if len(waits) >= 6:
            enough.set()

    workspace.on_line(hear)
    watching = workspace.watch()
    wire.is_down = True
    wire.cut()
    assert enough.wait(20)
    watching.close()
    assert waits[:6] == [0.0, 0.1, 0.2, 0.4, 0.4, 0.4] or waits[:6] == [0.1, 0.1, 0.2, 0.4, 0.4, 0.4]


def test_the_wait_is_told_in_seconds() -> None:
    from datetime import UTC, datetime

    broken = Line(datetime(2026, 12, 1, 10, 4, tzinfo=UTC), again=monotonic() + 11.5)
    assert told(broken, "f5").endswith("since 10:04. What you see is from before; what you type stays. It is tried "
                                       "again in 12 seconds; f5 tries now.")  # fmt: skip
