"""An export meets a database that has some of it already."""

from __future__ import annotations

import json

import pytest

from auditor.base.vocabulary import Prefer, Verdict
from auditor.exchange.document import as_text
from auditor.views.exchange import RowDifference
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.exchange.conftest import exported, taken_in
from tests.snapshots import everything
from tests.walks import Walked, answer_at, audit_of


def _copy(workspace: Workspace, blank: Workspace) -> None:
    taken_in(blank, exported(workspace))


def _name(workspace: Workspace) -> str:
    return workspace.reads.journeys.lines()[0].name


def test_what_was_changed_more_often_stays(workspace: Workspace, blank: Workspace, web_shop: int) -> None:
    _copy(workspace, blank)
    journey, name = blank.reads.journeys.lines()[0].id, _name(blank)
    workspace.journeys.edit(web_shop, name="Once")
    merged = taken_in(blank, exported(workspace))
    assert (_name(blank), merged.changed, merged.kept) == ("Once", 1, 0)
    assert merged.differences == (RowDifference("journey", name, ("name",), True),)
    blank.journeys.edit(journey, name="Twice")
    merged = taken_in(blank, exported(workspace))
    assert (_name(blank), merged.changed, merged.kept) == ("Twice", 0, 1)
    assert merged.differences == (RowDifference("journey", "Twice", ("name",), False),)
    assert taken_in(workspace, exported(blank)).changed == 1
    assert exported(workspace) == exported(blank), "both have the same in the end"


def test_of_two_changed_equally_often_the_one_here_stays(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    _copy(workspace, blank)
    workspace.journeys.edit(web_shop, name="There")
    blank.journeys.edit(blank.reads.journeys.lines()[0].id, name="Here")
    assert taken_in(blank, exported(workspace)).kept == 1
    assert _name(blank) == "Here"
    assert taken_in(blank, exported(workspace), Prefer.FILE).changed == 1
    assert _name(blank) == "There"


def test_here_wins_when_it_is_preferred(workspace: Workspace, blank: Workspace, web_shop: int) -> None:
    _copy(workspace, blank)
    workspace.journeys.edit(web_shop, name="Newer")
    workspace.journeys.new("More")
    merged = taken_in(blank, exported(workspace), Prefer.HERE)
    assert merged.kept == 1 and merged.added > 1
    assert {line.name for line in blank.reads.journeys.lines()} >= {"More"}
    assert "Newer" not in {line.name for line in blank.reads.journeys.lines()}


def test_what_was_deleted_here_stays_so_unless_the_file_is_preferred(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    text = exported(workspace)
    taken_in(blank, text)
    blank.journeys.delete(blank.reads.journeys.lines()[0].id)
    merged = taken_in(blank, text)
    assert blank.reads.journeys.lines() == []
    assert merged.deleted > 100 and merged.added == merged.changed == 0
    taken_in(blank, text, Prefer.FILE)
    assert [line.audits for line in blank.reads.journeys.lines()] == [1]
    assert blank.upkeep.check() == []


def test_answers_given_elsewhere_come_in_and_are_counted(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    _copy(workspace, blank)
    workspace.audits.answer(answer_at(workspace, walked.audit, 6).id, Verdict.FAIL, "Elsewhere")
    before = audit_of(blank, 1)
    merged = taken_in(blank, exported(workspace))
    after = audit_of(blank, 1)
    assert merged.changed == 1
    assert (before.visits[6].answers[0].verdict, after.visits[6].answers[0].verdict) == (None, Verdict.FAIL)
    assert blank.upkeep.check() == []
    blank.undoing.undo()
    assert audit_of(blank, 1) == before
    assert blank.upkeep.check() == []


def test_a_touchpoint_from_elsewhere_is_asked_of_in_the_open_audits_here(
    workspace: Workspace, blank: Workspace, walked: Walked
) -> None:
    _copy(workspace, blank)
    stage = audit_of(workspace, walked.audit).visits[0].stage_id
    workspace.audits.delete(walked.audit)
    workspace.stages.add_touchpoint(stage, "Found elsewhere", checklists=["feedback"])
    taken_in(blank, exported(workspace))
    added = next(visit for visit in audit_of(blank, 1).visits if visit.touchpoint == "Found elsewhere")
    assert added.answers
    assert blank.upkeep.check() == []


def test_two_people_of_one_name_are_one(workspace: Workspace, blank: Workspace, walked: Walked) -> None:
    journey = blank.journeys.new("Own")
    blank.audits.start(journey, "kim", persona="Customer")
    _copy(workspace, blank)
    assert [person.name for person in blank.reads.people.all()] == ["kim"]
    assert {line.auditor for line in blank.reads.audits.lines()} == {"kim"}


def test_a_journey_inside_itself_is_refused_and_nothing_is_written(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    other = workspace.journeys.new("Other")
    stage = workspace.stages.add(other, "Stage")
    workspace.stages.add_touchpoint(stage, "Point")
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    workspace.stages.open_into(journey.touchpoints[0].id, other)
    content = json.loads(exported(workspace))
    outer = next(each["id"] for each in content["journeys"] if each["name"] != "Other")
    next(each for each in content["touchpoints"] if each["name"] == "Point")["opens"] = outer
    with pytest.raises(Exception, match="leads to this journey"):
        taken_in(blank, json.dumps(content))
    assert blank.reads.journeys.lines() == []


def test_somebody_elses_later_change_keeps_an_import_from_being_undone(
    workspace: Workspace, blank: Workspace, open_as: Opener, web_shop: int
) -> None:
    ann = open_as("Ann")
    _copy(workspace, blank)
    bo = Workspace(blank.location, ann.config)
    bo.journeys.edit(blank.reads.journeys.lines()[0].id, name="Ann's now")
    seen = everything(blank)
    with pytest.raises(Exception, match="Ann has changed this since"):
        blank.undoing.undo()
    assert everything(blank) == seen
    bo.close()


def _without(text: str, journey: str) -> str:
    """Return an export without one of its journeys, which has no touchpoints; those of others may name it."""
    content = json.loads(text)
    left_out = next(each["id"] for each in content["journeys"] if each["name"] == journey)
    content["journeys"] = [each for each in content["journeys"] if each["id"] != left_out]
    for name in ("stages", "personas"):
        content[name] = [each for each in content[name] if each["journey"] != left_out]
    return json.dumps(content)


def _open_inner(workspace: Workspace, journey: int) -> None:
    seen = workspace.reads.journeys.get(journey)
    assert seen is not None
    workspace.stages.open_into(seen.touchpoints[0].id, workspace.journeys.new("Inner"))


def test_an_open_journey_that_is_not_in_the_file_stays_open(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    _open_inner(workspace, web_shop)
    journey = workspace.reads.journeys.get(web_shop)
    text = _without(as_text(workspace.reads.exports.journey(web_shop)), "Inner")
    taken_in(blank, text)
    assert len(blank.reads.journeys.lines()) == 1
    merged = taken_in(workspace, text)
    assert (merged.added, merged.changed, merged.kept) == (0, 0, 0)
    assert workspace.reads.journeys.get(web_shop) == journey


def test_a_journey_that_comes_later_is_opened_by_its_touchpoint(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    _open_inner(workspace, web_shop)
    text = exported(workspace)
    taken_in(blank, _without(text, "Inner"))
    assert taken_in(blank, text, Prefer.HERE).kept == 1
    merged = taken_in(blank, text)
    assert (merged.changed, merged.kept) == (1, 0)
    assert merged.differences[0].fields == ("opens",)
    assert taken_in(blank, text).changed == 0
    assert sorted(exported(blank).splitlines()) == sorted(text.splitlines()), "only the order is another"


def test_a_touchpoint_let_go_of_its_journey_stays_so(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    _open_inner(workspace, web_shop)
    _copy(workspace, blank)
    outer = next(line.id for line in blank.reads.journeys.lines() if line.name != "Inner")
    journey = blank.reads.journeys.get(outer)
    assert journey is not None
    blank.stages.open_into(journey.touchpoints[0].id, None)
    assert taken_in(blank, exported(workspace)).kept == 1
    assert taken_in(workspace, exported(blank)).changed == 1
    assert '"opens"' not in exported(workspace)
