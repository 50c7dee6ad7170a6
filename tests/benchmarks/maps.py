"""How long a key takes on the map of a long journey, against the same key on that of a short one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from time import perf_counter

from textual.pilot import Pilot

from auditor.settings.config import Config
from auditor.store.location import Location
from auditor.workspace import Workspace
from screens.app import AuditorApp
from screens.frame.place import Place
from screens.map.journey_map import MapPlace
from tests.benchmarks.ratios import Ratio, ratio
from tests.screens.helpers import until
from tests.screens.long_journeys import make_journey

SHORT, LONG = 10, 400
AIM = 1.25
"""A long journey scrolls as quickly as a short one, give or take what a clock sees in two equal things."""


class Map:
    """A map in front, walked to and fro."""

    def __init__(self, pilot: Pilot[None], place: MapPlace) -> None:
        """Begin in the middle, where both journeys have more touchpoints on both sides."""
        self.pilot, self.place = pilot, place
        count = len(place.map.points) if place.map else 0
        place.drawing.cursor = count // 2
        self._keys: Iterator[str] = cycle(["right"] * 4 + ["left"] * 4)

    async def step(self) -> float:
        """Press an arrow, and return the seconds until everything is drawn anew."""
        drawing, key = self.place.drawing, next(self._keys)
        start = perf_counter()
        drawing.action_step("1" if key == "right" else "-1")
        strips = self.pilot.app.screen._compositor.render_strips()
        taken = perf_counter() - start
        assert strips
        await self.pilot.pause()
        return taken


@asynccontextmanager
async def _open(folder: Path, touchpoints: int) -> AsyncIterator[Map]:
    workspace = Workspace(Location(folder / f"map-{touchpoints}.db", None), Config(folder, "Kim"))
    workspace.get_ready_to_write()
    journey = make_journey(workspace, touchpoints)
    app = AuditorApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Place))
        place = MapPlace(journey)
        app.push_screen(place)
        await until(pilot, lambda: app.screen is place and place.map is not None)
        yield Map(pilot, place)
    workspace.close()


async def _measure(folder: Path, times: int) -> dict[int, list[float]]:
    taken: dict[int, list[float]] = {SHORT: [], LONG: []}
    for _turn in range(3):
        for touchpoints, seconds in taken.items():
            async with _open(folder, touchpoints) as shown:
                for _warm in range(8):
                    await shown.step()
                seconds += [await shown.step() for _time in range(times)]
    return taken


def map_steps(folder: Path, times: int) -> Ratio:
    """Return the ratio of a step along a long journey to one along a short journey."""
    taken = asyncio.run(_measure(folder, times))
    return ratio(f"step on the map of {LONG} touchpoints, against {SHORT}", taken[LONG], taken[SHORT], AIM)
