"""Findings in the follow-up: what became of each from one audit to the next, by name, and how many were open."""

from __future__ import annotations

from screens.findings.finding import FindingPlace
from screens.journey.follow_up import FollowUpPlace
from tests.screens.conftest import Opener
from tests.screens.findings.listing import walk_again
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown


async def test_what_became_of_findings_is_counted_and_each_is_named(opened: Opener) -> None:
    workspace = opened("listed")
    gone, new = walk_again(workspace)
    async with running(workspace, size=(120, 400)) as pilot:
        await open_place(pilot, FollowUpPlace(1))
        text = shown(pilot)
        assert "Findings: 1 new, 1 gone" in text
        assert new.name in text.split("New findings · 1")[1].split("Findings that are gone · 1")[0]
        assert gone.name in text.split("Findings that are gone · 1")[1].split("still there")[0]
        await press(pilot, "z")
        assert "New findings" not in shown(pilot)
        await press(pilot, "v")
        assert "Open findings:" in shown(pilot) and "Longest open" in shown(pilot)
        await press(pilot, "home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FindingPlace))
        assert place_of(pilot, FindingPlace).finding is not None
