"""What an audit found: the need of its touchpoints then, beside the need now."""

from __future__ import annotations

from auditor.analysis.need import need_of
from auditor.base.i18n import percent
from auditor.base.vocabulary import Verdict
from screens.findings.found import FoundPlace
from tests.screens.conftest import Opener
from tests.screens.shown import open_place, running, shown


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
    async with running(workspace, size=(120, 700)) as pilot:
        await open_place(pilot, FoundPlace(1))
        line = next(
            line for line in shown(pilot).splitlines() if first.touchpoint[:12] in line and "need" in line
        )
        assert f"need {percent(need_of(first))}" in line and f"now {percent(0)}" in line
