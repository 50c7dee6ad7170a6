"""The first start on a machine: asked once, shown as it is chosen, kept."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from auditor.base.i18n import set_language
from auditor.workspace import Workspace
from screens.app import AuditorApp
from screens.dialogs.first_start import FirstStartDialog
from screens.home.home import HomePlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, press, shown


@asynccontextmanager
async def first_start(workspace: Workspace) -> AsyncIterator[Pilot[None]]:
    app = AuditorApp(workspace, is_new=True)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstStartDialog))
        yield pilot


@pytest.fixture(autouse=True)
def _nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDITOR_USER", raising=False)


def kept(tmp_path: Path) -> dict[str, object]:
    return tomllib.loads((tmp_path / "config" / "config.toml").read_text(encoding="utf-8"))


async def test_name_language_and_theme_are_shown_as_they_are_chosen_and_kept(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = opened("new")
    async with first_start(workspace) as pilot:
        await press(pilot, *"Anna", "down", "right")
        await until(pilot, lambda: "Välkommen" in shown(pilot) and "Ditt namn" in shown(pilot))
        await press(pilot, "down", "right")
        await until(pilot, lambda: not pilot.app.current_theme.dark)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        await until(pilot, lambda: "Hur vill du börja?" in shown(pilot))
        assert kept(tmp_path) == {"name": "Anna", "language": "sv", "theme": "light"}
        assert workspace.who == "Anna"


async def test_whoever_wants_to_go_on_takes_what_is_proposed(opened: Opener, tmp_path: Path) -> None:
    set_language("nb")
    async with first_start(opened("new")) as pilot:
        await press(pilot, *"Anna", "down", "right", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        assert kept(tmp_path) == {"name": "Kim", "language": "nb", "theme": "dark"}
