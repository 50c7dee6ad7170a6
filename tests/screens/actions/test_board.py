"""The board: a column for each status, cards that move on by a key, whatever their number."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.board import Board
from screens.actions.board_place import BoardPlace
from screens.actions.owners import OwnersPlace
from screens.dialogs.explain import ExplainDialog
from screens.routes import Selection
from tests.screens.actions.test_actions import add_many
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import on_disk, ranking
from tests.screens.shown import Size, open_place, press, running, said, shown

WIDE = (200, 60)


async def the_board(pilot: Pilot[None], action_id: int | None = None) -> BoardPlace:
    return await open_place(pilot, BoardPlace(Selection(), action_id))


def counted(workspace: Workspace, status: Status) -> int:
    return workspace.reads.actions.ranking(ActionFilter((status,))).total


async def test_every_status_has_a_column_with_its_count(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace, size=WIDE) as pilot:
        await the_board(pilot)
        heads = shown(pilot).splitlines()[1]
        for status in Status:
            word = status.value.replace("-", " ")
            assert heads.split(f" {word}")[1].split()[0] == str(counted(workspace, status))


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 3), ((120, 40), 4), (WIDE, 6)])
async def test_as_many_columns_as_have_room_and_the_others_by_going_there(
    opened: Opener, size: Size, columns: int
) -> None:
    workspace = opened("golden-en")
    async with running(workspace, size=size) as pilot:
        place = await the_board(pilot)
        words = [status.value.replace("-", " ") for status in Status]
        heads = shown(pilot).splitlines()[1]
        assert [word for word in words if word in heads] == words[:columns]
        await press(pilot, *["right"] * 5)
        assert place.board.cursor[0] == 5
        heads = shown(pilot).splitlines()[1]
        assert [word for word in words if word in heads] == words[-columns:]


async def test_a_card_says_title_priority_owner_and_day(opened: Opener) -> None:
    workspace = opened("golden-en")
    action = ranking(workspace, Status.PLANNED)[1]
    async with running(workspace, size=WIDE) as pilot:
        await the_board(pilot, action.id)
        text = shown(pilot)
        assert f"{action.priority:.1f} Kim" in text
        assert "late 1 Apr" in text
        for word in action.title.split()[:3]:
            assert word in text


async def test_the_arrows_go_from_card_to_card(opened: Opener) -> None:
    workspace = opened("golden-en")
    proposed, planned = ranking(workspace, Status.PROPOSED), ranking(workspace, Status.PLANNED)
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        assert place.action == proposed[0]
        await press(pilot, "down")
        assert place.action == proposed[1]
        await press(pilot, "l")
        assert place.action == planned[1]
        await press(pilot, "k", "h")
        assert place.action == proposed[0]
        await press(pilot, "end")
        assert place.action == proposed[-1]
        await press(pilot, "home")
        assert place.action == proposed[0]
        await press(pilot, "right", "right")
        assert place.action is None and "Nothing in this column" in shown(pilot)


async def test_a_card_moves_on_and_back_and_the_cursor_goes_with_it(opened: Opener) -> None:
    workspace = opened("listed")
    first = ranking(workspace)[0].id
    async with running(workspace) as pilot:
        place = await the_board(pilot, first)
        for status in (Status.PLANNED, Status.IN_PROGRESS, Status.DONE):
            await press(pilot, "shift+right")
            assert on_disk(workspace, first).line.status is status
            assert place.action is not None and place.action.id == first
            assert place.board.cursor[0] == list(Status).index(status)
        for status in (Status.IN_PROGRESS, Status.PLANNED):
            await press(pilot, "shift+left")
            assert on_disk(workspace, first).line.status is status
        await press(pilot, "u")
        assert on_disk(workspace, first).line.status is Status.IN_PROGRESS


async def test_the_keys_of_the_list_work_on_the_board(opened: Opener) -> None:
    workspace = opened("listed")
    first, second, third = ranking(workspace)[:3]
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ExplainDialog)
        await press(pilot, "escape", "o", *"Ola", "enter")
        await until(pilot, lambda: pilot.app.screen is place)
        assert on_disk(workspace, first.id).line.owner == "Ola"
        assert on_disk(workspace, first.id).line.status is Status.PLANNED, "the cursor goes along"
        await press(pilot, "left", "space", "space", "t", *"+1w", "enter")
        await until(pilot, lambda: pilot.app.screen is place)
        assert on_disk(workspace, second.id).line.due == on_disk(workspace, third.id).line.due is not None


async def test_a_filter_narrows_the_board(opened: Opener) -> None:
    workspace = opened("golden-en")
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        await press(pilot, "/", *"owner:kim", "enter")
        await until(pilot, lambda: place.total == 1)
        assert "owner:kim" in said(pilot, "#filter")
        await press(pilot, "/", *"status:planned", "enter")
        await until(pilot, lambda: "proposed" not in shown(pilot).splitlines()[2])


async def test_one_key_goes_through_the_views_and_the_cursor_stays_on_its_action(opened: Opener) -> None:
    workspace = opened("listed")
    third = ranking(workspace)[2].id
    async with running(workspace) as pilot:
        await open_place(pilot, ActionsPlace(None, third))
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(pilot.app.screen, BoardPlace))
        board = pilot.app.screen
        assert isinstance(board, BoardPlace) and board.action is not None and board.action.id == third
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(pilot.app.screen, OwnersPlace))
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        assert len(pilot.app.screen_stack) == 3, "the views take each other's place"


async def test_a_click_goes_to_a_card_and_a_second_one_opens_it(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        await pilot.click(Board, offset=(5, 7))
        await until(pilot, lambda: place.board.cursor == (0, 1))
        await pilot.click(Board, offset=(5, 7))
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))


async def test_only_cards_in_view_are_drawn(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened("listed")
    add_many(workspace, 2000)
    drawn: list[tuple[int, int]] = []
    draw = BoardPlace.draw_card

    def counting(place: BoardPlace, lane: int, row: int, width: int) -> object:
        drawn.append((lane, row))
        return draw(place, lane, row, width)

    monkeypatch.setattr(BoardPlace, "draw_card", counting)
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        expected = [line.id for line in ranking(workspace, *OPEN_STATUSES)]
        await press(pilot, "end", "pageup")
        assert place.total == len(expected) > 2000
        assert len(set(drawn)) < 30
        assert place.action is not None and place.action.id == expected[place.board.cursor[1]]


async def test_marked_cards_of_one_column_move_on_together(opened: Opener) -> None:
    workspace = opened("listed")
    first, second, third = (line.id for line in ranking(workspace)[:3])
    async with running(workspace) as pilot:
        place = await the_board(pilot)
        await press(pilot, "space", "space", "shift+right")
        assert {on_disk(workspace, number).line.status for number in (first, second)} == {Status.PLANNED}
        place.mark_only({*place.selection.marks, third})
        await press(pilot, "shift+right")
        assert "several columns" in shown(pilot)
        assert on_disk(workspace, third).line.status is Status.PROPOSED
        assert on_disk(workspace, first).line.status is Status.PLANNED
