"""What a whole site answers once: asked at its first page, standing at the others, told otherwise where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.pilot import Pilot

from auditor.base.vocabulary import Origin, Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.audit.check_list import CheckList
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.whose import WhoseDialog
from tests.nouns.one_site import stands
from tests.screens.audit.one_site import WALK, all_saved, card, check, open_site, where
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import press, running, said, shown

BOTH = ("y", "y")
"""Film and shop are there."""


def menu(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the verdict on the menu and its origin at each page."""
    return stands(workspace, 1, "menu")


async def go_to_menu(pilot: Pilot[None], number: int) -> None:
    """Stand at the menu of a page, found by its words."""
    await press(pilot, "/", *f"menu page {number}", "enter")
    await until(pilot, lambda: where(pilot) == (f"Page {number}", "menu"))


@contextmanager
def by_bo(workspace: Workspace) -> Iterator[Workspace]:
    """Open the same database in another program of somebody else."""
    other = Workspace(workspace.location, Config(workspace.config.folder, "Bo"))
    yield other
    other.close()


async def test_a_shared_check_is_asked_once_and_stands_at_the_others(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH)
        stops = [where(pilot)]
        while len(stops) < 14:
            await press(pilot, "4" if where(pilot)[1] == "feeling" else "y")
            stops.append(where(pilot))
        assert [key for _page, key in stops[:8]] == [
            *("menu", "footer", "moves", "pays", "plain", "deep", "chosen", "feeling")
        ]
        second = [("Page 2", key) for key in ("film?", "moves", "plain", "chosen", "feeling")]
        assert stops[8:] == [*second, ("Page 3", "film?")]
        await all_saved(pilot)
        assert menu(workspace) == [("pass", "own"), ("pass", "shared"), ("pass", "shared")]


async def test_where_it_stands_is_said_at_both_ends(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "down")
        await go_to_menu(pilot, 2)
        assert where(pilot) == ("Page 2", "menu")
        assert "Is asked at Page 1; answered here, it stands at both." in card(pilot)
        await go_to_menu(pilot, 1)
        await press(pilot, "n", "up")
        await all_saved(pilot)
        assert "Stands at 2 other touchpoints too." in card(pilot)
        await go_to_menu(pilot, 2)
        assert "As at Page 1: fail. Another verdict is for here alone." in card(pilot)


async def test_answered_first_at_a_later_page_it_stands_at_the_first_too(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await go_to_menu(pilot, 2)
        await press(pilot, "n")
        await all_saved(pilot)
        assert menu(workspace) == [("fail", "shared"), ("fail", "own"), ("fail", "shared")]
        await press(pilot, "/", *"page 1", "enter", *BOTH)
        assert where(pilot) == ("Page 1", "footer")


async def test_another_verdict_at_one_page_is_for_there_alone(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n")
        await go_to_menu(pilot, 2)
        await press(pilot, "y")
        await all_saved(pilot)
        assert isinstance(pilot.app.screen, WalkPlace), "nothing is asked"
        assert menu(workspace) == [("fail", "own"), ("pass", "own"), ("fail", "shared")]
        await go_to_menu(pilot, 2)
        assert "Differs from Page 1: fail there. del lets it stand as there again." in card(pilot)
        await press(pilot, "delete")
        await all_saved(pilot)
        assert menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]


async def test_changing_the_first_lets_the_others_follow(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n", "up", "y")
        assert "2 other touchpoints stand as here: Page 2, Page 3" in shown(pilot)
        assert "They follow: “pass”" in shown(pilot) and "They keep “fail”" in shown(pilot)
        await press(pilot, "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("pass", "own"), ("pass", "shared"), ("pass", "shared")]
        assert where(pilot) == ("Page 1", "footer")


async def test_changing_the_first_lets_the_others_keep_what_they_have(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n", "up", "y", "down", "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("pass", "own"), ("fail", "own"), ("fail", "own")]
        await press(pilot, "u")
        await until(
            pilot, lambda: menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]
        )
        await until(pilot, lambda: where(pilot) == ("Page 1", "menu"))


async def test_leaving_the_question_changes_nothing(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n", "up", "y", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert where(pilot) == ("Page 1", "menu") and "✗ fail" in card(pilot)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, WalkPlace), "the same verdict once more asks nothing"
        await all_saved(pilot)
        assert menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]


async def test_before_the_one_that_others_stand_as_it_asks_too(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await go_to_menu(pilot, 2)
        await press(pilot, "n")
        await go_to_menu(pilot, 1)
        assert "for here alone" not in card(pilot)
        await press(pilot, "y")
        assert "1 other touchpoint stands as here: Page 3" in shown(pilot)
        await press(pilot, "down", "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("pass", "own"), ("fail", "own"), ("fail", "own")]
        await press(pilot, "u")
        await until(pilot, lambda: menu(workspace)[0] == ("fail", "shared"))
        await go_to_menu(pilot, 1)
        await press(pilot, "y", "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("pass", "own"), ("fail", "own"), ("pass", "shared")]


async def test_taking_the_first_away_leaves_the_others_open_or_as_they_are(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n", "up", "delete")
        assert "They follow: open again" in shown(pilot)
        await press(pilot, "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("", "own")] * 3
        assert where(pilot) == ("Page 1", "menu")
        await press(pilot, "n", "up", "delete", "down", "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("fail", "shared"), ("fail", "own"), ("fail", "own")]


async def test_what_stands_as_at_another_page_cannot_be_taken_away_here(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n")
        await all_saved(pilot)
        await go_to_menu(pilot, 2)
        await press(pilot, "delete", "u")
        await until(pilot, lambda: menu(workspace) == [("", "own")] * 3)


async def test_taken_away_where_another_page_differs_the_question_says_what_they_become(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n")
        await go_to_menu(pilot, 2)
        await press(pilot, "p")
        await go_to_menu(pilot, 1)
        await press(pilot, "delete")
        assert "They follow: “partly”" in shown(pilot)
        await press(pilot, "enter")
        await all_saved(pilot)
        assert menu(workspace) == [("partly", "shared"), ("partly", "own"), ("partly", "shared")]


async def test_undo_of_a_shared_answer_takes_it_back_everywhere_and_stands_at_it(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n")
        await all_saved(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: where(pilot) == ("Page 1", "menu"))
        assert menu(workspace) == [("", "own")] * 3 and "✗" not in card(pilot)
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: where(pilot) == ("Page 1", "footer"))
        assert menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]
        await press(pilot, "up", "y", "enter")
        await all_saved(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: where(pilot) == ("Page 1", "menu"))
        assert menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]


async def test_undo_of_another_verdict_lets_it_stand_as_the_first_again(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "n")
        await go_to_menu(pilot, 3)
        await press(pilot, "y", "u")
        await until(pilot, lambda: where(pilot) == ("Page 3", "menu"))
        assert menu(workspace) == [("fail", "own"), ("fail", "shared"), ("fail", "shared")]


async def test_only_unanswered_passes_followers_over(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, *BOTH, "z")
        stops = []
        for _ in range(12):
            stops.append(where(pilot))
            await press(pilot, "down")
        assert [key for name, key in stops if name == "Page 2"] == ["film?", "moves", "plain", "chosen"]
        assert "only unanswered" in card(pilot)


async def test_what_another_program_answers_for_the_site_shows_and_is_not_asked(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    with by_bo(workspace) as other:
        async with running(workspace, WALK) as pilot:
            await press(pilot, *BOTH)
            await all_saved(pilot)
            other.audits.answer(check(other, 1, "menu").id, Verdict.FAIL)
            await until(pilot, lambda: "Stands at 2 other touchpoints too." in card(pilot))
            assert where(pilot) == ("Page 1", "menu")
            other.audits.answer(check(other, 2, "menu").id, Verdict.PASS)
            await until(pilot, lambda: "Stands at 1 other touchpoint too." in card(pilot))


async def test_what_another_has_changed_since_it_was_asked_is_not_written_over(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    with by_bo(workspace) as other:
        async with running(workspace, WALK) as pilot:
            await press(pilot, *BOTH, "n", "up", "y")
            assert isinstance(pilot.app.screen, ChooseDialog)
            other.audits.answer(check(other, 1, "menu").id, Verdict.PARTLY)
            await press(pilot, "enter")
            await until(pilot, lambda: "Bo has changed" in shown(pilot))
            assert menu(workspace) == [("partly", "own"), ("partly", "shared"), ("partly", "shared")]
            await press(pilot, "escape")
            await until(pilot, lambda: where(pilot) == ("Page 1", "menu") and "~ partly" in card(pilot))


async def test_the_rest_that_passes_does_not_write_over_what_another_answered(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    with by_bo(workspace) as other:
        async with running(workspace, WALK) as pilot:
            await press(pilot, *BOTH)
            await all_saved(pilot)
            other.audits.answer(check(other, 1, "plain").id, Verdict.FAIL)
            await press(pilot, "Y")
            await until(
                pilot,
                lambda: (
                    isinstance(pilot.app.screen, WhoseDialog)
                    or check(workspace, 1, "chosen").verdict is Verdict.PASS
                ),
            )
            if isinstance(pilot.app.screen, WhoseDialog):
                # The app had not heard of it yet.
                await press(pilot, "t")
            await until(pilot, lambda: check(workspace, 1, "chosen").verdict is Verdict.PASS)
            assert check(workspace, 1, "plain").verdict is Verdict.FAIL


async def test_beside_the_check_the_list_says_where_it_is_answered(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK, size=(200, 60)) as pilot:
        await press(pilot, *BOTH, "n")
        await all_saved(pilot)
        await go_to_menu(pilot, 2)
        assert "✗ Text of menu as at Page 1" in " ".join(said(pilot, CheckList).split())
        assert check(workspace, 2, "menu").origin is Origin.SHARED
