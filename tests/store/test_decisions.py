"""Deciding on a whole database, on both engines: robust places, what fits, what other settings would change."""

from __future__ import annotations

from random import Random

import pytest

from auditor.analysis.priority import Bounds, Weights, quadrant
from auditor.analysis.scoring import Scoring
from auditor.base.vocabulary import OPEN_STATUSES, Method, Sort, Status
from auditor.views.actions import ActionFilter, ActionLine
from auditor.workspace import Workspace
from tests.walks import run_many, run_sql

INSERT = """
    INSERT INTO action (uid, revision, touchpoint_id, title, folded, note, effort, impact, status, reason, created_at)
    VALUES (:uid, 1, :point, :title, :title, '', :effort, :impact, :status, '', '2026-01-01T00:00:00+00:00')
"""


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """A hundred and twenty actions at four touchpoints of two journeys, two of them equally in need."""
    random = Random(5)
    points = []
    for name in ("Shop", "B2B"):
        journey = workspace.reads.journeys.get(workspace.journeys.new(name))
        assert journey is not None
        points += [
            workspace.stages.add_touchpoint(journey.stages[0].id, f"{name} {place}", importance=importance)
            for place, importance in enumerate((5, 3))
        ]
    rows: list[dict[str, object]] = [
        {
            "uid": f"u{number}",
            "point": random.choice(points),
            "title": f"action {number}",
            "effort": random.randint(1, 5),
            "impact": random.randint(1, 5),
            "status": str(random.choice([*OPEN_STATUSES, Status.DONE])),
        }
        for number in range(120)
    ]
    run_many(workspace, INSERT, rows)
    run_sql(workspace, "UPDATE touchpoint SET need = 0.1 * importance")
    return workspace


def _order(line: ActionLine, score: float, effort: int, impact: int) -> tuple[float, int, int, int, int]:
    return (-round(score, 9), effort, line.touchpoint_id, -impact, line.id)


def _range(lines: list[ActionLine], one: ActionLine, scoring: Scoring) -> tuple[int, int, float]:
    """Return best and worst place and share by sorting the whole list for each guess."""
    others = [_order(x, x.priority, x.effort, x.impact) for x in lines if x.id != one.id]
    places, stays = [], 0
    for e in (one.effort - 1, one.effort, one.effort + 1):
        for i in (one.impact - 1, one.impact, one.impact + 1):
            effort, impact = min(5, max(1, e)), min(5, max(1, i))
            score = scoring.score(effort, impact, one.need, one.confidence, one.importance)
            own = _order(one, score, effort, impact)
            places.append(sorted([*others, own]).index(own) + 1)
            stays += quadrant(effort, impact, scoring.bounds) is one.quadrant
    return min(places), max(places), stays / 9


@pytest.mark.parametrize("method", list(Method))
def test_every_place_is_as_robust_as_sorting_says(listed: Workspace, method: Method) -> None:
    scoring = Scoring(method)
    wanted = ActionFilter(sort=Sort.TITLE, descending=True)
    lines = listed.reads.actions.ranking(ActionFilter(), scoring).all()
    whole = listed.reads.decisions.robust_list(wanted, scoring)
    assert set(whole) == {line.id for line in lines}
    for line in lines[::9]:
        found = listed.reads.decisions.robustness(line, wanted, scoring)
        assert (found.best, found.worst, found.share) == _range(lines, line, scoring)
        assert whole[line.id] == found


def test_a_done_action_is_placed_among_the_open_ones(listed: Workspace) -> None:
    done = listed.reads.actions.ranking(ActionFilter((Status.DONE,))).all()[0]
    lines = listed.reads.actions.ranking().all()
    found = listed.reads.decisions.robustness(done)
    assert (found.best, found.worst, found.share) == _range(lines, done, Scoring())


def _best_value(lines: list[ActionLine], days: tuple[float, ...], capacity: float) -> float:
    """Return the greatest value by the textbook's table, an action at a time, in half days."""
    best = [0.0] * (int(capacity * 2) + 1)
    for line in lines:
        size = int(days[line.effort - 1] * 2)
        for room in range(len(best) - 1, size - 1, -1):
            best[room] = max(best[room], best[room - size] + line.priority)
    return best[-1]


@pytest.mark.parametrize("capacity", [0, 0.5, 7, 40, 77.5, 5000])
@pytest.mark.parametrize("method", [Method.PRIORITY, Method.WSJF])
def test_what_fits_is_the_best_set(listed: Workspace, capacity: float, method: Method) -> None:
    scoring = Scoring(method)
    lines = listed.reads.actions.ranking(ActionFilter(), scoring).all()
    found = listed.reads.decisions.fitting(capacity, ActionFilter(sort=Sort.OWNER), scoring)
    taken = {line.id for line in found.taken}
    assert found.days == sum(scoring.days[line.effort - 1] for line in found.taken) <= capacity
    assert found.value == pytest.approx(sum(line.priority for line in found.taken))
    assert found.value == pytest.approx(_best_value(lines, scoring.days, capacity), abs=1e-3)
    assert [line.id for line in found.taken] == [line.id for line in lines if line.id in taken]
    rest = [line for line in lines if line.id not in taken]
    assert found.left_out == (rest[0] if rest else None)
    assert found.considered == len(lines) and found.started == ()


def test_what_is_in_progress_can_be_counted_first(listed: Workspace) -> None:
    lines = listed.reads.actions.ranking().all()
    started = [line for line in lines if line.status is Status.IN_PROGRESS]
    others = [line for line in lines if line.status is not Status.IN_PROGRESS]
    days = Scoring().days
    used = sum(days[line.effort - 1] for line in started)
    found = listed.reads.decisions.fitting(used + 21, started_first=True)
    assert list(found.started) == started and started
    assert not any(line.status is Status.IN_PROGRESS for line in found.taken)
    of_the_rest = found.value - sum(line.priority for line in started)
    assert of_the_rest == pytest.approx(_best_value(others, days, 21), abs=1e-3)
    assert found.considered == len(lines)
    too_little = listed.reads.decisions.fitting(1, started_first=True)
    assert list(too_little.started) == started and too_little.taken == () and too_little.days == used


def test_a_filter_narrows_what_there_is_to_choose_from(listed: Workspace) -> None:
    journey = listed.reads.journeys.lines()[0].id
    found = listed.reads.decisions.fitting(30, ActionFilter(journey_id=journey))
    assert {line.journey_id for line in found.taken} == {journey}


def test_what_is_done_already_is_never_chosen(listed: Workspace) -> None:
    every = listed.reads.decisions.fitting(60, ActionFilter(tuple(Status)), started_first=True)
    assert every == listed.reads.decisions.fitting(60, started_first=True)
    assert listed.reads.decisions.fitting(60, ActionFilter((Status.DONE,))).considered == 0


def test_a_preview_says_who_moves_and_what_changes_its_quadrant(listed: Workspace) -> None:
    other = Scoring(Method.PRIORITY, Weights(1, 0), Bounds(3, 3))
    before = listed.reads.actions.ranking().all()
    after = listed.reads.actions.ranking(ActionFilter(), other).all()
    places = {line.id: place for place, line in enumerate(before, 1)}
    preview = listed.reads.decisions.preview(other, top=15)
    union = {line.id for line in (*before[:15], *after[:15])}
    expected = [(line.id, places[line.id], place) for place, line in enumerate(after, 1) if line.id in union]
    assert [(one.line.id, one.before, one.after) for one in preview.moved] == expected
    assert {one.line.id for one in preview.entered} == {x.id for x in after[:15]} - {
        x.id for x in before[:15]
    }
    assert {one.line.id for one in preview.left} == {x.id for x in before[:15]} - {x.id for x in after[:15]}
    changes = [(quadrant(x.effort, x.impact), quadrant(x.effort, x.impact, Bounds(3, 3))) for x in before]
    expected_changes = {pair: changes.count(pair) for pair in changes if pair[0] is not pair[1]}
    assert preview.quadrants == expected_changes
    assert preview.total == len(before)


def test_the_settings_as_they_are_change_nothing(listed: Workspace) -> None:
    preview = listed.reads.decisions.preview(Scoring(), top=10)
    assert all(one.before == one.after for one in preview.moved) and len(preview.moved) == 10
    assert not preview.quadrants and not preview.entered and not preview.left


def test_nothing_to_decide_about(workspace: Workspace) -> None:
    found = workspace.reads.decisions.fitting(10)
    assert (found.taken, found.left_out, found.value, found.days) == ((), None, 0, 0)
    assert workspace.reads.decisions.preview(Scoring(Method.ICE)).moved == ()
