"""The form of a touchpoint: where it is on the web, at which depth audits visit it, and how its findings are named."""

from __future__ import annotations

from auditor.base.vocabulary import Depth
from auditor.views.journeys import Touchpoint
from auditor.workspace import Workspace
from screens.dialogs.form import FormDialog
from screens.forms.touchpoint_form import ask_edit_touchpoint, ask_new_touchpoint
from screens.frame.place import Place
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, press, running, said

TO_ADDRESS = 3
"""From the first field, the address of a touchpoint that is changed is so many fields back."""


def _points(workspace: Workspace) -> tuple[Touchpoint, ...]:
    found = workspace.reads.journeys.get(workspace.reads.journeys.lines()[0].id)
    assert found is not None
    return found.touchpoints


async def test_address_and_depth_of_a_touchpoint_are_changed_by_keys(opened: Opener) -> None:
    workspace = opened("shop")
    point = _points(workspace)[0]
    workspace.stages.edit_touchpoint(point.id, address="")
    async with running(workspace) as pilot:
        ask_edit_touchpoint(app_of(pilot), point.id)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None)
        await press(pilot, *["shift+tab"] * TO_ADDRESS, *"the shop", "enter")
        assert said(pilot, "#wrong").startswith("Web address is “the shop”, but must be a web address")
        await press(pilot, *["backspace"] * 8, *"shop.example", "tab", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Place))
        kept = _points(workspace)[0]
        assert (kept.address, kept.depth) == ("shop.example", Depth.STANDARD)


async def test_letters_for_the_names_of_findings_are_chosen(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        ask_edit_touchpoint(app_of(pilot), _points(workspace)[0].id)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None)
        await press(pilot, *["shift+tab"] * (TO_ADDRESS + 1), *"fin1", "enter")
        assert said(pilot, "#wrong").startswith("“fin1” can’t begin the names of findings")
        await press(pilot, "backspace", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Place))
        assert _points(workspace)[0].letters == "FIN"


async def test_a_new_touchpoint_has_no_address_and_is_visited_at_every_depth(opened: Opener) -> None:
    workspace = opened("shop")
    journey = workspace.reads.journeys.lines()[0].id
    made: list[int] = []
    async with running(workspace) as pilot:
        ask_new_touchpoint(app_of(pilot), journey, None, made.append)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.focused is not None)
        await press(pilot, *"Kiosk", "enter")
        await until(pilot, lambda: made)
        kept = next(point for point in _points(workspace) if point.id == made[0])
        assert (kept.name, kept.address, kept.depth) == ("Kiosk", "", Depth.CORE)
