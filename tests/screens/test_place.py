"""What all places share: each is read once when it opens, and again only when something was changed."""

from __future__ import annotations

import pytest

from screens.history import HistoryPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import open_place, press, running


@pytest.mark.parametrize("name", PLACES)
async def test_a_place_is_read_once_and_again_only_after_a_change(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    workspace = opened("sample")
    place = PLACES[name](workspace)
    read = 0
    show = place.show

    def counted() -> None:
        nonlocal read
        read += 1
        show()

    monkeypatch.setattr(place, "show", counted)
    async with running(workspace) as pilot:
        await open_place(pilot, place)
        assert read == 1
        await open_place(pilot, HistoryPlace())
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert read == 1
        await open_place(pilot, HistoryPlace())
        workspace.journeys.new("Another")
        await press(pilot, "escape")
        await until(pilot, lambda: read == 2)
