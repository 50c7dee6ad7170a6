"""The first place: a welcome that leads somewhere, and the journeys with what to do first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from auditor.base.i18n import day
from auditor.library.templates import all_templates
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.home.home import HomePlace
from screens.home.overview import Overview
from screens.journey.journey import JourneyPlace
from screens.widgets.detail import Detail
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import listed
from tests.screens.shown import app_of, place_of, press, running, said, shown

TEMPLATE = """
key = "kiosk"
purpose = "sales"
scope = "whole"
title.en = "Kiosk"
about.en = "Buying at a kiosk."
persona.name.en = "Passer-by"

[[stage]]
key = "buy"
name.en = "Buying"

[[stage.touchpoint]]
key = "window"
name.en = "The window"
channel = "store"
moment = "during"
importance = 4
checklists = ["feedback"]
"""


def names(pilot: Pilot[None]) -> list[str]:
    return [line.name for line in app_of(pilot).workspace.reads.journeys.lines()]


async def choose(pilot: Pilot[None], offer: str) -> None:
    """Press enter on the line of the welcome that begins so."""
    lines = shown(pilot).splitlines()
    offers = [line.strip() for line in lines[lines.index(" How do you want to begin?") + 1 :]]
    await press(
        pilot, *["down"] * next(n for n, line in enumerate(offers) if line.startswith(offer)), "enter"
    )


@pytest.mark.parametrize("database", ["new", "blank"])
async def test_an_empty_machine_is_welcomed_and_offered_ways_to_begin(
    opened: Opener, tmp_path: Path, database: str
) -> None:
    workspace = opened(database)
    async with running(workspace) as pilot:
        text = shown(pilot)
        for line in (
            "Welcome to Auditor",
            "New journey: Web shop",
            "New journey: ",
            "The sample journey",
            "From a file of your own",
            "Empty journey",
        ):
            assert line in text
        assert said(pilot, "#home").count("New journey: ") == len(all_templates(tmp_path)[0])
        assert "From the first search" in said(pilot, Detail)
    assert (tmp_path / "new.db").exists() is False, "looking around makes no file"


@pytest.mark.parametrize("offer", ["New journey: Web shop", "Empty journey"])
async def test_a_journey_is_begun_with_a_name(opened: Opener, offer: str) -> None:
    async with running(opened("new")) as pilot:
        await choose(pilot, offer)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"Garden tools", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        await until(pilot, lambda: "Garden tools" in shown(pilot))
        assert names(pilot) == ["Garden tools"]
        await press(pilot, "escape")
        assert "Garden tools" in said(pilot, "#home")
        home = place_of(pilot, HomePlace)
        assert home.on_line is not None and home.on_line.name == "Garden tools"
        assert "Welcome" not in shown(pilot)


async def test_a_template_suggests_its_name_and_brings_its_touchpoints(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        assert names(pilot) == ["Web shop"]
        assert app_of(pilot).workspace.reads.journeys.lines()[0].touchpoints > 10


async def test_an_empty_name_is_refused_in_the_form(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        await choose(pilot, "Empty journey")
        await press(pilot, "enter")
        assert "type at least one character" in shown(pilot)
        await press(pilot, "x", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))


async def test_the_sample_is_made_once_however_often_enter_is_pressed(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        await choose(pilot, "The sample journey")
        if isinstance(pilot.app.screen, HomePlace):
            await press(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        assert len(names(pilot)) == 2, "the sample and the journey inside one of its touchpoints"
        line = app_of(pilot).workspace.reads.journeys.lines()[0]
        assert line.audits == 4 and line.open_audit is not None and line.open_actions > 10


async def test_what_is_drawn_while_it_is_read_anew_is_what_was_there(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(opened("blank")) as pilot:
        place = place_of(pilot, HomePlace)
        offers = len(place._rows)

        def drawn_meanwhile(overview: Overview) -> None:
            assert [place._draw(line, 80) for line in range(offers)]
            count(overview)

        count = Overview.count
        monkeypatch.setattr(Overview, "count", drawn_meanwhile)
        place.workspace.journeys.new("Shop")
        place.show_now()
        await until(pilot, lambda: "Shop" in shown(pilot))


async def test_a_file_of_ones_own(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    async with running(opened("blank")) as pilot:
        await choose(pilot, "From a file of your own")
        await press(pilot, *str(path), "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        await until(pilot, lambda: "The window" in shown(pilot))
        assert names(pilot) == ["Kiosk"]


async def test_a_bad_file_is_refused_in_the_form_and_what_was_typed_stays(
    opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(TEMPLATE.replace("importance = 4", "importance = 9"), encoding="utf-8")
    async with running(opened("blank"), size=(160, 50)) as pilot:
        await choose(pilot, "From a file of your own")
        await press(pilot, *str(path), "enter")
        await until(pilot, lambda: "importance" in shown(pilot))
        assert pilot.app.screen.query_one(Input).value == str(path)
        path.write_text(TEMPLATE, encoding="utf-8")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))


@pytest.mark.parametrize("path", ["/nowhere/at/all.toml", "/", "no such template", "/dev/null"])
async def test_a_file_that_is_none_is_refused_in_the_form(opened: Opener, path: str) -> None:
    async with running(opened("blank")) as pilot:
        await choose(pilot, "From a file of your own")
        await press(pilot, *path, "enter")
        assert isinstance(pilot.app.screen, FormDialog)
        assert pilot.app.screen.query_one("#wrong").display
        assert names(pilot) == []


async def test_a_bad_template_in_the_users_folder_is_told_and_the_others_still_offered(
    opened: Opener, tmp_path: Path
) -> None:
    folder = tmp_path / "config" / "journeys"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("key = ", encoding="utf-8")
    (folder / "kiosk.toml").write_text(TEMPLATE, encoding="utf-8")
    async with running(opened("blank")) as pilot:
        assert "New journey: Kiosk" in shown(pilot)
        await until(pilot, lambda: "bad.toml" in shown(pilot))


async def test_a_new_journey_beside_others_is_chosen_by_typing(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, "a", *"web shop")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "enter", "end", *" two", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        assert sorted(names(pilot)) == ["Web shop", "Web shop two"]


async def test_home_shows_how_far_an_audit_is_and_what_to_do_first(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        text = said(pilot, "#home")
        line = workspace.reads.journeys.lines()[0]
        assert line.open_audit is not None
        audit = workspace.reads.audits.line(line.open_audit)
        assert audit is not None
        assert f"draft {audit.answered}/{audit.asked}" in text
        assert line.last_audit is not None and day(line.last_audit) in text
        top = workspace.reads.actions.ranking().page(0, 5)
        for action in top:
            assert f"{action.priority:.1f} {action.title[:20]}" in text


async def test_home_opens_journeys_actions_and_walks(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        await press(pilot, "enter")
        place_of(pilot, JourneyPlace)
        await press(pilot, "escape", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "escape", "g", "a")
        place_of(pilot, ActionsPlace)
        await press(pilot, "escape", "end", "enter")
        place = place_of(pilot, ActionsPlace)
        fifth = workspace.reads.actions.ranking().page(4, 1)[0]
        assert place.action is not None and place.action.id == fifth.id


def prepared(workspace: Workspace) -> list[int]:
    """Hand three actions to Kim, one of them late, and a late one to Anna; return the numbers of the four."""
    numbers = [line.id for line in workspace.reads.actions.ranking().page(0, 4)]
    workspace.actions.assign(numbers[:3], "Kim")
    workspace.actions.assign(numbers[3:], "Anna")
    workspace.actions.due(numbers[2:], workspace.today - timedelta(3))
    workspace.actions.due(numbers[:1], workspace.today + timedelta(400))
    return numbers


async def test_home_says_what_is_mine_and_what_is_late_and_what_is_due_next(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = prepared(workspace)
    titles = {line.id: line.title for line in workspace.reads.actions.ranking().page(0, 4)}
    async with running(workspace) as pilot:
        text = said(pilot, "#home")
        assert "3 yours, 1 of them late" in text
        assert "2 late, whoever has them" in text
        lines = [line for line in shown(pilot).splitlines() if line.startswith(" " * 9)]
        assert [line.strip()[:20] for line in lines] == [
            titles[number][:20] for number in (numbers[2], numbers[0], numbers[1])
        ]
        assert "late" in lines[0] and "late" not in lines[1]


async def test_what_is_mine_and_late_opens_filtered(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = prepared(workspace)
    async with running(workspace) as pilot:
        await press(pilot, "home", "enter")
        assert set(listed(place_of(pilot, ActionsPlace))) == set(numbers[:3])
        assert "owner:me" in said(pilot, "#filter")
        await press(pilot, "escape", "down", "enter")
        assert set(listed(place_of(pilot, ActionsPlace))) == set(numbers[2:])
        await press(pilot, "escape", "down", "down", "enter")
        place = place_of(pilot, ActionsPlace)
        assert place.action is not None and place.action.id == numbers[2]


async def test_who_has_nothing_sees_what_is_late(opened: Opener) -> None:
    workspace = opened("listed")
    late = workspace.reads.actions.ranking().page(0, 1)[0]
    workspace.actions.assign([late.id], "Anna")
    workspace.actions.due([late.id], workspace.today - timedelta(3))
    async with running(workspace) as pilot:
        assert "1 late, whoever has them" in said(pilot, "#home") and "yours" not in said(pilot, "#home")
        line = next(line for line in shown(pilot).splitlines() if line.startswith(" " * 9))
        assert late.title[:20] in line and "late" in line


async def test_home_says_nothing_of_owners_before_anybody_has_something(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        assert "nobody" not in said(pilot, "#home") and "yours" not in said(pilot, "#home")


async def test_looking_into_an_audit_changes_nothing_of_a_journey(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        before = said(pilot, "#home")
        await press(pilot, "w", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        assert "audited" in before and said(pilot, "#home") == before


async def test_the_walk_asks_whose_shoes_when_there_are_several_personas(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.delete(1)
    workspace.journeys.add_persona(1, "Regular")
    async with running(workspace) as pilot:
        await press(pilot, "w", *"regular", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "y")
        await until(pilot, lambda: workspace.reads.audits.lines(1))
        assert workspace.reads.audits.lines(1)[0].persona == "Regular"


async def test_the_walk_asks_which_when_several_audits_are_open(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.start(1, "Alex")
    async with running(workspace) as pilot:
        await press(pilot, "w", *"kim", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert place_of(pilot, WalkPlace).audit_id == 1


async def test_copying_a_journey(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, ".", "c")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert names(pilot) == ["Web shop"]
        await press(pilot, ".", "c", "enter")
        await until(pilot, lambda: len(names(pilot)) == 2)
        await until(pilot, lambda: said(pilot, "#home").count("Web shop") == 2)


async def test_deleting_asks_first_and_undo_brings_the_journey_back(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert names(pilot) == ["Web shop"]
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "Welcome to Auditor" in shown(pilot))
        assert names(pilot) == []
        await press(pilot, "u")
        await until(pilot, lambda: "Web shop" in said(pilot, "#home"))
        assert "Welcome" not in shown(pilot)


async def test_undo_with_nothing_to_undo_says_so(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        await press(pilot, "u")
        await until(pilot, lambda: "There is nothing to undo." in shown(pilot))
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "There is nothing to do again." in shown(pilot))


async def test_quitting_leaves_with_success(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await press(pilot, "q")
        assert pilot.app.return_code == 0


async def test_nothing_of_a_line_is_lost_at_sixty_columns(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace, size=(60, 20)) as pilot:
        said_at_home = said(pilot, "#home")
        assert f"{workspace.reads.actions.ranking().total} to do" in said_at_home
        assert " Q" in said_at_home, "the quadrant"
