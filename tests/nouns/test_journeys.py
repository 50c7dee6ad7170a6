"""Journeys and personas: made, copied, changed and taken out of sight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import set_language
from auditor.base.vocabulary import LANGUAGES, Existence, NoteKind, Phase, Purpose, Scope
from auditor.library.templates import Template, all_templates
from auditor.views.audits import last_audit
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from tests.walks import Walked, actions, audit_of

TEMPLATES = all_templates(Path("/nowhere"))[0]


def _journey(workspace: Workspace, number: int) -> Journey:
    journey = workspace.reads.journeys.get(number)
    assert journey is not None
    return journey


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_a_template_becomes_a_journey_in_the_users_language(workspace: Workspace, template: Template) -> None:
    for language in LANGUAGES:
        set_language(language)
        _is_as_planned(workspace, template, language)


def _is_as_planned(workspace: Workspace, template: Template, language: str) -> None:
    journey = _journey(workspace, workspace.journeys.new_from(template))
    assert journey.name == template.title[language]
    assert journey.about == template.about[language]
    assert (journey.purpose, journey.scope) == (template.purpose, template.scope)
    assert [stage.name for stage in journey.stages] == [plan.name[language] for plan in template.stages]
    plans = [point for stage in template.stages for point in stage.touchpoints]
    for point, plan in zip(journey.touchpoints, plans, strict=True):
        assert point.name == plan.name[language]
        assert (point.channel, point.moment, point.side) == (plan.channel, plan.moment, plan.side)
        assert (point.importance, point.critical) == (plan.importance, plan.critical)
        assert point.checklists == plan.checklists
        assert point.need == pytest.approx(plan.importance / 10)
    (persona,) = workspace.reads.journeys.personas(journey.id)
    assert persona.name == template.persona_name[language]


def test_a_journey_from_a_template_can_have_a_name_of_its_own(
    workspace: Workspace, web_shop_template: Template
) -> None:
    number = workspace.journeys.new_from(web_shop_template, "  Tall \n pine  ")
    assert _journey(workspace, number).name == "Tall pine"


def test_a_new_journey_has_the_five_usual_stages_and_no_touchpoints(workspace: Workspace) -> None:
    number = workspace.journeys.new("Ours", Purpose.COST, Scope.FLOW, "About it")
    journey = _journey(workspace, number)
    assert [stage.name for stage in journey.stages] == [
        "Awareness",
        "Consideration",
        "Purchase",
        "Retention",
        "Loyalty",
    ]
    assert all(stage.goal for stage in journey.stages)
    assert journey.touchpoints == ()
    assert (journey.purpose, journey.scope, journey.about) == (Purpose.COST, Scope.FLOW, "About it")


def test_what_is_given_is_changed_and_the_rest_stays(workspace: Workspace, web_shop: int) -> None:
    before = _journey(workspace, web_shop)
    workspace.journeys.edit(web_shop, name="Renamed", scope="process")
    after = _journey(workspace, web_shop)
    assert (after.name, after.scope) == ("Renamed", Scope.PROCESS)
    assert (after.about, after.purpose, after.stages) == (before.about, before.purpose, before.stages)
    workspace.journeys.edit(web_shop, about="", purpose="loyalty")
    assert _journey(workspace, web_shop).about == ""
    assert _journey(workspace, web_shop).purpose is Purpose.LOYALTY


@pytest.mark.parametrize(
    "change", [{"purpose": "fun"}, {"scope": "all"}, {"name": " \n "}, {"name": "x" * 201}]
)
def test_a_wrong_change_is_refused_saying_what_is_allowed(
    workspace: Workspace, web_shop: int, change: dict[str, Any]
) -> None:
    before = _journey(workspace, web_shop)
    with pytest.raises(RefusedError) as caught:
        workspace.journeys.edit(web_shop, **change)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
    assert _journey(workspace, web_shop) == before


def test_a_copy_has_everything_but_the_audits(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    listed = actions(workspace)
    original = _journey(workspace, walked.journey)
    copy = _journey(workspace, workspace.journeys.copy(walked.journey))
    assert copy.name == f"{original.name} (copy)"
    assert [stage.name for stage in copy.stages] == [stage.name for stage in original.stages]
    for point, old in zip(copy.touchpoints, original.touchpoints, strict=True):
        assert point.name == old.name and point.checklists == old.checklists
        assert point.id != old.id
        assert point.need == pytest.approx(old.importance / 10), "nothing is known of the copy yet"
    assert [persona.name for persona in workspace.reads.journeys.personas(copy.id)] == [
        persona.name for persona in workspace.reads.journeys.personas(original.id)
    ]
    assert workspace.reads.audits.lines(copy.id) == []
    assert actions(workspace) == listed
    assert _journey(workspace, walked.journey) == original
    assert workspace.upkeep.check() == []


def test_a_copy_has_what_is_known_and_wanted_but_not_what_was_replied(
    workspace: Workspace, walked: Walked
) -> None:
    original = _journey(workspace, walked.journey)
    stage, point = original.stages[0], original.touchpoints[0]
    persona = workspace.journeys.add_persona(walked.journey, "Åsa", goals="Skis")
    workspace.journeys.verify_persona(persona, "Interviews", "2026-03-02")
    workspace.stages.edit(stage.id, strategies=["Be found"], phase="loyalty")
    workspace.wishes.want(point.id, 2)
    workspace.stages.edit_touchpoint(point.id, existence="planned")
    for kind in NoteKind:
        workspace.noting.add(point.id, kind, f"A {kind}")
    workspace.noting.delete(workspace.noting.add(point.id, NoteKind.NEED, "Gone"))
    workspace.noting.reply(stage.id, persona, "why", "To ski")

    number = workspace.journeys.copy(walked.journey)
    copy = _journey(workspace, number)
    assert [one.text for one in copy.stages[0].strategies] == ["Be found"]
    assert copy.stages[0].phase is Phase.LOYALTY
    assert (copy.touchpoints[0].wanted, copy.touchpoints[0].existence) == (2, Existence.PLANNED)
    (*_others, copied) = workspace.reads.journeys.personas(number)
    assert (copied.name, copied.goals, copied.verified_by) == ("Åsa", "Skis", "Interviews")
    copied_map, old_map = workspace.reads.maps.get(number), workspace.reads.maps.get(walked.journey)
    assert copied_map is not None and old_map is not None
    for new, old in zip(copied_map.points, old_map.points, strict=True):
        assert [(note.kind, note.text) for note in new.notes] == [
            (note.kind, note.text) for note in old.notes
        ]
        assert not {note.id for note in new.notes} & {note.id for note in old.notes}
    assert len(copied_map.points[0].notes) == len(NoteKind)
    assert workspace.reads.maps.replies(number) == []
    workspace.undoing.undo()
    assert workspace.reads.maps.get(number) is None
    workspace.undoing.redo()
    assert workspace.reads.maps.get(number) == copied_map


def test_a_copy_leaves_out_what_was_deleted_and_can_be_named(workspace: Workspace, web_shop: int) -> None:
    journey = _journey(workspace, web_shop)
    workspace.stages.delete(journey.stages[0].id)
    workspace.stages.delete_touchpoint(journey.stages[1].touchpoints[0].id)
    copy = _journey(workspace, workspace.journeys.copy(web_shop, "To be"))
    assert copy.name == "To be"
    assert [stage.name for stage in copy.stages] == [stage.name for stage in journey.stages[1:]]
    assert len(copy.touchpoints) == len(_journey(workspace, web_shop).touchpoints)


def test_a_journey_with_the_longest_name_can_be_copied(workspace: Workspace) -> None:
    number = workspace.journeys.new("n" * 200)
    copy = _journey(workspace, workspace.journeys.copy(number))
    assert copy.name != "n" * 200 and copy.name.endswith("(copy)") and len(copy.name) <= 200


def test_a_deleted_journey_takes_its_audits_and_actions_out_of_sight(
    workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    other = workspace.journeys.new("Other")
    workspace.journeys.delete(walked.journey)
    assert [line.id for line in workspace.reads.journeys.lines()] == [other]
    assert workspace.reads.journeys.get(walked.journey) is None
    assert workspace.reads.audits.lines() == []
    assert workspace.reads.audits.get(walked.audit) is None
    assert actions(workspace) == []
    with pytest.raises(NotFoundError):
        workspace.audits.start(walked.journey, "Kim")
    with pytest.raises(NotFoundError):
        workspace.journeys.copy(walked.journey)


def test_a_line_tells_how_a_journey_stands(workspace: Workspace, walked: Walked) -> None:
    journey = _journey(workspace, walked.journey)
    (line,) = workspace.reads.journeys.lines()
    assert (line.stages, line.touchpoints) == (len(journey.stages), len(journey.touchpoints))
    assert (line.audits, line.open_audit, line.open_actions) == (1, walked.audit, 0)
    assert line.last_audit is None
    made = workspace.audits.finish(walked.audit)
    (line,) = workspace.reads.journeys.lines()
    assert (line.audits, line.open_audit, line.open_actions) == (1, None, made)
    (audit,) = workspace.reads.audits.lines()
    workspace.audits.start(walked.journey, "Kim", audit_of(workspace, audit.id).persona_id)
    (line,) = workspace.reads.journeys.lines()
    assert line.last_audit == audit.started, "one that is not finished does not count"
    assert last_audit(workspace.reads.audits.lines()) == audit
    workspace.stages.delete(journey.stages[0].id)
    (line,) = workspace.reads.journeys.lines()
    assert line.open_actions == workspace.reads.actions.ranking().total < made


def test_the_last_audited_journey_comes_first(workspace: Workspace) -> None:
    numbers = [workspace.journeys.new(name) for name in ("A", "B", "C")]
    workspace.audits.start(numbers[0], "Kim")
    workspace.audits.start(numbers[1], "Kim")
    assert [line.name for line in workspace.reads.journeys.lines()] == ["B", "A", "C"]


def test_personas_are_added_changed_and_deleted(workspace: Workspace, web_shop: int) -> None:
    number = workspace.journeys.add_persona(web_shop, "Elder", "Reads all\nof it")
    workspace.journeys.edit_persona(number, name="Elderly")
    assert [
        (persona.name, persona.who)
        for persona in workspace.reads.journeys.personas(web_shop)
        if persona.id == number
    ] == [("Elderly", "Reads all\nof it")]
    workspace.journeys.delete_persona(number)
    assert number not in [persona.id for persona in workspace.reads.journeys.personas(web_shop)]
    with pytest.raises(NotFoundError):
        workspace.journeys.edit_persona(number, name="Gone")


def test_a_persona_with_audits_stays_until_they_are_deleted(workspace: Workspace, walked: Walked) -> None:
    (persona,) = workspace.reads.journeys.personas(walked.journey)
    with pytest.raises(RefusedError, match="has audits"):
        workspace.journeys.delete_persona(persona.id)
    workspace.audits.delete(walked.audit)
    workspace.journeys.delete_persona(persona.id)
    assert workspace.reads.journeys.personas(walked.journey) == []


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**63, 2**70])
def test_a_number_that_no_row_has_is_not_found(workspace: Workspace, web_shop: int, number: int) -> None:
    assert workspace.reads.journeys.get(number) is None
    assert workspace.reads.audits.get(number) is None
    assert workspace.reads.actions.get(number) is None
    assert workspace.reads.history.details(number) == []
    for refused in (
        lambda: workspace.journeys.edit(number, name="x"),
        lambda: workspace.journeys.delete(number),
        lambda: workspace.journeys.add_persona(number, "x"),
        lambda: workspace.stages.add(number, "x"),
        lambda: workspace.stages.edit_touchpoint(number, name="x"),
        lambda: workspace.audits.start(number, "Kim"),
        lambda: workspace.audits.answer(number, None),
        lambda: workspace.audits.feel(number, 1),
        lambda: workspace.actions.drop([number]),
    ):
        with pytest.raises(NotFoundError):
            refused()
