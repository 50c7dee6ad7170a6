"""Moments of truth in the app: the list, the picture beside it, and saying what a touchpoint means."""

from __future__ import annotations

from screens.map.moments import MomentsPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, open_place, press, running, shown


async def test_what_is_said_moves_a_touchpoint_and_the_picture_lists_a_cell(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=SMALL) as pilot:
        place = await open_place(pilot, MomentsPlace(1))
        first = place.point
        assert first is not None and first.business is not None
        assert "decisive" in shown(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: place.point is not None and place.point.business == 1)
        assert place.point is not None and place.point.id == first.id, "the cursor stays on it"
        await press(pilot, "m", "enter")
        await until(pilot, lambda: len({(one.importance, one.business) for one in place.shown_points}) == 1)
        assert first.id in {one.id for one in place.shown_points}
        await press(pilot, "escape")
        await until(pilot, lambda: len(place.shown_points) > 10)
        await press(pilot, "0")
        await until(pilot, lambda: place.point is not None and place.point.business is None)
        assert place.shown_points[-1].id == first.id, "of which nothing is said come last"
