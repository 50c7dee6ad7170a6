"""The question bank: what each stage asks, for one persona at a time, written and counted."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from auditor.base.i18n import in_language
from auditor.library.interviews import question_bank
from auditor.views.journeys import Journey
from auditor.views.maps import Reply
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.dialogs.write import WriteDialog
from screens.journey.questions import QuestionsPlace
from screens.widgets.detail import Detail
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, said, shown

TALL = (120, 90)
BANK = question_bank(Path("/nowhere"))[0]


def journey_of(workspace: Workspace, number: int = 1) -> Journey:
    found = workspace.reads.journeys.get(number)
    assert found is not None
    return found


def asked(workspace: Workspace) -> int:
    return sum(len(BANK[stage.phase]) for stage in journey_of(workspace).stages)


def title_of(pilot: Pilot[None]) -> str:
    return shown(pilot).splitlines()[0]


def replies_of(workspace: Workspace) -> list[Reply]:
    return workspace.reads.maps.replies(1)


async def test_each_stage_asks_the_questions_of_its_phase(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, size=TALL) as pilot:
        await open_place(pilot, QuestionsPlace(1))
        lines = [line.strip() for line in shown(pilot).splitlines()]
        assert f"0 of {asked(workspace)} known" in title_of(pilot)
        for stage in journey_of(workspace).stages:
            questions = BANK[stage.phase]
            at = lines.index(stage.name)
            for line, question in zip(lines[at + 1 :], questions, strict=False):
                assert in_language(question.text)[:40] in line


async def test_a_reply_is_written_shown_counted_and_taken_back(opened: Opener) -> None:
    workspace = opened("shop")
    first = journey_of(workspace).stages[0]
    async with running(workspace, size=TALL) as pilot:
        await open_place(pilot, QuestionsPlace(1))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteDialog))
        await press(pilot, *"To ski", "ctrl+s")
        await until(pilot, lambda: f"1 of {asked(workspace)} known" in title_of(pilot))
        (reply,) = replies_of(workspace)
        assert (reply.stage_id, reply.question, reply.text) == (first.id, BANK[first.phase][1].key, "To ski")
        assert "✓" in shown(pilot) and "To ski" in said(pilot, Detail)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteDialog))
        await press(pilot, *[*["backspace"] * 6], "ctrl+s")
        await until(pilot, lambda: f"0 of {asked(workspace)} known" in title_of(pilot))
        assert replies_of(workspace) == []
        await press(pilot, "u")
        await until(pilot, lambda: "To ski" in shown(pilot))


async def test_each_persona_has_replies_of_its_own(opened: Opener) -> None:
    workspace = opened("shop")
    (one,) = workspace.reads.journeys.personas(1)
    other = workspace.journeys.add_persona(1, "Other")
    async with running(workspace, size=TALL) as pilot:
        place = await open_place(pilot, QuestionsPlace(1))
        for persona, text in ((one.id, "Mine"), (other, "Theirs")):
            assert place.persona is not None and place.persona.id == persona
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, WriteDialog))
            await press(pilot, *text, "ctrl+s")
            await until(pilot, lambda: pilot.app.screen is place)
            assert "1 of" in title_of(pilot)
            await press(pilot, "V")
        assert place.persona is not None and place.persona.id == one.id
        assert {(reply.persona_id, reply.text) for reply in replies_of(workspace)} == {
            (one.id, "Mine"),
            (other, "Theirs"),
        }
        assert "Mine" in shown(pilot) and "Theirs" not in shown(pilot)


async def test_it_begins_with_the_persona_one_walks_as(opened: Opener) -> None:
    workspace = opened("shop")
    other = workspace.journeys.add_persona(1, "Other")
    audit = workspace.audits.start(1, "Kim", other)
    async with running(workspace, ("walk", audit)) as pilot:
        walk = place_of(pilot, WalkPlace)
        await press(pilot, "g", "q")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionsPlace))
        assert "Other" in title_of(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is walk)


async def test_without_a_persona_there_is_nobody_to_reply_for(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Nobody's")
    async with running(workspace) as pilot:
        place = await open_place(pilot, QuestionsPlace(journey))
        assert "no persona yet" in title_of(pilot)
        await press(pilot, "enter", "e", "p")
        assert pilot.app.screen is place


async def test_a_journey_without_stages_asks_nothing(opened: Opener) -> None:
    workspace = opened("blank")
    journey = workspace.journeys.new("Bare")
    for stage in journey_of(workspace, journey).stages:
        workspace.stages.delete(stage.id)
    workspace.journeys.add_persona(journey, "Åsa")
    async with running(workspace) as pilot:
        place = await open_place(pilot, QuestionsPlace(journey))
        assert "0 of 0 known" in title_of(pilot)
        await press(pilot, "enter", "e", "p", "down", "end")
        assert pilot.app.screen is place


async def test_what_was_replied_to_questions_no_longer_asked_is_not_counted(opened: Opener) -> None:
    workspace = opened("shop")
    stage = journey_of(workspace).stages[0]
    (persona,) = workspace.reads.journeys.personas(1)
    workspace.noting.reply(stage.id, persona.id, BANK[stage.phase][0].key, "Asked")
    workspace.noting.reply(stage.id, persona.id, "no-longer-asked", "Kept all the same")
    async with running(workspace) as pilot:
        await open_place(pilot, QuestionsPlace(1))
        assert f"1 of {asked(workspace)} known" in title_of(pilot)
    assert len(replies_of(workspace)) == 2


async def test_own_questions_are_asked_after_the_programs_and_bad_files_are_named(opened: Opener) -> None:
    workspace = opened("shop")
    folder = workspace.config.interviews
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(
        'phase = "awareness"\n[[question]]\nkey = "ours"\n[question.text]\nen = "What do you wear now?"\n',
        encoding="utf-8",
    )
    (folder / "bad.toml").write_text("phase = 7\n", encoding="utf-8")
    async with running(workspace, size=TALL) as pilot:
        await open_place(pilot, QuestionsPlace(1))
        lines = [line.strip() for line in shown(pilot).splitlines()]
        at = lines.index(journey_of(workspace).stages[0].name)
        assert "What do you wear now?" in lines[at + 1 + len(BANK[journey_of(workspace).stages[0].phase])]
        assert "bad.toml" in shown(pilot)
