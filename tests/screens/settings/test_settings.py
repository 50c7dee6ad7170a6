"""The settings in the app: seen, changed where they stand, and at once in force wherever one goes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from auditor.base.i18n import language
from auditor.workspace import Workspace
from screens.home.home import HomePlace
from screens.settings.rows import key_of
from screens.settings.settings import SettingsPlace
from screens.widgets.texts import ShortText
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, place_of, press, running, said, shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file of the test, which is not there yet."""
    return tmp_path / "config" / "config.toml"


@pytest.fixture(autouse=True)
def _nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDITOR_USER", raising=False)


def kept(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


async def at(pilot: Pilot[None], key: str) -> None:
    """Open the settings and go to the line that is found by a key."""
    await press(pilot, ",")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsPlace))
    place = place_of(pilot, SettingsPlace)
    await until(pilot, lambda: place.lines.count)
    place.lines.cursor = next(line for line, row in enumerate(place._rows) if key_of(row) == key)
    await pilot.pause()


async def test_the_language_changes_in_three_keys_everywhere_at_once(opened: Opener, file: Path) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, ",")
        await press(pilot, "down", "right")
        await until(pilot, lambda: "inställningar" in shown(pilot))
        assert kept(file) == {"language": "sv"}
        place = place_of(pilot, SettingsPlace)
        await until(pilot, lambda: "Språk: svenska" in said(pilot, "Detail"))
        await press(pilot, "escape")
        await until(pilot, lambda: "Kundresor" in shown(pilot))
        assert place_of(pilot, HomePlace).is_first and place is not pilot.app.screen
    assert language() == "sv"


async def test_the_theme_chosen_with_a_key_is_there_the_next_time(opened: Opener, file: Path) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        assert pilot.app.current_theme.dark
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: kept(file) == {"theme": "light"})
    from auditor.settings.config import read_settings

    async with running(Workspace(workspace.location, read_settings(file.parent))) as pilot:
        assert not pilot.app.current_theme.dark


async def test_a_setting_is_typed_checked_kept_and_set_back(opened: Opener, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("# mine\n")
    async with running(opened("listed")) as pilot:
        await at(pilot, "priority.need")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        field = pilot.app.screen.query_one(ShortText)
        field.value = "2"
        await press(pilot, "enter")
        await until(pilot, lambda: "must be a number from 0 to 1" in said(pilot, "#wrong"))
        field.value = "0.75"
        await press(pilot, "enter")
        await until(pilot, lambda: not pilot.app.screen.is_modal)
        workspace = app_of(pilot).workspace
        await until(pilot, lambda: (workspace.shared_settings() or {}).get("priority.need") == 0.75)
        assert file.read_text() == "# mine\n", "everybody goes by it, so it is no line of the user's own"
        await until(
            pilot, lambda: "0.75" in said(pilot, "Detail") and "this database" in said(pilot, "Detail")
        )
        assert workspace.rules.scoring.weights.need == 0.75
        await press(pilot, "d")
        await until(
            pilot, lambda: "priority.need" in said(pilot, "Detail") and "default" in said(pilot, "Detail")
        )
        assert workspace.rules.scoring.weights.need == 0.5
        assert "priority.need" not in (workspace.shared_settings() or {})


async def test_paths_are_copied(opened: Opener, file: Path) -> None:
    async with running(opened("blank")) as pilot:
        await at(pilot, "file")
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: pilot.app.clipboard == str(file))


@pytest.mark.parametrize(("how_long", "is_kept"), [("1", False), ("2", True)])
async def test_somebody_else_on_the_machine_writes_under_their_own_name(
    opened: Opener, file: Path, how_long: str, is_kept: bool
) -> None:
    workspace = opened("shop")
    workspace.people.add("Bo")
    async with running(workspace) as pilot:
        await press(pilot, ",", ".", "n")
        await until(pilot, lambda: pilot.app.screen.is_modal)
        await press(pilot, *"Bo", "enter")
        await until(pilot, lambda: "You are Bo" in shown(pilot))
        await press(pilot, how_long)
        await until(pilot, lambda: workspace.who == "Bo" and not pilot.app.screen.is_modal)
        workspace.people.add("Cilla")
        line = workspace.reads.history.lines(1)[0]
        assert line.who == "Bo"
        assert len([one for one in workspace.reads.people.all() if one.name == "Bo"]) == 1
        assert workspace.person == next(one.id for one in workspace.reads.people.all() if one.name == "Bo")
        await until(pilot, lambda: kept(file).get("name") == ("Bo" if is_kept else None))
