"""The team's own checklists, templates and questions in the app: what everybody has, what differs, what one alone has."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Access, FileKind
from auditor.library.standing import FileState
from auditor.store.rights import RIGHTS
from auditor.workspace import Workspace
from screens.dialogs.differing import DifferingDialog
from screens.dialogs.form import FormDialog
from screens.frame.needed import NEEDED, TO_REPLACE
from screens.routes import ToLibrary
from screens.settings.library import LibraryPlace
from screens.settings.settings import SettingsPlace
from tests.nouns.test_library import QUESTIONS, TEMPLATE, at, checklist, put
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.settings.test_settings import at as at_setting
from tests.screens.shown import app_of, place_of, press, running, said, shown


@pytest.fixture
def workspace(opened: Opener, tmp_path: Path) -> Workspace:
    """A colleague has shared some files; the user has others of these, one that is broken, and one alone."""
    found = opened("blank")
    with closing(at(found, tmp_path / "colleague", "Bo")) as bo:
        bo.library_files.share(FileKind.CHECKLIST, "hatches", checklist("hatches", "open", "lit"))
        bo.library_files.share(FileKind.CHECKLIST, "queues", checklist("queues", "short"))
        bo.library_files.share(FileKind.TEMPLATE, "kiosk", TEMPLATE)
        bo.library_files.share(FileKind.QUESTIONS, "ours", QUESTIONS)
    put(found.config.checklists, "hatches", checklist("hatches", "open", "heard"))
    put(found.config.checklists, "mine", checklist("mine", "open"))
    put(found.config.checklists, "bad", "key =")
    put(found.config.journeys, "kiosk", TEMPLATE)
    put(found.config.interviews, "ours", 'phase = "never"')
    found.look()
    return found


def test_what_may_be_done_is_what_the_database_lets(workspace: Workspace) -> None:
    right = RIGHTS["library_file"]
    assert (right.insert, right.update) == (NEEDED["share"], TO_REPLACE)


def test_each_file_says_how_it_stands(workspace: Workspace) -> None:
    assert {(one.kind, one.key): one.state for one in workspace.standing_files()} == {
        (FileKind.CHECKLIST, "bad"): FileState.BROKEN,
        (FileKind.CHECKLIST, "hatches"): FileState.DIFFERS,
        (FileKind.CHECKLIST, "mine"): FileState.OWN,
        (FileKind.CHECKLIST, "queues"): FileState.SHARED,
        (FileKind.TEMPLATE, "kiosk"): FileState.SHARED,
        (FileKind.QUESTIONS, "ours"): FileState.DIFFERS,
    }


def _told(pilot: Pilot[None]) -> str:
    """Return what is told of the file under the cursor, without the line above it."""
    return said(pilot, "#told").lstrip("─ ")


async def _stand_at(pilot: Pilot[None], key: str) -> LibraryPlace:
    app_of(pilot).go(ToLibrary())
    await until(pilot, lambda: isinstance(pilot.app.screen, LibraryPlace) and pilot.app.screen.lines.count)
    place = place_of(pilot, LibraryPlace)
    place.lines.cursor = [getattr(row, "key", "") for row in place._rows].index(key)
    await until(pilot, lambda: _told(pilot).startswith(f"{key}: "))
    return place


async def test_it_is_reached_from_the_folders_in_the_settings(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        await at_setting(pilot, FileKind.TEMPLATE)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryPlace) and pilot.app.screen.file)
        assert _told(pilot).startswith("kiosk: everybody has it")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsPlace))
        await press(pilot, "g", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryPlace))


async def test_the_difference_is_seen_and_ones_own_put_in_place(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        await _stand_at(pilot, "hatches")
        told = _told(pilot)
        assert "Yours would change" in told and told.endswith("Comes: heard Goes: lit")
        await press(pilot, "S")
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferingDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryPlace))
        assert [one.key for one in workspace.library.get("hatches").checks] == ["open", "lit"]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DifferingDialog))
        await press(pilot, "2")
        await until(pilot, lambda: _told(pilot).startswith("hatches: everybody has it"))
        assert [one.key for one in workspace.library.get("hatches").checks] == ["open", "heard"]


async def test_what_one_alone_has_is_shared_at_once_and_taken_back(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        await _stand_at(pilot, "mine")
        await press(pilot, "S")
        await until(pilot, lambda: _told(pilot).startswith("mine: everybody has it"))
        await press(pilot, "u")
        await until(pilot, lambda: _told(pilot).startswith("mine: you alone have it"))


async def test_what_everybody_has_is_written_into_a_file(workspace: Workspace, tmp_path: Path) -> None:
    async with running(workspace) as pilot:
        await _stand_at(pilot, "queues")
        await press(pilot, "S")
        assert "Everybody has it already." in [one.message for one in pilot.app._notifications]
        await press(pilot, "W")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "ctrl+u", *str(tmp_path / "out.toml"), "enter")
        await until(pilot, lambda: (tmp_path / "out.toml").exists())
        assert (tmp_path / "out.toml").read_text() == checklist("queues", "short")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FormDialog))


async def test_what_is_wrong_with_a_file_is_told(workspace: Workspace) -> None:
    async with running(workspace) as pilot:
        await _stand_at(pilot, "ours")
        assert _told(pilot).endswith("What the database keeps counts.")
        assert "1 question" in shown(pilot)
        await _stand_at(pilot, "bad")
        assert "bad.toml:1: this is no valid TOML" in _told(pilot)
        await press(pilot, "S")
        assert any("bad.toml:1" in one.message for one in pilot.app._notifications)


@pytest.mark.parametrize(
    ("access", "may"),
    [(Access.READER, (False, False)), (Access.AUDITOR, (True, False)), (Access.EDITOR, (True, True))],
)
async def test_sharing_is_offered_to_those_whom_the_database_lets(
    workspace: Workspace, access: Access, may: tuple[bool, bool]
) -> None:
    workspace.lower_access(access)
    async with running(workspace) as pilot:
        await until(pilot, lambda: app_of(pilot).access is access)
        for key, offered in zip(("mine", "hatches"), may, strict=True):
            place = await _stand_at(pilot, key)
            assert ("share" in {one.action for one in place.all_commands()}) is offered
        if access is Access.AUDITOR:
            await _stand_at(pilot, "mine")
            await press(pilot, "S")
            await until(pilot, lambda: _told(pilot).startswith("mine: everybody has it"))


async def test_where_there_are_none_it_says_where_they_would_be(opened: Opener) -> None:
    workspace = opened("blank")
    async with running(workspace) as pilot:
        app_of(pilot).go(ToLibrary())
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryPlace))
        await until(pilot, lambda: "There are none of your own yet." in shown(pilot))
        await press(pilot, "enter", "S", "W")
        assert isinstance(pilot.app.screen, LibraryPlace)
