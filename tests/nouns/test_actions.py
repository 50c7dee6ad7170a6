"""Actions: added, changed, accepted and dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import NoteKind, Status
from auditor.sentences.history import changes, sentence
from auditor.views.actions import Action
from auditor.views.home import JourneyFigures, total
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, actions, run_sql, visit_at


@pytest.fixture
def place(workspace: Workspace, walked: Walked) -> int:
    """The number of a touchpoint."""
    return visit_at(workspace, walked.audit, 0).touchpoint_id


def _get(workspace: Workspace, number: int) -> Action:
    action = workspace.reads.actions.get(number)
    assert action is not None
    return action


def test_an_action_that_is_added_is_planned(workspace: Workspace, place: int) -> None:
    number = workspace.actions.add(
        place, " Print  the menu ", 2, 5, note="In\nlarge type", owner="Åsa", due="2026-12-24"
    )
    action = _get(workspace, number)
    assert action.line.title == "Print the menu"
    assert (action.line.effort, action.line.impact, action.line.status) == (2, 5, Status.PLANNED)
    assert (action.line.owner, action.line.due, action.note) == ("Åsa", date(2026, 12, 24), "In\nlarge type")
    assert action.line.touchpoint_id == place and action.findings == ()
    assert actions(workspace, Status.PLANNED) == [action.line]


def test_what_is_given_is_changed_and_the_rest_stays(workspace: Workspace, place: int) -> None:
    number = workspace.actions.add(place, "Print", 2, 5, note="Note", owner="Åsa", due="2026-12-24")
    workspace.actions.edit(number, title="Print it", effort=1)
    line = _get(workspace, number).line
    assert (line.title, line.effort, line.impact, line.owner) == ("Print it", 1, 5, "Åsa")
    workspace.actions.edit(number, owner="", due="", note="")
    action = _get(workspace, number)
    assert (action.line.owner, action.line.due, action.note) == ("", None, "")
    workspace.actions.edit(number, due=date(2027, 1, 2), impact=3)
    line = _get(workspace, number).line
    assert (line.due, line.impact) == (date(2027, 1, 2), 3)


def test_an_owner_is_one_person_however_written(workspace: Workspace, place: int) -> None:
    for owner in ("Åsa Öst", "åsa  öst", "ÅSA ÖST"):
        workspace.actions.add(place, "One", 1, 1, owner=owner)
    people = [person.name for person in workspace.reads.people.all()]
    assert sorted(people) == ["Kim", "Åsa Öst"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "t" * 201},
        {"effort": 0},
        {"effort": 6},
        {"impact": 0},
        {"impact": 6},
        {"due": "someday"},
        {"due": "2026-13-01"},
        {"due": "2026-02-30"},
        {"owner": "o" * 201},
        {"note": "n" * 20_001},
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_kept(
    workspace: Workspace, place: int, wrong: dict[str, object]
) -> None:
    number = workspace.actions.add(place, "Print", 2, 5)
    before = _get(workspace, number)
    tries: list[Callable[[], object]] = [
        lambda: workspace.actions.edit(number, **wrong),  # type: ignore[arg-type]
        lambda: workspace.actions.add(place, **{"title": "T", "effort": 1, "impact": 1, **wrong}),  # type: ignore[arg-type]
    ]
    for attempt in tries:
        with pytest.raises(RefusedError) as caught:
            attempt()
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
    assert _get(workspace, number) == before
    assert len(actions(workspace)) == 1


def test_giving_a_proposed_action_to_somebody_while_editing_accepts_it(
    workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    proposed = actions(workspace, Status.PROPOSED)[0]
    workspace.actions.edit(proposed.id, note="Look at it")
    assert _get(workspace, proposed.id).line.status is Status.PROPOSED
    workspace.actions.edit(proposed.id, owner="Åsa")
    assert _get(workspace, proposed.id).line.status is Status.PLANNED
    workspace.undoing.undo()
    line = _get(workspace, proposed.id).line
    assert (line.status, line.owner) == (Status.PROPOSED, "")


def test_several_are_accepted_or_dropped_at_once(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first, second, third, *_rest = actions(workspace)
    workspace.actions.accept([first.id, second.id])
    workspace.actions.drop([second.id, third.id], "Not\nnow")
    status = {line.id: line.status for line in actions(workspace)}
    assert (status[first.id], status[second.id], status[third.id]) == (
        Status.PLANNED,
        Status.DROPPED,
        Status.DROPPED,
    )
    assert _get(workspace, second.id).reason == "Not\nnow"
    workspace.actions.accept([second.id])
    assert _get(workspace, second.id).reason == ""
    workspace.undoing.undo()
    assert _get(workspace, second.id).reason == "Not\nnow"


def test_several_change_all_or_none(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    before = actions(workspace)
    with pytest.raises(NotFoundError):
        workspace.actions.accept([before[0].id, before[1].id, 999_999])
    assert actions(workspace) == before


def test_changing_effort_moves_an_action_at_once(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first = actions(workspace)[0]
    workspace.actions.edit(first.id, effort=5, impact=1)
    after = actions(workspace)
    assert after[0].id != first.id
    # Equal priorities may differ in the last place of a float.
    priorities = [round(line.priority, 9) for line in after]
    assert priorities == sorted(priorities, reverse=True)


def _two(workspace: Workspace, place: int) -> tuple[int, int]:
    return workspace.actions.add(place, "Print", 2, 5), workspace.actions.add(place, "Paint", 5, 1)


def test_several_are_changed_in_one_go_and_taken_back_in_one(workspace: Workspace, place: int) -> None:
    numbers = _two(workspace, place)
    before = [_get(workspace, number) for number in numbers]
    changes: list[Callable[[], object]] = [
        lambda: workspace.actions.edit(numbers, owner="Bo", effort=3),
        lambda: workspace.actions.assign(numbers, "Bo"),
        lambda: workspace.actions.due(numbers, "+2w"),
        lambda: workspace.actions.start(numbers),
        lambda: workspace.actions.comment(numbers, "Well"),
        lambda: workspace.actions.shift(numbers, effort=-1, impact=1),
    ]
    for change in changes:
        change()
        after = [_get(workspace, number) for number in numbers]
        assert all(one != other for one, other in zip(before, after, strict=True))
        workspace.undoing.undo()
        assert [_get(workspace, number) for number in numbers] == before


def test_effort_and_impact_are_shifted_within_their_scale(workspace: Workspace, place: int) -> None:
    first, second = _two(workspace, place)
    workspace.actions.shift([first, second], effort=1, impact=1)
    lines = [_get(workspace, number).line for number in (first, second)]
    assert [(line.effort, line.impact) for line in lines] == [(3, 5), (5, 2)]


def test_owner_and_due_date_are_given_and_taken_away(workspace: Workspace, place: int) -> None:
    number, _other = _two(workspace, place)
    with workspace.dated(lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)):
        workspace.actions.due([number], "end of month")
        workspace.actions.assign([number], "åsa")
    line = _get(workspace, number).line
    assert (line.owner, line.due) == ("åsa", date(2026, 11, 30))
    workspace.actions.due([number], "")
    workspace.actions.assign([number], " ")
    line = _get(workspace, number).line
    assert (line.owner, line.due) == ("", None)


def test_handing_out_what_is_proposed_accepts_it_and_one_undo_takes_both_back(
    workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    proposed = actions(workspace, Status.PROPOSED)[0]
    begun = workspace.actions.add(proposed.touchpoint_id, "Begun", 2, 3)
    workspace.actions.start([begun])
    assert workspace.actions.assign([proposed.id, begun], "Bo") == 1
    statuses = [_get(workspace, number).line.status for number in (proposed.id, begun)]
    assert statuses == [Status.PLANNED, Status.IN_PROGRESS]
    workspace.undoing.undo()
    back = _get(workspace, proposed.id).line
    assert (back.status, back.owner) == (Status.PROPOSED, "")
    assert workspace.actions.assign([proposed.id], "") == 0
    assert _get(workspace, proposed.id).line.status is Status.PROPOSED


def test_what_is_done_is_reopened_before_it_is_begun_or_dropped(workspace: Workspace, place: int) -> None:
    done, dropped = _two(workspace, place)
    workspace.actions.done([done])
    workspace.actions.drop([dropped], "No")
    for attempt in (workspace.actions.accept, workspace.actions.start, workspace.actions.drop):
        with pytest.raises(RefusedError, match="“Print” is done: reopen it first"):
            attempt([done])
    with pytest.raises(RefusedError, match="“Paint” is dropped"):
        workspace.actions.done([dropped])
    workspace.actions.reopen([done, dropped])
    assert _get(workspace, done).line.status is Status.IN_PROGRESS
    assert (_get(workspace, dropped).line.status, _get(workspace, dropped).reason) == (Status.PLANNED, "")
    with pytest.raises(RefusedError, match="is open"):
        workspace.actions.reopen([done])
    closed = [value for (value,) in run_sql(workspace, "SELECT closed_at FROM action ORDER BY id")]
    assert closed == [None, None]


def test_comments_are_kept_with_who_and_when(workspace: Workspace, place: int, open_as: Opener) -> None:
    number, _other = _two(workspace, place)
    workspace.actions.comment([number], " First\nof all ")
    open_as("Ann").actions.comment([number], "Second")
    comments = _get(workspace, number).comments
    assert [(one.who, one.text) for one in comments] == [("Kim", "First\nof all"), ("Ann", "Second")]
    with pytest.raises(RefusedError, match="comment is empty"):
        workspace.actions.comment([number], " \n")


def test_an_action_answers_several_findings_and_a_finding_has_several_actions(
    workspace: Workspace, walked: Walked
) -> None:
    every = workspace.reads.audits.findings(walked.audit)
    finding, other = [one for one in every if one.check and one.touchpoint_id == every[0].touchpoint_id][:2]
    assert finding.check is not None and other.check is not None
    first, second = _two(workspace, finding.touchpoint_id)
    keys = [
        (one.touchpoint_id, one.check.checklist, one.check.key, None) for one in (finding, other) if one.check
    ]
    workspace.actions.link(first, keys)
    workspace.actions.link(second, keys[:1])
    workspace.actions.link(second, [(finding.touchpoint_id, "", "", None)])
    found = {one.check_key for one in _get(workspace, first).findings}
    assert found == {finding.check.key, other.check.key}
    assert {one.check_key for one in _get(workspace, second).findings} >= {finding.check.key}
    workspace.actions.unlink(first, keys[:1])
    assert {one.check_key for one in _get(workspace, first).findings} == {other.check.key}
    workspace.actions.link(first, keys)
    assert {one.check_key for one in _get(workspace, first).findings} == found
    with pytest.raises(NotFoundError):
        workspace.actions.unlink(second, keys[1:])
    with pytest.raises(NotFoundError, match="never asked"):
        workspace.actions.link(second, [(finding.touchpoint_id, "none", "such", None)])


def test_two_actions_become_one_that_answers_what_both_did(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first, second, *rest = actions(workspace)
    workspace.actions.comment([second.id], "Twice")
    before = [_get(workspace, line.id) for line in (first, second)]
    workspace.actions.merge([second.id], first.id)
    kept, gone = _get(workspace, first.id), _get(workspace, second.id)
    answered = {(one.touchpoint_id, one.checklist, one.check_key) for one in kept.findings}
    assert answered == {
        (one.touchpoint_id, one.checklist, one.check_key) for each in before for one in each.findings
    }
    assert [one.text for one in kept.comments] == ["Twice"]
    assert gone.line.status is Status.DROPPED and not gone.findings and not gone.comments
    assert gone.reason == f"Made one with action {first.id}"
    workspace.audits.reopen(walked.audit)
    workspace.audits.finish(walked.audit)
    assert len(actions(workspace)) == len(rest) + 2, "nothing is proposed anew"
    for _time in range(3):
        workspace.undoing.undo()
    assert [_get(workspace, line.id) for line in (first, second)] == before
    workspace.actions.done([second.id])
    with pytest.raises(RefusedError, match="is done"):
        workspace.actions.merge([second.id], first.id)


def test_an_action_answers_pain_points_of_its_own_journey(workspace: Workspace, place: int) -> None:
    number, _other = _two(workspace, place)
    note = workspace.noting.add(place, NoteKind.PAIN_POINT, "Too dear")
    workspace.actions.link(number, [(place, "", "", note)])
    (found,) = _get(workspace, number).findings
    assert (found.note_id, found.note, found.touchpoint_id) == (note, "Too dear", place)
    elsewhere = workspace.journeys.new("Other")
    stage = workspace.reads.journeys.get(elsewhere)
    assert stage is not None
    point = workspace.stages.add_touchpoint(stage.stages[0].id, "There")
    with pytest.raises(RefusedError, match="its own journey"):
        workspace.actions.link(number, [(point, "", "", None)])


def test_the_second_of_two_editors_is_told_and_both_values_are_in_the_history(
    workspace: Workspace, place: int, open_as: Opener
) -> None:
    number, _other = _two(workspace, place)
    ann = open_as("Ann")
    mine, hers = _get(workspace, number), _get(ann, number)
    ann.actions.edit(number, title="Print", effort=2, owner="Bo", due="2026-12-01", base=hers)
    with pytest.raises(ConflictError) as caught:
        workspace.actions.edit(number, title="Print all", owner="Cai", due="", note="", base=mine)
    said = str(caught.value)
    assert "Ann has changed owner meanwhile: – → Bo" in said and "due" not in said
    assert _get(workspace, number) == _get(ann, number), "nothing was written"
    workspace.actions.edit(number, title="Print all", owner="Cai", base=_get(workspace, number))
    line = _get(workspace, number).line
    assert (line.title, line.owner, line.due) == ("Print all", "Cai", date(2026, 12, 1))
    told = {
        (one.field, one.after) for event in workspace.reads.actions.history(number) for one in event.values
    }
    assert {("owner", "Bo"), ("owner", "Cai"), ("due", "2026-12-01")} <= told


def test_editors_of_different_values_do_not_meet(workspace: Workspace, place: int, open_as: Opener) -> None:
    number, _other = _two(workspace, place)
    base = _get(workspace, number)
    open_as("Ann").actions.edit(number, effort=4, base=base)
    workspace.actions.edit(number, title="Print", effort=2, impact=3, owner="", due="", base=base)
    line = _get(workspace, number).line
    assert (line.effort, line.impact) == (4, 3)
    open_as("Ann").actions.edit(number, owner="Bo")
    workspace.actions.edit(number, owner="bo", base=base)
    assert _get(workspace, number).line.owner == "Bo", "both wanted the same"


def test_the_history_of_an_action_tells_everything_in_words(
    workspace: Workspace, place: int, open_as: Opener
) -> None:
    number, other = _two(workspace, place)
    workspace.actions.edit([number, other], owner="Bo", due="2026-12-01", effort=3)
    workspace.actions.comment([number], "Soon")
    open_as("Ann").actions.start([number])
    workspace.actions.link(number, [(place, "", "", None)])
    workspace.actions.drop([number], "No time")
    events = workspace.reads.actions.history(number)
    assert [event.who for event in events] == ["Kim", "Kim", "Ann", "Kim", "Kim", "Kim"]
    assert sorted((event.at for event in events), reverse=True) == [event.at for event in events]
    assert [sentence(event) for event in events] == [
        "Set the action “Print” to dropped",
        "Linked what the action “Print” answers",
        "Set the action “Print” to in progress",
        "Commented on the action “Print”: Soon",
        "Changed 2 actions",
        "Added the action “Print”",
    ]
    assert changes(events[0]) == ["status: in progress → dropped", "reason: – → “No time”"]
    assert changes(events[1]) == ["finding: – → the feeling"]
    assert changes(events[3]) == ["comment: – → “Soon”"]
    assert changes(events[4]) == ["effort: 2 → 3", "owner: – → Bo", "due: – → 1 Dec 2026"]
    workspace.undoing.undo()
    newest = workspace.reads.actions.history(number)[0]
    assert sentence(newest) == "Took back: Set the action “Print” to dropped"
    assert "status: dropped → in progress" in changes(newest)


def test_nobody_takes_back_an_action_that_others_have_said_something_of(
    workspace: Workspace, place: int, open_as: Opener
) -> None:
    number = workspace.actions.add(place, "Print", 2, 5)
    open_as("Ann").actions.comment([number], "Yes please")
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()


def test_actions_want_somebodys_eye(workspace: Workspace, place: int, open_as: Opener) -> None:
    today = date(2026, 11, 18)
    late, week = _two(workspace, place)
    done = workspace.actions.add(place, "Done", 1, 1, owner="Kim", due="2026-11-01")
    workspace.actions.edit(late, owner="kim", due="2026-11-17")
    workspace.actions.due([week], "2026-11-22")
    workspace.actions.done([done])
    counts = total(workspace.reads.home.figures(today).values())
    assert counts == JourneyFigures(0, open=2, mine=1, late=1, mine_late=1, week=1, nobody=1, waiting=1)
    assert total(open_as("Nobody").reads.home.figures(today).values()).mine == 0
