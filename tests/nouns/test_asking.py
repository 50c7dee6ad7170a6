"""What an audit asks when the journey or the checklists change under it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from auditor.base.vocabulary import FileKind, Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, answer_at, audit_of, visit_at

OWN = """
key = "our-own"
title = "Our own"

[[check]]
key = "sign"
severity = {severity}
remedy_effort = 1
remedy_impact = 2
text = "{text}"
remedy = "Hang up a sign"

[[check]]
key = "bell"
severity = 2
remedy_effort = 1
remedy_impact = 2
text = "Is there a bell?"
remedy = "Hang up a bell"
"""


def _asked(workspace: Workspace, audit: int, place: int) -> list[str]:
    return [f"{a.check.checklist}/{a.check.key}" for a in visit_at(workspace, audit, place).answers]


def _keys(workspace: Workspace, *checklists: str) -> list[str]:
    return ["/".join(check.named) for check in workspace.library.checks(checklists)]


def _asks_each_once(workspace: Workspace, audit: int) -> bool:
    return all(
        max(Counter(_asked(workspace, audit, place)).values(), default=1) == 1
        for place in range(len(audit_of(workspace, audit).visits))
    )


def test_a_touchpoint_found_on_the_way_is_asked_at_once(workspace: Workspace, walked: Walked) -> None:
    before = audit_of(workspace, walked.audit)
    first = before.visits[0]
    number = workspace.stages.add_touchpoint(
        first.stage_id, "Shop window", after=first.touchpoint_id, checklists=["content", "findability"]
    )
    after = audit_of(workspace, walked.audit)
    assert after.visits[1].touchpoint_id == number
    assert _asked(workspace, walked.audit, 1) == _keys(workspace, "content", "findability")
    others = [visit for visit in after.visits if visit.touchpoint_id != number]
    assert others == list(before.visits), "what was answered elsewhere stays"
    line = workspace.reads.audits.line(walked.audit)
    assert line is not None and line.asked == sum(len(visit.answers) for visit in after.visits)
    assert workspace.upkeep.check() == []


def test_only_open_audits_ask_at_a_new_touchpoint(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    finished = audit_of(workspace, walked.audit)
    other = workspace.audits.start(walked.journey, "Ann")
    workspace.stages.add_touchpoint(finished.visits[0].stage_id, "New", checklists=["content"])
    assert len(audit_of(workspace, walked.audit).visits) == len(finished.visits)
    assert len(audit_of(workspace, other).visits) == len(finished.visits) + 1


def test_an_audit_that_is_opened_again_asks_what_came_meanwhile(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first = visit_at(workspace, walked.audit, 0)
    workspace.stages.add_touchpoint(first.stage_id, "New", checklists=["content"])
    workspace.stages.edit_touchpoint(
        visit_at(workspace, walked.audit, 9).touchpoint_id, checklists=["feedback"]
    )
    before = audit_of(workspace, walked.audit)
    workspace.audits.reopen(walked.audit)
    names = [visit.touchpoint for visit in audit_of(workspace, walked.audit).visits]
    assert "New" in names
    assert _asked(workspace, walked.audit, names.index("New")) == _keys(workspace, "content")
    assert _asked(workspace, walked.audit, 10) == _keys(workspace, "feedback")
    assert workspace.upkeep.check() == []
    workspace.undoing.undo()
    assert audit_of(workspace, walked.audit) == before
    workspace.undoing.redo()
    assert "New" in [visit.touchpoint for visit in audit_of(workspace, walked.audit).visits]


def test_checklists_changed_in_the_middle_of_an_audit(workspace: Workspace, walked: Walked) -> None:
    visit = visit_at(workspace, walked.audit, 6)
    journey = workspace.reads.journeys.get(walked.journey)
    assert journey is not None
    old = list(journey.touchpoints[6].checklists)
    workspace.audits.answer(visit.answers[0].id, Verdict.FAIL, "kept")
    workspace.stages.edit_touchpoint(visit.touchpoint_id, checklists=["feedback"])
    first = _keys(workspace, *old)[0]
    asked = _asked(workspace, walked.audit, 6)
    assert asked[0] == first, "answered ones stay"
    # What both lists ask keeps its place.
    assert sorted(asked[1:]) == sorted(_keys(workspace, "feedback"))
    assert answer_at(workspace, walked.audit, 6).note == "kept"
    assert workspace.upkeep.check() == []
    workspace.stages.edit_touchpoint(visit.touchpoint_id, checklists=[*old, "feedback"])
    assert sorted(_asked(workspace, walked.audit, 6)) == sorted(_keys(workspace, *old, "feedback"))
    assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL
    workspace.stages.edit_touchpoint(visit.touchpoint_id, checklists=[])
    assert _asked(workspace, walked.audit, 6) == [first]
    assert _asks_each_once(workspace, walked.audit)
    assert workspace.upkeep.check() == []


def test_a_deleted_touchpoint_leaves_the_walk_and_comes_back_with_its_answers(
    workspace: Workspace, walked: Walked
) -> None:
    before = audit_of(workspace, walked.audit)
    workspace.stages.delete_touchpoint(before.visits[1].touchpoint_id)
    assert [visit.id for visit in audit_of(workspace, walked.audit).visits] == [
        visit.id for visit in before.visits if visit.id != before.visits[1].id
    ]
    line = workspace.reads.audits.line(walked.audit)
    assert line is not None and line.visits == len(before.visits) - 1
    workspace.undoing.undo()
    assert audit_of(workspace, walked.audit) == before


@pytest.fixture
def own_file(config: Config) -> Path:
    """A checklist of the user's own."""
    config.checklists.mkdir(parents=True)
    path = config.checklists / "ours.toml"
    path.write_text(OWN.format(severity=4, text="Is there a sign?"))
    return path


def test_editing_a_checklist_file_never_changes_an_old_audit(open_as: Opener, own_file: Path) -> None:
    first = open_as("Kim")
    journey = first.journeys.new("Shop")
    found = first.reads.journeys.get(journey)
    assert found is not None
    point = first.stages.add_touchpoint(found.stages[0].id, "Door", importance=5, checklists=["our-own"])
    old = first.audits.start(journey, "Kim")
    first.audits.answer(answer_at(first, old, 0, 0).id, Verdict.FAIL)
    first.audits.answer(answer_at(first, old, 0, 1).id, Verdict.PASS)
    before = audit_of(first, old)
    assert before.visits[0].need == pytest.approx(4 / 6)

    own_file.write_text(OWN.format(severity=1, text="Is there a large sign?"))
    second = open_as("Kim")
    second.library_files.share(FileKind.CHECKLIST, "our-own", own_file.read_text())
    assert audit_of(second, old) == before
    new = second.audits.start(journey, "Kim")
    sign = answer_at(second, new, 0).check
    assert (sign.severity, sign.text["en"]) == (1, "Is there a large sign?")
    bells = [answer_at(second, audit, 0, 1).check for audit in (old, new)]
    assert bells[0] == bells[1], "what did not change is the same wording"
    assert audit_of(second, old) == before
    second.audits.answer(answer_at(second, old, 0, 0).id, Verdict.PARTLY)
    assert audit_of(second, old).visits[0].need == pytest.approx(2 / 6), "counted with the old severity"

    own_file.unlink()
    third = open_as("Kim")
    assert answer_at(third, old, 0).check.text["en"] == "Is there a sign?"
    third.stages.edit_touchpoint(point, importance=4)
    assert [a.check.key for a in visit_at(third, new, 0).answers] == ["sign", "bell"]
    last = third.audits.start(journey, "Kim")
    asked = [answer.check.key for answer in visit_at(third, last, 0).answers]
    assert asked == ["sign", "bell"], (
        "what the database keeps is there for everybody, whatever becomes of the file"
    )
    assert third.upkeep.check() == []


def test_a_stage_that_comes_back_is_asked_in_audits_started_meanwhile(
    open_as: Opener, walked: Walked, workspace: Workspace
) -> None:
    stage = visit_at(workspace, walked.audit, 0).stage_id
    points = {v.touchpoint_id: v for v in audit_of(workspace, walked.audit).visits if v.stage_id == stage}
    workspace.stages.delete(stage)
    colleague = open_as("Ann")
    theirs = colleague.audits.start(walked.journey, "Ann")
    assert not points.keys() & {visit.touchpoint_id for visit in audit_of(colleague, theirs).visits}
    workspace.undoing.undo()
    found = {visit.touchpoint_id: visit for visit in audit_of(colleague, theirs).visits}
    for number, visit in points.items():
        assert [a.check for a in found[number].answers] == [a.check for a in visit.answers]
    assert colleague.upkeep.check() == []
