"""Calling actions done asks which of their findings are mended; what is left has an action of its own."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Status
from screens.actions.actions import ActionsPlace
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import on_disk, ranking, the_list
from tests.screens.shown import press, running, shown


async def _back_in_the_list(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))


@pytest.mark.parametrize("keys", [["enter"], ["space", "enter"]])
async def test_done_asks_about_each_finding_and_enter_takes_all_as_mended(
    opened: Opener, keys: list[str]
) -> None:
    workspace = opened("listed")
    first, second = (line.id for line in ranking(workspace)[:2])
    (own,) = on_disk(workspace, first).mends
    workspace.actions.link(first, mends=[one.id for one in on_disk(workspace, second).mends])
    before = {line.id for line in ranking(workspace)}
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, FormDialog)
        assert own.name in shown(pilot)
        await press(pilot, *keys)
        await _back_in_the_list(pilot)
        done = on_disk(workspace, first)
        made = {line.id for line in ranking(workspace)} - before
        assert done.line.status is Status.DONE
        assert (len(done.mends), len(made)) == ((2, 0) if keys == ["enter"] else (1, 1))
        await press(pilot, "u")
        assert (on_disk(workspace, first).line.status, len(on_disk(workspace, first).mends)) == (
            Status.PROPOSED,
            2,
        )
        assert {line.id for line in ranking(workspace)} == before


async def test_several_actions_have_one_list_of_findings(opened: Opener) -> None:
    workspace = opened("listed")
    chosen = ranking(workspace)[:2]
    names = [one.name for line in chosen for one in on_disk(workspace, line.id).mends]
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "space", "space", "f")
        assert all(name in shown(pilot) for name in names)
        await press(pilot, "enter")
        await _back_in_the_list(pilot)
        assert {on_disk(workspace, line.id).line.status for line in chosen} == {Status.DONE}


async def test_after_done_a_key_leads_to_whether_it_worked_though_the_action_left_the_list(
    opened: Opener,
) -> None:
    workspace = opened("listed")
    first, second = ranking(workspace)[:2]
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "f")
        await until(pilot, lambda: on_disk(workspace, first.id).line.status is Status.DONE)
        await until(pilot, lambda: place.action is not None and place.action.id == second.id)
        said = " ".join(shown(pilot).split())
        assert "done · g w: did it work? · F has it under “Waiting" in said.replace("▌ ", "")
        assert "g w did it work?" in shown(pilot).splitlines()[-1]
        await press(pilot, "g", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        assert "is done." in shown(pilot) and "look again" in shown(pilot)
        await press(pilot, "escape")
        assert "did it work?" not in shown(pilot).splitlines()[-1]
