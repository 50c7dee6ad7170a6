"""Who has what: the load of everybody, what is late, what nobody has; and the team itself."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.owners import OwnersPlace
from screens.routes import Selection
from screens.widgets.detail import Detail
from screens.widgets.line_list import LineList
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import listed, on_disk, ranking
from tests.screens.shown import open_place, press, running, said, shown


def handed_out(workspace: Workspace) -> list[int]:
    """Give the first two actions to Anna, one of them late; return all numbers."""
    numbers = [line.id for line in ranking(workspace)]
    workspace.actions.assign(numbers[:2], "Anna")
    workspace.actions.due(numbers[:1], workspace.today - timedelta(1))
    return numbers


async def the_owners(pilot: Pilot[None]) -> OwnersPlace:
    return await open_place(pilot, OwnersPlace(Selection()))


def line_of(pilot: Pilot[None], name: str) -> list[str]:
    return next(line.split() for line in shown(pilot).splitlines() if line.startswith(f" {name}"))


async def test_everybody_has_a_line_with_their_load_and_nobody_too(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = handed_out(workspace)
    loads = {load.name: load for load in workspace.reads.people.loads(workspace.today)}
    async with running(workspace) as pilot:
        await the_owners(pilot)
        anna = line_of(pilot, "Anna")
        assert anna[-4:] == ["·", "2", "!1", "·"]
        assert anna[-5] == f"{loads['Anna'].days:.1f}"
        assert line_of(pilot, "nobody")[-3] == str(len(numbers) - 2)
        assert "2 open" in said(pilot, Detail) and "1 late" in said(pilot, Detail)


async def test_bars_are_of_one_measure_and_touch_no_name(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = handed_out(workspace)
    workspace.people.add("Somebody with a very long name indeed", "")
    workspace.actions.assign(numbers[:2], "Somebody with a very long name indeed")
    async with running(workspace) as pilot:
        await the_owners(pilot)
        lines = {line[:9]: line for line in shown(pilot).splitlines()}
        mine, nobody = lines[" Somebody"], lines[" nobody  "]
        assert " nobody " in nobody and nobody.count("█") > mine.count("█"), "nobody has the most"
        assert "… " in mine, "a name that is cut ends before the bar"


async def test_enter_lists_what_somebody_has_and_what_nobody_has(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = handed_out(workspace)
    async with running(workspace) as pilot:
        place = await the_owners(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        shown_list = pilot.app.screen
        assert isinstance(shown_list, ActionsPlace) and listed(shown_list) == numbers[:2]
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        await press(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        shown_list = pilot.app.screen
        assert isinstance(shown_list, ActionsPlace) and listed(shown_list) == numbers[2:]


async def test_somebody_is_added_renamed_and_deleted(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_owners(pilot)
        await press(pilot, "a", *"Bo", "tab", *"web", "enter")
        await until(pilot, lambda: "Bo" in said(pilot, LineList))
        await press(pilot, "home", "e", *"b", "enter")
        await until(pilot, lambda: "Bob" in said(pilot, LineList))
        assert ("Bob", "web") in [(each.name, each.role) for each in workspace.reads.people.all()]
        await press(pilot, "d")
        await until(pilot, lambda: "Bob" not in said(pilot, LineList))


async def test_two_names_of_one_person_are_made_one(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = handed_out(workspace)
    workspace.people.add("Anna L", "")
    async with running(workspace) as pilot:
        await the_owners(pilot)
        await press(pilot, "home", ".", "s", *"anna l", "enter")
        await until(pilot, lambda: "Anna L" in said(pilot, Detail))
        owners = {on_disk(workspace, number).line.owner for number in numbers[:2]}
        assert owners == {"Anna L"}


async def test_nobody_can_not_be_edited(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_owners(pilot)
        await press(pilot, "end", "e", "m", "d")
        assert pilot.app.screen is place
