"""Strategies are lines under a stage's goal, and actions serve them."""

from __future__ import annotations

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Status
from auditor.sentences.strategies import standing
from auditor.views.journeys import Stage
from auditor.views.strategies import ServingAction
from auditor.workspace import Workspace


def _stage(workspace: Workspace, journey: int, place: int = 0) -> Stage:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return found.stages[place]


def _texts(workspace: Workspace, journey: int) -> list[str]:
    return [one.text for one in _stage(workspace, journey).strategies]


def test_strategies_are_added_worded_moved_and_deleted_and_all_is_taken_back(workspace: Workspace) -> None:
    ws = workspace
    journey = ws.journeys.new("Shop")
    stage = _stage(ws, journey).id
    first = ws.strategies.add(stage, "  One\nline ")
    ws.strategies.add(stage, "Third")
    second = ws.strategies.add(stage, "Second", after=first)
    assert _texts(ws, journey) == ["One line", "Second", "Third"]
    ws.strategies.move(second, 5)
    ws.strategies.edit(first, "First")
    ws.strategies.delete(second)
    assert _texts(ws, journey) == ["First", "Third"]
    for seen in (
        ["First", "Third", "Second"],
        ["One line", "Third", "Second"],
        ["One line", "Second", "Third"],
    ):
        ws.undoing.undo()
        assert _texts(ws, journey) == seen
    with pytest.raises(RefusedError):
        ws.strategies.add(stage, " ")
    with pytest.raises(NotFoundError):
        ws.strategies.edit(999, "Nowhere")


def test_of_all_lines_those_that_stay_the_same_keep_their_actions(
    workspace: Workspace, web_shop: int
) -> None:
    ws = workspace
    stage = _stage(ws, web_shop)
    ws.stages.edit(stage.id, strategies=["A", "", "B", "C"])
    a, b, _c = (one.id for one in _stage(ws, web_shop).strategies)
    action = ws.actions.add(stage.touchpoints[0].id, "Do", 1, 5, strategies=[a, b])
    ws.stages.edit(stage.id, strategies=["C", "B, worded otherwise", "A", "D"])
    after = {one.text: one.id for one in _stage(ws, web_shop).strategies}
    assert list(after) == ["C", "B, worded otherwise", "A", "D"]
    assert (after["A"], after["B, worded otherwise"]) == (a, b)
    assert {number: len(actions) for number, actions in ws.reads.strategies.serving(web_shop).items()} == {
        a: 1,
        b: 1,
    }
    ws.stages.edit(stage.id, strategies=[])
    found = ws.reads.actions.get(action)
    assert found is not None and found.strategies == ()
    ws.undoing.undo()
    found = ws.reads.actions.get(action)
    assert found is not None and [one.id for one in found.strategies] == [b, a]


def test_actions_serve_strategies_of_their_own_journey(workspace: Workspace, web_shop: int) -> None:
    ws = workspace
    stage, other = _stage(ws, web_shop), ws.journeys.new("Other")
    one, two = (strategy.id for strategy in stage.strategies)
    foreign = ws.strategies.add(_stage(ws, other).id, "Foreign")
    action = ws.actions.add(stage.touchpoints[0].id, "Do", 1, 5)
    twin = ws.actions.add(stage.touchpoints[0].id, "Do too", 1, 5, strategies=[two])
    ws.strategies.serve([action], [one, one])
    with pytest.raises(RefusedError, match="own journey"):
        ws.strategies.serve([action], [foreign])
    ws.actions.merge([twin], action)
    serving = ws.reads.strategies.serving(web_shop)
    assert {number: [each.title for each in actions] for number, actions in serving.items()} == {
        one: ["Do"],
        two: ["Do"],
    }
    ws.strategies.serve_no_longer([action], [one, two])
    assert ws.reads.strategies.serving(web_shop) == {}
    ws.undoing.undo()
    assert len(ws.reads.strategies.serving(web_shop)) == 2
    ws.actions.edit(action, strategies=[two])
    assert list(ws.reads.strategies.serving(web_shop)) == [two]
    copy = _stage(ws, ws.journeys.copy(web_shop))
    assert [each.text for each in copy.strategies] == [each.text for each in stage.strategies]
    assert not {each.id for each in copy.strategies} & {one, two}


def test_what_is_made_one_takes_over_the_strategies_that_are_still_there(
    workspace: Workspace, web_shop: int
) -> None:
    ws, stage = workspace, _stage(workspace, web_shop)
    one, two = (strategy.id for strategy in stage.strategies)
    into = ws.actions.add(stage.touchpoints[0].id, "Do", 1, 5)
    twin = ws.actions.add(stage.touchpoints[0].id, "Do too", 1, 5, strategies=[one, two])
    ws.strategies.delete(one)
    ws.actions.merge([twin], into)
    assert {
        number: [each.title for each in found]
        for number, found in ws.reads.strategies.serving(web_shop).items()
    } == {two: ["Do"]}


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "nobody works on it"),
        ((Status.PROPOSED, Status.PROPOSED), "nobody works on it (2 proposed)"),
        ((Status.DONE, Status.PLANNED, Status.PROPOSED), "1 planned, 1 proposed, 1 done"),
        ((Status.VERIFIED,), "1 verified"),
    ],
)
def test_it_is_said_who_works_on_a_strategy(statuses: tuple[Status, ...], said: str) -> None:
    assert standing([ServingAction(1, "Do", status, "", None) for status in statuses]) == said
