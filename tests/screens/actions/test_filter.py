"""The filter of the list: typed in words, completed, kept under a name; and the order of the list."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from auditor.base.vocabulary import Sort, Status
from auditor.input.filters import filter_words, read_filter
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.filter_hints import completed, hint, settled
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import listed, ranking, shows, the_list, title
from tests.screens.shown import press, running, said, shown


def prepared(workspace: Workspace) -> list[int]:
    """Give the first action to Anna for the day before yesterday, the second to Kim; return all numbers."""
    numbers = [line.id for line in ranking(workspace)]
    workspace.actions.assign(numbers[:1], "Anna Lindqvist")
    workspace.actions.due(numbers[:1], workspace.today - timedelta(2))
    workspace.actions.assign(numbers[1:2], "Kim")
    workspace.actions.start(numbers[2:4])
    return numbers


@pytest.mark.parametrize(
    "words",
    ["owner:anna", "owner:me", "late", "status:in-progress", "quadrant:quick-win effort<=2", "impact>4"],
)
async def test_the_list_shows_what_the_words_ask_for(opened: Opener, words: str) -> None:
    workspace = opened("listed")
    everything = prepared(workspace)
    wanted = read_filter(words, workspace.today)
    expected = [line.id for line in workspace.reads.actions.ranking(wanted).all()]
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *words, "enter")
        await until(pilot, lambda: listed(place) == expected)
        assert 0 < len(expected) < len(everything)
        await until(pilot, lambda: said(pilot, "#filter") == f"Shown: {filter_words(wanted)} 0 shows all")
        await press(pilot, "0")
        await until(pilot, lambda: listed(place) == everything)
        assert not place.bar.display


async def test_words_that_are_begun_leave_the_list_as_it_is(opened: Opener) -> None:
    workspace = opened("listed")
    everything = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        for typed in ("/", "o", "w", "n", "e", "r", ":"):
            await press(pilot, typed)
            await until(pilot, partial(shows, place, everything))
        await until(pilot, lambda: "a name, me or none" in said(pilot, "#filter"))


async def test_a_value_that_is_begun_is_no_mistake_yet(opened: Opener) -> None:
    workspace = opened("listed")
    everything = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *"status:plan")
        await until(pilot, lambda: "After “status” comes open" in said(pilot, "#filter"))
        await until(pilot, partial(shows, place, everything))
        await press(pilot, "right", "enter")
        await until(pilot, partial(shows, place, [line.id for line in ranking(workspace, Status.PLANNED)]))


async def test_a_word_that_means_nothing_is_told_and_typing_goes_on(opened: Opener) -> None:
    workspace = opened("listed")
    everything = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *"status:soon", "enter")
        await until(pilot, lambda: "proposed, planned" in said(pilot, "#filter"))
        await until(pilot, lambda: listed(place) == everything)
        assert place.bar.is_typing
        await press(pilot, *["backspace"] * 4, *"planned", "enter")
        assert not place.bar.is_typing
        await until(pilot, partial(shows, place, [line.id for line in ranking(workspace, Status.PLANNED)]))


async def test_escape_brings_back_what_was_shown_before_typing(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *"owner:anna", "enter", "/", *"zzz")
        await until(pilot, partial(shows, place, []))
        await press(pilot, "escape")
        await until(pilot, lambda: listed(place) == numbers[:1])
        await press(pilot, "escape")
        await until(pilot, lambda: listed(place) == numbers)


async def test_a_filter_is_kept_under_a_name_chosen_and_forgotten(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *"owner:anna late", "enter", "F", *"keep what", "enter")
        await press(pilot, *"Anna’s late ones", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        assert [(kept.name, kept.words) for kept in workspace.reads.actions.filters()] == [
            ("Anna’s late ones", "owner:anna late")
        ]
        await press(pilot, "0", "F", *"anna", "enter")
        await until(pilot, lambda: listed(place) == numbers[:1])
        await press(pilot, "F", *"forget", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        assert workspace.reads.actions.filters() == []


async def test_common_filters_are_a_choice_away(opened: Opener) -> None:
    workspace = opened("listed")
    numbers = prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "F", *"mine", "enter")
        await until(pilot, lambda: listed(place) == numbers[1:2])
        await press(pilot, "F", *"late", "enter")
        await until(pilot, lambda: listed(place) == numbers[:1])


@pytest.mark.parametrize("order", [Sort.TITLE, Sort.EFFORT, Sort.CREATED])
async def test_the_list_is_sorted_and_turned_round(opened: Opener, order: Sort) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        for descending in (False, True):
            await press(pilot, "s", *order.value, "enter")
            wanted = ActionFilter(sort=order, descending=descending)
            expected = [line.id for line in workspace.reads.actions.ranking(wanted).all()]
            await until(pilot, partial(shows, place, expected))
            assert f"by {order.value}" in title(pilot)


async def test_the_heading_that_the_list_is_sorted_by_bears_an_arrow(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        await the_list(pilot)
        assert "▾Prio" in said(pilot, "#headings")
        await press(pilot, "s", *"title", "enter")
        await until(pilot, lambda: "▴Action" in said(pilot, "#headings"))
        assert "▾Prio" not in said(pilot, "#headings")


async def test_a_filter_and_an_order_hold_in_the_next_view(opened: Opener) -> None:
    workspace = opened("listed")
    prepared(workspace)
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "/", *"owner:anna", "enter", "s", *"due", "enter", "v")
        await until(pilot, lambda: pilot.app.screen is not place)
        assert "owner:anna" in said(pilot, "#filter")
        assert "1 action · by due" in shown(pilot).splitlines()[0]


def test_keys_names_and_words_are_completed(opened: Opener) -> None:
    workspace = opened("listed")
    prepared(workspace)
    assert completed("qua", workspace) == "quadrant:"
    assert completed("late qua", workspace) == "late quadrant:"
    assert completed("owner:an", workspace) == "owner:anna"
    assert completed('owner:"Anna L', workspace) == 'owner:"Anna Lindqvist"'
    assert completed("status:in", workspace) == "status:in-progress"
    assert completed("owner:", workspace) is None
    assert completed("checkout", workspace) is None


@pytest.mark.parametrize(
    ("typed", "left"),
    [("late own", "late "), ("owner:", ""), ("due<", ""), ("owner:an", "owner:an"), ("check", "check")],
)
def test_only_a_last_word_that_is_begun_is_left_out(typed: str, left: str) -> None:
    assert settled(typed) == left


def test_what_can_be_typed_is_said_for_every_key() -> None:
    assert "owner:" in hint() and "late" in hint()
    assert "quick-win" in hint("quadrant:")
