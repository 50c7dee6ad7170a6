"""An audit is looked at before anything is said in it, and made with the first that is."""

from __future__ import annotations

import pytest

from auditor.base.errors import ConflictError
from auditor.base.vocabulary import Depth, Verdict
from auditor.views.audits import Audit
from auditor.views.checks import Check
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import audit_of


def _asked(audit: Audit) -> list[tuple[int, list[Check]]]:
    return [(visit.touchpoint_id, [answer.check for answer in visit.answers]) for visit in audit.visits]


def test_looking_makes_nothing_and_shows_all_that_is_asked(workspace: Workspace, web_shop: int) -> None:
    before = workspace.reads.history.lines()
    seen = workspace.prospect(web_shop, None, Depth.STANDARD)
    assert seen.audit.depth is Depth.STANDARD and seen.audit.auditor == workspace.who
    assert workspace.reads.audits.lines() == []
    assert workspace.reads.history.lines() == before
    started = audit_of(workspace, workspace.audits.start(web_shop, None, depth=Depth.STANDARD))
    assert _asked(started) == _asked(seen.audit)


def test_it_begins_with_the_numbers_it_was_shown_with(workspace: Workspace, web_shop: int) -> None:
    seen = workspace.prospect(web_shop, None, Depth.CORE)
    first = seen.audit.visits[0].answers[0]
    with workspace.together():
        number = workspace.beginnings.begin(seen)
        workspace.audits.answer(first.id, Verdict.PASS, base=first)
    made = audit_of(workspace, number)
    assert number == seen.audit.id and made.visits[1:] == seen.audit.visits[1:]
    assert made.visits[0].answers[0].verdict is Verdict.PASS
    again = workspace.prospect(web_shop, None, Depth.CORE)
    assert again.audit.id != number, "what others begin gets numbers of its own"


def test_what_was_looked_at_is_not_begun_as_something_else(open_as: Opener, web_shop: int) -> None:
    kim, bo = open_as("Kim"), open_as("Bo")
    seen = kim.prospect(web_shop, None, Depth.CORE)
    bo.audits.start(web_shop, None)
    with pytest.raises(ConflictError):
        kim.beginnings.begin(seen)
    assert [line.auditor for line in kim.reads.audits.lines()] == ["Bo"]

    seen = kim.prospect(web_shop, None, Depth.CORE)
    journey = bo.reads.journeys.get(web_shop)
    assert journey is not None
    bo.stages.edit_touchpoint(journey.touchpoints[0].id, checklists=())
    with pytest.raises(ConflictError):
        kim.beginnings.begin(seen)
