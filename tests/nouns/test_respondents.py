"""Respondents: each is evidence of one person, of their own day, whatever they spoke of; their words are theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from auditor.analysis.confidence import TRUSTS
from auditor.analysis.priority import Bounds
from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Consent, EvidenceKind, Standing
from auditor.nouns.evidence import draft_of
from auditor.reporting import sheets
from auditor.reporting.contents import Contents
from auditor.reporting.html import page
from auditor.reporting.markdown import markdown
from auditor.views.evidence import EvidenceFilter, PersonaSupport, PointSupport
from auditor.views.interviews import SaidThere
from auditor.workspace import Workspace
from tests.walks import run_sql

TODAY = date.today()
SECRET = "Ida from Bergen said so"


@pytest.fixture
def kim(workspace: Workspace, web_shop: int) -> int:
    """The number of a persona."""
    return workspace.journeys.add_persona(web_shop, "Kim")


def _points(workspace: Workspace, journey: int) -> list[int]:
    found = workspace.reads.journeys.get(journey)
    assert found
    return [point.id for point in found.touchpoints]


def _supports(workspace: Workspace, journey: int) -> tuple[PersonaSupport, dict[int, PointSupport]]:
    found = workspace.reads.evidence.support(journey)
    assert found
    return found.personas[-1], {one.touchpoint_id: one for one in found.points}


def _reply(workspace: Workspace, journey: int) -> str:
    return next((response.text for response in workspace.reads.interviews.responses(journey)), "")


def _holds(workspace: Workspace, text: str) -> bool:
    """Tell whether a text is anywhere in the database: in the bytes of its file, or in the tables of a server."""
    if workspace.location.path is not None:
        return text.encode() in workspace.location.path.read_bytes()
    tables = ("response", "evidence", "respondent", "change_row", "change")
    return any(
        text in repr(run_sql(workspace, f"SELECT * FROM {table} WHERE 1 = :one", one=1)) for table in tables
    )


def test_a_respondent_is_one_person_for_the_persona_and_wherever_they_spoke(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    first, second, *_rest = _points(workspace, web_shop)
    day = TODAY - timedelta(days=30)
    for _each in range(2):
        number = workspace.respondents.add(kim, on=day)
        said = [SaidThere(first, "Slow"), SaidThere(first, "Very slow", -2), SaidThere(second, feeling=1)]
        workspace.respondents.say(number, said)
    persona, points = _supports(workspace, web_shop)
    assert (persona.interviewed, persona.newest) == (2, day)
    assert (points[first].interviewed, points[second].interviewed) == (2, 2)
    trust = TRUSTS[EvidenceKind.INTERVIEW]
    one = trust.weight * (1 - 2 ** (-1 / trust.people)) * 0.5 ** (30 / trust.days)
    assert points[first].confidence == pytest.approx(1 - (1 - one) ** 2)
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map
    heard = {point.touchpoint.id: point.heard for point in journey_map.points}
    assert [(one.feeling, one.people) for one in heard[first]] == [(-2, 1), (-2, 1)]
    workspace.journeys.verify_persona(kim, "", evidence=None)
    (persona_now,) = [one for one in workspace.reads.journeys.personas(web_shop) if one.id == kim]
    assert (persona_now.verification.state, persona_now.verification.people) == (Standing.VERIFIED, 2)


def test_several_feelings_of_one_person_at_one_place_are_their_mean(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    point = _points(workspace, web_shop)[0]
    number = workspace.respondents.add(kim)
    workspace.respondents.say(number, [SaidThere(point, feeling=-2), SaidThere(point, feeling=1)])
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map
    (heard,) = journey_map.points[0].heard
    assert (heard.feeling, heard.people) == (-0.5, 1)


def test_what_is_changed_of_a_respondent_changes_their_evidence(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    number = workspace.respondents.add(kim, code="Ida", consent="given")
    workspace.respondents.say(number, [SaidThere(_points(workspace, web_shop)[0], "Slow")])
    bo = workspace.journeys.add_persona(web_shop, "Bo")
    day = TODAY - timedelta(days=3)
    workspace.respondents.edit(number, code="I1", on=day, persona_id=bo)
    lines = workspace.reads.evidence.lines(EvidenceFilter(respondent_id=number))
    assert {(one.collected, one.persona_id, one.respondent) for one in lines} == {(day, bo, "I1")}
    assert all("I1" in one.source and one.people == 1 for one in lines)
    with pytest.raises(RefusedError, match="with the respondent"):
        workspace.evidence.edit(lines[0].id, draft_of(lines[0], people=4))
    workspace.undoing.undo()
    assert workspace.reads.evidence.lines(EvidenceFilter(respondent_id=number))[0].respondent == "Ida"


def test_a_respondent_goes_with_all_they_said_and_comes_back_with_it(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    number = workspace.respondents.add(kim)
    piece = workspace.reads.evidence.lines(EvidenceFilter(respondent_id=number))[0]
    with pytest.raises(RefusedError, match="delete the respondent"):
        workspace.evidence.delete([piece.id])
    workspace.respondents.delete([number])
    assert workspace.reads.evidence.lines(EvidenceFilter(respondent_id=number)) == []
    workspace.undoing.undo()
    assert workspace.reads.evidence.lines(EvidenceFilter(respondent_id=number)) == [piece]


def test_code_names_are_made_up_and_never_double(workspace: Workspace, web_shop: int, kim: int) -> None:
    for code in ("", "R3", ""):
        workspace.respondents.add(kim, code=code)
    assert [one.code for one in workspace.reads.interviews.respondents(web_shop)] == ["R1", "R3", "R4"]
    with pytest.raises(RefusedError, match="already"):
        workspace.respondents.add(kim, code="r3")


def test_words_that_are_erased_are_nowhere_in_the_file_and_nothing_brings_them_back(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    journey = workspace.reads.journeys.get(web_shop)
    assert journey
    number = workspace.respondents.add(kim, note=SECRET)
    point, stage = journey.touchpoints[0].id, journey.stages[0].id
    for text in (f"{SECRET} first", SECRET):
        workspace.respondents.reply(number, stage, "why", text)
    (piece,) = workspace.respondents.say(number, [SaidThere(point, SECRET, -1)])
    before = _supports(workspace, web_shop)
    assert _holds(workspace, SECRET)
    assert workspace.respondents.erase(number) == 3
    assert not _holds(workspace, SECRET)
    found = workspace.reads.interviews.respondent(number)
    assert found and (found.consent, found.note, found.replies, found.said) == (Consent.WITHDRAWN, "", 0, 1)
    left = workspace.reads.evidence.get(piece)
    assert left and (left.quote, left.feeling) == ("", -1)
    assert _supports(workspace, web_shop) == before
    assert workspace.upkeep.check() == []
    for _each in range(3):
        workspace.undoing.undo()
    assert not _holds(workspace, SECRET)


def test_own_questions_are_asked_at_a_stage_or_at_all_and_replies_stay_with_them(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    journey = workspace.reads.journeys.get(web_shop)
    assert journey
    question = workspace.questions.add(web_shop, "What then?", journey.stages[1].id)
    (own,) = workspace.reads.interviews.questions(web_shop)
    number = workspace.respondents.add(kim)
    workspace.respondents.reply(number, journey.stages[1].id, own.key, "Home")
    workspace.questions.edit(question, text="And then?", stage_id=0)
    (changed,) = workspace.reads.interviews.questions(web_shop)
    assert (changed.text, changed.stage_id, changed.key) == ("And then?", None, own.key)
    assert _reply(workspace, web_shop) == "Home"
    workspace.questions.delete(question)
    assert workspace.reads.interviews.questions(web_shop) == []


def test_a_response_that_was_taken_back_is_not_what_its_editor_sees(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    journey = workspace.reads.journeys.get(web_shop)
    assert journey
    number, stage = workspace.respondents.add(kim), journey.stages[1].id
    workspace.respondents.reply(number, stage, "why", "Home")
    workspace.undoing.undo()
    workspace.respondents.reply(number, stage, "why", "", base="")
    assert _reply(workspace, web_shop) == ""


def test_reports_have_the_words_of_those_who_agreed_alone_and_count_all(
    workspace: Workspace, web_shop: int, kim: int
) -> None:
    point = _points(workspace, web_shop)[0]
    for consent in ("given", "not-asked", "withdrawn"):
        number = workspace.respondents.add(kim, consent=consent)
        workspace.respondents.say(number, [SaidThere(point, f"Words {consent}", -1)])
    contents = Contents(workspace, web_shop, TODAY)
    for text in (markdown(contents), page(contents, Bounds()), repr(sheets.evidence(contents))):
        assert "Words given" in text and "R3" in text
        assert "Words not-asked" not in text and "Words withdrawn" not in text
    assert _supports(workspace, web_shop)[0].interviewed == 3
