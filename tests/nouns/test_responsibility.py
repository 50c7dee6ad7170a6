"""Who answers for journeys, stages and touchpoints: named, taken away, merged, and how it stands there."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from auditor.analysis.responsibility import standing_of
from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import Held
from auditor.reporting.forms import Form, people_report, report
from auditor.reporting.people import PeopleContents
from auditor.views.evidence import EvidenceDraft
from auditor.views.journeys import Journey, Person
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import audit_of

TODAY = date(2026, 12, 1)


@pytest.fixture
def journey(workspace: Workspace, web_shop: int) -> Journey:
    """A journey with somebody named at the journey, a stage and a touchpoint."""
    found = workspace.reads.journeys.get(web_shop)
    assert found is not None
    workspace.journeys.edit(web_shop, responsible="Anna")
    workspace.stages.edit(found.stages[0].id, responsible="Bo")
    workspace.stages.edit_touchpoint(found.touchpoints[0].id, responsible="Cai")
    return found


def _answering(workspace: Workspace) -> list[tuple[str, Held | None]]:
    found = workspace.reads.responsibility.charges(TODAY)
    return [(one.responsible.person, one.responsible.by) for one in found]


def test_a_touchpoint_without_anybody_falls_back_to_its_stage_then_its_journey(
    workspace: Workspace, journey: Journey
) -> None:
    expected = [
        ("Bo", Held.STAGE) if stage is journey.stages[0] else ("Anna", Held.JOURNEY)
        for stage in journey.stages
        for _point in stage.touchpoints
    ]
    expected[0] = ("Cai", Held.TOUCHPOINT)
    assert _answering(workspace) == expected
    workspace.undoing.undo()
    assert _answering(workspace)[0] == ("Bo", Held.STAGE)
    workspace.journeys.edit(journey.id, responsible="")
    assert _answering(workspace)[-1] == ("", None)
    copied = workspace.reads.journeys.get(workspace.journeys.copy(journey.id))
    assert copied is not None and copied.stages[0].responsible == "Bo"


def test_a_change_of_another_is_not_written_over_unseen(
    workspace: Workspace, journey: Journey, open_as: Opener
) -> None:
    seen = workspace.reads.journeys.get(journey.id)
    open_as("Bo").journeys.edit(journey.id, responsible="Dag")
    with pytest.raises(ConflictError, match="responsible meanwhile: “Anna” → “Dag”"):
        workspace.journeys.edit(journey.id, base=seen, responsible="Eva")


def test_whoever_answers_for_something_is_merged_renamed_and_not_taken_out(
    workspace: Workspace, journey: Journey
) -> None:
    number = {one.name: one.id for one in workspace.reads.people.all()}
    with pytest.raises(RefusedError, match="responsible for something"):
        workspace.people.delete(number["Anna"])
    workspace.people.edit(number["Bo"], unit="Web")
    workspace.people.merge(number["Bo"], number["Anna"])
    assert {name for name, _by in _answering(workspace)} == {"Anna", "Cai"}
    assert {one.unit for one in workspace.reads.people.all() if one.name == "Anna"} == {"Web"}
    workspace.undoing.undo()
    assert _answering(workspace)[1] == ("Bo", Held.STAGE)
    workspace.people.edit(number["Bo"], left=True)
    assert _answering(workspace)[1] == ("Bo", Held.STAGE)
    with pytest.raises(RefusedError, match="can be handed nothing more"):
        workspace.stages.edit(journey.stages[1].id, responsible="Bo")


def test_reports_of_a_person_and_a_part_of_the_organisation_say_all_that_is_theirs(
    workspace: Workspace, journey: Journey
) -> None:
    first, second = journey.touchpoints[:2]
    workspace.actions.add(first.id, "Shorten <the> form", 1, 4, owner="Bo", due="2026-11-01")
    workspace.actions.add(second.id, "Say what it costs", 1, 4, owner="Bo")
    workspace.actions.done([workspace.actions.add(second.id, "Show stock", 1, 4, owner="Bo")])
    workspace.actions.add(second.id, "Not theirs", 1, 4, owner="Anna")
    workspace.evidence.add(EvidenceDraft("survey", "Exit", "2025-01-01", touchpoint_id=second.id))
    bo = next(one for one in workspace.reads.people.all() if one.name == "Bo")
    contents = PeopleContents.of_person(workspace, bo, TODAY)
    points = [one.touchpoint for one in contents.charges]
    assert sorted(points) == sorted(point.name for point in journey.stages[0].touchpoints[1:])
    assert [one.title for one in contents.late] == ["Shorten <the> form"]
    assert [one.title for one in contents.open] == ["Say what it costs"]
    assert [one.title for one in contents.waiting] == ["Show stock"]
    assert [one.source for one in contents.askings] == ["Exit"]
    page = str(people_report(contents, Form.HTML).content)
    assert "Shorten &lt;the&gt; form" in page and "30 days late" in page and "Not theirs" not in page
    text = str(people_report(contents, Form.MARKDOWN).content)
    for said in (
        "## Responsible for",
        "by the stage",
        "## Late",
        "## Done, waiting for proof",
        "survey: Exit",
    ):
        assert said in text
    made = people_report(contents, Form.XLSX).content
    assert isinstance(made, bytes)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert "xl/worksheets/sheet5.xml" in book.namelist()
    for name in ("Bo", "Anna"):
        workspace.people.edit(
            next(one.id for one in workspace.reads.people.all() if one.name == name), unit="Web"
        )
    together = PeopleContents.of_unit(workspace, "WEB", TODAY)
    assert [one.name for one in together.people] == ["Anna", "Bo"]
    assert len(together.charges) == len(journey.touchpoints) - 1
    assert "Not theirs" in str(people_report(together, Form.MARKDOWN).content)
    with pytest.raises(NotFoundError, match="Known are: Web"):
        PeopleContents.of_unit(workspace, "Sales", TODAY)


def test_the_report_of_a_journey_lists_first_what_nobody_answers_for(
    workspace: Workspace, journey: Journey
) -> None:
    workspace.journeys.edit(journey.id, responsible="")
    text = str(report(workspace, journey.id, Form.MARKDOWN, TODAY).content)
    chapter = text[text.index("### Who is responsible") :]
    nobodys = len(journey.touchpoints) - len(journey.stages[0].touchpoints)
    assert f"Nobody is responsible for {nobodys} touchpoints." in chapter
    assert chapter.index("| nobody |") < chapter.index("| Cai |")


def test_what_somebody_answered_for_who_has_left_is_nobodys(workspace: Workspace, journey: Journey) -> None:
    bo = next(one for one in workspace.reads.people.all() if one.name == "Bo")
    workspace.people.edit(bo.id, left=True)
    found = workspace.reads.responsibility.charges(TODAY)
    gone = [one for one in found if not one.responsible.is_here]
    assert {(one.responsible.person, one.stage_id) for one in gone} == {("Bo", journey.stages[0].id)}
    assert "Bo (has left)" in str(report(workspace, journey.id, Form.MARKDOWN, TODAY).content)


def test_no_need_is_named_where_nothing_is_known(workspace: Workspace, journey: Journey) -> None:
    def standing() -> float | None:
        return standing_of(workspace.reads.responsibility.charges(TODAY)).need

    assert standing() is None
    told = str(
        people_report(PeopleContents.of_person(workspace, _anna(workspace), TODAY), Form.MARKDOWN).content
    )
    assert "greatest need" not in told
    chapter = str(report(workspace, journey.id, Form.MARKDOWN, TODAY).content).partition(
        "### Who is responsible"
    )[2]
    assert "%" not in chapter.partition("\n#")[0]
    audit = workspace.audits.start(journey.id, "Kim")
    workspace.audits.feel(audit_of(workspace, audit).visits[-1].id, -2)
    workspace.audits.finish(audit)
    known = workspace.reads.journeys.get(journey.id)
    assert known is not None and standing() == known.touchpoints[-1].need


def _anna(workspace: Workspace) -> Person:
    return next(one for one in workspace.reads.people.all() if one.name == "Anna")
