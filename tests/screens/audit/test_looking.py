"""What is said of a whole audit: how deep it goes, when it begins and on the way, and what is chosen to be looked at."""

from __future__ import annotations

from pathlib import Path

from auditor.base.vocabulary import Depth, Verdict
from auditor.views.audits import Audit
from auditor.workspace import Workspace
from screens.audit.round import RoundPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.form import FormDialog
from screens.journey.journey import JourneyPlace
from tests.screens.audit.one_site import (
    WALK,
    all_saved,
    card,
    check,
    course_of,
    open_site,
    page,
    verdicts,
    where,
)
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, press, running, shown
from tests.screens.web_shop import nth
from tests.walks import audit_of

CHOSEN = ("y", "y", "space", "space", "space", "space", "space", "space")
"""From the first gate to the check that looks at two things."""


def items(workspace: Workspace, audit: int = 1) -> list[str]:
    """Return what an audit looks at."""
    return [item.name for item in audit_of(workspace, audit).items]


async def test_what_is_looked_at_is_written_once_and_shown_with_each_such_check(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *CHOSEN)
        assert where(pilot) == ("Page 1", "chosen")
        assert "Choose first: Two things (. i writes down which)" in card(pilot)
        await press(pilot, ".", "i", *"Boots", "tab", *"Red hat", "ctrl+s")
        await until(pilot, lambda: "Look at: Boots · Red hat" in card(pilot))
        assert items(workspace) == ["Boots", "Red hat"]
        await press(pilot, "/", *"chosen page 3", "enter")
        assert where(pilot) == ("Page 3", "chosen") and "Look at: Boots · Red hat" in card(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: items(workspace) == [])
        await until(pilot, lambda: "Choose first" in card(pilot))


async def test_the_items_of_the_last_audit_are_proposed(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    workspace.audits.choose(1, "things", ["Boots", "Red hat"])
    workspace.audits.feel(page(workspace, 1).id, 1)
    workspace.audits.finish(1)
    again = workspace.audits.start(1, "Kim")
    async with running(workspace, ("walk", again)) as pilot:
        await press(pilot, *CHOSEN)
        assert "Look at" not in card(pilot)
        await press(pilot, ".", "i")
        assert "Boots" in shown(pilot) and "Red hat" in shown(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Look at: Boots · Red hat" in card(pilot))
        assert items(workspace, again) == ["Boots", "Red hat"]


async def test_leaving_the_form_chooses_nothing_and_emptying_it_takes_the_choice_away(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *CHOSEN, ".", "i", *"Boots", "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert items(workspace) == []
        await press(pilot, ".", "i", *"Boots", "ctrl+s", ".", "i", *["backspace"] * 5, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert items(workspace) == [] and "Choose first" in card(pilot)


async def test_nothing_is_written_down_where_nothing_is_to_be_chosen(opened: Opener, tmp_path: Path) -> None:
    async with running(open_site(opened, tmp_path), WALK) as pilot:
        await press(pilot, "I", "y", "y", "I")
        assert isinstance(pilot.app.screen, WalkPlace) and where(pilot) == ("Page 1", "menu")


async def test_an_audit_is_deepened_where_the_walker_stands_and_undone(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, depth=Depth.CORE)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", "n", "p")
        assert where(pilot) == ("Page 1", "moves") and "check 3 of 5" in card(pilot)
        assert "depth: core" in card(pilot)
        await press(pilot, "D")
        assert "How deep do you go on?" in shown(pilot)
        assert "standard" in shown(pilot) and "full" in shown(pilot)
        await press(pilot, "2")
        await until(pilot, lambda: "check 3 of 7" in card(pilot))
        assert where(pilot) == ("Page 1", "moves")
        assert verdicts(workspace, 1) == {"menu": Verdict.FAIL, "footer": Verdict.PARTLY}
        assert page(workspace, 1).answered_gates == {"film": True, "shop": True}
        await press(pilot, "u")
        await until(pilot, lambda: "check 3 of 5" in card(pilot) and "depth: core" in card(pilot))
        assert verdicts(workspace, 1) == {"menu": Verdict.FAIL, "footer": Verdict.PARTLY}


async def test_a_check_that_came_with_the_depth_can_be_answered_and_all_of_it_undone(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, pages=1, depth=Depth.CORE)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", "D", "2")
        await until(pilot, lambda: "check 1 of 7" in card(pilot))
        await press(pilot, "/", *"text of deep", "enter", "n")
        await all_saved(pilot)
        assert check(workspace, 1, "deep").verdict is Verdict.FAIL
        await press(pilot, "u", "u")
        await until(pilot, lambda: "depth: core" in card(pilot))
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, WalkPlace), "what was answered last is not there any more"


async def test_what_another_program_deepens_meanwhile_is_asked_with_the_next_answer(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, depth=Depth.CORE)
    other = opened("blank")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y")
        await all_saved(pilot)
        other.audits.deepen(1, Depth.FULL)
        await press(pilot, "n")
        await until(pilot, lambda: "check 2 of 7" in card(pilot))
        assert where(pilot) == ("Page 1", "footer")
        assert verdicts(workspace, 1) == {"menu": Verdict.FAIL}


async def test_an_audit_of_full_depth_cannot_be_deepened(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "D")
        assert isinstance(pilot.app.screen, WalkPlace) and nth(1) in card(pilot)


def newest(workspace: Workspace) -> Audit:
    """Return the audit that was started last."""
    return audit_of(workspace, max(line.id for line in workspace.reads.audits.lines(1)))


async def test_starting_asks_how_deep_with_judgements_and_minutes(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.delete(1)
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, ChooseDialog)
        assert "How deep do you look?" in shown(pilot)
        for offer in workspace.depths(1):
            assert f"{offer.judgements} judgements, about {offer.minutes} min" in shown(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert "depth: standard" in card(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: workspace.reads.audits.lines(1))
        assert newest(workspace).depth is Depth.STANDARD


async def test_the_depth_of_the_last_audit_is_offered_first(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path, depth=Depth.CORE)
    workspace.audits.feel(page(workspace, 1).id, 1)
    workspace.audits.finish(1)
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, ChooseDialog)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert newest(workspace).depth is Depth.CORE
        assert len(course_of(pilot).audit.visits[0].answers) == 5


async def test_leaving_the_question_how_deep_starts_nothing(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.delete(1)
    async with running(workspace) as pilot:
        place = await open_place(pilot, JourneyPlace(1))
        await press(pilot, "w", "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert workspace.reads.audits.lines(1) == []


async def test_all_auditors_of_a_round_go_as_deep_as_it_says(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.delete(1)
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "g", "o")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "standard ·" in shown(pilot)
        await press(pilot, *"Kim, Bo", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RoundPlace))
        depths = {line.depth for line in workspace.reads.audits.lines(1)}
        assert depths == {Depth.STANDARD} and len(workspace.reads.audits.lines(1)) == 2
