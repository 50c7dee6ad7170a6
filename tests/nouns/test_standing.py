"""What stands now: finished before drafts, of each check the newest, and everything inside, at every change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from auditor.analysis.mapping import Layer, curve, named
from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Verdict
from auditor.views.audits import Differing, Ground, TouchpointSummary, last_audit
from auditor.views.maps import JourneyMap, MapPoint
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import audit_of, run_sql, visit_at


def _small(workspace: Workspace, name: str, *points: str, checklists: tuple[str, ...] = ()) -> list[int]:
    """Make a journey with touchpoints that matter most of all; return its number, then theirs."""
    journey = workspace.journeys.new(name)
    stage = workspace.reads.journeys.get(journey).stages[0].id  # type: ignore[union-attr]
    made = [
        workspace.stages.add_touchpoint(stage, point, importance=5, checklists=checklists) for point in points
    ]
    return [journey, *made]


def _map(workspace: Workspace, journey: int) -> JourneyMap:
    found = workspace.reads.maps.get(journey)
    assert found is not None
    return found


def _point(workspace: Workspace, journey: int, place: int = 0) -> MapPoint:
    return _map(workspace, journey).points[place]


def _need(workspace: Workspace, point: int) -> float:
    found = workspace.reads.journeys.touchpoint(point)
    assert found is not None
    return found[0].need


def _line(workspace: Workspace, journey: int, place: int = 0) -> TouchpointSummary:
    return workspace.reads.audits.summary(journey)[place]


def _grounds(workspace: Workspace, point: int) -> dict[str, Ground]:
    return {ground.persona: ground for ground in workspace.reads.actions.grounds(point)}


def _feel(workspace: Workspace, journey: int, persona: str, score: int, finish: bool = True) -> int:
    """Walk a journey for a persona with a feeling at its first touchpoint."""
    personas = {one.name: one.id for one in workspace.reads.journeys.personas(journey)}
    audit = workspace.audits.start(
        journey, "Kim", personas.get(persona), "" if persona in personas else persona
    )
    workspace.audits.feel(visit_at(workspace, audit, 0).id, score)
    if finish:
        workspace.audits.finish(audit)
    return audit


def _say(workspace: Workspace, audit: int, *verdicts: Verdict, finish: bool = True) -> None:
    """Answer the first checks of the first touchpoint of an audit."""
    for answer, verdict in zip(visit_at(workspace, audit, 0).answers, verdicts, strict=False):
        workspace.audits.answer(answer.id, verdict)
    if finish:
        workspace.audits.finish(audit)


def test_one_answer_in_somebody_elses_unfinished_walk_moves_nothing(open_as: Opener) -> None:
    kim, bo = open_as("Kim"), open_as("Bo")
    journey, point = _small(kim, "Shop", "Desk", checklists=("findability",))
    audit = kim.audits.start(journey, "Kim")
    kim.audits.feel(visit_at(kim, audit, 0).id, -2)
    _say(kim, audit, *[Verdict.FAIL] * 4)
    before, shown, actions = _line(kim, journey), _point(kim, journey), kim.reads.actions.ranking().all()
    assert (_need(kim, point), before.failed, before.draft) == (1, 4, False)
    other = bo.audits.start(journey, "Bo")
    _say(bo, other, Verdict.PASS, finish=False)
    assert _need(bo, point) == 1
    assert bo.reads.actions.ranking().all() == actions
    beside = _line(bo, journey)
    assert beside.drafted is not None
    assert (beside.drafted.audit_id, beside.drafted.answered) == (other, 1)
    assert replace(beside, drafted=None) == before
    assert replace(_point(bo, journey), drafted=None) == shown
    bo.audits.feel(visit_at(bo, other, 0).id, 2)
    assert (_need(bo, point), _point(bo, journey).feelings) == (1, shown.feelings)
    bo.audits.finish(other)
    (ground,) = bo.reads.actions.grounds(point)
    assert (ground.feeling, ground.audits, ground.felt_audits) == (2, (audit, other), (other,))
    assert _need(bo, point) == pytest.approx(ground.weight_failed / ground.weight_asked) == pytest.approx(0.7)
    assert bo.upkeep.check() == []
    bo.undoing.undo()
    assert _need(bo, point) == 1
    assert bo.upkeep.check() == []


def test_where_nothing_is_finished_the_draft_stands_and_is_named(workspace: Workspace) -> None:
    journey, point = _small(workspace, "Shop", "Desk", checklists=("findability",))
    audit = _feel(workspace, journey, "Ann", -1, finish=False)
    _say(workspace, audit, Verdict.FAIL, Verdict.PASS, finish=False)
    line, shown = _line(workspace, journey), _point(workspace, journey)
    assert (line.draft, line.feeling, line.failed, line.passed) == (True, -1, 1, 1)
    assert shown.draft and shown.drafted is not None and shown.drafted.answered == 2
    assert _grounds(workspace, point)["Ann"].draft
    assert _need(workspace, point) == 0.75
    workspace.audits.finish(audit)
    line = _line(workspace, journey)
    assert (line.draft, line.drafted, _need(workspace, point)) == (False, None, 0.75)
    workspace.audits.reopen(audit)
    assert _line(workspace, journey).draft
    assert workspace.upkeep.check() == []


def test_a_persona_known_from_a_draft_alone_takes_no_part_in_the_mean(workspace: Workspace) -> None:
    journey, point = _small(workspace, "Shop", "Desk")
    _feel(workspace, journey, "Ann", 2)
    _feel(workspace, journey, "Eva", -2, finish=False)
    journey_map = _map(workspace, journey)
    ann, eva = journey_map.personas
    assert curve(journey_map, Layer.NEWEST) == [2]
    assert curve(journey_map, Layer.NEWEST, eva.id) == [-2]
    felt = journey_map.points[0].feelings
    assert (felt[ann.id].draft, felt[eva.id].draft, journey_map.points[0].draft) == (False, True, False)
    assert _need(workspace, point) == 0
    assert named(journey_map).persona_gap is None


def test_of_each_check_the_worst_of_the_personas_is_counted_once(workspace: Workspace) -> None:
    journey, point = _small(workspace, "Shop", "Desk", checklists=("findability",))
    _say(workspace, workspace.audits.start(journey, "Kim", persona="Ann"), Verdict.PASS, Verdict.FAIL)
    _say(workspace, workspace.audits.start(journey, "Kim", persona="Eva"), Verdict.PARTLY, Verdict.PASS)
    line = _line(workspace, journey)
    assert (line.passed, line.partly, line.failed, line.answered) == (0, 1, 1, 2)
    assert sorted(str(one.verdict) for one in workspace.reads.audits.newest_failed(point)) == [
        "fail",
        "partly",
    ]
    shares = {name: one.weight_failed / one.weight_asked for name, one in _grounds(workspace, point).items()}
    assert _need(workspace, point) == pytest.approx(max(shares.values()))


def test_auditors_who_looked_on_their_own_and_differ_are_named(open_as: Opener) -> None:
    kim, bo = open_as("Kim"), open_as("Bo")
    journey, _point_id = _small(kim, "Shop", "Desk", checklists=("findability",))
    _say(kim, kim.audits.start(journey, "Kim"), Verdict.PASS, Verdict.FAIL)
    assert _line(kim, journey).differing is None
    other = bo.audits.start(journey, "Bo")
    bo.audits.feel(visit_at(bo, other, 0).id, 1)
    _say(bo, other, Verdict.PARTLY, Verdict.FAIL, finish=False)
    assert _line(kim, journey).differing is None, "one of them is not done"
    bo.audits.finish(other)
    assert _line(kim, journey).differing == Differing(1, False)
    assert _point(kim, journey).differing == Differing(1, False)
    again = kim.audits.start(journey, "Kim")
    kim.audits.feel(visit_at(kim, again, 0).id, -1)
    _say(kim, again, Verdict.PARTLY)
    assert _line(kim, journey).differing == Differing(0, True), "they agree by now, but for what they felt"


def _three_levels(workspace: Workspace) -> tuple[list[int], list[int], list[int]]:
    outer = _small(workspace, "Shop", "Till", "Desk")
    inner = _small(workspace, "Paying", "Card")
    deepest = _small(workspace, "Code", "PIN", checklists=("findability",))
    workspace.stages.open_into(outer[1], inner[0])
    workspace.stages.open_into(inner[1], deepest[0])
    return outer, inner, deepest


def test_what_is_felt_and_failed_inside_counts_outside_at_any_depth(workspace: Workspace) -> None:
    outer, inner, deepest = _three_levels(workspace)
    _feel(workspace, outer[0], "Regular", 1)
    _feel(workspace, outer[0], "Newcomer", 2)
    assert _need(workspace, outer[1]) == 0.25
    audit = _feel(workspace, deepest[0], "REGULAR", -2, finish=False)
    assert _need(workspace, outer[1]) == 0.25, "a draft inside moves nothing that is finished outside"
    workspace.audits.finish(audit)
    assert [_need(workspace, point) for point in (outer[1], inner[1], deepest[1])] == [1, 1, 1]
    journey_map = _map(workspace, outer[0])
    regular, newcomer = journey_map.personas
    assert curve(journey_map, Layer.NEWEST, regular.id)[0] == -2
    assert curve(journey_map, Layer.NEWEST, newcomer.id)[0] == 2
    assert curve(journey_map, Layer.NEWEST)[0] == _line(workspace, outer[0]).feeling == 0
    found = named(journey_map)
    assert found.persona_gap is not None and (found.persona_gap.first, found.persona_gap.second) == (-2, 2)
    assert found.remembered[0] == (regular.id, -2, -2)
    ground = _grounds(workspace, outer[1])["Regular"]
    assert (ground.feeling, ground.inside, ground.felt_audits) == (-2, True, (audit,))
    workspace.audits.feel(visit_at(workspace, audit, 0).id, None)
    _say(workspace, audit, Verdict.FAIL, Verdict.PASS, finish=False)
    ground = _grounds(workspace, outer[1])["Regular"]
    assert ground.audits == (audit,) and ground.feeling == 1
    assert _need(workspace, outer[1]) == pytest.approx(ground.weight_failed / ground.weight_asked)
    assert workspace.upkeep.check() == []


def test_who_is_known_only_inside_stands_under_their_own_name(workspace: Workspace) -> None:
    outer, inner, _deepest = _three_levels(workspace)
    _feel(workspace, outer[0], "Regular", 1)
    _feel(workspace, inner[0], "Guest", -2)
    journey_map = _map(workspace, outer[0])
    assert [one.name for one in journey_map.everybody] == ["Regular", "Guest"]
    assert curve(journey_map, Layer.NEWEST)[0] == -0.5
    assert _grounds(workspace, outer[1])["Guest"].feeling == -2
    assert _need(workspace, outer[1]) == 1


CHANGES: dict[str, Callable[[Workspace, list[int], list[int], list[int]], object]] = {
    "closed": lambda w, outer, _inner, _deepest: w.stages.open_into(outer[1], None),
    "touchpoint deleted": lambda w, _outer, _inner, deepest: w.stages.delete_touchpoint(deepest[1]),
    "stage deleted": lambda w, _outer, inner, _deepest: w.stages.delete(_map(w, inner[0]).points[0].stage_id),
    "journey deleted": lambda w, _outer, inner, _deepest: w.journeys.delete(inner[0]),
    "audit deleted": lambda w, *_journeys: w.audits.delete(w.reads.audits.lines()[0].id),
    "audit reopened": lambda w, *_journeys: w.audits.reopen(w.reads.audits.lines()[0].id),
    "only planned": lambda w, _outer, inner, _deepest: w.stages.edit_touchpoint(
        inner[1], existence="planned"
    ),
}


@pytest.mark.every(3)
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_inside_is_seen_outside_and_undone(workspace: Workspace, change: str) -> None:
    outer, inner, deepest = _three_levels(workspace)
    _feel(workspace, outer[0], "Regular", 2)
    _feel(workspace, deepest[0], "Regular", -2)
    assert _need(workspace, outer[1]) == 1
    CHANGES[change](workspace, outer, inner, deepest)
    assert _need(workspace, outer[1]) == 0
    assert workspace.upkeep.check() == []
    workspace.undoing.undo()
    assert _need(workspace, outer[1]) == 1
    assert workspace.upkeep.check() == []
    workspace.undoing.redo()
    assert _need(workspace, outer[1]) == 0
    assert workspace.upkeep.check() == []


def test_a_persona_renamed_is_somebody_else_inside(workspace: Workspace) -> None:
    outer, inner, _deepest = _three_levels(workspace)
    _feel(workspace, outer[0], "Regular", -2)
    _feel(workspace, inner[0], "Regular", 1)
    assert _need(workspace, outer[1]) == 0.25
    (persona,) = workspace.reads.journeys.personas(outer[0])
    workspace.journeys.edit_persona(persona.id, name="Newcomer")
    assert _need(workspace, outer[1]) == 1
    assert workspace.upkeep.check() == []
    workspace.undoing.undo()
    assert _need(workspace, outer[1]) == 0.25
    assert workspace.upkeep.check() == []


def test_an_audit_without_an_answer_or_a_feeling_is_not_finished(workspace: Workspace) -> None:
    journey, _point_id = _small(workspace, "Shop", "Desk", checklists=("findability",))
    audit = workspace.audits.start(journey, "Kim")
    with pytest.raises(RefusedError, match="Nothing is answered in audit"):
        workspace.audits.finish(audit)
    assert audit_of(workspace, audit).finished is None
    workspace.audits.feel(visit_at(workspace, audit, 0).id, 0)
    workspace.audits.finish(audit)


def test_an_empty_audit_that_was_finished_is_no_audit_of_the_journey(workspace: Workspace) -> None:
    journey, _point_id = _small(workspace, "Shop", "Desk", checklists=("findability",))
    audit = workspace.audits.start(journey, "Kim")
    run_sql(workspace, "UPDATE audit SET finished_at = started_at WHERE id = :audit", audit=audit)
    (line,) = workspace.reads.journeys.lines()
    assert line.last_audit is None
    assert last_audit(workspace.reads.audits.lines()) is None


def test_a_round_that_is_not_finished_counts_for_nobody(open_as: Opener) -> None:
    kim, bo = open_as("Kim"), open_as("Bo")
    journey, point = _small(kim, "Shop", "Desk")
    kim.rounds.start(journey, ["Kim", "Bo"])
    own = {line.auditor: line.id for line in kim.reads.audits.lines()}
    kim.audits.feel(visit_at(kim, own["Kim"], 0).id, -2)
    kim.audits.finish(own["Kim"])
    assert (_need(kim, point), _line(kim, journey).feeling) == (0.5, None)
    bo.audits.feel(visit_at(bo, own["Bo"], 0).id, 2)
    assert (_need(bo, point), _line(bo, journey).feeling) == (0.5, None)
    shown = _line(bo, journey).drafted
    assert shown is not None and shown.audit_id == own["Bo"]
    assert _line(kim, journey).drafted is None
    bo.audits.finish(own["Bo"])
    assert _need(bo, point) == 0, "the newest feeling counts"
    assert _line(bo, journey).differing == Differing(0, True)
    agreed = bo.rounds.agree(kim.reads.rounds.lines()[0].id)
    bo.audits.feel(visit_at(bo, agreed, 0).id, -1)
    assert _need(bo, point) == 0
    bo.audits.finish(agreed)
    assert (_need(bo, point), _line(bo, journey).differing) == (0.75, None)
    assert bo.upkeep.check() == []
