"""The walk by keys: one key a judgement, on disk before the screen says so, and never a key lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import cycle

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from auditor.base.vocabulary import Emotion, Order, Verdict
from auditor.views.audits import Audit, Visit
from auditor.walking.course import Course
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.walk import WalkPlace
from screens.findings.found import FoundPlace
from screens.home.home import HomePlace
from screens.widgets.lines import TitleLine
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, place_of, press, running, said, shown, type_ahead
from tests.screens.web_shop import checks_at, checks_of, names, nth
from tests.walks import visit_at

WALK = ("walk", 1)
NAVIGATION = "Home page, menu and search"
VERDICTS = {
    "y": Verdict.PASS,
    "p": Verdict.PARTLY,
    "n": Verdict.FAIL,
    "x": Verdict.NOT_APPLICABLE,
}


def course_of(pilot: Pilot[None]) -> Course:
    """Return the course of the walk in front."""
    course = place_of(pilot, WalkPlace).course
    assert course is not None
    return course


def audit_of(pilot: Pilot[None]) -> Audit:
    """Return the audit as it is on disk."""
    audit = app_of(pilot).workspace.reads.audits.get(1)
    assert audit is not None
    return audit


def card(pilot: Pilot[None]) -> str:
    """Return what the card in the middle says."""
    return said(pilot, CheckCard)


def verdicts(visit: Visit) -> list[Verdict | None]:
    return [answer.verdict for answer in visit.answers]


def on_disk(workspace: Workspace) -> dict[int, str]:
    """Return the verdicts that a program of its own finds in the database file."""
    assert workspace.location.path is not None
    with closing(sqlite3.connect(workspace.location.path)) as connection:
        return dict(connection.execute("SELECT id, verdict FROM answer WHERE verdict IS NOT NULL"))


@pytest.mark.parametrize(("key", "verdict"), VERDICTS.items())
async def test_one_key_answers_and_goes_on(opened: Opener, key: str, verdict: Verdict) -> None:
    async with running(opened("shop"), WALK) as pilot:
        assert nth(1) in card(pilot)
        await press(pilot, key)
        assert nth(2) in card(pilot)
        assert " saved " in shown(pilot).splitlines()[0]
        assert verdicts(audit_of(pilot).visits[0])[:2] == [verdict, None]


@pytest.mark.parametrize(("key", "score"), [("1", -2), ("2", -1), ("3", 0), ("4", 1), ("5", 2)])
async def test_one_key_gives_the_feeling_and_goes_on_to_the_next_touchpoint(
    opened: Opener, key: str, score: int
) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *"y" * checks_at())
        assert "How does the customer feel at Search engine?" in card(pilot)
        await press(pilot, key)
        assert f"› {names()[1]}" in card(pilot) and nth(1, names()[1]) in card(pilot)
        assert audit_of(pilot).visits[0].feeling == score


async def test_what_the_screen_calls_saved_is_on_disk(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened("shop")
    tell = TitleLine.tell
    said: list[str] = []

    async with running(workspace, WALK) as pilot:

        def compared(line: TitleLine, path: Sequence[str] | None = None, right: str | None = None) -> None:
            if right is not None:
                said.append(right)
            if right is not None and right.startswith("saved"):
                stored = on_disk(workspace)
                shown = [answer for visit in course_of(pilot).audit.visits for answer in visit.answers]
                assert {one.id: one.verdict for one in shown if one.verdict is not None} == stored
            tell(line, path, right)

        monkeypatch.setattr(TitleLine, "tell", compared)
        for key in "ynpx":
            await press(pilot, key)
        await until(pilot, lambda: said[-1].startswith("saved"))
        assert "saving …" in said
        assert len(on_disk(workspace)) == 4


async def test_a_hundred_keys_typed_ahead_all_land_in_order(opened: Opener) -> None:
    judged = cycle("ypnxyypnxyn")
    typed: dict[tuple[str, str], str] = {}
    keys = ""
    for name, feeling in zip(names(), "425", strict=False):
        new = {check.named: next(judged) for check in checks_of(name) if check.named not in typed}
        typed |= new
        keys += "".join(new.values()) + feeling
    keys += "3" + "yynyn" + "yypnx"
    async with running(opened("shop"), WALK) as pilot:
        still_open = course_of(pilot).open_steps
        type_ahead(pilot, keys)
        await until(
            pilot,
            lambda: (
                (f"5/{checks_at(NAVIGATION)}" in shown(pilot) or nth(6, NAVIGATION) in card(pilot))
                and " saved " in shown(pilot).splitlines()[0]
            ),
        )
        visits = audit_of(pilot).visits[:5]
        for visit in visits[:3]:
            assert verdicts(visit) == [VERDICTS[typed[answer.check.named]] for answer in visit.answers]
        assert list(visits[4].answered_gates.values()) == [True, True, False, True, False]
        assert verdicts(visits[4])[:6] == [*(VERDICTS[key] for key in keys[-5:]), None]
        assert [visit.feeling for visit in visits] == [1, -1, 2, 0, None]
        assert course_of(pilot).open_steps < still_open - 70


async def test_keys_of_the_other_kind_do_nothing(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *"y" * checks_at())
        await press(pilot, *"ypnx")
        assert audit_of(pilot).visits[0].feeling is None
        assert "How does the customer feel" in card(pilot)


async def test_the_feeling_can_be_noted_at_a_check_without_leaving_it(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "2")
        assert nth(2) in card(pilot)
        assert audit_of(pilot).visits[0].feeling == -1
        await until(pilot, lambda: "Noted for Search engine: sour" in shown(pilot))


async def test_going_back_shows_the_answer_and_another_key_changes_it(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "n", "up")
        assert "✗ fail" in card(pilot)
        await press(pilot, "backspace")
        assert "✓ pass" in card(pilot) and nth(1) in card(pilot)
        await press(pilot, "p")
        assert verdicts(audit_of(pilot).visits[0])[:3] == [Verdict.PARTLY, Verdict.FAIL, None]
        assert nth(2) in card(pilot)


async def test_space_goes_on_without_answering(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "space", "n")
        assert verdicts(audit_of(pilot).visits[0])[:3] == [None, Verdict.FAIL, None]


async def test_an_answer_and_a_feeling_can_be_taken_away(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "4", "up", "delete")
        assert verdicts(audit_of(pilot).visits[0])[0] is None
        assert nth(1) in card(pilot) and "✓" not in card(pilot)
        for _ in range(checks_at()):
            await press(pilot, "down")
        assert "How does the customer feel" in card(pilot)
        await press(pilot, "delete")
        assert audit_of(pilot).visits[0].feeling is None


async def test_a_comment_of_several_lines_is_kept_with_the_check(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "n", "up", "c", *"Third hit", "enter", *"only.", "ctrl+s")
        await until(pilot, lambda: "Comment: Third hit" in card(pilot))
        assert audit_of(pilot).visits[0].answers[0].note == "Third hit\nonly."
        assert nth(1) in card(pilot)
        await press(pilot, "c", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert audit_of(pilot).visits[0].answers[0].note == "Third hit\nonly."


async def test_a_comment_on_the_feeling(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *"y" * checks_at(), "c", *"Quick.", "ctrl+s")
        await until(pilot, lambda: "Comment: Quick." in card(pilot))
        assert audit_of(pilot).visits[0].note == "Quick."


async def test_leaving_a_comment_that_was_written_takes_escape_twice(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "c", *"Long story", "escape")
        assert pilot.app.screen.query_one(TextArea).text == "Long story"
        assert "esc again" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WalkPlace)
        await press(pilot, "c", "escape")
        assert isinstance(pilot.app.screen, WalkPlace)
        assert audit_of(pilot).visits[0].answers[0].note == ""


async def test_a_comment_that_cannot_be_kept_is_not_lost(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "c")
        pilot.app.screen.query_one(TextArea).text = "x" * 20_001
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "20001" in shown(pilot))
        assert len(pilot.app.screen.query_one(TextArea).text) == 20_001
        pilot.app.screen.query_one(TextArea).text = "x" * 20_000
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert len(audit_of(pilot).visits[0].answers[0].note) == 20_000


BACK = ("up", "up")
"""Back to the feeling at the first touchpoint, past what is there at the second."""


async def test_a_word_for_the_feeling_is_found_by_typing(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *"y" * checks_at(), "1", *BACK, ".", "m")
        assert "Which word fits the feeling at Search engine?" in shown(pilot)
        await press(pilot, *"worr", "enter")
        await until(pilot, lambda: "Word: worry" in card(pilot))
        assert audit_of(pilot).visits[0].emotion is Emotion.WORRY
        await press(pilot, "2", *BACK)
        assert "How does the customer feel at Search engine?" in card(pilot)
        assert audit_of(pilot).visits[0].emotion is Emotion.WORRY


async def test_jumping_by_name_and_by_brackets(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "slash", *"checkout", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert "Basket and checkout" in card(pilot) and "What is there at Basket and checkout?" in card(pilot)
        here = course_of(pilot)
        assert here.visit is not None
        await press(pilot, *"y" * len(here.standing.open_gates(here.visit)), "y", "]")
        assert "› Terms of purchase" in card(pilot)
        await press(pilot, "[")
        assert "Basket and checkout" in card(pilot) and nth(2, "Basket and checkout") in card(pilot)


async def test_a_name_that_is_not_there_leaves_the_dialog_open(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "slash", *"qqq", "enter")
        assert pilot.app.screen.query_one(Input).value == "qqq"
        await press(pilot, "escape")
        assert nth(1) in card(pilot)


async def test_one_check_across_all_touchpoints(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: course_of(pilot).order is Order.CHECK)
        keys = []
        for _ in course_of(pilot).steps:
            answer = course_of(pilot).answer
            if not course_of(pilot).is_at_gates:
                keys.append((answer.check.checklist, answer.check.key) if answer else ("", ""))
            course_of(pilot).go(1)
        runs = [key for place, key in enumerate(keys) if place == 0 or keys[place - 1] != key]
        assert len(runs) == len(set(runs)) < len(keys), "a check comes again after another"
        assert keys[-len(audit_of(pilot).visits) :] == [("", "")] * len(audit_of(pilot).visits)
        place_of(pilot, WalkPlace).show_now()
        assert "one check across all touchpoints" in card(pilot)


async def test_only_what_is_not_answered(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "space", "y", "space", "y", "up", "up", "z")
        await until(pilot, lambda: "only unanswered" in card(pilot))
        assert nth(4) in card(pilot)
        await press(pilot, "up")
        assert nth(2) in card(pilot)
        await press(pilot, "n")
        assert nth(4) in card(pilot)
        still_open = course_of(pilot).open_steps
        await press(pilot, "n")
        assert nth(6) in card(pilot)
        assert course_of(pilot).open_steps == still_open - 1


async def test_a_touchpoint_found_on_the_way_is_walked_at_once(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "a", "t", *"Comparison site")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Awareness › Comparison site" in card(pilot))
        walked = [visit.touchpoint for visit in audit_of(pilot).visits]
        assert walked[:3] == ["Search engine", "Comparison site", names()[1]]
        await press(pilot, "2")
        assert audit_of(pilot).visits[1].feeling == -1


async def test_an_action_of_ones_own_answers_the_finding(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "up", "a", "x")
        remedy = audit_of(pilot).visits[0].answers[0].check.remedy["en"]
        assert pilot.app.screen.query(Input).first().value == remedy
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert [line.title for line in workspace.reads.actions.ranking().all()] == [remedy]
        finding = workspace.reads.audits.findings(1)[0]
        assert finding.action_id is not None


async def test_undo_goes_back_to_what_was_judged_and_redo_too(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "n", "u")
        await until(pilot, lambda: nth(2) in card(pilot))
        assert verdicts(audit_of(pilot).visits[0])[:2] == [Verdict.PASS, None]
        assert "✗" not in card(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: nth(1) in card(pilot))
        assert verdicts(audit_of(pilot).visits[0])[:2] == [None, None]
        await press(pilot, "ctrl+r", "ctrl+r")
        await until(pilot, lambda: nth(3) in card(pilot))
        assert verdicts(audit_of(pilot).visits[0])[:2] == [Verdict.PASS, Verdict.FAIL]
        await press(pilot, *"y" * 20)
        assert "How does the customer feel at Search engine?" in card(pilot)
        await press(pilot, "5", "u")
        await until(pilot, lambda: "How does the customer feel at Search engine?" in card(pilot))
        assert audit_of(pilot).visits[0].feeling is None


async def test_quitting_and_taking_up_where_it_was(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *["]"] * names().index(NAVIGATION))
        await press(pilot, *"yyyyy", *"yyy", "q")
    async with running(opened("shop")) as pilot:
        place_of(pilot, HomePlace)
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await until(pilot, lambda: nth(4, NAVIGATION) in card(pilot))
        assert NAVIGATION in card(pilot)


async def test_the_last_judgement_finishes_and_shows_what_was_found(opened: Opener) -> None:
    workspace = opened("shop")
    for visit in audit_with(workspace).visits:
        for answer in visit.answers:
            workspace.audits.answer(answer.id, Verdict.PASS)
        workspace.audits.feel(visit.id, 1)
    last = audit_with(workspace).visits[-1]
    workspace.audits.feel(last.id, None)
    async with running(workspace, WALK) as pilot:
        assert "How does the customer feel at Recommends us to others?" in card(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundPlace))
        await until(pilot, lambda: "1 finding" in shown(pilot))
        assert audit_of(pilot).finished is not None
        assert workspace.reads.actions.ranking().total == 1


async def test_the_last_open_judgement_finishes_wherever_in_the_journey_it_is(opened: Opener) -> None:
    workspace = opened("shop")
    for visit in audit_with(workspace).visits:
        for answer in visit.answers:
            workspace.audits.answer(answer.id, Verdict.PASS)
        workspace.audits.feel(visit.id, 1)
    first = audit_with(workspace).visits[0].answers[0]
    workspace.audits.answer(first.id, None)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "/", *"search engine", "enter")
        assert nth(1) in card(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundPlace))
        assert audit_of(pilot).finished is not None


async def test_finishing_early_asks_first_and_can_be_taken_back(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "n", "f")
        assert "are still open. Finish all the same?" in shown(pilot)
        await press(pilot, "escape")
        assert audit_of(pilot).finished is None
        await press(pilot, "f", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundPlace))
        assert audit_of(pilot).finished is not None
        await press(pilot, "w", "u")
        await until(pilot, lambda: audit_of(pilot).finished is None)


async def test_answers_of_a_finished_audit_can_be_changed_and_the_list_follows(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.feel(visit_at(workspace, 1, -1).id, 1)
    workspace.audits.finish(1)
    async with running(workspace, WALK) as pilot:
        assert "finished" in shown(pilot).splitlines()[0]
        await press(pilot, "n")
        assert workspace.reads.actions.ranking().total == 1
        await press(pilot, "up", "y")
        assert workspace.reads.actions.ranking().total == 0


async def test_an_audit_that_is_deleted_elsewhere_leaves_the_walk_kindly(opened: Opener) -> None:
    other = opened("shop")
    async with running(opened("shop"), WALK) as pilot:
        other.audits.delete(1)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))


def audit_with(workspace: Workspace) -> Audit:
    """Return the only audit of a workspace."""
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    return audit


async def test_below_sixty_columns_there_is_the_check_alone(opened: Opener) -> None:
    async with running(opened("shop"), WALK, size=(59, 20)) as pilot:
        place = place_of(pilot, WalkPlace)
        visit = course_of(pilot).visit
        assert visit is not None and not place.visits.display
        assert f"{visit.stage} › {visit.touchpoint}" in " ".join(shown(pilot).split())
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: place.visits.display)
