"""Actions that wait for others: shown, never in a circle, and kept to by plans and by what is to be done first."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import OPEN_STATUSES, Prefer, Status
from auditor.exchange.document import as_text
from auditor.exchange.reading import ExportFile, read
from auditor.input.filters import read_filter
from auditor.views.actions import Action, ActionFilter
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, run_sql, visit_at


@pytest.fixture
def four(workspace: Workspace, walked: Walked) -> list[int]:
    """Four actions at one touchpoint, the best first; each takes another time."""
    point = visit_at(workspace, walked.audit, 0).touchpoint_id
    return [workspace.actions.add(point, f"Action {effort}", effort, 6 - effort) for effort in range(1, 5)]


def _get(workspace: Workspace, number: int) -> Action:
    action = workspace.reads.actions.get(number)
    assert action is not None
    return action


def _first(workspace: Workspace, count: int) -> list[int]:
    return [line.id for line in workspace.reads.actions.ranking().first(count)]


def test_what_an_action_waits_for_is_shown_on_both_sides(workspace: Workspace, four: list[int]) -> None:
    best, second, third, _last = four
    workspace.actions.block(best, [second, third])
    assert [one.id for one in _get(workspace, best).blocked_by] == [second, third]
    assert [one.id for one in _get(workspace, second).blocks] == [best]
    assert _get(workspace, best).line.blocked == 2
    workspace.actions.done([second])
    assert _get(workspace, best).line.blocked == 1, "what is done is waited for no longer"
    workspace.actions.drop([third])
    assert _get(workspace, best).line.blocked == 0
    workspace.actions.reopen([third])
    workspace.actions.unblock(best, [third])
    assert [one.id for one in _get(workspace, best).blocked_by] == [second]
    with pytest.raises(NotFoundError):
        workspace.actions.unblock(best, [third])


def test_nothing_waits_for_itself_at_any_distance(workspace: Workspace, four: list[int]) -> None:
    first, second, third, last = four
    workspace.actions.block(first, [second])
    workspace.actions.block(second, [third])
    with pytest.raises(RefusedError, match="itself"):
        workspace.actions.block(last, [last])
    with pytest.raises(RefusedError, match=r"circle.*Action 1.*Action 2.*Action 3"):
        workspace.actions.block(third, [last, first])
    assert _get(workspace, third).blocked_by == (), "all or nothing"


def test_undo_and_redo_never_make_a_circle(workspace: Workspace, four: list[int], open_as: Opener) -> None:
    first, second, *_others = four
    workspace.actions.block(first, [second])
    workspace.undoing.undo()
    assert _get(workspace, first).blocked_by == ()
    open_as("Bo").actions.block(second, [first])
    with pytest.raises(ConflictError, match="circle"):
        workspace.undoing.redo()
    open_as("Bo").undoing.undo()
    workspace.undoing.redo()
    assert _get(workspace, first).line.blocked == 1


def test_what_is_done_first_comes_after_what_it_waits_for(workspace: Workspace, four: list[int]) -> None:
    best, *_between, last = four
    before = _first(workspace, 10)
    workspace.actions.block(best, [last])
    place = before.index(best)
    expected = [number for number in before if number != last]
    expected.insert(place, last)
    assert _first(workspace, 10)[: place + 2] == expected[: place + 2]
    assert _first(workspace, place + 1)[-1] == last, "what is in the way is drawn forward, and comes first"


def test_a_filter_finds_what_is_blocked_and_what_is_not(workspace: Workspace, four: list[int]) -> None:
    workspace.actions.block(four[0], [four[1]])

    def found(words: str) -> set[int]:
        wanted = read_filter(words, workspace.today)
        return set(workspace.reads.actions.ranking(wanted).ids())

    assert found("blocked") == {four[0]}
    assert found("-blocked") == found("") - {four[0]}
    workspace.actions.done([four[1]])
    assert found("blocked") == set()


@pytest.mark.parametrize("capacity", [0.5, 2, 2.5, 5.5, 7, 17.5, 22.5])
def test_a_plan_takes_nothing_without_what_it_waits_for(
    workspace: Workspace, four: list[int], capacity: float
) -> None:
    run_sql(workspace, "UPDATE action SET removed_at = 'x' WHERE id < :first", first=min(four))
    workspace.actions.block(four[0], [four[2]])
    workspace.actions.block(four[1], [four[0]])
    found = workspace.reads.decisions.fitting(capacity)
    lines = workspace.reads.actions.ranking().all()
    days = workspace.rules.scoring.days
    needs = {four[0]: {four[2]}, four[1]: {four[0]}}
    fitting = [
        some
        for some in chain.from_iterable(combinations(lines, size) for size in range(len(lines) + 1))
        if sum(days[line.effort - 1] for line in some) <= capacity
        and all(needs.get(line.id, set()) <= {each.id for each in some} for line in some)
    ]
    best = max(sum(line.priority for line in some) for some in fitting)
    taken = [line.id for line in found.taken]
    assert found.value == pytest.approx(best, abs=1e-3)
    assert all(taken.index(number) > taken.index(each) for number in taken for each in needs.get(number, ()))
    assert found.left_out == next((line for line in lines if line.id not in taken), None)


def test_what_waits_for_something_that_is_not_to_choose_from_is_left_out(
    workspace: Workspace, four: list[int]
) -> None:
    workspace.actions.assign([four[0]], "Anna")
    workspace.actions.block(four[0], [four[1]])
    hers = ActionFilter(owners=("Anna",))
    found = workspace.reads.decisions.fitting(100, hers)
    assert (found.taken, found.stuck, found.considered) == ((), 1, 1)
    workspace.actions.start([four[1]])
    assert workspace.reads.decisions.fitting(100, hers, started_first=True).stuck == 1
    everybody = ActionFilter(OPEN_STATUSES)
    assert workspace.reads.decisions.fitting(500, everybody, started_first=True).stuck == 0


def test_one_made_of_two_waits_for_what_both_waited_for(workspace: Workspace, four: list[int]) -> None:
    first, second, third, last = four
    workspace.actions.block(first, [third])
    workspace.actions.block(last, [first])
    workspace.actions.block(second, [first])
    workspace.actions.merge([first], second)
    assert [one.id for one in _get(workspace, second).blocked_by] == [third]
    assert [one.id for one in _get(workspace, last).blocked_by] == [second]
    workspace.undoing.undo()
    assert [one.id for one in _get(workspace, second).blocked_by] == [first]
    assert _get(workspace, first).line.status is Status.PLANNED


def test_an_import_that_would_make_a_circle_is_refused_whole(workspace: Workspace, four: list[int]) -> None:
    first, second, *_others = four
    workspace.actions.block(first, [second])
    text = as_text(workspace.reads.exports.everything())
    workspace.actions.unblock(first, [second])
    workspace.actions.block(second, [first])
    workspace.actions.edit(first, note="Kept")
    document = read([ExportFile("other.json", text)])
    with pytest.raises(RefusedError, match="circle"):
        workspace.merging.merge(document, "file", Prefer.FILE)
    assert _get(workspace, first).note == "Kept"
