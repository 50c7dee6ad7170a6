"""What earlier audits say beforehand: how fast one judges, what is there, and what was chosen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from auditor.analysis.judgements import left_of
from auditor.base.errors import NotFoundError
from auditor.base.vocabulary import Depth, Verdict
from auditor.library.templates import Template, find_template
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Opener
from tests.walks import audit_of

START = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def web_shop(workspace: Workspace) -> int:
    """The number of a journey made from the web-shop template, which is one site."""
    return workspace.journeys.new_from(find_template("web-shop", NOWHERE))


def _finished(
    workspace: Workspace, journey: int, persona: int | None, gates: dict[str, bool], day: int
) -> int:
    """Make a finished audit in which the first visit that asks for a gate answers it."""
    with workspace.dated(lambda: START + timedelta(days=day)):
        audit = workspace.audits.start(journey, "Kim", persona)
        for gate, present in gates.items():
            visit = next(each for each in audit_of(workspace, audit).visits if gate in each.gates)
            workspace.audits.tell_presence(visit.id, {gate: present})
        workspace.audits.feel(audit_of(workspace, audit).visits[0].id, 1)
        workspace.audits.finish(audit)
    return audit


def _proposed(workspace: Workspace, audit: int, gate: str) -> set[bool | None]:
    """Return what is proposed for a gate, over all touchpoints that ask for it."""
    asked = audit_of(workspace, audit)
    found = workspace.reads.audits.proposed_gates(asked)
    return {found.get((visit.touchpoint_id, gate)) for visit in asked.visits if gate in visit.gates}


def test_each_depth_offers_as_many_judgements_as_an_audit_of_it_asks(
    workspace: Workspace, web_shop: int
) -> None:
    offers = {one.depth: one for one in workspace.depths(web_shop)}
    assert list(offers) == list(Depth)
    for depth, offer in offers.items():
        audit = workspace.audits.start(web_shop, "Kim", depth=depth)
        assert left_of(audit_of(workspace, audit)) == offer.judgements
        assert offer.minutes == round(offer.judgements * 25 / 60)
    assert workspace.depths(web_shop + 99) == []


def test_the_minutes_are_those_of_whoever_walks(workspace: Workspace, web_shop: int) -> None:
    moments = count()
    with workspace.dated(lambda: START + timedelta(seconds=7 * next(moments))):
        audit = workspace.audits.start(web_shop, "Anna")
        answers = [one for visit in audit_of(workspace, audit).visits for one in visit.answers]
        for answer in answers[:30]:
            workspace.audits.answer(answer.id, Verdict.PASS)
        anna = audit_of(workspace, audit).auditor_id
        assert workspace.reads.audits.pace(anna) == 25, "an audit in progress says nothing yet"
        workspace.audits.finish(audit)
    pace = workspace.reads.audits.pace(anna)
    assert pace % 7 == 0 and 7 <= pace < 25
    assert workspace.reads.audits.pace(anna + 99) == 25
    mine, hers = workspace.depths(web_shop), workspace.depths(web_shop, anna)
    assert [one.judgements for one in mine] == [one.judgements for one in hers]
    assert hers[-1].minutes < mine[-1].minutes


def test_what_the_last_audit_found_is_proposed_before_what_is_known_of_the_journey(
    workspace: Workspace, web_shop: int
) -> None:
    first = _finished(workspace, web_shop, None, {}, 0)
    assert _proposed(workspace, first, "payment") == {True}, "as its template says"
    assert _proposed(workspace, first, "login") == {None}
    _finished(workspace, web_shop, None, {"payment": False, "video": True}, 1)
    _finished(workspace, web_shop, None, {"payment": True}, 2)
    _finished(workspace, web_shop, None, {"payment": False}, 3)
    now = workspace.audits.start(web_shop, "Kim")
    assert _proposed(workspace, now, "payment") == {False}, "also where the site did not answer it itself"
    found = workspace.reads.audits.proposed_gates(audit_of(workspace, now))
    assert True in _proposed(workspace, now, "video"), "an older audit says what the newer does not"
    assert list(found.values()).count(True) < len(found)
    workspace.journeys.edit(web_shop, gates={"payment": True, "video": False})
    assert _proposed(workspace, now, "payment") == {False}
    assert _proposed(workspace, now, "video") == {True, False}, "and the journey where no audit does"


def test_what_another_persona_found_is_not_proposed(workspace: Workspace, web_shop: int) -> None:
    elder = workspace.journeys.add_persona(web_shop, "Elder")
    _finished(workspace, web_shop, elder, {"payment": False}, 0)
    first = workspace.reads.journeys.personas(web_shop)[0].id
    now = workspace.audits.start(web_shop, "Kim", first)
    assert _proposed(workspace, now, "payment") == {True}
    assert _proposed(workspace, workspace.audits.start(web_shop, "Kim", elder), "payment") == {False}


def test_what_was_chosen_is_proposed_to_the_next_audit_of_the_journey(
    workspace: Workspace, web_shop: int
) -> None:
    older = workspace.audits.start(web_shop, "Kim")
    assert workspace.reads.audits.proposed_items(older) == {}
    workspace.audits.choose(older, "items", ["Tent", "Boot"])
    workspace.audits.choose(older, "searches", ["tent"])
    newer = workspace.audits.start(web_shop, "Kim")
    workspace.audits.choose(newer, "items", ["Rope"])
    now = workspace.audits.start(web_shop, "Kim")
    assert workspace.reads.audits.proposed_items(now) == {"items": ["Rope"], "searches": ["tent"]}
    assert workspace.reads.audits.proposed_items(newer)["items"] == ["Tent", "Boot"]
    workspace.audits.delete(newer)
    assert workspace.reads.audits.proposed_items(now)["items"] == ["Tent", "Boot"]


def test_what_a_round_hides_is_not_proposed(open_as: Opener, web_shop_template: Template) -> None:
    """Who audits alone must not hear from proposals what the others chose or found."""
    anna = open_as("Anna")
    journey = anna.journeys.new_from(web_shop_template)
    anna.rounds.start(journey, ["Anna", "Bo"])
    own = next(line for line in anna.reads.audits.lines(journey) if not line.hidden)
    visit = next(each for each in audit_of(anna, own.id).visits if "payment" in each.gates)
    anna.audits.tell_presence(visit.id, {"payment": False})
    anna.audits.feel(visit.id, 1)
    anna.audits.finish(own.id)
    cilla = open_as("Cilla")
    now = cilla.audits.start(journey, "Cilla")
    assert _proposed(cilla, now, "payment") == {True}
    assert cilla.reads.audits.proposed_items(now) == {}


def test_a_journey_knows_only_gates_that_there_are(workspace: Workspace, web_shop: int) -> None:
    workspace.journeys.edit(web_shop, gates={"video": False, "payment": None})
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    assert journey.gates == {"bookings": False, "delivery": True, "subscriptions": False, "video": False}
    with pytest.raises(NotFoundError, match="video"):
        workspace.journeys.edit(web_shop, gates={"cinema": True})
    workspace.undoing.undo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    assert journey.gates == {"bookings": False, "delivery": True, "payment": True, "subscriptions": False}


def test_open_audits_follow_the_address_of_a_touchpoint(workspace: Workspace, web_shop: int) -> None:
    """A touchpoint that turns out to be of another site is asked itself what it only stood as elsewhere."""
    audit = workspace.audits.start(web_shop, "Kim")

    def shared() -> list[tuple[int, int]]:
        return [
            (visit.touchpoint_id, answer.id)
            for visit in audit_of(workspace, audit).visits
            for answer in visit.answers
            if answer.origin == "shared"
        ]

    for visit in audit_of(workspace, audit).visits:
        for answer in visit.answers:
            if (
                answer.check.shared
                and answer.verdict is None
                and (visit.touchpoint_id, answer.id) not in shared()
            ):
                workspace.audits.answer(answer.id, Verdict.PASS)
        if shared():
            break
    # The first that follows answers for itself once the one it follows has an address; the last goes on following.
    point, follower = shared()[-1]
    first = audit_of(workspace, audit).visits[0].touchpoint_id
    workspace.stages.edit_touchpoint(first, address="shop.example")
    assert (point, follower) in shared(), "the others are of the first site there is"
    workspace.stages.edit_touchpoint(point, address="other.example")
    assert (point, follower) not in shared()
    workspace.undoing.undo()
    assert (point, follower) in shared()
