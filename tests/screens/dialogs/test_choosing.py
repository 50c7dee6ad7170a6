"""Choosing one of several: what tells them apart is seen in full."""

from __future__ import annotations

from screens.dialogs.choose import ChooseDialog, Option
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, running, shown

SHORT = Option(1, "9 Nov 2026 · Anna, Bo", "not finished: Anna, Bo, Charlotte, Dag")
LONG = Option(
    2, "A name that is much longer than all the room that one line of the dialog has for it", "more"
)


async def test_what_is_more_of_short_names_has_the_room_they_leave(opened: Opener) -> None:
    async with running(opened("blank"), size=SMALL) as pilot:
        pilot.app.push_screen(ChooseDialog("Which?", [SHORT]))
        await until(pilot, lambda: SHORT.name in shown(pilot))
        assert SHORT.more in shown(pilot)


async def test_a_long_name_has_the_room_that_short_words_leave(opened: Opener) -> None:
    async with running(opened("blank"), size=SMALL) as pilot:
        pilot.app.push_screen(ChooseDialog("Which?", [LONG]))
        await until(pilot, lambda: "more" in shown(pilot))
        assert LONG.name[:60] in shown(pilot)


async def test_a_long_name_leaves_a_third_to_what_is_more(opened: Opener) -> None:
    async with running(opened("blank"), size=SMALL) as pilot:
        pilot.app.push_screen(ChooseDialog("Which?", [SHORT, LONG]))
        await until(pilot, lambda: SHORT.name in shown(pilot))
        assert "not finished: Anna" in shown(pilot) and LONG.name[:40] in shown(pilot)
        assert "more" in shown(pilot)
