"""Taking and refusing what measurements suggest: several at once, once a site, past what a gate has shut, undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from auditor.analysis.suggesting import Kind, kinds
from auditor.base.errors import NotFoundError
from auditor.base.vocabulary import Origin, Verdict
from auditor.library.templates import find_template
from auditor.sentences.history import describe
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing, PlannedSuggestion
from auditor.workspace import Workspace
from tests.conftest import NOWHERE, Opener
from tests.walks import audit_of, run_sql

SHARED = ("accessibility", "image-text")


@pytest.fixture
def audit(workspace: Workspace) -> Audit:
    """An audit of a web shop that is all of one site, just begun."""
    journey = workspace.journeys.new_from(find_template("web-shop", NOWHERE))
    return audit_of(workspace, workspace.audits.start(journey, "Kim"))


def asked(audit: Audit, check: tuple[str, str]) -> list[tuple[Visit, Answer]]:
    """Return where a check is asked, in the order of the walk."""
    return [
        (visit, answer)
        for visit in audit.visits
        for answer in visit.answers
        if (answer.check.checklist, answer.check.key) == check
    ]


def unshared(audit: Audit) -> tuple[str, str]:
    """Return a check that is asked at several touchpoints, at each for itself and whatever is there."""
    names = [
        (answer.check.checklist, answer.check.key)
        for visit in audit.visits
        for answer in visit.answers
        if not answer.check.shared and answer.check.gate is None
    ]
    return next(name for name in names if names.count(name) > 1)


def measure(
    workspace: Workspace,
    audit: Audit,
    check: tuple[str, str],
    said: Mapping[int, Verdict],
    tool: str = "axe-core 4.8.2",
) -> None:
    """Let a measurement suggest verdicts on a check, by touchpoint."""
    landings = []
    for point, verdict in said.items():
        draft = EvidenceDraft(
            "measurement",
            tool,
            date(2025, 11, 12),
            journey_id=audit.journey_id,
            touchpoint_id=point,
            file="/nowhere/axe.json",
            sha256="a" * 64,
            origin="axe",
        )
        planned = PlannedSuggestion(point, *check, verdict, "3 × Images must have alternate text")
        landings.append(Landing("page", "", "", draft, (planned,)))
    plan = ImportPlan("axe", audit.journey_id, "axe.json", "a" * 64, tuple(landings))
    workspace.imports.write(plan, again=True)


def waits(workspace: Workspace, audit: Audit) -> list[Kind]:
    """Return what waits for an audit, by kind."""
    return kinds(audit_of(workspace, audit.id), workspace.reads.suggestions.waiting(audit.id))


def numbers(found: list[Kind]) -> list[int]:
    """Return the numbers of suggestions."""
    return [one.suggestion.id for kind in found for one in kind.each]


def verdicts(workspace: Workspace, audit: Audit, check: tuple[str, str]) -> list[Verdict | None]:
    """Return the verdicts on a check, in the order of the walk."""
    return [answer.verdict for _visit, answer in asked(audit_of(workspace, audit.id), check)]


def last(workspace: Workspace) -> str:
    """Return what was done last, in words."""
    line = workspace.reads.history.to_undo()
    assert line is not None
    return describe(line)


def test_all_of_a_kind_is_taken_at_once_and_undone_as_one(workspace: Workspace, audit: Audit) -> None:
    check = unshared(audit)
    points = [visit.touchpoint_id for visit, _answer in asked(audit, check)]
    measure(workspace, audit, check, dict.fromkeys(points, Verdict.FAIL))
    (kind,) = waits(workspace, audit)
    assert (kind.verdict, len(kind.each)) == (Verdict.FAIL, len(points))
    assert workspace.audits.take_suggestions(audit.id, numbers([kind])) == len(points) > 1
    assert set(verdicts(workspace, audit, check)) == {Verdict.FAIL}
    assert waits(workspace, audit) == []
    assert all(one.taken for one in workspace.reads.suggestions.lines(audit.journey_id, settled=True))
    assert last(workspace) == f"Took {len(points)} answers that measurements suggest"
    workspace.undoing.undo()
    assert set(verdicts(workspace, audit, check)) == {None}
    assert len(numbers(waits(workspace, audit))) == len(points)
    workspace.undoing.redo()
    assert set(verdicts(workspace, audit, check)) == {Verdict.FAIL}


def test_a_fault_of_the_whole_site_is_answered_once_where_the_site_answers(
    workspace: Workspace, audit: Audit
) -> None:
    places = asked(audit, SHARED)
    leader, follower = places[0], places[1]
    measure(workspace, audit, SHARED, {follower[0].touchpoint_id: Verdict.FAIL})
    workspace.audits.take_suggestions(audit.id, numbers(waits(workspace, audit)))
    after = asked(audit_of(workspace, audit.id), SHARED)
    assert (after[0][1].id, after[0][1].verdict, after[0][1].origin) == (
        leader[1].id,
        Verdict.FAIL,
        Origin.OWN,
    )
    assert (after[1][1].verdict, after[1][1].origin) == (Verdict.FAIL, Origin.SHARED)
    (settled,) = workspace.reads.suggestions.lines(audit.journey_id, settled=True)
    assert settled.taken


def test_the_worst_that_was_measured_at_a_site_stands_for_it(workspace: Workspace, audit: Audit) -> None:
    points = [visit.touchpoint_id for visit, _answer in asked(audit, SHARED)]
    measure(workspace, audit, SHARED, {points[0]: Verdict.PASS, points[1]: Verdict.FAIL})
    (kind,) = waits(workspace, audit)
    assert kind.verdict is Verdict.FAIL
    workspace.audits.take_suggestions(audit.id, numbers([kind]))
    assert verdicts(workspace, audit, SHARED)[:2] == [Verdict.FAIL, Verdict.FAIL]
    settled = workspace.reads.suggestions.lines(audit.journey_id, settled=True)
    assert {one.verdict: one.taken for one in settled} == {Verdict.PASS: False, Verdict.FAIL: True}


def test_what_was_measured_better_at_another_page_of_a_site_that_fails_waits_for_nobody(
    workspace: Workspace, audit: Audit
) -> None:
    points = [visit.touchpoint_id for visit, _answer in asked(audit, SHARED)]
    measure(workspace, audit, SHARED, {points[0]: Verdict.FAIL, points[1]: Verdict.PASS})
    workspace.audits.take_suggestions(audit.id, numbers(waits(workspace, audit)))
    assert verdicts(workspace, audit, SHARED)[:2] == [Verdict.FAIL, Verdict.FAIL]
    assert waits(workspace, audit) == []


def test_where_the_site_was_answered_otherwise_it_differs_there(workspace: Workspace, audit: Audit) -> None:
    places = asked(audit, SHARED)
    workspace.audits.answer(places[0][1].id, Verdict.PASS)
    measure(workspace, audit, SHARED, {places[1][0].touchpoint_id: Verdict.FAIL})
    (kind,) = waits(workspace, audit)
    assert kind.still_open == []
    workspace.audits.take_suggestions(audit.id, numbers([kind]))
    assert verdicts(workspace, audit, SHARED)[:2] == [Verdict.PASS, Verdict.FAIL]


def test_what_the_site_says_already_is_only_settled(workspace: Workspace, audit: Audit) -> None:
    places = asked(audit, SHARED)
    workspace.audits.answer(places[0][1].id, Verdict.FAIL)
    measure(workspace, audit, SHARED, {places[1][0].touchpoint_id: Verdict.FAIL})
    assert workspace.audits.take_suggestions(audit.id, numbers(waits(workspace, audit))) == 1
    follower = asked(audit_of(workspace, audit.id), SHARED)[1][1]
    assert (follower.verdict, follower.origin) == (Verdict.FAIL, Origin.SHARED)
    assert waits(workspace, audit) == []


def test_what_is_not_there_is_passed_over(workspace: Workspace, audit: Audit) -> None:
    visit, answer = next(
        (visit, answer) for visit in audit.visits for answer in visit.answers if answer.check.gate is not None
    )
    gate = answer.check.gate
    assert gate is not None
    check = (answer.check.checklist, answer.check.key)
    measure(workspace, audit, check, {visit.touchpoint_id: Verdict.FAIL})
    (number,) = numbers(waits(workspace, audit))
    workspace.audits.tell_presence(visit.id, {gate.key: False})
    assert waits(workspace, audit) == []
    assert workspace.audits.take_suggestions(audit.id, [number]) == 0
    assert Verdict.FAIL not in verdicts(workspace, audit, check)
    workspace.audits.tell_presence(visit.id, {gate.key: True})
    assert numbers(waits(workspace, audit)) == [number]


def test_what_is_refused_waits_no_longer_until_that_is_undone(workspace: Workspace, audit: Audit) -> None:
    check = unshared(audit)
    points = [visit.touchpoint_id for visit, _answer in asked(audit, check)][:2]
    measure(workspace, audit, check, dict.fromkeys(points, Verdict.FAIL))
    measure(workspace, audit, check, dict.fromkeys(points, Verdict.FAIL), tool="Lighthouse 12")
    assert workspace.audits.refuse_suggestions(numbers(waits(workspace, audit))) == 2
    assert waits(workspace, audit) == []
    assert set(verdicts(workspace, audit, check)) == {None}
    settled = workspace.reads.suggestions.lines(audit.journey_id, settled=True)
    assert len(settled) == 4 and not any(one.taken for one in settled)
    assert last(workspace) == "Did not take 2 answers that measurements suggest"
    workspace.undoing.undo()
    assert len(numbers(waits(workspace, audit))) == 2


def test_the_history_names_the_one_check(workspace: Workspace, audit: Audit) -> None:
    check = unshared(audit)
    visit, answer = asked(audit, check)[0]
    measure(workspace, audit, check, {visit.touchpoint_id: Verdict.FAIL})
    (number,) = numbers(waits(workspace, audit))
    question = f"“{answer.check.text['en'][:20]}"
    workspace.audits.refuse_suggestions([number])
    assert last(workspace).startswith(f"Did not take what was measured of {question}")
    workspace.undoing.undo()
    workspace.audits.take_suggestions(audit.id, [number])
    assert last(workspace).startswith(f"Took what was measured of {question}")
    assert last(workspace).endswith(f"at “{visit.touchpoint}”: fail")


def test_two_sites_are_answered_each_for_itself(workspace: Workspace, audit: Audit) -> None:
    (first, _one), (second, _other) = asked(audit, SHARED)[:2]
    run_sql(
        workspace,
        "UPDATE touchpoint SET address = 'https://other.example' WHERE id = :id",
        id=second.touchpoint_id,
    )
    run_sql(
        workspace,
        "UPDATE touchpoint SET address = 'https://shop.example' WHERE id = :id",
        id=first.touchpoint_id,
    )
    measure(workspace, audit, SHARED, {first.touchpoint_id: Verdict.FAIL, second.touchpoint_id: Verdict.PASS})
    found = waits(workspace, audit)
    assert [kind.verdict for kind in found] == [Verdict.FAIL, Verdict.PASS]
    workspace.audits.take_suggestions(audit.id, numbers(found))
    assert verdicts(workspace, audit, SHARED)[:2] == [Verdict.FAIL, Verdict.PASS]
    assert all(one.taken for one in workspace.reads.suggestions.lines(audit.journey_id, settled=True))


def test_a_suggestion_that_is_not_there_is_told(workspace: Workspace, audit: Audit) -> None:
    with pytest.raises(NotFoundError, match="no suggestion number 99999"):
        workspace.audits.take_suggestions(audit.id, [99_999])
    with pytest.raises(NotFoundError, match="no suggestion number 99999"):
        workspace.audits.refuse_suggestions([99_999])


def test_in_a_round_a_suggestion_tells_nobody_what_somebody_answered(
    open_as: Opener, workspace: Workspace, web_shop: int
) -> None:
    number = workspace.rounds.start(web_shop, ["Kim", "Bo"], 1)
    line = workspace.reads.rounds.line(number)
    assert line is not None
    mine, theirs = (audit_of(workspace, line.audits[0].id), line.audits[1].id)
    check = unshared(mine)
    (visit, answer), (other_visit, _other) = asked(mine, check)[:2]
    points = {visit.touchpoint_id: Verdict.FAIL, other_visit.touchpoint_id: Verdict.FAIL}
    measure(workspace, mine, check, points)
    bo = open_as("Bo")
    assert len(numbers(waits(workspace, mine))) == 2
    workspace.audits.answer(answer.id, Verdict.FAIL)
    (waiting,) = numbers(waits(workspace, mine))
    assert workspace.audits.take_suggestions(mine.id, [waiting]) == 1
    assert numbers(waits(workspace, mine)) == [], "what is answered here waits here no longer"
    assert {one.settled for one in workspace.reads.suggestions.lines(settled=True)} == {None}
    assert len(bo.reads.suggestions.waiting(theirs)) == 2, "but for the others"
    workspace.audits.finish(mine.id)
    (visit, answer) = asked(audit_of(bo, theirs), check)[0]
    bo.audits.answer(answer.id, Verdict.PASS)
    bo.audits.finish(theirs)
    assert workspace.reads.suggestions.lines() == [], "all have finished, and their answers are newer"
    assert workspace.upkeep.check() == []
