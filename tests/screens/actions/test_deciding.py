"""Deciding in the list by keys: what fits, what if, why it is robust, and writing actions out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from auditor.analysis.scoring import Scoring
from auditor.base.errors import RefusedError
from auditor.base.i18n import number
from auditor.base.vocabulary import Method, Status
from auditor.nouns.settings import Settings
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.dialogs.capacity import CapacityDialog, days_typed
from screens.dialogs.explain import ExplainDialog
from screens.dialogs.form import FormDialog
from screens.dialogs.weights import WeightsDialog
from screens.dialogs.written import WrittenDialog
from screens.routes import Selection
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, Size, open_place, press, running, said, shown

SIZES = [SMALL, (120, 40), (200, 60)]


async def in_dialog(pilot: Pilot[None], kind: type, *keys: str) -> None:
    await press(pilot, *keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def back_in_list(pilot: Pilot[None], place: ActionsPlace) -> None:
    await until(pilot, lambda: pilot.app.screen is place)


def told(pilot: Pilot[None]) -> str:
    """Return the message that is shown for a moment."""
    return " ".join(str(toast.render()) for toast in pilot.app.screen.query("Toast"))


@pytest.mark.parametrize("size", SIZES)
async def test_what_fits_is_seen_while_one_types(opened: Opener, size: Size) -> None:
    workspace = opened("listed")
    async with running(workspace, size=size) as pilot:
        await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, CapacityDialog, ".", "f")
        for days in ("3", "30"):
            await press(pilot, *["backspace"] * 3, *days)
            found = workspace.reads.decisions.fitting(float(days))
            await until(pilot, lambda days=days: f"of {days} days" in shown(pilot))  # type: ignore[misc]
            text = shown(pilot)
            assert f"{len(found.taken)} of {found.considered} actions" in text
            assert f"worth {number(found.value, 1)} together" in text
            assert found.taken[0].title[:20] in text
            assert found.left_out is not None and found.left_out.title[:15] in text
        assert "leave it" in text


async def test_the_set_is_marked_and_accepted_at_once(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, CapacityDialog, ".", "f")
        await press(pilot, "5", "enter")
        await back_in_list(pilot, place)
        taken = [line.id for line in workspace.reads.decisions.fitting(5).taken]
        assert place.selection.marks == set(taken) and taken
        await press(pilot, "y")
        await until(pilot, lambda: _status(workspace, taken[0]) is Status.PLANNED)
        assert {_status(workspace, number) for number in taken} == {Status.PLANNED}


def _status(workspace: Workspace, number: int) -> Status:
    found = workspace.reads.actions.get(number)
    assert found is not None
    return found.line.status


async def test_what_is_in_progress_can_be_counted_first(opened: Opener) -> None:
    workspace = opened("listed")
    last = workspace.reads.actions.ranking().all()[-1]
    workspace.actions.start([last.id])
    async with running(workspace, size=(120, 40)) as pilot:
        await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, CapacityDialog, ".", "f")
        assert last.title[:25] not in _dialog_text(pilot)
        await press(pilot, "tab", "space")
        await until(pilot, lambda: last.title[:25] in _dialog_text(pilot))


def _dialog_text(pilot: Pilot[None]) -> str:
    """Return what stands between the frames of the dialog in front."""
    box = pilot.app.screen.query_one(".box").region
    lines = [strip.crop(box.x, box.right).text for strip in pilot.app.screen._compositor.render_strips()]
    return "\n".join(lines[box.y : box.bottom])


async def test_what_is_no_number_of_days_is_told_and_marks_nothing(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, CapacityDialog, ".", "f")
        await press(pilot, "x", "enter")
        assert "Type a number of days" in shown(pilot)
        await press(pilot, "escape")
        await back_in_list(pilot, place)
        assert not place.selection.marks


@pytest.mark.parametrize(
    ("text", "days"),
    [("10", 10.0), (" 2,5 ", 2.5), ("0", 0.0), ("-1", None), ("nan", None), ("inf", None), ("1e9", None)],
)
def test_days_are_typed_with_a_point_or_a_comma(text: str, days: float | None) -> None:
    assert days_typed(text) == days


@pytest.mark.parametrize("size", SIZES)
async def test_what_other_settings_would_change_is_seen_at_once(opened: Opener, size: Size) -> None:
    workspace = opened("listed")
    async with running(workspace, size=size) as pilot:
        await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, WeightsDialog, ".", "w")
        assert "Nothing moves in the first 20 places" in shown(pilot)
        await press(pilot, "right")
        preview = workspace.reads.decisions.preview(Scoring(Method.RICE))
        moving = sum(one.before != one.after for one in preview.moved)
        await until(pilot, lambda: f"{moving} actions move" in shown(pilot))
        assert preview.moved[0].line.title[:15] in shown(pilot)
        await press(pilot, "down", "down", "down", "1")
        await until(pilot, lambda: "change their quadrant" in said(pilot, "#told"))
        assert "esc leave it" in shown(pilot)
        await press(pilot, "escape")
    assert workspace.rules.scoring == Scoring()


async def test_settings_used_now_change_the_list_and_nothing_on_disk(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, WeightsDialog, ".", "w")
        await press(pilot, "right", "right", "right", "enter")
        await back_in_list(pilot, place)
        expected = workspace.reads.actions.ranking(place.selection.filter, Scoring(Method.WSJF)).all()
        assert [line.id for line in workspace.reads.actions.ranking(place.selection.filter).all()] == [
            line.id for line in expected
        ]
        await press(pilot, "home")
        assert place.action == expected[0]
        assert f"{expected[0].priority:.1f} " in shown(pilot).splitlines()[2]
        assert "▾WSJF" in shown(pilot).splitlines()[1]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        assert "WSJF" in shown(pilot) and "Time criticality" in shown(pilot)
    assert not (tmp_path / "config" / "config.toml").exists()


async def test_settings_are_kept_when_asked_for(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, WeightsDialog, ".", "w")
        await press(pilot, "down", "right", "down", "down", "3", "ctrl+s")
        await back_in_list(pilot, place)
        await until(pilot, lambda: place.matrix is not None and place.matrix.axes.up_from == 3)
        kept = workspace.shared_settings()
        assert kept is not None and (kept["priority.need"], kept["matrix.impact"]) == (0.6, 3)
        assert "priority.confidence" not in kept, "what is as it was is left alone"
    assert not (tmp_path / "config" / "config.toml").exists()


async def test_settings_that_can_t_be_kept_are_told_and_not_used(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("listed")

    def refused(_settings: Settings, _values: object) -> None:
        raise RefusedError("Not today.")

    monkeypatch.setattr(Settings, "keep", refused)
    async with running(workspace) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await in_dialog(pilot, WeightsDialog, ".", "w")
        await press(pilot, "right", "ctrl+s")
        await back_in_list(pilot, place)
        await until(pilot, lambda: "Not today." in told(pilot))
    assert workspace.rules.scoring == Scoring() and "priority.order" not in (
        workspace.shared_settings() or {}
    )


async def test_the_explanation_says_how_robust_the_place_is(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=(120, 60)) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await press(pilot, "down", "down")
        assert place.action is not None
        found = workspace.reads.decisions.robustness(place.action, place.selection.filter)
        await in_dialog(pilot, ExplainDialog, "enter")
        assert f"Place {found.best}–{found.worst} if effort and impact" in shown(pilot)


async def test_actions_are_written_out_and_never_over_a_file(opened: Opener, tmp_path: Path) -> None:
    workspace = opened("listed")
    async with running(workspace, size=(120, 40)) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        await press(pilot, "space", "space")
        await in_dialog(pilot, FormDialog, "W")
        await press(pilot, "right", "right", "tab", *str(tmp_path / "mine"), "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrittenDialog))
        assert "mine.md" in shown(pilot) and "2 actions" in shown(pilot)
        await press(pilot, "escape")
        await back_in_list(pilot, place)
        text = (tmp_path / "mine.md").read_text()
        assert text.count("- [ ] **") == 2
        await in_dialog(pilot, FormDialog, "W")
        await press(pilot, "right", "right", "tab", *str(tmp_path / "mine.md"), "enter")
        assert "already there: choose another name" in shown(pilot)
    assert (tmp_path / "mine.md").read_text() == text
