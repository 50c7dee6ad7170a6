"""What goes wrong below the screens is told in one line, and the app goes on or leaves with it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Status
from auditor.store import adapter
from screens.actions.actions import ActionsPlace
from screens.app import AuditorApp
from screens.dialogs.help import HelpDialog
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from tests.held import held
from tests.screens.actions.test_actions import add_many
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import open_place, place_of, press, running, shown
from tests.screens.web_shop import nth

HELD = "Another program"
READING = "reading …"
THUMB = "▁▂▃▄▅▆▇"
"""The ends of the thumb of a scroll bar, which may follow a moment after what it is beside."""


def told(pilot: Pilot[None]) -> list[str]:
    """Return what the screen says, without numbers and scroll bars, in whatever order of lines."""
    lines = "".join(each for each in shown(pilot) if not each.isdecimal() and each not in THUMB).splitlines()
    return sorted(" ".join(line.split()) for line in lines if line.strip())


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only a moment for other programs."""
    monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 50)


async def test_an_answer_that_cannot_be_saved_is_told_and_can_be_given_again(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, ("walk", 1)) as pilot:
        with held(workspace.location.path, reading=True):
            await press(pilot, "y")
            await until(pilot, lambda: HELD in shown(pilot))
        assert nth(1) in shown(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: nth(2) in shown(pilot))


READING_PLACES = [name for name in PLACES if name != "settings"]
"""All but the one that shows no database."""


@pytest.mark.every(3)
@pytest.mark.parametrize("name", READING_PLACES)
async def test_a_place_that_cannot_be_read_yet_is_shown_when_it_can(opened: Opener, name: str) -> None:
    workspace = opened("sample")
    make = PLACES[name]
    make(workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, make(workspace))
        wanted = told(pilot)
        await press(pilot, "escape")
        place = make(workspace)
        with held(workspace.location.path, reading=True):
            pilot.app.push_screen(place)
            await until(pilot, lambda: READING in shown(pilot))
        await until(pilot, lambda: told(pilot) == wanted)


@pytest.mark.every(3)
@pytest.mark.parametrize("name", [name for name in READING_PLACES if name != "home"])
async def test_a_place_that_cannot_be_read_yet_can_be_left(opened: Opener, name: str) -> None:
    workspace = opened("sample")
    make = PLACES[name]
    make(workspace)
    async with running(workspace) as pilot:
        home = pilot.app.screen
        place = make(workspace)
        with held(workspace.location.path, reading=True):
            pilot.app.push_screen(place)
            await until(pilot, lambda: READING in shown(pilot))
            await press(pilot, "question_mark")
            assert isinstance(pilot.app.screen, HelpDialog)
            await press(pilot, "escape", "escape")
            assert pilot.app.screen is home
            await press(pilot, "q")
            await until(pilot, lambda: pilot.app._exit)


async def test_a_key_that_reads_waits_with_those_behind_it_and_can_be_left(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace())
        with held(workspace.location.path, reading=True):
            pilot.app.simulate_key("enter")
            await until(pilot, lambda: READING in shown(pilot))
            await press(pilot, "question_mark")
            assert isinstance(pilot.app.screen, HelpDialog), "a key that leads away does not wait"
            await press(pilot, "escape")
            pilot.app.simulate_key("enter")
            await until(pilot, lambda: READING in shown(pilot))
            pilot.app.simulate_key("end")
            await pilot.pause()
            assert place.lines.cursor == 0, "any other key waits"
        await until(pilot, lambda: pilot.app.screen is not place)
        await press(pilot, "escape", "home", "y")
        await until(pilot, lambda: workspace.reads.actions.ranking().page(0, 1)[0].status is Status.PLANNED)
        place_of(pilot, ActionsPlace)


async def test_lines_that_cannot_be_read_while_they_are_drawn_come_when_they_can(opened: Opener) -> None:
    workspace = opened("listed")
    add_many(workspace, 1000)
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace())
        with held(workspace.location.path, reading=True):
            await press(pilot, "end")
            await until(pilot, lambda: READING in shown(pilot))
        await until(pilot, lambda: place.action is not None)
        await until(pilot, lambda: f" {place.lines.count} " in shown(pilot))


async def test_forms_stay_open_with_what_was_typed(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        with held(workspace.location.path, reading=True):
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: HELD in shown(pilot))
            assert pilot.app.screen is not place and "Fair" in shown(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and "Fair" in shown(pilot))


async def test_what_nobody_expected_ends_the_app_without_a_traceback(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(_place: HomePlace) -> None:
        raise ValueError("nobody expected this")

    app: AuditorApp | None = None
    with pytest.raises(ValueError, match="nobody expected this"):
        async with running(opened("shop"), ("walk", 1)) as pilot:
            app = app_in(pilot)
            monkeypatch.setattr(HomePlace, "action_new", fall_over)
            await press(pilot, "escape")
            place_of(pilot, HomePlace)
            await press(pilot, "a")
    assert app is not None
    assert app._exit_renderables == []
    assert isinstance(app.failure, ValueError)


def app_in(pilot: Pilot[None]) -> AuditorApp:
    assert isinstance(pilot.app, AuditorApp)
    return pilot.app
