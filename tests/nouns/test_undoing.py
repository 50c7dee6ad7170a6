"""Undo and redo: each person their own changes, over restarts, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import EvidenceKind, Verdict
from auditor.views.evidence import EvidenceDraft
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.snapshots import everything
from tests.walks import Walked, actions, answer_at, audit_of, visit_at


def test_there_is_nothing_to_undo_at_first(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="nothing to undo"):
        workspace.undoing.undo()
    with pytest.raises(RefusedError, match="nothing to do again"):
        workspace.undoing.redo()


def test_undo_takes_back_the_last_change_and_redo_does_it_again(workspace: Workspace, walked: Walked) -> None:
    asked = answer_at(workspace, walked.audit, 6)
    before = everything(workspace)
    workspace.audits.answer(asked.id, Verdict.FAIL, "note")
    after = everything(workspace)
    change = workspace.reads.history.to_undo()
    assert change is not None and change.code == "answer"
    assert workspace.undoing.undo() == change.id
    assert everything(workspace) == before
    again = workspace.reads.history.to_redo()
    assert again is not None and again.id == change.id
    assert workspace.undoing.redo() == change.id
    assert everything(workspace) == after
    assert workspace.reads.history.to_redo() is None


def test_undo_goes_on_over_restarts(open_as: Opener, workspace: Workspace, walked: Walked) -> None:
    before = everything(workspace)
    workspace.audits.answer(answer_at(workspace, walked.audit, 6).id, Verdict.FAIL)
    workspace.audits.finish(walked.audit)
    after = everything(workspace)
    workspace.close()
    later = open_as("Kim")
    later.undoing.undo()
    later.close()
    last = open_as("Kim")
    last.undoing.undo()
    assert everything(last) == before
    last.close()
    again = open_as("Kim")
    again.undoing.redo()
    again.undoing.redo()
    assert everything(again) == after


def test_a_new_change_overtakes_what_was_undone(workspace: Workspace, web_shop: int) -> None:
    workspace.journeys.edit(web_shop, name="One")
    workspace.undoing.undo()
    workspace.journeys.edit(web_shop, name="Two")
    with pytest.raises(RefusedError):
        workspace.undoing.redo()
    states = [(line.code, line.state) for line in workspace.reads.history.lines()][:3]
    assert states == [("journey-edit", "done"), ("undo", "log"), ("journey-edit", "gone")]
    workspace.undoing.undo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and journey.name == "Web shop"


def test_what_was_refused_can_not_be_undone(workspace: Workspace, web_shop: int) -> None:
    workspace.journeys.edit(web_shop, name="One")
    with pytest.raises(RefusedError):
        workspace.journeys.edit(web_shop, name="")
    workspace.undoing.undo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and journey.name == "Web shop"


def test_each_person_undoes_their_own_changes(open_as: Opener, workspace: Workspace, web_shop: int) -> None:
    colleague = open_as("Ann")
    stage = colleague.stages.add(web_shop, "Afterwards")
    workspace.journeys.edit(web_shop, about="By Kim")
    colleague.undoing.undo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and journey.about == "By Kim"
    assert stage not in [one.id for one in journey.stages]
    with pytest.raises(RefusedError, match="nothing to undo"):
        colleague.undoing.undo()
    workspace.journeys.edit(web_shop, about="By Kim again")
    colleague.undoing.redo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and journey.about == "By Kim again" and journey.stages[-1].id == stage


def test_nobody_undoes_over_a_later_edit_of_somebody_else(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    colleague = open_as("Ann")
    asked = answer_at(workspace, walked.audit, 6)
    workspace.audits.answer(asked.id, Verdict.FAIL, "Kim’s")
    colleague.audits.answer(asked.id, Verdict.PASS, "Ann’s")
    before = everything(workspace)
    with pytest.raises(ConflictError, match="Ann has changed this since"):
        workspace.undoing.undo()
    assert everything(workspace) == before
    colleague.undoing.undo()
    answer = answer_at(workspace, walked.audit, 6)
    assert (answer.verdict, answer.note) == (Verdict.FAIL, "Kim’s")


def test_what_somebody_took_back_themselves_is_in_nobodys_way(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    colleague = open_as("Ann")
    asked = answer_at(workspace, walked.audit, 6)
    before = everything(workspace)
    workspace.audits.answer(asked.id, Verdict.FAIL)
    colleague.audits.answer(asked.id, Verdict.PASS)
    colleague.undoing.undo()
    workspace.undoing.undo()
    assert everything(workspace) == before
    with pytest.raises(ConflictError):
        colleague.undoing.redo()
    assert everything(workspace) == before


def test_a_thing_somebody_else_has_built_on_stays(
    open_as: Opener, workspace: Workspace, web_shop: int
) -> None:
    colleague = open_as("Ann")
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None
    point = workspace.stages.add_touchpoint(journey.stages[0].id, "New", checklists=["content"])
    audit = workspace.audits.start(web_shop, "Kim")
    visits = {visit.touchpoint_id: visit for visit in audit_of(workspace, audit).visits}
    colleague.audits.answer(visits[point].answers[0].id, Verdict.FAIL)
    before = everything(workspace)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()
    assert everything(workspace) == before


def test_a_persona_somebody_else_audits_for_stays(
    open_as: Opener, workspace: Workspace, web_shop: int
) -> None:
    persona = workspace.journeys.add_persona(web_shop, "Elder")
    colleague = open_as("Ann")
    colleague.audits.start(web_shop, "Ann", persona)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()
    assert persona in [one.id for one in workspace.reads.journeys.personas(web_shop)]


@pytest.mark.parametrize("what", ["persona", "stage", "question", "respondent", "evidence"])
def test_what_somebody_else_built_on_in_interviews_stays(
    open_as: Opener, workspace: Workspace, web_shop: int, what: str
) -> None:
    ann, shop = open_as("Ann"), workspace.reads.journeys.get(web_shop)
    assert shop is not None
    persona, stage = workspace.reads.journeys.personas(web_shop)[0].id, shop.stages[0].id
    if what == "persona":
        ann.respondents.add(workspace.journeys.add_persona(web_shop, "Elder"))
    elif what == "stage":
        ann.questions.add(web_shop, "And then?", workspace.stages.add(web_shop, "Spark"))
    elif what == "question":
        workspace.questions.add(web_shop, "And then?")
        (own,) = workspace.reads.interviews.questions(web_shop)
        ann.noting.reply(stage, persona, own.key, "Home")
    elif what == "respondent":
        ann.respondents.reply(workspace.respondents.add(persona), stage, "why", "Tired")
    else:
        draft = EvidenceDraft(EvidenceKind.INTERVIEW, "Talks", date.today(), web_shop, persona_id=persona)
        ann.journeys.verify_persona(persona, "", evidence=[workspace.evidence.add(draft)])
    before = everything(workspace)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.undo()
    assert everything(workspace) == before


@pytest.mark.parametrize("what", ["touchpoint", "stage", "journey", "audit"])
def test_deleting_is_not_done_again_over_what_came_meanwhile(
    open_as: Opener, workspace: Workspace, walked: Walked, what: str
) -> None:
    colleague = open_as("Ann")
    visit = visit_at(workspace, walked.audit, 6)
    {
        "touchpoint": lambda: workspace.stages.delete_touchpoint(visit.touchpoint_id),
        "stage": lambda: workspace.stages.delete(visit.stage_id),
        "journey": lambda: workspace.journeys.delete(walked.journey),
        "audit": lambda: workspace.audits.delete(walked.audit),
    }[what]()
    workspace.undoing.undo()
    colleague.audits.answer(visit.answers[0].id, Verdict.FAIL, "Ann’s")
    before = everything(workspace)
    with pytest.raises(ConflictError, match="Ann"):
        workspace.undoing.redo()
    assert everything(workspace) == before


def test_making_is_done_again_whatever_else_came_meanwhile(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    colleague = open_as("Ann")
    visit = visit_at(workspace, walked.audit, 6)
    stage = workspace.stages.add(walked.journey, "New")
    workspace.undoing.undo()
    colleague.audits.answer(visit.answers[0].id, Verdict.FAIL)
    workspace.undoing.redo()
    journey = workspace.reads.journeys.get(walked.journey)
    assert journey is not None and journey.stages[-1].id == stage
    assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL


def test_what_others_do_elsewhere_in_the_journey_is_in_nobodys_way(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    colleague = open_as("Ann")
    first, other = visit_at(workspace, walked.audit, 0), visit_at(workspace, walked.audit, 6)
    point = workspace.stages.add_touchpoint(first.stage_id, "New", after=first.touchpoint_id)
    colleague.audits.answer(other.answers[0].id, Verdict.FAIL)
    colleague.stages.edit_touchpoint(first.touchpoint_id, about="By Ann")
    theirs = colleague.stages.add_touchpoint(first.stage_id, "Ann’s")
    workspace.undoing.undo()
    audit = audit_of(workspace, walked.audit)
    assert point not in [visit.touchpoint_id for visit in audit.visits]
    assert theirs in [visit.touchpoint_id for visit in audit.visits]
    assert audit.visits[0].about == "By Ann"


def test_other_fields_of_the_same_row_are_in_nobodys_way(
    open_as: Opener, workspace: Workspace, web_shop: int
) -> None:
    colleague = open_as("Ann")
    workspace.journeys.edit(web_shop, name="Kim’s")
    colleague.journeys.edit(web_shop, about="Ann’s")
    workspace.undoing.undo()
    journey = workspace.reads.journeys.get(web_shop)
    assert journey is not None and (journey.name, journey.about) == ("Web shop", "Ann’s")


def test_somebody_who_has_more_to_do_since_stays_in_the_team(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    first, second = (line.id for line in actions(workspace)[:2])
    workspace.actions.edit(first, owner="Åsa")
    open_as("Ann").actions.edit(second, owner="Åsa")
    workspace.undoing.undo()
    owners = {line.id: line.owner for line in actions(workspace)}
    assert (owners[first], owners[second]) == ("", "Åsa")
    assert "Åsa" in [person.name for person in workspace.reads.people.all()]
    workspace.undoing.redo()
    assert [person.name for person in workspace.reads.people.all()].count("Åsa") == 1


def test_an_answer_in_a_deleted_audit_is_safe(open_as: Opener, workspace: Workspace, walked: Walked) -> None:
    colleague = open_as("Ann")
    asked = answer_at(workspace, walked.audit, 6)
    workspace.audits.answer(asked.id, Verdict.PARTLY, "Kim’s")
    before = everything(workspace)
    colleague.audits.delete(walked.audit)
    with pytest.raises(NotFoundError):
        workspace.audits.answer(asked.id, Verdict.PASS)
    colleague.undoing.undo()
    assert everything(workspace) == before


def test_undoing_a_deletion_brings_everything_back(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    workspace.actions.edit(actions(workspace)[0].id, owner="Åsa", due="2026-12-01")
    visit = visit_at(workspace, walked.audit, 1)
    before = everything(workspace)
    deletes: list[Callable[[], None]] = [
        lambda: workspace.stages.delete_touchpoint(visit.touchpoint_id),
        lambda: workspace.stages.delete(visit.stage_id),
        lambda: workspace.audits.delete(walked.audit),
        lambda: workspace.journeys.delete(walked.journey),
    ]
    for delete in deletes:
        delete()
        assert everything(workspace) != before
        workspace.undoing.undo()
        assert everything(workspace) == before
    assert workspace.upkeep.check() == []


def test_the_undoing_itself_stands_in_the_history(workspace: Workspace, web_shop: int) -> None:
    workspace.journeys.edit(web_shop, name="One")
    workspace.undoing.undo()
    workspace.undoing.redo()
    redo, undo, edit = workspace.reads.history.lines()[:3]
    assert (redo.code, redo.state, redo.arguments["code"]) == ("redo", "log", "journey-edit")
    assert (undo.code, undo.state, undo.who) == ("undo", "log", "Kim")
    assert (edit.code, edit.state) == ("journey-edit", "done")
