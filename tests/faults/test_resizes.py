"""The terminal changes its size at any moment, to any size: every place and dialog is drawn, whatever it knew before.

AUDITOR_RESIZES=1000 changes the size a thousand times at each place, and a quarter as often at each dialog.
"""

from __future__ import annotations

import os
from functools import partial
from random import Random

from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from screens.dialogs.dialog import Dialog
from screens.frame.place import Place
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import SMALL, open_place, press, running, shown
from tests.screens.test_sizes import DIALOGS, sound

RESIZES = int(os.environ.get("AUDITOR_RESIZES", "2"))
LARGEST = (300, 100)
KEYS = ("down", "end", "right", "up", "pagedown", "left", "home")


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Give the terminal another size, as the driver tells of it."""
    size = Size(width, height)
    pilot.app.post_message(Resize(size, size))
    await pilot.pause()
    assert pilot.app._exception is None, f"{pilot.app.screen} at {width} by {height}"


async def resize_often(pilot: Pilot[None], random: Random, times: int) -> None:
    """Give the terminal one size after another, two thirds of them small, with keys in between."""
    for _time in range(times):
        small = random.random() < 0.67
        width, height = (40, 12) if small else LARGEST
        await resize(pilot, random.randint(1, width), random.randint(1, height))
        if random.random() < 0.5:
            await press(pilot, random.choice(KEYS))
    await resize(pilot, *SMALL)
    await until(pilot, partial(sound, pilot, SMALL))


async def test_every_place_is_drawn_at_any_size(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        for name, make in PLACES.items():
            place = await open_place(pilot, make(workspace))
            await resize_often(pilot, Random(name), RESIZES)
            # A message goes by itself after a while, be it between the two looks.
            pilot.app.clear_notifications()
            await until(pilot, lambda: not pilot.app.screen.query(Toast))
            seen = shown(pilot)
            for widget in place.query("*"):
                widget.refresh()
            await pilot.pause()
            assert seen == shown(pilot), f"nothing is left of what was drawn of {name} for another size"
            await press(pilot, "escape")


async def test_every_dialog_is_drawn_at_any_size(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        for name, keys in DIALOGS.items():
            await open_place(pilot, PLACES[name](workspace))
            for key in keys:
                await press(pilot, *key.split())
                assert isinstance(pilot.app.screen, Dialog), (name, key)
                await resize_often(pilot, Random(key), max(2, RESIZES // 4))
                while not isinstance(pilot.app.screen, Place):
                    await press(pilot, "escape")


async def test_a_board_that_was_narrow_is_drawn_wide(opened: Opener) -> None:
    async with running(opened("sample"), size=(40, 24)) as pilot:
        await press(pilot, "enter", "g", "a", "v", "end", "right", "right")
        for width in (160, 40, 300, 26, 52, 1, 160):
            await resize(pilot, width, 24)
