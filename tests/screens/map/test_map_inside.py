"""The map in narrow columns, and the journey made inside a touchpoint from it."""

from __future__ import annotations

from screens.map.journey_map import MapPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, open_place, place_of, press, running, shown


async def test_a_journey_made_inside_a_touchpoint_gets_its_touchpoints_there(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        outer = await open_place(pilot, MapPlace(1))
        await press(pilot, "i", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MapPlace) and pilot.app.screen is not outer)
        inner = place_of(pilot, MapPlace)
        assert "Press a t to add the first one." in shown(pilot)
        await press(pilot, "a", "t", *"Results", "enter")
        await until(pilot, lambda: pilot.app.screen is inner and inner.point is not None)
        await press(pilot, "a", "t", *"Snippet", "enter")
        await until(pilot, lambda: pilot.app.screen is inner and "Snippet" in shown(pilot))
        journey = workspace.reads.journeys.get(inner.journey_id)
        assert journey is not None
        assert [point.name for point in journey.touchpoints] == ["Results", "Snippet"]
        assert inner.point is not None and inner.point.touchpoint.name == "Snippet"


async def test_narrow_columns_say_feeling_and_need_without_cutting_them(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=SMALL) as pilot:
        await open_place(pilot, MapPlace(1))
        lines = {line.split(" ", 1)[0]: line for line in shown(pilot).splitlines() if line}
        assert "…" not in lines["need"] and "%" in lines["need"]
        assert "…" not in lines["feels"] and ":-" not in lines["feels"]


async def test_a_mark_has_no_words_where_they_would_be_cut(opened: Opener) -> None:
    workspace = opened("sample")
    paying = next(line.id for line in workspace.reads.journeys.lines() if line.touchpoints > 5)
    journey = workspace.reads.journeys.get(paying)
    assert journey is not None
    inside = [point.opens_id is not None for point in journey.touchpoints].index(True)
    for size, words in ((SMALL, False), ((400, 50), True)):
        async with running(workspace, size=size) as pilot:
            await open_place(pilot, MapPlace(paying))
            await press(pilot, *["right"] * inside)
            line = next(line for line in shown(pilot).splitlines() if "▾" in line)
            assert "…" not in line
            assert ("from inside" in line) == words


def test_each_row_of_the_map_has_a_help_of_its_own() -> None:
    rows = [command for command in MapPlace.OFFERED if command.action.startswith("row(")]
    assert len({command.explained for command in rows}) == len(rows) == 9
