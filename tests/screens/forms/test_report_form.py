"""A report written from the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.base import opening
from screens.dialogs.written import WrittenDialog
from screens.frame.place import Place
from screens.journey.journey import JourneyPlace
from screens.map.journey_map import MapPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running, shown


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "Documents").mkdir()


@pytest.mark.parametrize("place", [JourneyPlace, MapPlace])
async def test_a_page_is_written_into_documents_and_opened_with_a_key(
    opened: Opener,
    tmp_path: Path,
    place: type[JourneyPlace] | type[MapPlace],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[Path, str]] = []
    monkeypatch.setattr(opening, "show", lambda path, browser: seen.append((path, browser)))
    workspace = opened("listed")
    async with running(workspace, size=(120, 40)) as pilot:
        before: Place = await open_place(pilot, place(1))
        await press(pilot, "W")
        await until(pilot, lambda: "Write a report" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenDialog))
        (file,) = (tmp_path / "Documents").iterdir()
        assert file.suffix == ".html" and file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert file.name in shown(pilot)
        await press(pilot, "o")
        await until(pilot, lambda: pilot.app.screen is before and seen == [(file, "")])


async def test_an_older_report_is_replaced_only_when_wished(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("listed")
    async with running(workspace, size=(120, 40)) as pilot:
        before = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "W")
        await until(pilot, lambda: "Write a report" in shown(pilot))
        await press(pilot, "right", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenDialog))
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: pilot.app.screen is before)
        (file,) = (tmp_path / "Documents").iterdir()
        assert file.suffix == ".xlsx" and pilot.app.clipboard == str(file)
        file.write_text("mine")
        await press(pilot, "W")
        await until(pilot, lambda: "Write a report" in shown(pilot))
        await press(pilot, "right", "right", "enter")
        await until(pilot, lambda: "already there" in shown(pilot))
        assert file.read_text() == "mine"
        await press(pilot, "tab", "tab", "space", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is before)
        assert file.read_bytes().startswith(b"PK")
