"""What measurements suggest, on one page before the walk: taken and refused one by one, or all of one kind at once."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import Verdict
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.suggested import SuggestedPlace
from screens.audit.walk import WalkPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import Size, app_of, open_place, place_of, press, running, said, shown
from tests.walks import audit_of

WALK = ("walk", 1)


def measure(workspace: Workspace) -> int:
    """Let measurements suggest that a check fails wherever it is asked, and that another passes at one place.

    Returns how many suggestions wait.
    """
    audit = audit_of(workspace, 1)
    asked = [
        (visit.touchpoint_id, (answer.check.checklist, answer.check.key))
        for visit in audit.visits
        for answer in visit.answers
        if not answer.check.shared and answer.check.gate is None
    ]
    names = [check for _point, check in asked]
    often = next(check for check in names if names.count(check) > 1)
    other = next(one for one in asked if one[1] != often)
    said = [(point, check, Verdict.FAIL) for point, check in asked if check == often]
    said.append((*other, Verdict.PASS))
    landings: list[Landing] = []
    for point, check, verdict in said:
        draft = EvidenceDraft(
            "measurement",
            "axe-core 4.8.2",
            date(2025, 11, 12),
            journey_id=audit.journey_id,
            touchpoint_id=point,
            page=f"https://shop.example/{len(landings)}",
            file="/nowhere/axe.json",
            sha256="a" * 64,
            origin="axe",
        )
        planned = PlannedSuggestion(point, *check, verdict, "3 × Images must have alternate text")
        landings.append(Landing("page", "", "", draft, (planned,)))
    plan = ImportPlan("axe", audit.journey_id, "axe.json", "a" * 64, tuple(landings))
    workspace.imports.write(plan, again=True)
    return len(landings)


def given(pilot: Pilot[None]) -> list[Verdict]:
    """Return the verdicts that are on disk."""
    audit = audit_of(app_of(pilot).workspace, 1)
    return [answer.verdict for visit in audit.visits for answer in visit.answers if answer.verdict]


def waiting(pilot: Pilot[None]) -> int:
    """Return how many suggestions wait on disk."""
    return len(app_of(pilot).workspace.reads.suggestions.waiting(1))


async def at_kind(pilot: Pilot[None], verdict: Verdict) -> SuggestedPlace:
    """Put the cursor on the first line of the kind with that verdict."""
    place = place_of(pilot, SuggestedPlace)
    await press(pilot, "home")
    while place.here is None or place.here.kind.verdict is not verdict:
        await press(pilot, "down")
    return place


async def test_a_walk_not_begun_tells_what_is_suggested_and_one_key_shows_it(opened: Opener) -> None:
    workspace = opened("shop")
    count = measure(workspace)
    async with running(workspace, WALK) as pilot:
        assert f"{count} answers are suggested by measurements: g s shows them." in shown(pilot)
        await press(pilot, "g", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SuggestedPlace))
        assert f"{count} wait" in shown(pilot)
        assert "axe-core 4.8.2, 12 Nov" in shown(pilot)


async def test_a_walk_under_way_tells_nothing(opened: Opener) -> None:
    workspace = opened("shop")
    answers = [answer for visit in audit_of(workspace, 1).visits for answer in visit.answers]
    workspace.audits.answer(answers[-1].id, Verdict.PASS)
    measure(workspace)
    async with running(workspace, WALK) as pilot:
        assert "suggested by measurements" not in shown(pilot)


async def test_one_key_takes_one_refuses_one_and_undo_brings_each_back(opened: Opener) -> None:
    workspace = opened("shop")
    count = measure(workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, SuggestedPlace(1))
        place = await at_kind(pilot, Verdict.FAIL)
        assert place.here is not None
        assert "measured: fail — 3 × Images must have alternate text" in said(pilot, "#told")
        await press(pilot, "y")
        assert given(pilot) == [Verdict.FAIL] and waiting(pilot) == count - 1
        await press(pilot, "n")
        assert given(pilot) == [Verdict.FAIL] and waiting(pilot) == count - 2
        assert f"{count - 2} wait" in shown(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: waiting(pilot) == count - 1)
        await press(pilot, "u")
        await until(pilot, lambda: waiting(pilot) == count)
        assert given(pilot) == []
        assert f"{count} wait" in shown(pilot)


@pytest.mark.parametrize(("key", "taken"), [("Y", True), ("N", False)])
async def test_all_of_one_kind_go_at_once_and_the_other_kind_stays(
    opened: Opener, key: str, taken: bool
) -> None:
    workspace = opened("shop")
    count = measure(workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, SuggestedPlace(1))
        place = await at_kind(pilot, Verdict.FAIL)
        await press(pilot, key)
        assert given(pilot) == ([Verdict.FAIL] * (count - 1) if taken else [])
        assert [kind.verdict for kind in place.kinds] == [Verdict.PASS]
        await press(pilot, "u")
        await until(pilot, lambda: waiting(pilot) == count)
        assert given(pilot) == []


async def test_what_a_person_has_answered_is_taken_only_one_by_one(opened: Opener) -> None:
    workspace = opened("shop")
    count = measure(workspace)
    async with running(workspace) as pilot:
        place = await open_place(pilot, SuggestedPlace(1))
        (answered,) = (kind.each[-1].answer.id for kind in place.kinds if kind.verdict is Verdict.FAIL)
        await press(pilot, "escape")
    workspace.audits.answer(answered, Verdict.PASS)
    workspace.evidence.delete([one.evidence_id for one in workspace.reads.suggestions.lines()])
    assert measure(workspace) == count
    async with running(workspace) as pilot:
        place = await open_place(pilot, SuggestedPlace(1))
        await press(pilot, ".", "y")
        assert [one.answer.id for kind in place.kinds for one in kind.each] == [answered]
        assert "answered: pass" in shown(pilot)
        await press(pilot, "y")
        assert given(pilot).count(Verdict.FAIL) == count - 1 and waiting(pilot) == 0


async def test_enter_goes_to_the_check_and_back(opened: Opener) -> None:
    workspace = opened("shop")
    measure(workspace)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "g", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SuggestedPlace))
        place = await at_kind(pilot, Verdict.FAIL)
        assert place.here is not None
        wanted = place.here.one.answer.id
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        course = place_of(pilot, WalkPlace).course
        assert course is not None and course.answer is not None and course.answer.id == wanted
        assert "measured: fail" in said(pilot, CheckCard)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)


async def test_when_nothing_is_left_that_is_said_and_enter_goes_on_with_the_walk(opened: Opener) -> None:
    workspace = opened("shop")
    count = measure(workspace)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "g", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SuggestedPlace))
        await press(pilot, ".", "y")
        assert "Nothing that was measured waits." in shown(pilot)
        assert len(given(pilot)) == count
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "g", "s", "u")
        await until(pilot, lambda: waiting(pilot) == count)
        assert f"{count} wait" in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_each_line_says_where_by_what_and_when(opened: Opener, size: Size) -> None:
    workspace = opened("shop")
    measure(workspace)
    async with running(workspace, size=size) as pilot:
        place = await open_place(pilot, SuggestedPlace(1))
        assert place.here is not None
        name = place.here.one.visit.touchpoint[:12]
        line = next(line for line in shown(pilot).splitlines() if name in line and "axe-core" in line)
        assert "3 × Images" in line and "12 Nov" in line
        assert "shop.example" in (line if size[0] >= 120 else said(pilot, "#told"))
