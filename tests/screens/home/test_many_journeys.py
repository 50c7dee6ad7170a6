"""Home with many journeys: by client, sorted, narrowed, put away and brought back; figures that come after the rest."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.home import overview
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import place_of, press, running, said, shown


def prepared(workspace: Workspace) -> None:
    """Make journeys of two clients and of none; one has another one inside."""
    workspace.journeys.new("Buy a tent", client="Fjell", tags="spring b2b")
    workspace.journeys.new("Move house", client="Oslo")
    outer = workspace.journeys.new("Become a customer", client="Fjell")
    stage = workspace.reads.journeys.get(outer)
    assert stage is not None
    point = workspace.stages.add_touchpoint(stage.stages[0].id, "Sign up")
    workspace.stages.open_new(point, "Signing up in detail")


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the journeys, without what is told beside the names."""
    lines = shown(pilot).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(" Journeys"))
    found = []
    for line in lines[start + 1 :]:
        if not line.strip() or line.startswith("─"):
            break
        found.append(line.split("   ")[0].strip() if line.startswith((" ▾", " ▸")) else line)
    return [line.strip().split("  ")[0] for line in found]


async def test_journeys_stand_below_their_clients_and_the_one_they_are_inside_of(opened: Opener) -> None:
    workspace = opened("blank")
    prepared(workspace)
    async with running(workspace, size=(100, 30)) as pilot:
        await press(pilot, "s")
        assert "by name" in shown(pilot)
        assert listed(pilot) == [
            "▾ Fjell",
            "Become a customer",
            "└ Signing up in detail",
            "Buy a tent",
            "▾ Oslo",
            "Move house",
        ]
        await press(pilot, "home", "enter")
        assert listed(pilot) == ["▸ Fjell", "▾ Oslo", "Move house"]
        await press(pilot, "g", "a")
        assert place_of(pilot, ActionsPlace).selection.filter.clients == ("Fjell",)


async def test_what_is_typed_finds_client_tag_name_and_mark(opened: Opener) -> None:
    workspace = opened("blank")
    prepared(workspace)
    async with running(workspace, size=(100, 30)) as pilot:
        for words, found in (
            ("oslo", ["▾ Oslo", "Move house"]),
            ("#b2b", ["▾ Fjell", "Buy a tent"]),
            ("fjell detail", ["▾ Fjell", "Become a customer", "└ Signing up in detail"]),
        ):
            await press(pilot, "slash", *words.replace(" ", "_").replace("#", "_"))
            place_of(pilot, HomePlace).bar.input.value = words  # type: ignore[union-attr]
            await pilot.pause()
            assert listed(pilot) == found, words
            await press(pilot, "enter", "0")
        await press(pilot, *"/tent", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        await press(pilot, "escape", "escape")
        assert "▾ Oslo" in listed(pilot), "esc takes the filter away"


async def test_a_journey_is_put_away_and_brought_back(opened: Opener) -> None:
    workspace = opened("blank")
    prepared(workspace)
    async with running(workspace, size=(100, 30)) as pilot:
        home = place_of(pilot, HomePlace)
        await press(pilot, *"/tent", "enter", "A")
        await until(pilot, lambda: workspace.reads.journeys.archived())
        await press(pilot, "0")
        await until(pilot, lambda: "▸ Archived" in listed(pilot))
        assert "Buy a tent" not in listed(pilot)
        await press(pilot, "end", "enter", "end")
        assert home.on_line is not None and home.on_line.name == "Buy a tent"
        assert "archived" in said(pilot, "#home")
        await press(pilot, "A")
        await until(pilot, lambda: not workspace.reads.journeys.archived())
        await press(pilot, "u")
        await until(pilot, lambda: workspace.reads.journeys.archived())


async def test_the_cursor_stays_on_its_line_while_all_is_counted(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "AT_ONCE", 0)
    workspace = opened("sample")
    async with running(workspace) as pilot:
        open_actions = workspace.reads.journeys.lines()[0].open_actions
        await until(pilot, lambda: f"{open_actions} to do" in said(pilot, "#home"))
        home = place_of(pilot, HomePlace)
        assert home.on_line is not None
        assert "Do first" in said(pilot, "#home") and "…" not in said(pilot, "#home").split("late")[0]
