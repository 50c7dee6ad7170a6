"""Stages and touchpoints: their order, and what is noted of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Channel, Moment, Side
from auditor.workspace import Workspace


@pytest.fixture
def journey(workspace: Workspace) -> int:
    """A journey of stages A (1 2 3), B (empty) and C (4 5)."""
    number = workspace.journeys.new("Letters")
    made = workspace.reads.journeys.get(number)
    assert made is not None
    for stage in made.stages:
        workspace.stages.delete(stage.id)
    for name, points in (("A", "123"), ("B", ""), ("C", "45")):
        stage_id = workspace.stages.add(number, name)
        for point in points:
            workspace.stages.add_touchpoint(stage_id, point)
    return number


def _drawn(workspace: Workspace, journey: int) -> str:
    """Return the journey as text, such as `A123 B C45`."""
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return " ".join(stage.name + "".join(point.name for point in stage.touchpoints) for stage in found.stages)


def _stage(workspace: Workspace, journey: int, name: str) -> int:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return next(stage.id for stage in found.stages if stage.name == name)


def _point(workspace: Workspace, journey: int, name: str) -> int:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return next(point.id for point in found.touchpoints if point.name == name)


def test_stages_are_added_at_the_end_or_after_another(workspace: Workspace, journey: int) -> None:
    workspace.stages.add(journey, "D")
    workspace.stages.add(journey, "X", after=_stage(workspace, journey, "A"))
    assert _drawn(workspace, journey) == "A123 X B C45 D"


@pytest.mark.parametrize(
    ("name", "by", "drawn"),
    [
        ("A", 1, "B A123 C45"),
        ("A", 9, "B C45 A123"),
        ("A", -1, "A123 B C45"),
        ("C", -1, "A123 C45 B"),
        ("C", -9, "C45 A123 B"),
        ("B", 0, "A123 B C45"),
    ],
)
def test_stages_move_as_far_as_there_is_room(
    workspace: Workspace, journey: int, name: str, by: int, drawn: str
) -> None:
    workspace.stages.move(_stage(workspace, journey, name), by)
    assert _drawn(workspace, journey) == drawn


def test_touchpoints_are_added_at_the_end_of_a_stage_or_after_another(
    workspace: Workspace, journey: int
) -> None:
    workspace.stages.add_touchpoint(_stage(workspace, journey, "A"), "x")
    workspace.stages.add_touchpoint(
        _stage(workspace, journey, "A"), "y", after=_point(workspace, journey, "1")
    )
    workspace.stages.add_touchpoint(_stage(workspace, journey, "B"), "z")
    assert _drawn(workspace, journey) == "A1y23x Bz C45"


@pytest.mark.parametrize(
    ("name", "by", "drawn"),
    [
        ("1", 1, "A213 B C45"),
        ("2", -1, "A213 B C45"),
        ("1", -1, "A123 B C45"),
        ("3", 1, "A12 B3 C45"),
        ("4", -1, "A123 B4 C5"),
        ("5", 1, "A123 B C45"),
    ],
)
def test_touchpoints_move_within_and_across_stages(
    workspace: Workspace, journey: int, name: str, by: int, drawn: str
) -> None:
    workspace.stages.move_touchpoint(_point(workspace, journey, name), by)
    assert _drawn(workspace, journey) == drawn


def test_a_touchpoint_goes_all_the_way_and_back(workspace: Workspace, journey: int) -> None:
    point = _point(workspace, journey, "1")
    seen = []
    for _step in range(7):
        workspace.stages.move_touchpoint(point, 1)
        seen.append(_drawn(workspace, journey))
    assert seen == [
        "A213 B C45",
        "A231 B C45",
        "A23 B1 C45",
        "A23 B C145",
        "A23 B C415",
        "A23 B C451",
        "A23 B C451",
    ]
    for _step in range(6):
        workspace.stages.move_touchpoint(point, -1)
    assert _drawn(workspace, journey) == "A123 B C45"


def test_deleting_leaves_the_others_in_order(workspace: Workspace, journey: int) -> None:
    two = _point(workspace, journey, "2")
    workspace.stages.delete_touchpoint(two)
    assert _drawn(workspace, journey) == "A13 B C45"
    workspace.stages.add_touchpoint(_stage(workspace, journey, "A"), "x")
    workspace.stages.move_touchpoint(_point(workspace, journey, "x"), -1)
    assert _drawn(workspace, journey) == "A1x3 B C45"
    workspace.stages.delete(_stage(workspace, journey, "A"))
    assert _drawn(workspace, journey) == "B C45"
    with pytest.raises(NotFoundError):
        workspace.stages.edit_touchpoint(two, name="again")


def test_everything_of_a_touchpoint_can_be_changed(workspace: Workspace, journey: int) -> None:
    point = _point(workspace, journey, "1")
    before = workspace.reads.journeys.touchpoint(point)
    assert before is not None
    workspace.stages.edit_touchpoint(point, name="Till", about="Pay\nhere")
    workspace.stages.edit_touchpoint(point, channel="store", moment="during", side="indirect")
    workspace.stages.edit_touchpoint(point, importance=5, critical=True, checklists=["checkout", "content"])
    found = workspace.reads.journeys.touchpoint(point)
    assert found is not None
    after, of_journey = found
    assert of_journey == journey
    assert (after.name, after.about) == ("Till", "Pay\nhere")
    assert (after.channel, after.moment, after.side) == (Channel.STORE, Moment.DURING, Side.INDIRECT)
    assert (after.importance, after.critical, after.checklists) == (5, True, ("checkout", "content"))
    assert after.need == 0.5, "importance 5, nothing known"


def test_what_it_means_to_the_business_is_said_taken_away_and_undone(
    workspace: Workspace, journey: int
) -> None:
    point = _point(workspace, journey, "1")

    def said() -> int | None:
        found = workspace.reads.journeys.touchpoint(point)
        assert found is not None
        return found[0].business

    assert said() is None
    workspace.stages.edit_touchpoint(point, business=4)
    workspace.stages.edit_touchpoint(point, name="Till")
    assert said() == 4, "what is not named stays"
    copy = workspace.reads.journeys.get(workspace.journeys.copy(journey))
    assert copy is not None and [one.business for one in copy.touchpoints if one.business] == [4]
    workspace.undoing.undo()
    workspace.stages.edit_touchpoint(point, business=0)
    assert said() is None
    workspace.undoing.undo()
    assert said() == 4


@pytest.mark.parametrize(
    "change",
    [
        {"business": 6},
        {"business": -1},
        {"importance": 0},
        {"importance": 6},
        {"channel": "telepathy"},
        {"moment": "never"},
        {"side": "theirs"},
        {"checklists": ["checkout", "nonesuch"]},
        {"name": ""},
    ],
)
def test_a_wrong_change_is_refused_and_nothing_of_it_is_kept(
    workspace: Workspace, journey: int, change: dict[str, object]
) -> None:
    point = _point(workspace, journey, "1")
    before = workspace.reads.journeys.touchpoint(point)
    lines = len(workspace.reads.history.lines())
    with pytest.raises(RefusedError) as caught:
        workspace.stages.edit_touchpoint(point, **{"about": "changed", **change})  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert workspace.reads.journeys.touchpoint(point) == before
    assert len(workspace.reads.history.lines()) == lines


def test_checklists_named_twice_are_kept_once(workspace: Workspace, journey: int) -> None:
    point = _point(workspace, journey, "1")
    workspace.stages.edit_touchpoint(point, checklists=["content", "checkout", "content"])
    found = workspace.reads.journeys.touchpoint(point)
    assert found is not None and found[0].checklists == ("content", "checkout")


def test_stages_are_renamed(workspace: Workspace, journey: int) -> None:
    stage = _stage(workspace, journey, "B")
    workspace.stages.edit(stage, name="Bee", goal="To hum")
    workspace.stages.edit(stage, name="Be")
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    assert [(one.name, one.goal) for one in found.stages][1] == ("Be", "To hum")


def test_nothing_is_added_to_a_journey_or_stage_that_was_deleted(workspace: Workspace, journey: int) -> None:
    stage = _stage(workspace, journey, "A")
    workspace.journeys.delete(journey)
    adds: list[Callable[[], int]] = [
        lambda: workspace.stages.add(journey, "X"),
        lambda: workspace.stages.add_touchpoint(stage, "x"),
        lambda: workspace.journeys.add_persona(journey, "x"),
    ]
    for add in adds:
        with pytest.raises(NotFoundError):
            add()
