"""Personas side by side: made, edited, verified and deleted by keys."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot

from auditor.views.journeys import Persona
from auditor.workspace import Workspace
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import FormDialog
from screens.forms.persona_forms import PERSONA_FIELDS
from screens.journey.personas import PersonaColumn, PersonasPlace
from screens.journey.questions import QuestionsPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import SMALL, Size, open_place, press, running, shown

WIDE = (160, 50)


def personas_of(workspace: Workspace) -> list[Persona]:
    return workspace.reads.journeys.personas(1)


async def the_place(pilot: Pilot[None], workspace: Workspace) -> PersonasPlace:
    """Open the personas and wait until their columns stand."""
    place = await open_place(pilot, PersonasPlace(1))
    await until(pilot, lambda: stands(place, workspace))
    return place


def stands(place: PersonasPlace, workspace: Workspace) -> bool:
    """Tell whether every persona has its column."""
    return [column.persona for column in place.query(PersonaColumn)] == personas_of(workspace)


async def to_form(pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_personas_stand_side_by_side_with_what_verifies_them(opened: Opener, size: Size) -> None:
    workspace = opened("sample")
    async with running(workspace, size=size) as pilot:
        await the_place(pilot, workspace)
        text = shown(pilot)
        for persona in personas_of(workspace):
            assert persona.name in text
        assert "hypothesis" in text and "verified" in text


async def test_everything_of_a_persona_is_shown(opened: Opener) -> None:
    workspace = opened("shop")
    (persona,) = personas_of(workspace)
    texts: dict[str, Any] = {key: f"All of {key}" for key, _name in PERSONA_FIELDS}
    workspace.journeys.edit_persona(persona.id, **texts)
    async with running(workspace, size=WIDE) as pilot:
        await the_place(pilot, workspace)
        for key, name in PERSONA_FIELDS:
            assert f"All of {key}" in shown(pilot) and name.capitalize() in shown(pilot)


async def test_a_persona_is_added_with_every_field(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, size=WIDE) as pilot:
        place = await the_place(pilot, workspace)
        await to_form(pilot, "a", "p")
        await press(pilot, *"Asa")
        for key, _name in PERSONA_FIELDS:
            await press(pilot, "tab", *key)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and stands(place, workspace))
        added = personas_of(workspace)[-1]
        assert added.name == "Asa" and len(personas_of(workspace)) == 2
        assert place.persona == added, "what is pressed next is for the new persona"
        for key, _name in PERSONA_FIELDS:
            assert getattr(added, key) == key


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_the_persona_under_the_cursor_is_edited(opened: Opener, key: str) -> None:
    workspace = opened("sample")
    before = personas_of(workspace)
    async with running(workspace) as pilot:
        place = await the_place(pilot, workspace)
        await press(pilot, "right")
        await to_form(pilot, key)
        await press(pilot, *" anew", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and stands(place, workspace))
        assert [persona.name for persona in personas_of(workspace)] == [
            before[0].name,
            f"{before[1].name} anew",
        ]
        assert place.persona == personas_of(workspace)[1]


async def test_the_cursor_stays_between_the_first_and_the_last(opened: Opener) -> None:
    workspace = opened("sample")
    first, second = personas_of(workspace)
    async with running(workspace) as pilot:
        place = await the_place(pilot, workspace)
        for key, expected in (("left", first), ("l", second), ("right", second), ("h", first)):
            await press(pilot, key)
            assert place.persona == expected
            (here,) = place.query(".-here PersonaColumn").results(PersonaColumn)
            assert here.persona == expected


async def test_a_persona_is_verified_and_is_a_hypothesis_again(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, size=WIDE) as pilot:
        place = await the_place(pilot, workspace)
        await to_form(pilot, ".", "v")
        await press(pilot, *"Five interviews", "tab", *"2026-03-02", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and "Five interviews" in shown(pilot))
        (persona,) = personas_of(workspace)
        assert (persona.verified_by, persona.verified_on) == ("Five interviews", date(2026, 3, 2))
        assert "hypothesis" not in shown(pilot)
        await to_form(pilot, ".", "v")
        await press(pilot, *["backspace"] * 15, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is place and "hypothesis" in shown(pilot))
        assert personas_of(workspace)[0].verified_by == ""


async def test_a_day_that_is_none_stays_in_the_form_and_says_how_to_write_one(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        await the_place(pilot, workspace)
        await to_form(pilot, ".", "v")
        await press(pilot, *"Talks", "tab", *"someday", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog) and "2026-12-01" in shown(pilot)
        assert personas_of(workspace)[0].verified_by == ""


async def test_a_persona_with_audits_stays_and_one_without_is_deleted_and_brought_back(
    opened: Opener,
) -> None:
    workspace = opened("shop")
    workspace.journeys.add_persona(1, "Other")
    async with running(workspace, size=WIDE) as pilot:
        place = await the_place(pilot, workspace)
        for keys, left in ((["d"], 2), (["right", "d"], 1)):
            await press(pilot, *keys)
            await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
            await press(pilot, "enter")
            await until(pilot, lambda: pilot.app.screen is place and stands(place, workspace))
            assert len(personas_of(workspace)) == left
        assert "has audits" in shown(pilot)
        assert place.persona == personas_of(workspace)[0]
        await press(pilot, "u")
        await until(pilot, lambda: stands(place, workspace) and len(personas_of(workspace)) == 2)


async def test_the_question_bank_opens_for_the_persona_under_the_cursor(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        await the_place(pilot, workspace)
        await press(pilot, "right", "g", "q")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsPlace))
        assert isinstance(pilot.app.screen, QuestionsPlace)
        assert pilot.app.screen.persona == personas_of(workspace)[1]


async def test_without_personas_it_says_how_to_add_one(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Bare")
    async with running(workspace) as pilot:
        place = await open_place(pilot, PersonasPlace(journey))
        await until(pilot, lambda: "Press a p to add the first" in shown(pilot))
        await press(pilot, *"ed", ".", "v", "enter", "left", "right", "delete")
        assert pilot.app.screen is place and place.persona is None
        await to_form(pilot, "a", "p")
        await press(pilot, *"Asa", "enter")
        await until(pilot, lambda: pilot.app.screen is place and place.persona is not None)
        await until(pilot, lambda: "Press n to add" not in shown(pilot))


def is_shown(pilot: Pilot[None], text: str) -> bool:
    return text in shown(pilot)


async def test_many_personas_are_reached_by_keys(opened: Opener) -> None:
    workspace = opened("shop")
    for number in range(12):
        workspace.journeys.add_persona(1, f"Number {number}")
    async with running(workspace) as pilot:
        await the_place(pilot, workspace)
        for number in range(12):
            await press(pilot, "right")
            await until(pilot, partial(is_shown, pilot, f"Number {number}"))


async def test_changes_heard_while_the_place_opens_are_shown(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace) as pilot:
        place = PersonasPlace(1)
        pilot.app.push_screen(place)
        for number in range(5):
            workspace.journeys.add_persona(1, f"Number {number}")
        await until(pilot, lambda: stands(place, workspace))
        assert len(personas_of(workspace)) == 6


async def test_a_long_persona_is_read_by_scrolling(opened: Opener) -> None:
    workspace = opened("shop")
    (persona,) = personas_of(workspace)
    long = "\n".join(f"line {number}" for number in range(60))
    workspace.journeys.edit_persona(persona.id, notes=long)
    async with running(workspace) as pilot:
        await the_place(pilot, workspace)
        assert "line 59" not in shown(pilot)
        await press(pilot, *["pagedown"] * 5)
        await until(pilot, lambda: "line 59" in shown(pilot))
        await press(pilot, "home")
        await until(pilot, lambda: "line 59" not in shown(pilot))
