"""The list of actions in tests: opened, read from the screen, and held against the disk."""

from __future__ import annotations

from textual.pilot import Pilot

from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.views.actions import Action, ActionFilter, ActionLine
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from tests.screens.helpers import until
from tests.screens.shown import place_of, press, shown, strips


async def the_list(pilot: Pilot[None]) -> ActionsPlace:
    """Open the list from home and wait until it shows."""
    await press(pilot, "g", "a")
    await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
    place = place_of(pilot, ActionsPlace)
    await until(pilot, lambda: "what to improve" in shown(pilot))
    return place


def ranking(workspace: Workspace, *statuses: Status) -> list[ActionLine]:
    """Return the actions of these statuses, or the open ones, in order."""
    return workspace.reads.actions.ranking(ActionFilter(statuses or OPEN_STATUSES)).all()


def on_disk(workspace: Workspace, action_id: int) -> Action:
    """Return an action as it is on disk."""
    action = workspace.reads.actions.get(action_id)
    assert action is not None
    return action


def listed(place: ActionsPlace) -> list[int]:
    """Return the numbers of all actions in the list, in its order."""
    pages = place._pages
    assert pages is not None
    lines = (pages.line(at) for at in range(place.lines.count))
    return [line.id for line in lines if line is not None]


def shows(place: ActionsPlace, numbers: list[int]) -> bool:
    """Tell whether the list shows the actions of these numbers, in this order."""
    return listed(place) == numbers


def lines_of(pilot: Pilot[None]) -> list[str]:
    """Return the lines that the list shows."""
    region = place_of(pilot, ActionsPlace).lines.region
    return [line.crop(region.x, region.right).text for line in strips(pilot)[region.y : region.bottom]]


def title(pilot: Pilot[None]) -> str:
    """Return the line at the top."""
    return shown(pilot).splitlines()[0]


def lines_at_the_bottom(pilot: Pilot[None]) -> str:
    """Return the line that says which keys can be pressed."""
    return shown(pilot).splitlines()[-1]
