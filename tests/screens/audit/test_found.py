"""What an audit found: where enter leads, and the need then beside the need now."""

from __future__ import annotations

from auditor.analysis.need import need_of
from auditor.base.i18n import percent
from auditor.base.vocabulary import Verdict
from auditor.views.audits import Found, Visit
from screens.actions.actions import ActionsPlace
from screens.audit.found import FoundPlace
from screens.map.touchpoint_card import TouchpointCard
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown


async def test_enter_opens_what_the_cursor_stands_on(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await open_place(pilot, FoundPlace(1))
        assert isinstance(place.here, Visit)
        visited = place.here.touchpoint_id
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))
        assert place_of(pilot, TouchpointCard).touchpoint_id == visited
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        await press(pilot, "end", "up", "up", "up")
        assert isinstance(place.here, Found)
        action = place.here.action_id
        assert action is not None
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionsPlace))
        under = place_of(pilot, ActionsPlace).action
        assert under is not None and under.id == action


async def test_the_need_is_that_of_the_audit_with_the_one_now_beside(opened: Opener) -> None:
    workspace = opened("listed")
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    first = audit.visits[0]
    later = workspace.audits.start(1, "Kim", audit.persona_id)
    walked = workspace.reads.audits.get(later)
    assert walked is not None
    workspace.audits.feel(walked.visits[0].id, 2)
    for answer in walked.visits[0].answers:
        workspace.audits.answer(answer.id, Verdict.PASS)
    workspace.audits.finish(later)
    now = workspace.reads.audits.get(1)
    assert now is not None and now.visits[0].need == 0 < need_of(first)
    async with running(workspace, size=(120, 40)) as pilot:
        await open_place(pilot, FoundPlace(1))
        line = next(line for line in shown(pilot).splitlines() if first.touchpoint[:12] in line)
        assert f"need {percent(need_of(first))}" in line and f"now {percent(0)}" in line
