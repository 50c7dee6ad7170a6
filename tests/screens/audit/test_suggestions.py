"""What a measurement suggests stands on the card of its check: s takes it, another answer settles it."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot

from auditor.base.vocabulary import Verdict
from auditor.views.audits import Answer
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion
from auditor.workspace import Workspace
from screens.audit.check_card import CheckCard
from screens.audit.walk import WalkPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, place_of, press, running, said, shown
from tests.screens.web_shop import nth

WALK = ("walk", 1)


def suggest(workspace: Workspace, audit: int = 1) -> None:
    """Let a measurement suggest that the first check of a walk that waits fails."""
    walk = workspace.reads.audits.get(audit)
    assert walk is not None
    visit, answer = next(
        (visit, answer) for visit in walk.visits for answer in visit.answers if answer.verdict is None
    )
    check = answer.check
    draft = EvidenceDraft(
        "measurement",
        "axe-core 4.8.2",
        date(2025, 11, 12),
        journey_id=walk.journey_id,
        touchpoint_id=visit.touchpoint_id,
        sha256="a" * 64,
        file="/nowhere/axe.json",
        origin="axe",
    )
    planned = PlannedSuggestion(
        visit.touchpoint_id,
        check.checklist,
        check.key,
        Verdict.FAIL,
        "3 × Images must have alternate text [/]",
    )
    landing = Landing("page", "", "", draft, (planned,))
    workspace.imports.write(ImportPlan("axe", walk.journey_id, "axe.json", "a" * 64, (landing,)))


def first(pilot: Pilot[None]) -> Answer:
    """Return the first answer as it is on disk."""
    audit = app_of(pilot).workspace.reads.audits.get(1)
    assert audit is not None
    return audit.visits[0].answers[0]


async def test_one_key_takes_what_is_suggested(opened: Opener) -> None:
    workspace = opened("shop")
    suggest(workspace)
    async with running(workspace, WALK) as pilot:
        card = " ".join(said(pilot, CheckCard).split())
        assert "measured: fail — 3 × Images must have" in card
        assert "text [/] (axe-core 4.8.2, 12 Nov" in card
        assert "= ✗ measured: fail" in card
        await press(pilot, "=")
        assert first(pilot).verdict is Verdict.FAIL
        assert nth(2) in said(pilot, CheckCard)
        await press(pilot, "up")
        assert "measured" not in said(pilot, CheckCard)
        await press(pilot, "u")
        assert first(pilot).verdict is None
        assert "measured" in said(pilot, CheckCard)


async def test_another_answer_settles_it(opened: Opener) -> None:
    workspace = opened("shop")
    suggest(workspace)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "y", "up")
        await until(pilot, lambda: "measured" not in said(pilot, CheckCard))
        (settled,) = workspace.reads.suggestions.lines(settled=True)
        assert settled.settled is not None and not settled.taken


async def test_without_a_suggestion_the_key_does_nothing(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, "s")
        assert first(pilot).verdict is None
        assert place_of(pilot, WalkPlace).course is not None
        assert "take it" not in shown(pilot)
