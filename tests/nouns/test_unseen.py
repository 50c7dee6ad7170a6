"""Two who change the same value: the second is told who, when, from what to what, and chooses; the history has both."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec import Struct

from auditor.base.errors import OvertakenError
from auditor.base.known_gates import gates_of, gates_text
from auditor.base.vocabulary import Basis, Emotion, EvidenceKind, NoteKind, Verdict
from auditor.base.whose import NOTHING_SAID, saying
from auditor.nouns.evidence import draft_of
from auditor.views.audits import Answer, Visit
from auditor.views.evidence import EvidenceDraft
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, answer_at, visit_at


class _Case(Struct, frozen=True):
    """A value that two change: how it is read, how it is written, what both write, and how that is told."""

    read: Callable[[Workspace], Any]
    write: Callable[[Workspace, Any, Any], object]
    value: Callable[[Any], object]
    theirs: Any
    ours: Any
    told: str


def _journey(workspace: Workspace) -> Any:
    return workspace.reads.journeys.get(1)


def _point(workspace: Workspace) -> Any:
    return _journey(workspace).touchpoints[0]


def _stage(workspace: Workspace) -> Any:
    return _journey(workspace).stages[0]


def _persona(workspace: Workspace) -> Any:
    return workspace.reads.journeys.personas(1)[0]


def _note(workspace: Workspace) -> Any:
    journey_map = workspace.reads.maps.get(1)
    assert journey_map is not None
    return journey_map.points[0].notes[0]


def _reply(workspace: Workspace) -> str:
    return next((reply.text for reply in workspace.reads.maps.replies(1)), "")


def _evidence(workspace: Workspace) -> Any:
    return workspace.reads.evidence.get(1)


def _bo(workspace: Workspace) -> Any:
    return next(line for line in workspace.reads.people.all() if line.id == 2)


def _answer(workspace: Workspace) -> Answer:
    return answer_at(workspace, 1, 6)


def _visit(workspace: Workspace) -> Visit:
    return visit_at(workspace, 1, 6)


CASES = {
    "verdict": _Case(
        _answer,
        lambda to, value, base: to.audits.answer(base.id, value, base=base),
        lambda answer: answer.verdict,
        Verdict.FAIL,
        Verdict.PARTLY,
        "verdict meanwhile: – → fail",
    ),
    "comment": _Case(
        _answer,
        lambda to, value, base: to.audits.comment(base.id, value, base=base),
        lambda answer: answer.note,
        "Hers",
        "Mine",
        "comment meanwhile: – → “Hers”",
    ),
    "feeling": _Case(
        _visit,
        lambda to, value, base: to.audits.feel(base.id, value, base=base),
        lambda visit: visit.feeling,
        -2,
        0,
        "feeling meanwhile: – → very sour",
    ),
    "emotion": _Case(
        _visit,
        lambda to, value, base: to.audits.feel(base.id, 1, value, base=base),
        lambda visit: visit.emotion,
        Emotion.JOY,
        Emotion.CALM,
        "emotion meanwhile: – → joy",
    ),
    "basis": _Case(
        _visit,
        lambda to, value, base: to.audits.feel(base.id, 1, basis=value[0], note=value[1], base=base),
        lambda visit: (visit.basis, visit.note),
        (Basis.OBSERVED, "Hers"),
        (Basis.OBSERVED, "Mine"),
        "comment meanwhile: – → “Hers”",
    ),
    "comment on the feeling": _Case(
        _visit,
        lambda to, value, base: to.audits.comment_feeling(base.id, value, base=base),
        lambda visit: visit.note,
        "Hers",
        "Mine",
        "comment meanwhile: – → “Hers”",
    ),
    "journey": _Case(
        _journey,
        lambda to, value, base: to.journeys.edit(base.id, base=base, name=value, about=base.about),
        lambda journey: journey.name,
        "Her shop",
        "My shop",
        "name meanwhile: “Web shop” → “Her shop”",
    ),
    "review": _Case(
        _journey,
        lambda to, value, base: to.journeys.edit(base.id, base=base, review=value),
        lambda journey: f"{journey.review_days} days",
        "42 days",
        "7 days",
        "Review meanwhile: 6 months → 6 weeks",
    ),
    "gates": _Case(
        _journey,
        lambda to, value, base: to.journeys.edit(base.id, base=base, gates=gates_of(value)),
        lambda journey: gates_text(journey.gates),
        "bookings=no delivery=yes payment=no subscriptions=no",
        "bookings=yes delivery=yes payment=yes subscriptions=no",
        "what is there meanwhile: bookings=no delivery=yes payment=yes subscriptions=no"
        " → bookings=no delivery=yes payment=no subscriptions=no",
    ),
    "stage": _Case(
        _stage,
        lambda to, value, base: to.stages.edit(base.id, base=base, goal=value),
        lambda stage: stage.goal,
        "Hers",
        "Mine",
        "→ “Hers”",
    ),
    "touchpoint": _Case(
        _point,
        lambda to, value, base: to.stages.edit_touchpoint(
            base.id,
            base=base,
            name=base.name,
            channel=value,
            critical=base.critical,
            checklists=base.checklists,
        ),
        lambda point: str(point.channel),
        "phone",
        "chat",
        "→ phone",
    ),
    "checklists": _Case(
        _point,
        lambda to, value, base: to.stages.edit_touchpoint(base.id, base=base, checklists=value),
        lambda point: point.checklists,
        ("checkout",),
        ("support",),
        "→ checkout",
    ),
    "strategies": _Case(
        _stage,
        lambda to, value, base: to.stages.edit(base.id, base=base, name=base.name, strategies=value),
        lambda stage: tuple(strategy.text for strategy in stage.strategies),
        ("Hers", "More"),
        ("Mine",),
        "→ “Hers; More”",
    ),
    "wish": _Case(
        _point,
        lambda to, value, base: to.wishes.want(base.id, value, base=base),
        lambda point: point.wanted,
        2,
        1,
        "feeling meanwhile: – → very happy",
    ),
    "persona": _Case(
        _persona,
        lambda to, value, base: to.journeys.edit_persona(base.id, base=base, name=base.name, goals=value),
        lambda persona: persona.goals,
        "Hers",
        "Mine",
        "goals meanwhile: – → “Hers”",
    ),
    "verified": _Case(
        _persona,
        lambda to, value, base: to.journeys.verify_persona(base.id, value, "2026-01-05", base=base),
        lambda persona: persona.verified_by,
        "her interviews",
        "my interviews",
        "verified by meanwhile: – → “her interviews”",
    ),
    "note": _Case(
        _note,
        lambda to, value, base: to.noting.edit(base.id, text=value, kind=base.kind, base=base),
        lambda note: note.text,
        "Hers",
        "Mine",
        "note meanwhile: “Slow” → “Hers”",
    ),
    "reply": _Case(
        _reply,
        lambda to, value, base: to.noting.reply(1, 1, "needs", value, base=base),
        lambda reply: reply,
        "Hers",
        "Mine",
        "reply meanwhile: – → “Hers”",
    ),
    "evidence": _Case(
        _evidence,
        lambda to, value, base: to.evidence.edit(base.id, draft_of(base, figure=value), base=base),
        lambda evidence: evidence.figure,
        4.0,
        5.0,
        "figure meanwhile: 3.0 → 4.0",
    ),
    "person": _Case(
        _bo,
        lambda to, value, base: to.people.edit(base.id, name=base.name, role=value, left=False, base=base),
        lambda person: person.role,
        "hers",
        "mine",
        "role meanwhile: – → “hers”",
    ),
}


@pytest.fixture
def engine_name() -> str:
    """A file is enough: what is compared comes from rows that both engines give alike."""
    return "sqlite"


@pytest.fixture
def filled(workspace: Workspace, walked: Walked) -> Workspace:
    """The walked audit, with a note, evidence, and Bo in the team."""
    point = visit_at(workspace, walked.audit, 0).touchpoint_id
    workspace.noting.add(point, NoteKind.PAIN_POINT, "Slow")
    workspace.people.add("Bo")
    workspace.evidence.add(
        EvidenceDraft(
            EvidenceKind.SURVEY, "Exit", "2026-01-05", touchpoint_id=point, figure=3.0, unit="min", people=4
        )
    )
    return workspace


@pytest.mark.every(3)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_second_is_told_and_may_put_theirs_in_its_place(
    filled: Workspace, open_as: Opener, case: _Case
) -> None:
    ann = open_as("Ann")
    mine, hers = case.read(filled), case.read(ann)
    case.write(ann, case.theirs, hers)
    with pytest.raises(OvertakenError) as caught:
        case.write(filled, case.ours, mine)
    said = str(caught.value)
    assert re.search(r"Ann has changed .* \(\d+ \w+ \d{4} \d\d:\d\d\)", said), said
    assert case.told in said and "\n" not in said
    assert case.value(case.read(filled)) == case.theirs, "nothing was written"
    with saying(NOTHING_SAID.settled(caught.value, mine=True)):
        case.write(filled, case.ours, mine)
    assert case.value(case.read(filled)) == case.ours
    history = filled.reads.history
    assert [line.who for line in history.lines(2)] == ["Kim", "Ann"]
    assert filled.upkeep.check() == []


@pytest.mark.every(3)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_second_may_let_theirs_stand_and_nothing_is_written(
    filled: Workspace, open_as: Opener, case: _Case
) -> None:
    ann = open_as("Ann")
    mine, hers = case.read(filled), case.read(ann)
    case.write(ann, case.theirs, hers)
    with pytest.raises(OvertakenError) as caught:
        case.write(filled, case.ours, mine)
    with saying(NOTHING_SAID.settled(caught.value, mine=False)):
        case.write(filled, case.ours, mine)
    assert case.value(case.read(filled)) == case.theirs
    assert filled.reads.history.lines(1)[0].who == "Ann"
    assert filled.upkeep.check() == []


def test_what_is_changed_once_more_is_told_anew_whatever_was_said(filled: Workspace, open_as: Opener) -> None:
    ann, mine = open_as("Ann"), _answer(filled)
    ann.audits.answer(mine.id, Verdict.FAIL)
    with pytest.raises(OvertakenError) as caught:
        filled.audits.answer(mine.id, Verdict.PASS, base=mine)
    ann.audits.answer(mine.id, Verdict.PARTLY)
    for is_mine in (True, False):
        with (
            saying(NOTHING_SAID.settled(caught.value, mine=is_mine)),
            pytest.raises(OvertakenError, match="– → partly"),
        ):
            filled.audits.answer(mine.id, Verdict.PASS, base=mine)
    assert _answer(filled).verdict is Verdict.PARTLY


def test_where_theirs_stands_the_rest_of_a_form_is_saved(filled: Workspace, open_as: Opener) -> None:
    ann, journey = open_as("Ann"), _journey(filled)
    ann.journeys.edit(1, name="Hers")
    with pytest.raises(OvertakenError) as caught:
        filled.journeys.edit(1, base=journey, name="Mine", about="And more")
    with saying(NOTHING_SAID.settled(caught.value, mine=False)):
        filled.journeys.edit(1, base=journey, name="Mine", about="And more")
    assert (_journey(filled).name, _journey(filled).about) == ("Hers", "And more")


def test_of_several_checks_passed_at_once_the_one_somebody_failed_stays(
    filled: Workspace, open_as: Opener
) -> None:
    visit = _visit(filled)
    seen = {answer.id: answer for answer in visit.answers[:3]}
    open_as("Ann").audits.answer(visit.answers[1].id, Verdict.FAIL)
    passing = dict.fromkeys(seen, Verdict.PASS)
    with pytest.raises(OvertakenError) as caught:
        filled.audits.answer_all(passing, base=seen)
    with saying(NOTHING_SAID.settled(caught.value, mine=False)):
        filled.audits.answer_all(passing, base=seen)
    found = [answer.verdict for answer in _visit(filled).answers[:3]]
    assert found == [Verdict.PASS, Verdict.FAIL, Verdict.PASS]
    assert filled.upkeep.check() == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_wants_the_same_or_changes_their_own_is_not_told(
    filled: Workspace, open_as: Opener, case: _Case
) -> None:
    ann = open_as("Ann")
    before, hers = case.read(filled), case.read(ann)
    case.write(ann, case.theirs, hers)
    case.write(filled, case.theirs, before)
    case.write(filled, case.ours, case.read(filled))
    case.write(filled, case.theirs, before)
    assert case.value(case.read(filled)) == case.theirs


def test_what_was_not_changed_by_the_editor_stays_as_the_other_left_it(
    filled: Workspace, open_as: Opener
) -> None:
    ann = open_as("Ann")
    journey, point = _journey(filled), _point(filled)
    ann.journeys.edit(1, about="Hers")
    ann.stages.edit_touchpoint(point.id, importance=5)
    filled.journeys.edit(1, base=journey, name="Mine", about=journey.about, purpose=journey.purpose)
    filled.stages.edit_touchpoint(point.id, base=point, name="Mine", importance=point.importance)
    now = _journey(filled)
    assert (now.name, now.about) == ("Mine", "Hers")
    assert (_point(filled).name, _point(filled).importance) == ("Mine", 5)


def test_a_verdict_given_once_more_is_meant(filled: Workspace, open_as: Opener) -> None:
    filled.audits.answer(_answer(filled).id, Verdict.PASS)
    mine = _answer(filled)
    open_as("Ann").audits.answer(mine.id, Verdict.FAIL)
    with pytest.raises(OvertakenError, match="pass → fail"):
        filled.audits.answer(mine.id, Verdict.PASS, base=mine)


def test_the_same_person_in_another_window_is_told_too(filled: Workspace, open_as: Opener) -> None:
    window = open_as("Kim")
    mine = _answer(filled)
    window.audits.answer(mine.id, Verdict.FAIL)
    with pytest.raises(OvertakenError, match="Kim has changed verdict"):
        filled.audits.answer(mine.id, Verdict.PASS, base=mine)


def test_without_what_was_seen_nothing_is_asked(filled: Workspace, open_as: Opener) -> None:
    mine = _answer(filled)
    open_as("Ann").audits.answer(mine.id, Verdict.FAIL)
    filled.audits.answer(mine.id, Verdict.PASS)
    assert _answer(filled).verdict is Verdict.PASS
