"""What is there: asked before the checks that rest on it, one key each, proposed where it is known, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.base.vocabulary import Order, Origin, Verdict
from screens.audit.walk import WalkPlace
from screens.home.home import HomePlace
from screens.widgets.lines import KeyLine
from tests.held import held
from tests.screens.audit.one_site import (
    CHECKS,
    FILM,
    SHOP,
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
from tests.screens.shown import place_of, press, running, said, shown, type_ahead
from tests.screens.web_shop import nth


async def test_what_is_there_is_asked_first_one_key_each(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        assert f"What is there at Page 1? Checks of what is not there are passed over. ▶ {FILM}" in card(
            pilot
        )
        await press(pilot, "y")
        assert f"{FILM} yes ▶ {SHOP}" in card(pilot)
        await press(pilot, "n")
        assert "Text of menu" in card(pilot)
        await all_saved(pilot)
    assert page(workspace, 1).answered_gates == {"film": True, "shop": False}


async def test_checks_of_what_is_not_there_do_not_apply_and_are_not_stopped_at(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "n")
        stops = []
        for _ in range(5):
            stops.append(where(pilot)[1])
            await press(pilot, "y")
        assert stops == [key for key in CHECKS if key not in {"moves", "pays"}]
        assert where(pilot) == ("Page 1", "feeling")
        await all_saved(pilot)
        for key in ("moves", "pays"):
            answer = check(workspace, 1, key)
            assert (answer.verdict, answer.origin) == (Verdict.NOT_APPLICABLE, Origin.GATE)


async def test_a_check_of_what_is_not_there_says_so_and_takes_no_answer(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "n", "down", "down")
        assert where(pilot) == ("Page 1", "moves")
        assert f"Does not apply: “{FILM}” is answered no. . g answers that anew." in card(pilot)
        await press(pilot, "y", "p", "n", "x")
        assert where(pilot) == ("Page 1", "moves")
        assert check(workspace, 1, "moves").origin is Origin.GATE


async def test_a_later_yes_brings_back_what_was_answered(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y", "y", "y", "p")
        assert where(pilot) == ("Page 1", "pays")
        await press(pilot, ".", "g")
        assert where(pilot) == ("Page 1", "film?")
        await press(pilot, "n")
        await all_saved(pilot)
        assert check(workspace, 1, "moves").verdict is Verdict.NOT_APPLICABLE
        assert where(pilot) == ("Page 1", "shop?")
        await press(pilot, "up", "y")
        await all_saved(pilot)
        answer = check(workspace, 1, "moves")
        assert (answer.verdict, answer.origin) == (Verdict.PARTLY, Origin.OWN)


async def test_enter_takes_what_is_proposed_and_only_that(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    workspace.journeys.edit(1, gates={"shop": True})
    async with running(workspace, WALK) as pilot:
        assert f"▶ {FILM} ·" in card(pilot) and f"{SHOP} yes? (proposed)" in card(pilot)
        assert "enter take all that is proposed" in card(pilot)
        await press(pilot, "enter")
        assert where(pilot) == ("Page 1", "film?")
        assert "take all that is proposed" not in card(pilot)
        await press(pilot, "enter")
        assert where(pilot) == ("Page 1", "film?")
        await all_saved(pilot)
        assert page(workspace, 1).answered_gates == {"shop": True}


async def test_what_the_last_audit_found_is_proposed_and_can_be_told_otherwise(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, pages=1)
    workspace.audits.tell_presence(page(workspace, 1).id, {"film": False, "shop": True})
    workspace.audits.feel(page(workspace, 1).id, 1)
    workspace.audits.finish(1)
    again = workspace.audits.start(1, "Kim")
    async with running(workspace, ("walk", again)) as pilot:
        assert f"{FILM} no? (proposed)" in card(pilot) and f"{SHOP} yes? (proposed)" in card(pilot)
        await press(pilot, "y")
        assert f"{FILM} yes" in card(pilot) and where(pilot) == ("Page 1", "shop?")
        await press(pilot, "enter")
        assert where(pilot) == ("Page 1", "menu")
        await all_saved(pilot)
    assert page(workspace, 1, again).answered_gates == {"film": True, "shop": True}


async def test_enter_and_g_do_nothing_where_nothing_is_proposed_or_there(opened: Opener) -> None:
    workspace = opened("blank")
    stage = workspace.stages.add(workspace.journeys.new("Mine"), "Look")
    workspace.stages.add_touchpoint(stage, "Menu", checklists=["navigation"])
    workspace.audits.start(1, "Kim")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "enter", "g", "D", "s")
        assert "check 1 of 14" in card(pilot)


async def test_an_answer_is_taken_away_with_delete_and_asked_again(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "up", "delete")
        await all_saved(pilot)
        assert where(pilot) == ("Page 1", "film?") and f"▶ {FILM} ·" in card(pilot)
        assert page(workspace, 1).answered_gates == {}
        assert check(workspace, 1, "moves").verdict is None
        await press(pilot, "y", "y")
        assert where(pilot) == ("Page 1", "menu")


async def test_the_arrows_go_from_gate_to_gate_and_on_to_what_is_before_and_after(
    opened: Opener, tmp_path: Path
) -> None:
    async with running(open_site(opened, tmp_path), WALK) as pilot:
        stops = []
        for _ in range(3):
            stops.append(where(pilot)[1])
            await press(pilot, "down")
        assert stops == ["film?", "shop?", "menu"]
        await press(pilot, "up", "up")
        assert where(pilot) == ("Page 1", "film?")
        await press(pilot, "up")
        assert where(pilot) == ("Page 1", "film?")


async def test_undo_and_redo_of_a_gate_stand_at_it_and_after_it(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "n")
        await all_saved(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: where(pilot) == ("Page 1", "shop?"))
        assert check(workspace, 1, "pays").verdict is None and check(workspace, 3, "pays").verdict is None
        await press(pilot, "u")
        await until(pilot, lambda: where(pilot) == ("Page 1", "film?"))
        assert page(workspace, 1).answered_gates == {}
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: where(pilot) == ("Page 1", "shop?"))
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: where(pilot) == ("Page 1", "menu"))
        assert page(workspace, 1).answered_gates == {"film": True, "shop": False}
        assert check(workspace, 3, "pays").origin is Origin.GATE


async def test_after_undo_the_next_key_answers_the_gate_that_was_taken_back(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "u")
        await until(pilot, lambda: page(workspace, 1).answered_gates == {})
        await press(pilot, "n")
        await all_saved(pilot)
        assert page(workspace, 1).answered_gates == {"film": False}


async def test_a_gate_known_for_the_site_is_not_asked_again_and_says_where_it_is_answered(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "n", "n", "]")
        assert where(pilot) == ("Page 2", "film?")
        assert f"{SHOP} no as at Page 1" in card(pilot)
        await press(pilot, "y")
        assert where(pilot) == ("Page 2", "moves")
        await press(pilot, ".", "g", "down", "y")
        await all_saved(pilot)
        assert page(workspace, 2).answered_gates == {"film": True, "shop": True}
        assert check(workspace, 2, "pays").verdict is None
        assert check(workspace, 1, "pays").origin is Origin.GATE


async def test_thirty_keys_typed_ahead_through_gates_all_land_in_order(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, pages=4)
    first = "yn" + "ypnyxp" + "4"
    second, third = "n" + "yn" + "2", "y" + "pnx" + "5"
    async with running(workspace, WALK) as pilot:
        type_ahead(pilot, first + second + third + "y" + "ynp" + "1")
        await until(pilot, lambda: not isinstance(pilot.app.screen, WalkPlace))
    named = {"y": Verdict.PASS, "p": Verdict.PARTLY, "n": Verdict.FAIL, "x": Verdict.NOT_APPLICABLE}
    asked = [key for key in CHECKS if key != "pays"]
    one = {key: named[typed] for key, typed in zip(asked, first[2:8], strict=True)}
    assert verdicts(workspace, 1) == one | {"pays": Verdict.NOT_APPLICABLE}
    shared = {key: one[key] for key in ("menu", "footer", "deep")} | {"pays": Verdict.NOT_APPLICABLE}
    for number, (film, rest, feeling) in enumerate(
        [("x", "yn", -1), ("p", "nx", 2), ("y", "np", -2)], start=2
    ):
        own = dict(zip(("moves", "plain", "chosen"), (named[key] for key in film + rest), strict=True))
        assert verdicts(workspace, number) == shared | own
        assert page(workspace, number).feeling == feeling
    assert [page(workspace, number).answered_gates for number in range(1, 5)] == [
        {"film": True, "shop": False},
        {"film": False},
        {"film": True},
        {"film": True},
    ]


async def test_a_gate_that_cannot_be_saved_is_open_again_and_says_so(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.adapter.BUSY_TIMEOUT_MS", 50)
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        with held(workspace.location.path, reading=True):
            await press(pilot, "y")
            await until(pilot, lambda: "Another program" in shown(pilot))
            assert where(pilot) == ("Page 1", "film?") and f"▶ {FILM} ·" in card(pilot)
        await press(pilot, "n")
        await all_saved(pilot)
        assert page(workspace, 1).answered_gates == {"film": False}


async def test_where_what_follows_cannot_be_saved_either_the_gate_is_stood_at(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.adapter.BUSY_TIMEOUT_MS", 50)
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y")
        await all_saved(pilot)
        with held(workspace.location.path, reading=True):
            type_ahead(pilot, "ny")
            await press(pilot)
            await until(pilot, lambda: "Another program" in shown(pilot) and not course_of(pilot).is_guessing)
        assert where(pilot) == ("Page 1", "shop?")
        assert page(workspace, 1).answered_gates == {"film": True} and not verdicts(workspace, 1)


async def test_a_walk_that_was_left_amid_gates_is_taken_up_there(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "q")
    async with running(opened("blank")) as pilot:
        place_of(pilot, HomePlace)
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert where(pilot) == ("Page 1", "shop?")
        assert f"{FILM} yes ▶ {SHOP} ·" in card(pilot)


@pytest.mark.parametrize("times", [1, 2])
async def test_check_by_check_and_errand_by_errand_all_gates_come_first(opened: Opener, times: int) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, *"s" * times)
        course = course_of(pilot)
        assert course.order is (Order.CHECK, Order.ERRAND)[times - 1]
        gates = [step.gates for step in course.steps]
        assert any(gates) and gates == sorted(gates, reverse=True)


async def test_check_by_check_gates_lead_from_touchpoint_to_touchpoint(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "s")
        stops = []
        for key in "ynny":
            stops.append(where(pilot))
            await press(pilot, key)
        pages = ("Page 1", "Page 2", "Page 3")
        assert stops == [("Page 1", "film?"), ("Page 1", "shop?"), ("Page 2", "film?"), ("Page 3", "film?")]
        asked = []
        for _ in range(10):
            asked.append(where(pilot))
            await press(pilot, "y")
        once = [("Page 1", key) for key in ("menu", "footer", "moves")]
        plain = [(name, "plain") for name in pages]
        chosen = [(name, "chosen") for name in pages]
        assert asked == [*once, ("Page 3", "moves"), *plain, ("Page 1", "deep"), *chosen][:10]


async def test_space_goes_on_to_the_checks_without_answering(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "space")
        assert where(pilot) == ("Page 1", "menu")
        assert page(workspace, 1).answered_gates == {}


async def test_the_last_gate_answered_no_finishes_the_audit(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path, pages=1)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "space")
        for _ in CHECKS:
            key = "space" if where(pilot)[1] in {"moves", "pays"} else "y"
            await press(pilot, key)
        await press(pilot, "4")
        assert where(pilot) == ("Page 1", "film?"), "the first that is open"
        await press(pilot, "n", "n")
        await until(pilot, lambda: not isinstance(pilot.app.screen, WalkPlace))
    assert verdicts(workspace, 1).keys() == set(CHECKS)


async def test_gates_that_only_rest_of_others_need_are_not_walked_into(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path, pages=2)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "y")
        stops = [where(pilot)]
        for _ in range(8):
            await press(pilot, "down")
            stops.append(where(pilot))
        assert ("Page 2", "shop?") not in stops and ("Page 2", "film?") in stops


async def test_what_another_program_says_is_there_shows_and_the_walker_stays(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    other = opened("blank")
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y")
        await all_saved(pilot)
        other.audits.tell_presence(page(other, 1).id, {"film": False})
        await until(pilot, lambda: f"{FILM} no" in card(pilot))
        assert where(pilot) == ("Page 1", "shop?")
        await press(pilot, "n")
        assert where(pilot) == ("Page 1", "menu")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_keys_for_what_is_there_are_in_the_key_line(
    opened: Opener, tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = open_site(opened, tmp_path)
    workspace.journeys.edit(1, gates={"shop": True})
    async with running(workspace, WALK, size=size) as pilot:
        keys = said(pilot, KeyLine)
        assert "y yes" in keys and "n no" in keys and "enter take proposals" in keys
        assert "pass" not in keys and "comment" not in keys


async def test_a_gate_opened_in_the_list_beside_is_the_one_that_is_answered(
    opened: Opener, tmp_path: Path
) -> None:
    workspace = open_site(opened, tmp_path)
    async with running(workspace, WALK, size=(120, 40)) as pilot:
        checks = place_of(pilot, WalkPlace).checks
        checks.focus()
        await press(pilot, "down", "enter")
        assert where(pilot) == ("Page 1", "shop?")
        await press(pilot, "n")
        await all_saved(pilot)
        assert page(workspace, 1).answered_gates == {"shop": False}
        assert where(pilot) == ("Page 1", "film?")


async def test_errand_by_errand_begins_with_what_is_there_and_the_errands(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "s", "s")
        course = course_of(pilot)
        assert course.order is Order.ERRAND and course.is_at_gates
        while course.is_at_gates:
            await press(pilot, "n")
        assert course.answer is not None and course.answer.check.errand is not None
        assert "Errand: " in card(pilot)


async def test_looking_through_the_orders_comes_back_to_where_one_was(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "y", "s", "s", "s")
        assert course_of(pilot).order is Order.TOUCHPOINT and nth(2) in card(pilot)


async def test_a_gate_of_which_all_checks_are_answered_is_not_asked(opened: Opener, tmp_path: Path) -> None:
    workspace = open_site(opened, tmp_path, pages=1)
    for key in ("moves", "pays"):
        workspace.audits.answer(check(workspace, 1, key).id, Verdict.FAIL)
    async with running(workspace, WALK) as pilot:
        assert where(pilot)[1] not in {"film?", "shop?"}
        await press(pilot, ".", "g")
        assert where(pilot) == ("Page 1", "film?")
        await press(pilot, "delete", "n")
        await all_saved(pilot)
        assert check(workspace, 1, "moves").origin is Origin.GATE
