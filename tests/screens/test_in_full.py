"""What a line has no room for is said in full below it."""

from __future__ import annotations

from auditor.sentences.history import describe
from screens.home.history import HistoryPlace
from screens.journey.questions import QuestionsPlace
from screens.widgets.detail import Detail
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running, said, shown

LONG = "Write error messages that name the field and say how to put it right, also when several are wrong"


async def test_a_change_in_the_history(opened: Opener) -> None:
    workspace = opened("listed")
    first = workspace.reads.actions.ranking().page(0, 1)[0]
    workspace.actions.edit(first.id, title=LONG)
    async with running(workspace) as pilot:
        await open_place(pilot, HistoryPlace())
        newest, before = workspace.reads.history.lines(2)
        assert describe(newest) in said(pilot, Detail)
        await press(pilot, "down")
        await until(pilot, lambda: describe(before) in said(pilot, Detail))


async def test_a_question_without_a_reply_has_the_whole_line(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await open_place(pilot, QuestionsPlace(1))
        assert "What did you do first when you noticed" in shown(pilot)
