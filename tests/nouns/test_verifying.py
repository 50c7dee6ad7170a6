"""A persona is verified by evidence that is there, and only as long as it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Standing
from auditor.views.evidence import EvidenceDraft
from auditor.views.journeys import Verification
from auditor.workspace import Workspace

TODAY = date.today()


@pytest.fixture
def kim(workspace: Workspace, web_shop: int) -> int:
    """The number of a persona."""
    return workspace.journeys.add_persona(web_shop, "Kim")


def _interview(workspace: Workspace, persona: int | None, journey: int | None = None, age: int = 0) -> int:
    draft = EvidenceDraft(
        "interview", "Talks", TODAY - timedelta(days=age), journey_id=journey, persona_id=persona, people=5
    )
    return workspace.evidence.add(draft)


def _now(workspace: Workspace, journey: int, persona: int) -> Verification:
    personas = workspace.reads.journeys.personas(journey)
    return next(one.verification for one in personas if one.id == persona)


def test_all_that_is_about_a_persona_verifies_it_and_undo_takes_that_back(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    pieces = [_interview(workspace, kim, age=9), _interview(workspace, kim)]
    _interview(workspace, None, web_shop)
    workspace.journeys.verify_persona(kim, "", evidence=None)
    found = _now(workspace, web_shop, kim)
    assert (found.state, sorted(found.evidence), found.people) == (Standing.VERIFIED, pieces, 10)
    assert (found.newest, found.until) == (TODAY, TODAY + timedelta(days=366))
    workspace.journeys.verify_persona(kim, "", evidence=pieces[:1])
    assert _now(workspace, web_shop, kim).evidence == (pieces[0],)
    workspace.undoing.undo()
    assert _now(workspace, web_shop, kim) == found
    workspace.journeys.verify_persona(kim, "")
    assert _now(workspace, web_shop, kim) == Verification()


def test_deleting_the_evidence_takes_it_out_and_undo_puts_it_back(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    piece = _interview(workspace, kim)
    workspace.journeys.verify_persona(kim, "", evidence=[piece])
    workspace.evidence.delete([piece])
    found = _now(workspace, web_shop, kim)
    assert (found.state, found.evidence, found.since) == (Standing.AGAIN, (), TODAY)
    workspace.undoing.undo()
    assert _now(workspace, web_shop, kim).state is Standing.VERIFIED


def test_a_superseded_survey_verifies_nothing(workspace: Workspace, web_shop: int, kim: int) -> None:
    old, new = (
        workspace.evidence.add(
            EvidenceDraft("survey", "Exit", TODAY - timedelta(days=age), persona_id=kim, people=40)
        )
        for age in (9, 2)
    )
    workspace.journeys.verify_persona(kim, "", evidence=[old])
    found = _now(workspace, web_shop, kim)
    assert (found.state, found.evidence, found.since) == (Standing.AGAIN, (), TODAY - timedelta(days=2))
    workspace.journeys.verify_persona(kim, "", evidence=[old, new])
    assert (_now(workspace, web_shop, kim).evidence, _now(workspace, web_shop, kim).people) == ((new,), 40)


def test_evidence_about_another_verifies_nothing_here(workspace: Workspace, web_shop: int, kim: int) -> None:
    bo = workspace.journeys.add_persona(web_shop, "Bo")
    other = workspace.journeys.new("Other")
    for piece in (_interview(workspace, bo), _interview(workspace, None, other)):
        with pytest.raises(RefusedError, match=f"Evidence {piece}"):
            workspace.journeys.verify_persona(kim, "", evidence=[piece])
    assert _now(workspace, web_shop, kim) == Verification()
