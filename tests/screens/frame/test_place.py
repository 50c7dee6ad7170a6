"""What all places share: each is read once when it opens, and again only when something was changed."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from screens.frame.place import Place
from screens.home.history import HistoryPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES
from tests.screens.shown import SMALL, app_of, open_place, press, running, said


@pytest.mark.every(3)
async def test_a_place_is_read_once_and_again_only_after_a_change(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("sample")
    places = [make(workspace) for make in PLACES.values()]
    async with running(workspace) as pilot:
        home = pilot.app.screen
        for number, place in enumerate(places):
            times = count_shows(place, monkeypatch)
            await open_place(pilot, place)
            assert len(times) == 1
            await open_place(pilot, HistoryPlace())
            await press(pilot, "escape")
            await until(pilot, lambda place=place: pilot.app.screen is place)  # type: ignore[misc]
            assert len(times) == 1
            await open_place(pilot, HistoryPlace())
            workspace.journeys.edit(1, name=f"Another name {number}")
            await press(pilot, "escape")
            await until(pilot, lambda times=times: len(times) == 2)  # type: ignore[misc]
            pilot.app.pop_screen()
            await until(pilot, lambda: pilot.app.screen is home)


def count_shows(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Return a list that has one element for each time that a place is read and shown from now on."""
    times: list[None] = []
    show = place.show

    def counted() -> None:
        times.append(None)
        show()

    monkeypatch.setattr(place, "show", counted)
    return times


async def test_what_was_read_of_two_moments_is_read_once_more(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may write between two reads: what one has found, the other does not know."""
    place = HistoryPlace()
    show, stumbles = place.show, [False, True]

    def shown_in_the_end() -> None:
        if stumbles.pop():
            raise KeyError(22)
        show()

    monkeypatch.setattr(place, "show", shown_in_the_end)
    async with running(opened("sample")) as pilot:
        await open_place(pilot, place)
        await until(pilot, lambda: not stumbles)
        assert place.lines.count


LONG = "Kim has changed this since: look at it as it is now, and save again to put yours in its place. " * 2


async def test_a_long_message_is_told_in_full_on_lines_of_its_own(opened: Opener) -> None:
    async with running(opened("sample"), size=SMALL) as pilot:
        app_of(pilot).tell(LONG)
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        toast = pilot.app.screen.query_one(Toast)
        await until(pilot, lambda: toast.region.height == 3)
        assert LONG.strip() in said(pilot, Toast).replace("▌ ", "")
        assert (toast.region.x, toast.region.width) == (0, 80), "nothing below it shows beside it"


async def test_a_refusal_stays_at_the_place_it_was_told(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        app_of(pilot).tell("Refused", bad=True)
        await press(pilot, "question_mark")
        await press(pilot, "escape")
        assert "Refused" in said(pilot, Toast)
        await open_place(pilot, HistoryPlace())
        await until(pilot, lambda: not pilot.app.screen.query(Toast))
        app_of(pilot).tell("Done")
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
