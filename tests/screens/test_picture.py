"""A picture in its region: in half blocks where the terminal shows no pictures, and in words where nothing can be seen."""

from __future__ import annotations

import asyncio

import pytest
from PIL import Image
from textual.app import App, ComposeResult

from auditor.imaging import scaling
from screens.widgets.picture import Picture
from tests.pictures import file_of
from tests.screens.helpers import until


class Showing(App[None]):
    """An app that shows one picture."""

    def __init__(self, content: bytes) -> None:
        """Show a content."""
        super().__init__()
        self.picture = Picture(content, "The search finds nothing")

    def compose(self) -> ComposeResult:
        """The picture alone."""
        yield self.picture

    def shown(self) -> list[str]:
        """Return the lines of the picture, without blanks."""
        lines = [self.picture.render_line(y).text for y in range(self.picture.size.height)]
        return [line.rstrip() for line in lines if line.strip()]


WIDE = file_of(Image.new("RGB", (400, 100), "navy"))
TALL = file_of(Image.new("RGB", (100, 1000), "navy"))


async def test_a_picture_fills_its_room_and_keeps_its_proportions() -> None:
    app = Showing(WIDE)
    async with app.run_test(size=(40, 12)) as pilot:
        await until(pilot, lambda: app.shown() == ["▀" * 40] * 5)
        await pilot.resize_terminal(20, 12)
        await until(pilot, lambda: [len(line) for line in app.shown()] == [20, 20, 20])
        app.picture.show(TALL)
        await until(pilot, lambda: [len(line) for line in app.shown()] == [2] * 12)


@pytest.mark.parametrize("content", [b"", b"<svg/>", WIDE[:60], WIDE.replace(b"IDAT", b"IDXT")])
async def test_where_nothing_can_be_shown_the_text_stands(content: bytes) -> None:
    app = Showing(content)
    async with app.run_test(size=(40, 12)):
        await app.workers.wait_for_complete()
        assert app.shown() == ["The search finds nothing"]


async def test_in_too_little_room_the_text_stands() -> None:
    app = Showing(WIDE)
    async with app.run_test(size=(30, 1)):
        await app.workers.wait_for_complete()
        assert app.shown() == ["The search finds nothing"]


async def test_drawing_holds_nothing_up_and_the_newest_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = asyncio.Event()
    loop = asyncio.get_running_loop()
    drawn: list[bytes] = []
    plain = scaling.decoded

    def slow(content: bytes, *room: object) -> Image.Image:
        drawn.append(content)
        asyncio.run_coroutine_threadsafe(may_go_on.wait(), loop).result()
        return plain(content, *room)  # type: ignore[arg-type]

    monkeypatch.setattr(scaling, "decoded", slow)
    app = Showing(WIDE)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert app.shown() == ["The search finds nothing"]
        for content in (b"another", b"one more", TALL):
            app.picture.show(content)
        may_go_on.set()
        await until(pilot, lambda: len(app.shown()) == 12)
        assert drawn == [WIDE, TALL]
