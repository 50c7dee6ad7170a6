"""Every place and dialog at the sizes terminals have, and through changes of size; a tiny one harms nothing."""

from __future__ import annotations

from functools import partial

import pytest
from textual.pilot import Pilot

from screens.dialogs.dialog import Dialog
from screens.widgets.line_list import LineList
from screens.widgets.lines import KeyLine
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES, every_place_in_turn
from tests.screens.shown import SMALL, Size, open_place, press, running, said, shown, strips

SIZES = [SMALL, (60, 20), (200, 60)]
TINY = (20, 5)
DIALOGS = {
    "home": ("a", "d", "question_mark"),
    "journey": ("g l", "e", "a t", "a s", ". r", "d", ". j"),
    "walk": ("c", "slash", "a t", "a x", "f", "question_mark"),
    "actions": ("enter", "e", "d", "o", "t", "c", "a", "s", "F"),
    "board": ("enter", "o", "t"),
    "owners": ("a", "e", ". s"),
}
"""By place, the keys that open its dialogs."""


def sound(pilot: Pilot[None], size: Size) -> bool:
    """Tell whether every line is as wide as the terminal."""
    width, height = size
    lines = strips(pilot)
    return len(lines) == height and all(line.cell_length == width for line in lines)


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_every_place_opens(opened: Opener, size: Size) -> None:
    workspace = opened("sample")
    async with running(workspace, size=size) as pilot:
        for name, make in PLACES.items():
            place = await open_place(pilot, make(workspace))
            assert sound(pilot, size), name
            if size != TINY:
                assert "? keys" in said(pilot, KeyLine), name
                for lines in place.query(LineList):
                    assert not lines.count or lines.region.height >= 3, name
            await press(pilot, "end", "home", "down", "escape")


@pytest.mark.every(4)
@pytest.mark.parametrize("size", [*SIZES, TINY])
@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_shows_how_it_is_left(opened: Opener, name: str, size: Size) -> None:
    workspace = opened("sample")
    async with running(workspace, size=size) as pilot:
        place = await open_place(pilot, PLACES[name](workspace))
        for key in DIALOGS[name]:
            await press(pilot, *key.split())
            assert isinstance(pilot.app.screen, Dialog), key
            assert sound(pilot, size), key
            if size != TINY:
                assert "esc" in shown(pilot), key
            await press(pilot, "escape")
            await until(pilot, lambda: pilot.app.screen is place)


@pytest.mark.every(3)
async def test_a_terminal_made_smaller_and_larger_keeps_the_cursor_in_view(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace, size=SIZES[-1]) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            await press(pilot, "end")
            for size in (SMALL, TINY, (60, 20)):
                await pilot.resize_terminal(*size)
                await until(pilot, partial(sound, pilot, size))
            for lines in place.query(LineList):
                if lines.region.height and lines.count:
                    top = lines.scroll_offset.y
                    assert top <= lines.cursor < top + lines.region.height
            await pilot.resize_terminal(*SIZES[-1])
            await until(pilot, partial(sound, pilot, SIZES[-1]))
