"""Marks: several actions at once, in one transaction and with one undo."""

from __future__ import annotations

from auditor.base.vocabulary import Status
from screens.actions.actions import ActionsPlace
from screens.actions.board_place import BoardPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import lines_of, listed, on_disk, ranking, the_list, title
from tests.screens.shown import place_of, press, running


async def test_space_marks_a_line_says_so_and_goes_on(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        first, second = ranking(workspace)[:2]
        await press(pilot, "space", "space")
        assert place.selection.marks == {first.id, second.id}
        assert "2 marked" in title(pilot)
        assert [line[9] for line in lines_of(pilot)[:3]] == ["*", "*", " "]
        assert place.lines.cursor == 2
        await press(pilot, "up", "space")
        assert place.selection.marks == {first.id}


async def test_all_that_is_shown_is_marked_and_unmarked(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        for key in ("*", "ctrl+a"):
            await press(pilot, key)
            assert place.selection.marks == {line.id for line in ranking(workspace)}
            await press(pilot, key)
            assert place.selection.marks == set()
            assert "marked" not in title(pilot)


async def test_escape_takes_the_marks_away_before_it_leaves(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await the_list(pilot)
        await press(pilot, "space", "escape")
        assert place_of(pilot, ActionsPlace) is place
        assert place.selection.marks == set()
        await press(pilot, "escape")
        assert pilot.app.screen is not place


async def test_a_key_acts_on_all_that_is_marked_and_one_undo_takes_it_back(opened: Opener) -> None:
    workspace = opened("listed")
    first, second, third = (line.id for line in ranking(workspace)[:3])
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "space", "down", "space", "b")
        assert on_disk(workspace, first).line.status is Status.IN_PROGRESS
        assert on_disk(workspace, second).line.status is Status.PROPOSED
        assert on_disk(workspace, third).line.status is Status.IN_PROGRESS
        await press(pilot, "u")
        assert {on_disk(workspace, number).line.status for number in (first, third)} == {Status.PROPOSED}


async def test_what_leaves_the_list_is_marked_no_longer(opened: Opener) -> None:
    workspace = opened("listed")
    first, second = (line.id for line in ranking(workspace)[:2])
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "space", "space", "f", "enter")
        await until(pilot, lambda: first not in listed(place) and second not in listed(place))
        assert place.selection.marks == set()
        await press(pilot, "u")
        assert place.selection.marks == set()


async def test_effort_and_impact_of_the_marked_move_together(opened: Opener) -> None:
    workspace = opened("listed")
    chosen = [line for line in ranking(workspace) if 1 < line.effort < 5][:2]
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        place.mark_only(line.id for line in chosen)
        await press(pilot, ">")
        assert [on_disk(workspace, line.id).line.effort for line in chosen] == [
            line.effort + 1 for line in chosen
        ]
        await press(pilot, "u")
        assert [on_disk(workspace, line.id).line.effort for line in chosen] == [
            line.effort for line in chosen
        ]


async def test_marks_are_taken_along_to_the_board(opened: Opener) -> None:
    workspace = opened("listed")
    first, second = (line.id for line in ranking(workspace)[:2])
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "space", "space", "v")
        await until(pilot, lambda: isinstance(pilot.app.screen, BoardPlace))
        assert "2 marked" in title(pilot)
        await press(pilot, "y")
        assert {on_disk(workspace, number).line.status for number in (first, second)} == {Status.PLANNED}
