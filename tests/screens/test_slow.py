"""A disk that takes its time: the screen goes on, says what is not saved yet, and leaves only with it or as one says."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from textual.pilot import Pilot

from auditor.store import adapter
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.dialogs.help import HelpDialog
from screens.dialogs.leaving import LeavingDialog
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from tests.held import held
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown, type_ahead
from tests.screens.web_shop import nth

WALK = ("walk", 1)


@pytest.fixture(autouse=True)
def _refused_only_where_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer than the slowest machine takes to draw what comes until the file is free again."""
    monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 600_000)


def on_disk(workspace: Workspace) -> list[str | None]:
    """Return the verdicts at the first touchpoint, as another program finds them."""
    assert workspace.location.path is not None
    with closing(sqlite3.connect(workspace.location.path)) as connection:
        rows = connection.execute("SELECT verdict FROM answer ORDER BY id LIMIT 4").fetchall()
    return [verdict for (verdict,) in rows]


def right(pilot: Pilot[None]) -> str:
    """Return what stands at the right of the title line."""
    return shown(pilot).splitlines()[0].rpartition("   ")[2].strip()


async def test_answers_go_on_and_are_called_saved_when_they_are(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        with held(workspace.location.path):
            for key, check in (("y", 2), ("n", 3), ("p", 4)):
                pilot.app.simulate_key(key)
                await until(pilot, lambda check=check: nth(check) in shown(pilot))  # type: ignore[misc]
            await until(pilot, lambda: right(pilot).startswith("saving …"))
            assert re.search(r"\b3 of \d+ judged", shown(pilot))
            assert on_disk(workspace) == [None] * 4
            pilot.app.simulate_key("question_mark")
            await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
            pilot.app.simulate_key("escape")
            pilot.app.simulate_key("left")
            await until(pilot, lambda: nth(3) in shown(pilot))
        await until(pilot, lambda: right(pilot).startswith("saved "))
        assert on_disk(workspace) == ["pass", "fail", "partly", None]


async def test_answers_typed_before_a_place_is_read_are_not_lost_by_asking_for_its_keys(
    opened: Opener,
) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        with held(workspace.location.path, reading=True):
            pilot.app.push_screen(WalkPlace(1))
            await until(pilot, lambda: right(pilot).startswith("reading …"))
            type_ahead(pilot, ["y", "n", "p", "question_mark"])
            await pilot.pause()
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
    assert on_disk(workspace) == ["pass", "fail", "partly", None]


async def test_answers_that_are_refused_are_open_again_and_told(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y")
        # Long enough for keys to be given meanwhile, and short enough to be refused in the test.
        monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 600)
        workspace.close()
        with held(workspace.location.path):
            for key in "npx":
                pilot.app.simulate_key(key)
            await until(pilot, lambda: "3 judgements were not saved and are open again" in shown(pilot))
            assert "Another program" in shown(pilot) and right(pilot) == "not saved"
            assert nth(2) in shown(pilot)
        await press(pilot, "p")
        await until(pilot, lambda: right(pilot).startswith("saved "))
        assert on_disk(workspace) == ["pass", "partly", None, None]


async def test_leaving_waits_for_what_is_not_saved(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        with held(workspace.location.path):
            pilot.app.simulate_key("y")
            pilot.app.simulate_key("y")
            pilot.app.simulate_key("q")
            await until(pilot, lambda: "2 changes are not saved yet" in shown(pilot))
            pilot.app.simulate_key("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
            pilot.app.simulate_key("q")
            await until(pilot, lambda: isinstance(pilot.app.screen, LeavingDialog))
        await until(pilot, lambda: pilot.app._exit)
    assert on_disk(workspace) == ["pass", "pass", None, None]


async def test_leaving_gives_up_what_is_not_saved_when_one_says_so(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        with held(workspace.location.path):
            for key in "yyqx":
                pilot.app.simulate_key(key)
            await until(pilot, lambda: pilot.app._exit)


async def test_the_walk_is_left_while_it_saves(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        with held(workspace.location.path):
            pilot.app.simulate_key("y")
            await until(pilot, lambda: right(pilot).startswith("saving …"))
            pilot.app.simulate_key("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
            await until(pilot, lambda: right(pilot).startswith("saving …"))
        await until(pilot, lambda: not right(pilot).startswith("saving …"))
        assert on_disk(workspace)[0] == "pass"


async def test_keys_that_may_follow_from_a_change_wait_for_it_and_those_that_move_do_not(
    opened: Opener,
) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        before = place.lines.cursor
        with held(workspace.location.path):
            pilot.app.simulate_key("shift+down")
            await until(pilot, lambda: right(pilot).startswith("saving …"))
            pilot.app.simulate_key("down")
            await until(pilot, lambda: place.lines.cursor > before)
            type_ahead(pilot, ["a", "t"])
            await pilot.pause()
            place_of(pilot, JourneyPlace)
        await until(pilot, lambda: pilot.app.screen is not place)


async def test_a_form_stays_while_it_saves_and_can_be_left(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        with held(workspace.location.path):
            pilot.app.simulate_key("ctrl+s")
            await until(pilot, lambda: right(pilot).startswith("saving …"))
            assert "Fair" in shown(pilot) and pilot.app.screen is not place
            pilot.app.simulate_key("escape")
            await until(pilot, lambda: "still being saved" in shown(pilot))
            pilot.app.simulate_key("escape")
            await until(pilot, lambda: pilot.app.screen is place)
        await until(pilot, lambda: "Fair" in shown(pilot))
