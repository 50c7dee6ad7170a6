"""Keys: each is shown where it works, works where it is shown, and means one thing at a place."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from screens.audit.visit_list import VisitList
from screens.dialogs.help import HelpDialog
from screens.dialogs.palette import PaletteDialog
from screens.frame.commands import BACK, EVERYWHERE, FIND_LINE, MOVING, Command
from screens.frame.own_keys import commands_at, every_place
from screens.frame.place import Place
from screens.home.history import HistoryPlace
from screens.home.home import HomePlace
from screens.widgets.line_list import LineList
from screens.widgets.lines import KeyLine
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import PLACES, every_place_in_turn
from tests.screens.shown import app_of, open_place, press, running, said, shown
from tests.screens.web_shop import nth


def own(kind: type[Place]) -> list[Command]:
    """Return the commands that a kind of place or the app answers to, not a widget in it."""
    offered = (command for command in commands_at(kind) if command not in kind.OF_WIDGETS)
    return [command for command in offered if command != FIND_LINE]


def test_every_kind_of_place_is_tested(opened: Opener) -> None:
    workspace = opened("sample")
    assert set(every_place()) == {type(make(workspace)) for make in PLACES.values()}


def test_a_key_means_one_thing_at_a_place() -> None:
    for kind in every_place():
        counted = Counter(key for command in own(kind) for key in command.keys)
        assert [key for key, count in counted.items() if count > 1] == [], kind


async def test_every_command_has_a_method(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            for command in own(type(place)):
                where, _dot, action = command.action.rpartition(".")
                assert hasattr(pilot.app if where == "app" else place, method_of(action)), command.action
            for command in place.OF_WIDGETS:
                assert any(hasattr(node, method_of(command.action)) for node in place.query("*")), command


def method_of(action: str) -> str:
    return "action_" + action.partition("(")[0]


async def test_no_widget_takes_a_key_that_the_place_offers(opened: Opener) -> None:
    """Wherever the focus is but in a line to type in, a key of the place reaches the place."""
    workspace = opened("sample")
    async with running(workspace) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            for widget in place.focus_chain:
                if not isinstance(widget, Input):
                    refuse_taking(place, widget)


def refuse_taking(place: Place, widget: Widget) -> None:
    """Fail where a widget takes a key of the place for itself."""
    widgets = {key for command in place.OF_WIDGETS for key in command.keys}
    bound = {key for node in up_to(place, widget) for key in node._bindings.key_to_bindings}
    taken = bound & {key for command in own(type(place)) for key in command.keys}
    if isinstance(widget, VisitList):
        # Where the user has gone with tab to choose a touchpoint, the arrows choose one.
        taken -= {key for command in MOVING for key in command.keys}
    if taken - widgets == {"enter"}:
        assert any("Chosen" in str(message) for message in handled(place))
    else:
        assert taken <= widgets, widget


def up_to(place: Place, widget: Widget) -> list[Widget]:
    """Return a widget and those it is in, without the place."""
    return [node for node in widget.ancestors_with_self if isinstance(node, Widget) and node is not place][
        :-1
    ]


def handled(place: Place) -> list[object]:
    """Return what the place says it handles, by decorator or by name."""
    return [*type(place)._decorated_handlers, *("Chosen" for name in dir(place) if name.endswith("_chosen"))]


@pytest.mark.every(3)
async def test_help_shows_every_command_of_the_place_whole_and_each_key_once(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace, size=(100, 120)) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            await press(pilot, "?")
            dialog = pilot.app.screen
            assert isinstance(dialog, HelpDialog)
            text = said(pilot, LineList)
            for command in (*place.OFFERED, *EVERYWHERE):
                assert f"{command.all_keys} {command.help}" in text
            assert BACK.help in text or isinstance(place, HomePlace)
            listed = [command for command in dialog.commands if command not in place.OF_WIDGETS]
            counted = Counter(key for command in listed for key in command.keys)
            assert [key for key, count in counted.items() if count > 1] == []
            await press(pilot, "escape")
            assert pilot.app.screen is place


async def test_help_of_a_small_terminal_scrolls_to_its_end(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        await open_place(pilot, PLACES["walk"](workspace))
        await press(pilot, "?", "end")
        await until(pilot, lambda: EVERYWHERE[-1].help in said(pilot, LineList))


@pytest.mark.every(3)
async def test_the_palette_finds_every_command_by_its_words(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            await press(pilot, "ctrl+p")
            palette = pilot.app.screen
            assert isinstance(palette, PaletteDialog)
            await until(pilot, lambda palette=palette: palette.hits)  # type: ignore[misc]
            offered = [hit.to for hit in palette.hits if isinstance(hit.to, Command)]
            assert offered == [each for each in place.all_commands() if each.action != "app.go_anywhere"]
            for command in (offered[0], offered[-1]):
                palette.query_one(Input).value = command.help
                await until(pilot, partial(_is_first, palette, command))
            pilot.app.pop_screen()


def _is_first(palette: PaletteDialog, command: Command) -> bool:
    return bool(palette.hits) and palette.hits[0].to == command


async def test_help_is_grouped_and_found_by_typing(opened: Opener) -> None:
    async with running(opened("shop"), ("walk", 1), (100, 120)) as pilot:
        await press(pilot, "?")
        text = said(pilot, LineList)
        assert text.index("Answer") < text.index("Move") < text.index("Change") < text.index("Go to")
        await press(pilot, "/", *"order walk")
        await until(pilot, lambda: said(pilot, LineList).startswith("s Walk touchpoint by touchpoint"))
        await press(pilot, *" nonsense")
        await until(pilot, lambda: "Nothing has all of these words." in shown(pilot))
        await press(pilot, "escape")
        assert "Answer" in said(pilot, LineList)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Place)


async def test_a_command_is_run_from_the_palette(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "ctrl+p")
        await press(pilot, *"see what was changed")
        await until(pilot, lambda: "See what was changed" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryPlace))


async def test_an_answer_is_given_from_the_palette(opened: Opener) -> None:
    async with running(opened("shop"), ("walk", 1)) as pilot:
        await press(pilot, "ctrl+p")
        await press(pilot, *"answer: partly")
        await until(pilot, lambda: "Answer: partly" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: nth(2) in shown(pilot))
        audit = app_of(pilot).workspace.reads.audits.get(1)
        assert audit is not None and audit.visits[0].answers[0].verdict == "partly"


@pytest.mark.every(3)
@pytest.mark.parametrize("width", [80, 40])
async def test_the_key_line_offers_help_and_the_way_out_at_every_width(opened: Opener, width: int) -> None:
    workspace = opened("sample")
    async with running(workspace, size=(width, 24)) as pilot:
        async for _place in every_place_in_turn(pilot, workspace):
            assert said(pilot, KeyLine).removesuffix(" q quit").endswith("esc back ? keys")


async def test_a_click_in_the_key_line_is_the_key(opened: Opener) -> None:
    async with running(opened("shop"), ("walk", 1)) as pilot:
        await click_on(pilot, "n fail")
        await until(pilot, lambda: nth(2) in shown(pilot))
        audit = app_of(pilot).workspace.reads.audits.get(1)
        assert audit is not None and audit.visits[0].answers[0].verdict == "fail"


async def click_on(pilot: Pilot[None], label: str) -> None:
    """Click on a label of the key line."""
    line = shown(pilot).splitlines()[-1]
    await pilot.click(KeyLine, offset=(line.index(label) + 1, 0))


async def test_q_and_escape_work_the_same_everywhere(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        home = pilot.app.screen
        for make in PLACES.values():
            place = await open_place(pilot, make(workspace))
            await press(pilot, "escape")
            assert pilot.app.screen is home, type(place)
        await press(pilot, "escape")
        assert pilot.app.screen is home
