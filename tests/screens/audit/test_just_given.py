"""What can be done at once: the rest of a list passes, and what was just given gets a comment, a word, its basis."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from auditor.base.vocabulary import Basis, Emotion, Verdict
from screens.audit.walk import WalkPlace
from screens.dialogs.write import WriteDialog
from screens.widgets.lines import KeyLine
from tests.screens.audit.one_site import WALK, all_saved, card, check, open_site, page, verdicts, where
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import press, running, said, shown
from tests.screens.web_shop import lists_at, names, nth
from tests.walks import audit_of

TOLD = "The feeling at Search engine: . m puts a word to it, . b its basis, c a comment."
SECOND = names()[1]
REST = "Y" * lists_at()
"""Lets all checks at the first touchpoint of the shop pass."""


async def test_the_rest_of_a_list_passes_with_one_key_and_one_undo(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "y", "n", "Y")
        assert where(pilot) == ("Page 1", "feeling")
        await until(pilot, lambda: "5 checks pass; u takes them back." in shown(pilot))
        given = verdicts(workspace, 1)
        assert given.pop("menu") is Verdict.FAIL and given.pop("moves") is Verdict.NOT_APPLICABLE
        assert set(given.values()) == {Verdict.PASS} and len(given) == 5
        assert verdicts(workspace, 2)["footer"] is Verdict.PASS
        await press(pilot, "u")
        await until(pilot, lambda: verdicts(workspace, 1).keys() == {"menu", "moves"})
        await until(pilot, lambda: where(pilot) == ("Page 1", "footer"))
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: len(verdicts(workspace, 1)) == 7)
        await until(pilot, lambda: where(pilot) == ("Page 1", "feeling"))


async def test_of_several_lists_only_the_one_here_passes(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "/", *"product page", "enter", "space")
        here = place_list(pilot.app.screen)
        await press(pilot, "Y")
        await all_saved(pilot)
        assert place_list(pilot.app.screen) != here
        visit = next(each for each in audit_of(workspace, 1).visits if each.touchpoint == "Product page")
        passed = {answer.check.checklist for answer in visit.answers if answer.verdict is Verdict.PASS}
        left = {answer.check.checklist for answer in visit.answers if answer.verdict is None}
        assert passed == {here} and left


def place_list(place: object) -> str:
    """Return the checklist where the walker stands."""
    assert isinstance(place, WalkPlace) and place.course is not None and place.course.answer is not None
    return place.course.answer.check.checklist


async def test_the_rest_is_only_offered_where_a_list_waits(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "Y")
        assert where(pilot) == ("Page 1", "film?") and not verdicts(workspace, 1)
        await press(pilot, "y", "y", "Y")
        await all_saved(pilot)
        assert where(pilot) == ("Page 1", "feeling")
        await press(pilot, "Y")
        assert page(workspace, 1).feeling is None and not verdicts(workspace, 2).keys() >= {"plain"}


async def test_where_one_check_is_left_it_passes_and_what_is_answered_stays(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", *"npxnp", "space", "n", "up", "up")
        assert where(pilot) == ("Page 1", "deep")
        await press(pilot, "Y")
        await until(pilot, lambda: "1 check passes; u takes it back." in shown(pilot))
        given = verdicts(workspace, 1)
        assert given["deep"] is Verdict.PASS and list(given.values()).count(Verdict.PASS) == 1


async def test_a_comment_on_the_answer_just_given_is_one_key(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", "n", "C")
        assert "Text of menu" in shown(pilot)
        await press(pilot, *"Long.", "ctrl+s")
        await until(pilot, lambda: check(workspace, 1, "menu").note == "Long.")
        assert where(pilot) == ("Page 1", "footer")
        await press(pilot, "down", "C")
        assert pilot.app.screen.query_one(TextArea).text == "Long.", "still the answer given last"


async def test_no_comment_on_the_last_before_anything_is_given_or_after_gates(
    opened: Opener, tmp_path: Path
) -> None:
    async with running(open_site(opened, tmp_path), WALK) as pilot:
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, WalkPlace)
        await press(pilot, "y", "C")
        assert isinstance(pilot.app.screen, WalkPlace)


async def test_word_basis_and_comment_are_of_the_feeling_just_given(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, "2")
        assert f"› {SECOND}" in card(pilot) and TOLD in card(pilot)
        await press(pilot, ".", "m", *"worr", "enter")
        await until(pilot, lambda: page(workspace, 1).emotion is Emotion.WORRY)
        await press(pilot, ".", "b")
        await until(pilot, lambda: page(workspace, 1).basis is Basis.OBSERVED)
        await press(pilot, "c", *"Slow.", "ctrl+s")
        await until(pilot, lambda: page(workspace, 1).note == "Slow.")
        assert page(workspace, 1).feeling == -1 and page(workspace, 2).answers[0].note == ""
        assert f"› {SECOND}" in card(pilot) and TOLD in card(pilot)


async def test_a_word_that_is_looked_for_first_is_kept_with_the_number(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, ".", "m", *"worr", "enter")
        await until(pilot, lambda: "How does it feel?" in shown(pilot))
        await press(pilot, "2")
        await until(pilot, lambda: page(workspace, 1).emotion is Emotion.WORRY)
        assert page(workspace, 1).feeling == -1 and f"› {SECOND}" in card(pilot)
        await press(pilot, ".", "m", "4")
        await until(pilot, lambda: page(workspace, 1).feeling == 1)
        assert page(workspace, 1).emotion is Emotion.WORRY and f"› {SECOND}" in card(pilot)


async def test_one_step_later_they_are_of_what_is_there(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, "2", "y")
        assert TOLD not in card(pilot)
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, WalkPlace), "there is no feeling here yet"
        await press(pilot, "c", *"Fees.", "ctrl+s")
        await until(pilot, lambda: page(workspace, 2).answers[1].note == "Fees.")
        assert page(workspace, 1).note == ""


async def test_who_comes_back_to_the_step_comments_on_its_check(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, "2", "space", "up")
        assert TOLD not in card(pilot) and nth(1, SECOND) in card(pilot)
        await press(pilot, "c", *"Fees.", "ctrl+s")
        await until(pilot, lambda: page(workspace, 2).answers[0].note == "Fees.")
        assert page(workspace, 1).note == ""


async def test_a_feeling_given_before_gates_can_be_commented_on_at_them(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", "Y", "4")
        assert where(pilot) == ("Page 2", "film?")
        assert "The feeling at Page 1: . m puts a word to it" in card(pilot)
        assert "c comment" in said(pilot, KeyLine)
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, WriteDialog)
        await press(pilot, *"Nice.", "ctrl+s")
        await until(pilot, lambda: page(workspace, 1).note == "Nice.")
        assert where(pilot) == ("Page 2", "film?")
        await press(pilot, "y", "up")
        await until(pilot, lambda: ". m puts a word" not in card(pilot))


async def test_a_feeling_taken_back_is_not_offered_a_word(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, "2", "u")
        await until(pilot, lambda: page(workspace, 1).feeling is None)
        await until(pilot, lambda: "How does the customer feel at Search engine?" in card(pilot))
        await press(pilot, "down")
        assert TOLD not in card(pilot)


async def test_a_touchpoint_that_is_gone_takes_what_was_given_there_last_with_it(opened: Opener) -> None:
    workspace = opened("shop")
    other = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, *REST, "2")
        assert TOLD in card(pilot)
        other.stages.delete_touchpoint(page(other, 1).touchpoint_id)
        await until(pilot, lambda: "Search engine" not in shown(pilot))
        await press(pilot, "C", "m")
        assert isinstance(pilot.app.screen, WalkPlace) and nth(1, SECOND) in card(pilot)


async def test_what_can_be_said_of_the_feeling_is_in_view_on_a_small_screen(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK, size=(80, 24)) as pilot:
        await press(pilot, *REST, "4")
        assert page(workspace, 2).answers[0].check.text["en"] in card(pilot) and TOLD in card(pilot)
