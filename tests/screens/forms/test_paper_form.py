"""What is to be printed: asked for at a journey, written as a page that a browser prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.dialogs.form import FormDialog
from screens.journey.journey import JourneyPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running


async def test_an_empty_map_is_written_from_a_journey(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "nobody")
    async with running(opened("shop")) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, ".", "p")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: bool(list(tmp_path.glob("*.html"))))
        (page,) = tmp_path.glob("*.html")
        assert 'class="map a4"' in page.read_text(encoding="utf-8")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FormDialog))
