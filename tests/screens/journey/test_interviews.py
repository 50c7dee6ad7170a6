"""Interviews in the app: who was asked, what they replied and said, own questions, and replies side by side."""

from __future__ import annotations

from screens.dialogs.form import FormDialog
from screens.dialogs.write import WriteDialog
from screens.journey.interviews import InterviewsPlace
from screens.journey.questions import QuestionsPlace
from screens.journey.replies import RepliesPlace
from screens.journey.respondent import RespondentPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running, shown


async def test_somebody_is_noted_replies_and_stands_beside_the_others(opened: Opener) -> None:
    workspace = opened("shop")
    reads = workspace.reads.interviews
    async with running(workspace, size=(120, 40)) as pilot:
        place = await open_place(pilot, InterviewsPlace(1))
        assert "0 of 5 asked" in shown(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "tab", *"Q7", "enter")
        await until(pilot, lambda: pilot.app.screen is place and "1 of 5 asked" in shown(pilot))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RespondentPlace))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WriteDialog))
        await press(pilot, *"Cold", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RespondentPlace) and "Cold" in shown(pilot))
        (one,) = reads.respondents(1)
        assert (one.code, one.replies) == ("Q7", 1)
        workspace.noting.reply(reads.responses(1)[0].stage_id, one.persona_id, "why", "They freeze")
        await press(pilot, "escape", "g", "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, RepliesPlace) and "Q7" in shown(pilot))
        lines = shown(pilot).splitlines()
        team = next(at for at, line in enumerate(lines) if "They freeze" in line)
        assert "Cold" in lines[team + 1]
        assert "Reasons" in lines[team - 1], "the title of the theme, not its key"


async def test_an_own_question_is_asked_where_it_was_added_and_goes_again(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, size=(120, 90)) as pilot:
        place = await open_place(pilot, QuestionsPlace(1))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"What then?", "enter")
        await until(pilot, lambda: pilot.app.screen is place and "What then?" in shown(pilot))
        (own,) = workspace.reads.interviews.questions(1)
        assert place.own is None
        place.lines.cursor = next(at for at, row in enumerate(place._rows) if own.key in str(row))
        await until(pilot, lambda: place.own == own)
        await press(pilot, "d")
        await until(pilot, lambda: "What then?" not in shown(pilot))
        assert workspace.reads.interviews.questions(1) == []
