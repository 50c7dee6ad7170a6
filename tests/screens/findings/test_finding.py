"""One finding, whole: what is told of it, and what can be said and done from there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from auditor.analysis.lasting import stand_of
from auditor.base import opening
from auditor.base.vocabulary import Seen
from auditor.sentences.faults import statement
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.findings.card_rows import Place as At
from screens.findings.finding import FindingPlace
from screens.map.touchpoint_card import TouchpointCard
from screens.widgets.picture import Picture
from tests.pictures import file_of
from tests.screens.conftest import Opener
from tests.screens.findings.listing import CART, findings_of, walk_again, with_picture
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, shown


def now(workspace: Workspace, finding_id: int) -> Finding:
    """Return a finding as it is now."""
    found = workspace.reads.findings.get(finding_id)
    assert found is not None
    return found


async def test_everything_of_it_is_told(opened: Opener) -> None:
    workspace = opened("listed")
    gone, _new = walk_again(workspace)
    with_picture(workspace, gone.id)
    with_picture(workspace, gone.id, "", 200)
    async with running(workspace, size=(160, 60)) as pilot:
        await open_place(pilot, FindingPlace(gone.id))
        await until(pilot, lambda: pilot.app.screen.query_one(Picture)._drawing is not None)
        text = " ".join(shown(pilot).split())
        assert gone.check is not None
        for told in (
            "gone since",
            "audit 1",
            "audit 2",
            gone.touchpoint,
            gone.check.key,
            CART,
            "not described yet",
        ):
            assert told in text, told


async def test_the_lines_lead_to_the_touchpoint_and_to_the_action(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    async with running(workspace) as pilot:
        place = await open_place(pilot, FindingPlace(one.id))
        while not isinstance(place.here, At):
            await press(pilot, "down")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))
        await press(pilot, "escape", "g", "x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        under = place_of(pilot, ActionsPlace).action
        assert under is not None and under.id == one.mending[0].action_id


async def test_it_is_said_by_hand_that_it_is_gone_and_undo_takes_that_back(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    async with running(workspace) as pilot:
        await open_place(pilot, FindingPlace(one.id))
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "3")
        await until(pilot, lambda: stand_of(now(workspace, one.id)).seen is Seen.GONE)
        await until(pilot, lambda: "gone since" in shown(pilot) and "by hand" in shown(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: stand_of(now(workspace, one.id)).is_open)


async def test_what_is_left_as_it_is_stays_the_fault_of_its_check(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    async with running(workspace) as pilot:
        await open_place(pilot, FindingPlace(one.id))
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"In the menu", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingPlace))
        edited = now(workspace, one.id)
        assert (edited.place, edited.what) == ("In the menu", "") and statement(edited) == statement(one)


async def test_a_change_by_somebody_else_is_not_written_over_unseen(opened: Opener) -> None:
    workspace, other = opened("listed"), opened("listed")
    one = findings_of(workspace)[0]
    async with running(workspace) as pilot:
        await open_place(pilot, FindingPlace(one.id))
        await press(pilot, "e", "tab", *"mine")
        other.findings.edit(one.id, FindingDraft(place="theirs"))
        await press(pilot, "enter")
        await until(pilot, lambda: "changed" in shown(pilot))
        assert now(workspace, one.id).place == "theirs"
        await press(pilot, "m")
        await until(pilot, lambda: now(workspace, one.id).place == "mine")


async def test_a_wording_is_kept_in_several_languages_and_chosen_for_another_of_its_check(
    opened: Opener,
) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    async with running(workspace) as pilot:
        await open_place(pilot, FindingPlace(one.id))
        await press(pilot, ".", "k")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"!", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingPlace))
        (kept,) = workspace.reads.findings.phrases()
        assert kept.texts["en"] == statement(one) + "!" and set(kept.texts) == {"en", "sv", "nb"}
        assert now(workspace, one.id).phrase_id == kept.id
        await press(pilot, ".", "k")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, *"check says", "enter")
        await until(pilot, lambda: now(workspace, one.id).phrase_id is None)


def folder_of_screenshots(workspace: Workspace, path: Path) -> None:
    """Let screenshots be looked for in a folder with two, the newer a cart."""
    path.mkdir()
    for at, name in enumerate(("older.png", "cart.png"), 1):
        file = path / name
        file.write_bytes(file_of(Image.new("RGB", (60, 40), (at, at, at))))
        os.utime(file, (at * 1000, at * 1000))
    workspace.config = replace(workspace.config, screenshots=path)


async def test_the_newest_screenshot_is_taken_described_shown_and_taken_away(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("listed")
    folder_of_screenshots(workspace, tmp_path / "shots")
    one = findings_of(workspace)[0]
    seen: list[Path] = []
    monkeypatch.setattr(opening, "show", seen.append)
    async with running(workspace) as pilot:
        place = await open_place(pilot, FindingPlace(one.id))
        await press(pilot, "P")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        assert "cart.png" in shown(pilot) and "1 kB" in shown(pilot)
        await press(pilot, "enter")
        await until(
            pilot, lambda: pilot.app.screen is place and place.finding is not None and place.finding.pictures
        )
        (picture,) = now(workspace, one.id).pictures
        assert (picture.name, picture.text) == ("cart.png", "")
        while place.here != picture:
            await press(pilot, "down")
        await press(pilot, "c", *"A cart", "enter")
        await until(pilot, lambda: now(workspace, one.id).pictures[0].text == "A cart")
        await press(pilot, "enter")
        await until(pilot, lambda: seen)
        assert seen[0].read_bytes() == workspace.picture(picture.sha256)
        await press(pilot, "delete")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await press(pilot, "y")
        await until(pilot, lambda: not now(workspace, one.id).pictures)


async def test_where_there_is_no_screenshot_one_line_says_what_to_do(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("listed")
    (tmp_path / "none").mkdir()
    workspace.config = replace(workspace.config, screenshots=tmp_path / "none")
    one = findings_of(workspace)[0]
    async with running(workspace, size=(120, 40)) as pilot:
        place = await open_place(pilot, FindingPlace(one.id))
        await press(pilot, "P")
        await until(pilot, lambda: "There is no picture in" in shown(pilot))
        assert pilot.app.screen is place


async def test_a_missing_picture_is_told_and_the_place_stays(opened: Opener) -> None:
    workspace = opened("listed")
    one = findings_of(workspace)[0]
    with_picture(workspace, one.id)
    workspace.picture_file(now(workspace, one.id).pictures[0].sha256).unlink()
    async with running(workspace, size=(160, 50)) as pilot:
        await open_place(pilot, FindingPlace(one.id))
        await until(pilot, lambda: CART in shown(pilot))
        assert app_of(pilot).is_running
