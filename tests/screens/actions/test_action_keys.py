"""One key each: an action is handed on, dated, started, done, commented on, added, and its history read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from auditor.base.i18n import day
from auditor.base.vocabulary import Status
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.dialogs.choose import PersonDialog
from screens.dialogs.explain import ExplainDialog
from screens.dialogs.form import FormDialog
from screens.widgets.detail import Detail
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.listing import lines_of, on_disk, ranking, the_list
from tests.screens.shown import press, running, said, shown


def first_of(workspace: Workspace) -> int:
    return ranking(workspace)[0].id


async def back_in_the_list(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))


async def test_an_action_is_handed_to_somebody_found_by_typing(opened: Opener) -> None:
    workspace = opened("listed")
    workspace.people.add("Anna Lindqvist", "")
    first = first_of(workspace)
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "o", *"lin")
        assert "Anna Lindqvist" in shown(pilot) and "somebody new" in shown(pilot)
        await press(pilot, "enter")
        await back_in_the_list(pilot)
        assert on_disk(workspace, first).line.owner == "Anna Lindqvist"
        await until(pilot, lambda: "Anna" in said(pilot, Detail))


async def test_a_name_nobody_has_yet_is_somebody_new(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "o", *"Ola", "enter")
        await back_in_the_list(pilot)
        handed = on_disk(workspace, first).line
        assert (handed.owner, handed.status) == ("Ola", Status.PLANNED), "whose it is, is accepted"
        said_of_it = " ".join(shown(pilot).replace("▌", " ").split())
        assert "Ola. It was proposed; now it is planned." in said_of_it
        await press(pilot, "u")
        assert on_disk(workspace, first).line.status is Status.PROPOSED
        assert "Ola" not in on_disk(workspace, first).line.owner
        await press(pilot, "ctrl+r")
        assert "Ola" in [person.name for person in workspace.reads.people.all()]


async def test_an_owner_is_taken_away(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    workspace.actions.assign([first], "Kim")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, PersonDialog)
        await press(pilot, *"nobody", "enter")
        await back_in_the_list(pilot)
        assert on_disk(workspace, first).line.owner == ""


@pytest.mark.parametrize(("typed", "away"), [("+3d", 3), ("+2w", 14), ("tomorrow", 1)])
async def test_a_due_date_is_typed_in_words_and_the_day_it_means_is_shown(
    opened: Opener, typed: str, away: int
) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    meant = workspace.today + timedelta(away)
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "t", *typed)
        assert said(pilot, "#means").startswith(f"= {day(meant)}")
        await press(pilot, "enter")
        await back_in_the_list(pilot)
        assert on_disk(workspace, first).line.due == meant


async def test_what_is_no_date_is_refused_in_the_form_and_kept_there(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "t", *"soonish", "enter")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "soonish" in said(pilot, "#wrong")
        assert pilot.app.screen.query(Input).first().value == "soonish"


async def test_an_action_is_started_done_and_taken_up_again(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "b")
        assert on_disk(workspace, first).line.status is Status.IN_PROGRESS
        await until(pilot, lambda: "◐" in lines_of(pilot)[0])
        await press(pilot, "f")
        assert on_disk(workspace, first).line.status is Status.DONE
        await press(pilot, "/", *"status:done", "enter", "R")
        assert on_disk(workspace, first).line.status is Status.IN_PROGRESS


async def test_being_late_is_said_by_a_sign_and_in_words(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    workspace.actions.due([first], workspace.today - timedelta(2))
    async with running(workspace) as pilot:
        await the_list(pilot)
        assert "?!" in lines_of(pilot)[0] and "!" not in lines_of(pilot)[1]
        assert "2 days late" in said(pilot, Detail)


async def test_a_comment_is_read_where_the_action_is_explained(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "c", *"Ask the printer", "ctrl+s")
        await back_in_the_list(pilot)
        assert [comment.text for comment in on_disk(workspace, first).comments] == ["Ask the printer"]
        await press(pilot, "enter", "end")
        await until(pilot, lambda: "Ask the printer" in said(pilot, "#why"))


async def test_the_history_of_an_action_stands_behind_its_explanation(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    workspace.actions.assign([first], "Ola")
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "enter", "h")
        assert isinstance(pilot.app.screen, ExplainDialog)
        await until(pilot, lambda: "owner: – → Ola" in said(pilot, "#why"))
        assert "Kim" in said(pilot, "#why")
        await press(pilot, "h")
        await until(pilot, lambda: "impact" in said(pilot, "#why"))


async def test_an_action_is_added_that_answers_findings(opened: Opener) -> None:
    workspace = opened("listed")
    at = ranking(workspace)[0]
    async with running(workspace) as pilot:
        place = await the_list(pilot)
        await press(pilot, "a", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"Mend it all", *["tab"] * 8, "space", "tab", "space", "ctrl+s")
        await back_in_the_list(pilot)
        await until(pilot, lambda: place.action is not None and place.action.title == "Mend it all")
        assert place.action is not None
        made = on_disk(workspace, place.action.id)
        assert made.line.touchpoint_id == at.touchpoint_id
        assert len(made.findings) == 2


async def test_an_action_is_linked_to_findings_and_let_go_of_them(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    before = {(found.checklist, found.check_key) for found in on_disk(workspace, first).findings}
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "L", "space", "tab", "space", "ctrl+s")
        await back_in_the_list(pilot)
        after = {(found.checklist, found.check_key) for found in on_disk(workspace, first).findings}
        assert len(before) == 1 and len(after) == 1 and before != after


async def test_somebody_elses_change_meanwhile_is_told_and_nothing_typed_is_lost(opened: Opener) -> None:
    workspace = opened("listed")
    first = first_of(workspace)
    other = Workspace(workspace.location, Config(workspace.config.checklists, "Ola"))
    async with running(workspace) as pilot:
        await the_list(pilot)
        await press(pilot, "e", *" now")
        other.actions.edit(first, title="Something else")
        other.actions.edit(first, note="Also noted")
        form = pilot.app.screen
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Ola" in shown(pilot) and "Something else" in shown(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is form)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not form)
        await press(pilot, "m")
        await back_in_the_list(pilot)
    kept = on_disk(workspace, first)
    assert kept.line.title.endswith(" now")
    assert kept.note == "Also noted", "what was not touched in the form stays as the other left it"
    titles = {
        (one.before, one.after) for event in workspace.reads.actions.history(first) for one in event.values
    }
    assert any(after == "Something else" for _before, after in titles)
    assert any(before == "Something else" for before, _after in titles)
    other.close()
