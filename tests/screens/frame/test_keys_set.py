"""Keys as they are set: one language of keys, leading keys and what follows them, a user's own, those of version 0.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import set_language
from auditor.base.vocabulary import LANGUAGES
from auditor.settings.config import Config, read_settings
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.frame.commands import Command
from screens.frame.layout import Layout, use_layout
from screens.frame.own_keys import commands_at, every_place, layout_of
from screens.frame.place import Place
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.map.journey_map import MapPlace
from screens.settings.settings import SettingsPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import every_place_in_turn
from tests.screens.shown import (
    app_of,
    open_place,
    place_of,
    press,
    running,
    shown,
    type_ahead,
)
from tools.key_meanings import refuse_double_sequences, refuse_other_meanings

FIRST = pytest.mark.parametrize("is_first", [False, True])


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Leave the usual keys behind."""
    yield
    use_layout(Layout())


def keys_line(text: str) -> str:
    """Return the line of keys at the bottom of a screen."""
    return text.splitlines()[-1]


def with_keys(workspace: Workspace, own: dict[str, str], *, is_first: bool = False) -> None:
    """Let a user have keys of their own."""
    workspace.use_config(replace(workspace.config, own_keys=own, keys_of_first=is_first))


@FIRST
async def test_every_key_of_a_place_gives_its_command(opened: Opener, is_first: bool) -> None:
    workspace = opened("sample")
    with_keys(workspace, {}, is_first=is_first)
    async with running(workspace) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            for command in place.all_commands():
                if command not in place.OF_WIDGETS:
                    assert all(gives(place, key, command) for key in command.keys), command


def gives(place: Place, key: str, command: Command) -> bool:
    """Tell whether a key of a place gives a command, or leads to the key that does."""
    leader, _space, following = key.partition(" ")
    bound = {each.action for each in place._bindings.get_bindings_for_key(leader)}
    return (f"lead('{leader}')" if following else command.action) in bound


@FIRST
def test_no_key_gives_two_commands_at_a_place(is_first: bool) -> None:
    use_layout(Layout(is_first))
    for place in every_place():
        own = [command for command in place.OFFERED if command not in place.OF_WIDGETS]
        keys = [key for command in own for key in command.keys]
        assert len(keys) == len(set(keys)), place
        leaders = {key.split()[0] for key in keys if " " in key}
        assert leaders.isdisjoint(keys), place


def test_a_key_that_means_something_else_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say that d means show"):
        refuse_other_meanings([Command("show", ("d",), "show", "Show it")])
    with pytest.raises(ValueError, match="g m means map and merge"):
        refuse_double_sequences(
            [Command("map", ("g m",), "map", "See it"), Command("merge", ("g m",), "merge", "Merge it")]
        )


async def test_a_leading_key_shows_what_can_follow_and_the_next_key_goes_there(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "g")
        assert "m map" in shown(pilot) and "u follow-up" in shown(pilot)
        await press(pilot, "m")
        place_of(pilot, MapPlace)
        assert "u follow-up" not in shown(pilot)


async def test_two_keys_typed_ahead_go_there_too(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        type_ahead(pilot, ["g", "j", "g", "m", "g", "h"])
        await until(pilot, lambda: not app_of(pilot).is_typing)
        place_of(pilot, HomePlace)
        assert [type(place) for place in pilot.app.screen_stack[1:]] == [
            HomePlace,
            JourneyPlace,
            MapPlace,
            HomePlace,
        ]


async def test_a_key_that_follows_nothing_says_so_and_escape_stays(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "g", "escape")
        place_of(pilot, HomePlace)
        assert "m map" not in shown(pilot)
        await press(pilot, "g", "9")
        assert "g 9 does nothing here" in shown(pilot)
        await press(pilot, "g", "m")
        place_of(pilot, MapPlace)


async def test_a_click_on_what_can_follow_goes_there(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await press(pilot, "g")
        lines = shown(pilot).splitlines()
        row = next(number for number, line in enumerate(lines) if "m map" in line)
        await pilot.click(offset=(lines[row].index("m map") + 1, row))
        await until(pilot, lambda: isinstance(pilot.app.screen, MapPlace))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_walk_always_shows_comment_find_finish_and_help(opened: Opener, language: str) -> None:
    set_language(language)
    try:
        async with running(opened("shop"), ("walk", 1)) as pilot:
            place = place_of(pilot, WalkPlace)
            there = keys_line(shown(pilot))
            for command in place.all_commands():
                if command.action in ("comment", "find", "finish", "app.help"):
                    assert f"{command.key} {command.label}" in there
    finally:
        set_language("en")


async def test_keys_have_two_lines_where_there_is_height(opened: Opener) -> None:
    async with running(opened("shop"), ("walk", 1), size=(80, 40)) as pilot:
        above, below = shown(pilot).splitlines()[-2:]
        assert above.startswith(" y pass") and "? keys" in below
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not shown(pilot).splitlines()[-2].startswith(" y pass"))


async def test_the_keys_of_version_0_1_come_back_as_a_preset(opened: Opener) -> None:
    workspace = opened("sample")
    with_keys(workspace, {}, is_first=True)
    async with running(workspace) as pilot:
        assert "m map" in keys_line(shown(pilot))
        await press(pilot, "m")
        place_of(pilot, MapPlace)


async def test_a_key_of_ones_own_gives_the_command_and_is_shown(opened: Opener) -> None:
    workspace = opened("sample")
    with_keys(workspace, {"walk": "G", "map": "g k"})
    async with running(workspace) as pilot:
        assert "G walk" in keys_line(shown(pilot))
        await press(pilot, "g", "k")
        place_of(pilot, MapPlace)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ({"wolk": "r"}, "There is no command “wolk”"),
        ({"walk": "hyper+r"}, "“hyper+r” is no key"),
        ({"walk": "j"}, "“j” moves everywhere"),
        ({"walk": "u"}, "u gives “undo” already: choose another key for “walk”."),
        ({"walk": "g"}, "g gives “"),
        ({"walk": "e r"}, "e r gives “edit” already"),
    ],
)
def test_keys_that_can_not_be_used_are_refused_with_the_reason(own: dict[str, str], why: str) -> None:
    with pytest.raises(RefusedError) as told:
        layout_of(Config(Path("/nowhere"), "Kim", own_keys=own))
    assert str(told.value).startswith(why)


def test_every_command_can_have_a_key_of_its_own() -> None:
    free = "f9"
    for place in every_place():
        for command in commands_at(place):
            assert layout_of(Config(Path("/nowhere"), "Kim", own_keys={command.id: free})).own == {
                command.id: free
            }


async def test_unusable_keys_of_ones_own_are_told_at_the_start_and_the_usual_ones_hold(
    opened: Opener,
) -> None:
    workspace = opened("sample")
    with_keys(workspace, {"walk": "u"})
    async with running(workspace) as pilot:
        await until(pilot, lambda: "u gives “undo” already" in shown(pilot))
        await press(pilot, "g", "j")
        place_of(pilot, JourneyPlace)


async def test_keys_set_in_the_settings_hold_at_once_and_a_clash_is_refused(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        await open_place(pilot, SettingsPlace("keys.own"))
        await press(pilot, "enter", *"walk = u", "enter")
        assert "u gives “undo” already" in shown(pilot)
        await press(pilot, *["backspace"] * 20, *"walk = G", "enter")
        await until(pilot, lambda: read_settings(tmp_path / "config").own_keys == {"walk": "G"})
        await press(pilot, "escape")
        assert "G walk" in keys_line(shown(pilot))
