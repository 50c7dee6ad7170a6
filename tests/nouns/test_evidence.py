"""Evidence: what may be recorded and where, undoing it, files that change, and what rests on it in the list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.fingerprints import FileState, state_of
from auditor.base.vocabulary import Better, EvidenceKind, Support, Verdict
from auditor.base.ways_out import WayOut
from auditor.nouns.evidence import draft_of
from auditor.sentences.history import describe
from auditor.views.evidence import EvidenceDraft, EvidenceFilter
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, run_sql

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 1)


@pytest.fixture
def journey(workspace: Workspace, web_shop: int) -> Journey:
    """A journey made from the web-shop template."""
    found = workspace.reads.journeys.get(web_shop)
    assert found is not None
    return found


def _draft(journey: Journey, **values: Any) -> EvidenceDraft:
    place = (
        {}
        if {"stage_id", "journey_id", "persona_id"} & values.keys()
        else {"touchpoint_id": journey.touchpoints[0].id}
    )
    fields: dict[str, Any] = {"kind": "survey", "source": "Exit survey", "collected": DAY} | place
    return EvidenceDraft(**(fields | values))


def _ids(workspace: Workspace, wanted: EvidenceFilter) -> list[int]:
    return [one.id for one in workspace.reads.evidence.lines(wanted)]


def test_everything_recorded_can_be_read(workspace: Workspace, journey: Journey) -> None:
    persona = workspace.reads.journeys.personas(journey.id)[0]
    draft = _draft(
        journey,
        persona_id=persona.id,
        touchpoint_id=journey.touchpoints[1].id,
        unit="csat",
        counts={1: 3, 2: 4, 3: 10, 4: 20, 5: 30},
        scale_low=1,
        scale_high=5,
        target=85.0,
        feeling=-0.5,
        quote=" “Never\nagain” ",
        note="n",
        link="https://example.org/x",
        before_people=3,
        before_figure=10.0,
        origin="survey",
        detail='{"a": 1}',
    )
    number = workspace.evidence.add(draft)
    one = workspace.reads.evidence.get(number)
    assert one is not None
    assert (one.journey, one.touchpoint, one.persona) == (
        journey.name,
        journey.touchpoints[1].name,
        persona.name,
    )
    assert (one.kind, one.source, one.collected) == (EvidenceKind.SURVEY, "Exit survey", DAY)
    assert (one.people, one.unit, one.better) == (67, "CSAT", Better.HIGHER)
    assert one.figure == pytest.approx(100 * 50 / 67)
    assert dict(one.counts) == {1: 3, 2: 4, 3: 10, 4: 20, 5: 30}
    assert (one.target, one.feeling, one.quote, one.note) == (85, -0.5, "“Never\nagain”", "n")
    assert (one.before_people, one.before_figure, one.detail) == (3, 10, '{"a": 1}')
    assert describe(workspace.reads.history.lines(1)[0]) == (
        f"Recorded evidence of “{one.touchpoint}”: survey, Exit survey"
    )


def test_evidence_stands_on_touchpoint_stage_persona_or_journey(
    workspace: Workspace, journey: Journey
) -> None:
    persona = workspace.reads.journeys.personas(journey.id)[0]
    point, stage = journey.touchpoints[0], journey.stages[0]
    at_point, at_stage, of_persona, at_journey = workspace.evidence.add_several(
        [
            _draft(journey),
            _draft(journey, stage_id=stage.id),
            _draft(journey, persona_id=persona.id),
            _draft(journey, journey_id=journey.id),
        ]
    )
    assert set(_ids(workspace, EvidenceFilter(stage_id=stage.id))) == {at_point, at_stage}
    assert _ids(workspace, EvidenceFilter(touchpoint_id=point.id)) == [at_point]
    assert _ids(workspace, EvidenceFilter(persona_id=persona.id)) == [of_persona]
    assert len(_ids(workspace, EvidenceFilter(journey.id))) == 4
    assert _ids(workspace, EvidenceFilter(kind=EvidenceKind.REVIEW)) == []
    about = workspace.reads.evidence.get(of_persona)
    assert about is not None
    assert (about.persona_id, about.stage_id, about.touchpoint_id) == (persona.id, None, None)
    counted = workspace.reads.evidence.for_touchpoint(journey.id, point.id)
    assert {(one.evidence.id, one.share) for one in counted} == {
        (at_point, 1),
        (at_stage, 0.5),
        (at_journey, 0.25),
    }


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "hearsay"},
        {"source": " "},
        {"source": "x" * 201},
        {"collected": "2026-13-01"},
        {"collected": "someday"},
        {"collected": date(2999, 1, 1)},
        {"collected": date(26, 1, 1)},
        {"people": -1},
        {"people": 10**10},
        {"figure": float("nan")},
        {"figure": float("inf")},
        {"figure": 101.0, "unit": "%"},
        {"figure": -101.0, "unit": "NPS"},
        {"deviation": -1.0},
        {"feeling": 2.5},
        {"unit": "u" * 31},
        {"better": "sideways"},
        {"link": "javascript:alert(1)"},
        {"link": "file:///etc/passwd"},
        {"link": "https://a b"},
        {"counts": {1: -1, 2: 3}},
        {"counts": {1: 0}},
        {"counts": dict.fromkeys(range(300), 1)},
        {"figure": 4.0, "people": 0},
        {"before_figure": 4.0, "before_people": 0},
        {"figure": 4.0, "unit": "NPS", "counts": {1: 3, 2: 5}},
        {"figure": 3.0, "unit": "", "counts": {1: 3, 2: 5}},
        {"file": "/nowhere/at/all.csv"},
        {"detail": "d" * 200_001},
    ],
)
def test_what_breaks_a_rule_is_refused_in_one_line_and_nothing_written(
    workspace: Workspace, journey: Journey, bad: dict[str, Any]
) -> None:
    before = workspace.reads.history.lines(1)[0].id
    with pytest.raises(RefusedError) as refused:
        workspace.evidence.add_several([_draft(journey), _draft(journey, **bad)])
    assert "\n" not in str(refused.value)
    assert _ids(workspace, EvidenceFilter(journey.id)) == []
    assert workspace.reads.history.lines(1)[0].id == before


def test_a_figure_may_be_rounded_from_its_scores(workspace: Workspace, journey: Journey) -> None:
    counts = {1: 3, 2: 4, 3: 10, 4: 20, 5: 30}
    for figure, unit in ((75.0, "CSAT"), (74.6, "csat"), (4.0, "CES"), (4.04, "1–5"), (80.0, "%")):
        workspace.evidence.add(
            _draft(journey, figure=figure, unit=unit, counts=counts, scale_low=1, scale_high=5)
        )
    assert len(_ids(workspace, EvidenceFilter(journey.id))) == 5


def test_places_must_be_there_and_of_one_journey(workspace: Workspace, journey: Journey) -> None:
    other = workspace.journeys.new("Other")
    with pytest.raises(RefusedError, match="different journeys"):
        workspace.evidence.add(_draft(journey, touchpoint_id=journey.touchpoints[0].id, journey_id=other))
    with pytest.raises(RefusedError, match="Say what it is evidence of"):
        workspace.evidence.add(EvidenceDraft("survey", "Exit", DAY))
    for place in ("touchpoint_id", "stage_id", "persona_id", "journey_id"):
        with pytest.raises(NotFoundError):
            workspace.evidence.add(_draft(journey, **{place: 9999}))


def test_several_are_one_change_that_one_undo_takes_back(workspace: Workspace, journey: Journey) -> None:
    made = workspace.evidence.add_several([_draft(journey, source=f"Source {n}") for n in range(3)])
    assert describe(workspace.reads.history.lines(1)[0]) == "Recorded 3 pieces of evidence from Source 0"
    workspace.undoing.undo()
    assert _ids(workspace, EvidenceFilter(journey.id)) == []
    workspace.undoing.redo()
    assert sorted(_ids(workspace, EvidenceFilter(journey.id))) == made
    workspace.evidence.delete(made[:2])
    assert _ids(workspace, EvidenceFilter(journey.id)) == made[2:]
    workspace.undoing.undo()
    assert sorted(_ids(workspace, EvidenceFilter(journey.id))) == made


def test_editing_changes_what_is_given_and_works_the_figure_out_anew(
    workspace: Workspace, journey: Journey
) -> None:
    number = workspace.evidence.add(
        _draft(
            journey,
            unit="CSAT",
            counts={1: 1, 2: 0, 3: 0, 4: 0, 5: 1},
            scale_low=1,
            scale_high=5,
            note="n",
        )
    )
    one = workspace.reads.evidence.get(number)
    assert one is not None and (one.people, one.figure) == (2, 50)
    workspace.evidence.edit(number, draft_of(one, counts={1: 0, 2: 0, 3: 0, 4: 3, 5: 1}, source="Other"))
    two = workspace.reads.evidence.get(number)
    assert two is not None and (two.people, two.figure, two.source, two.note) == (4, 100, "Other", "n")
    before = workspace.reads.history.lines(1)[0].id
    workspace.evidence.edit(number, draft_of(two))
    assert workspace.reads.history.lines(1)[0].id == before, "nothing was changed"
    workspace.undoing.undo()
    assert workspace.reads.evidence.get(number) == one


def test_a_file_that_changed_or_is_gone_shows(workspace: Workspace, journey: Journey, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"a" * 3_000_000)
    number = workspace.evidence.add(_draft(journey, file=str(path)))
    one = workspace.reads.evidence.get(number)
    assert one is not None and one.file == str(path) and len(one.sha256) == 64
    assert state_of(one.file, one.sha256) is FileState.SAME
    path.write_bytes(b"b")
    assert state_of(one.file, one.sha256) is FileState.CHANGED
    workspace.evidence.edit(number, draft_of(one, note="looked at"))
    again = workspace.reads.evidence.get(number)
    assert again is not None and again.sha256 == one.sha256, "an edit is no new look at the file"
    path.unlink()
    assert state_of(one.file, one.sha256) is FileState.MISSING
    with pytest.raises(RefusedError, match="no file"):
        workspace.evidence.add(_draft(journey, file=str(tmp_path)))


def test_the_list_ranks_by_the_evidence_there_is_and_ages_it(
    workspace: Workspace, journey: Journey, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    before = {line.id: line for line in workspace.reads.actions.ranking().all()}
    point = next(iter(before.values())).touchpoint_id
    workspace.evidence.add(
        _draft(journey, touchpoint_id=point, kind="interview", people=5, collected=workspace.today)
    )
    after = {line.id: line for line in workspace.reads.actions.ranking().all()}
    for number, line in after.items():
        expected = 0.35 if line.touchpoint_id == point else 0.1
        assert line.confidence == pytest.approx(expected)
        detail = workspace.reads.actions.get(number)
        assert detail is not None and detail.line.confidence == pytest.approx(expected)
    assert max(line.priority for line in after.values()) > max(line.priority for line in before.values())
    with workspace.dated(lambda: datetime.now(UTC) + timedelta(365)):
        lines = workspace.reads.actions.ranking().all()
        assert {round(line.confidence, 4) for line in lines if line.touchpoint_id == point} == {0.175}
        support = workspace.reads.evidence.support(journey.id)
        assert support is not None
    found = next(one for one in support.points if one.touchpoint_id == point)
    assert (found.level, found.aged) == (Support.ASKED, ())


def test_list_support_and_explanation_agree_on_the_confidence(workspace: Workspace, journey: Journey) -> None:
    point = journey.touchpoints[0]
    workspace.evidence.add_several(
        [
            _draft(journey, people=40),
            _draft(journey, people=40, figure=3.0, unit="CES"),
            _draft(journey, people=5, kind="interview", source="Talks"),
            _draft(journey, people=1, kind="interview", source="Talks"),
            _draft(journey, stage_id=journey.stages[0].id, kind="analytics", people=5000),
            _draft(journey, journey_id=journey.id, kind="review", people=80),
            _draft(journey, persona_id=workspace.reads.journeys.personas(journey.id)[0].id, people=500),
        ]
    )
    workspace.actions.add(point.id, "Mend it", 2, 3)
    (line,) = workspace.reads.actions.ranking().all()
    support = workspace.reads.evidence.support(journey.id)
    assert support is not None
    assert line.confidence == pytest.approx(support.points[0].confidence)
    (ask,) = workspace.reads.evidence.ask_next(journey.id)
    assert ask.confidence == pytest.approx(line.confidence)
    assert (support.points[0].interviewed, support.points[0].answered) == (6, 40)


def test_what_goes_out_of_sight_takes_its_evidence_with_it(workspace: Workspace, journey: Journey) -> None:
    persona = workspace.reads.journeys.personas(journey.id)[0]
    workspace.journeys.add_persona(journey.id, "Second")
    point, stage = journey.touchpoints[0], journey.stages[0]
    made = workspace.evidence.add_several(
        [_draft(journey), _draft(journey, stage_id=stage.id), _draft(journey, persona_id=persona.id)]
    )
    workspace.stages.delete_touchpoint(point.id)
    assert set(_ids(workspace, EvidenceFilter(journey.id))) == set(made[1:])
    workspace.stages.delete(stage.id)
    assert _ids(workspace, EvidenceFilter(journey.id)) == made[2:]
    workspace.journeys.delete_persona(persona.id)
    assert _ids(workspace, EvidenceFilter(journey.id)) == []
    for _each in range(3):
        workspace.undoing.undo()
    assert len(_ids(workspace, EvidenceFilter(journey.id))) == 3


def test_undoing_a_touchpoint_that_somebody_recorded_evidence_of_is_refused(
    workspace: Workspace, journey: Journey, open_as: Opener
) -> None:
    point = workspace.stages.add_touchpoint(journey.stages[0].id, "New")
    open_as("Ann").evidence.add(_draft(journey, touchpoint_id=point))
    with pytest.raises(ConflictError):
        workspace.undoing.undo()


def test_the_map_has_the_feelings_heard_of_with_the_people_counted(
    workspace: Workspace, journey: Journey
) -> None:
    workspace.evidence.add_several(
        [
            _draft(journey, people=30, feeling=-1.0),
            _draft(journey, people=10, feeling=1.0, source="Other"),
            _draft(journey, people=0, feeling=2.0, source="Nobody"),
            _draft(journey, people=50, feeling=2.0, kind="walk"),
        ]
    )
    journey_map = workspace.reads.maps.get(journey.id)
    assert journey_map is not None
    heard = [(one.feeling, one.people) for one in journey_map.points[0].heard]
    assert sorted(heard) == [(-1.0, 30), (1.0, 10)]
    support = journey_map.points[0].support
    assert support is not None and support.level is Support.ASKED
    assert journey_map.points[1].support is None


def test_a_check_that_passed_but_a_tool_failed_is_a_contradiction(
    workspace: Workspace, journey: Journey, walked: Walked
) -> None:
    audit = workspace.reads.audits.get(walked.audit)
    assert audit is not None
    visit = next(visit for visit in audit.visits if visit.answers)
    answer = visit.answers[0]
    workspace.audits.answer(answer.id, Verdict.PASS)
    number = workspace.evidence.add(
        _draft(journey, touchpoint_id=visit.touchpoint_id, kind="measurement", source="axe")
    )
    run_sql(
        workspace,
        """INSERT INTO suggestion (uid, revision, evidence_id, touchpoint_id, checklist, check_key, verdict, why, taken)
        VALUES ('s1', 1, :evidence, :point, :checklist, :key, 'fail', '3 images', false)""",
        evidence=number,
        point=visit.touchpoint_id,
        checklist=answer.check.checklist,
        key=answer.check.key,
    )
    (found,) = workspace.reads.contradictions.of(journey.id)
    assert (found.check_key, found.said, found.evidence.id) == (answer.check.key, "3 images", number)
    workspace.audits.answer(answer.id, Verdict.FAIL)
    assert workspace.reads.contradictions.of(journey.id) == []


SATISFIED = {"unit": "CSAT", "counts": {1: 2, 2: 3, 3: 5}}


def test_csat_is_the_top_two_of_its_scale_which_is_asked(workspace: Workspace, journey: Journey) -> None:
    with pytest.raises(RefusedError) as refused:
        workspace.evidence.add(_draft(journey, **SATISFIED))
    assert refused.value.told.way_out is WayOut.NAME_SCALE
    number = workspace.evidence.add(_draft(journey, **SATISFIED, scale_low=1, scale_high=5))
    one = workspace.reads.evidence.get(number)
    assert one is not None and (one.figure, one.people, one.scale) == (0, 10, (1, 5))
    workspace.evidence.edit(number, draft_of(one, scale_high=3))
    one = workspace.reads.evidence.get(number)
    assert one is not None and (one.figure, one.scale) == (80, (1, 3))


@pytest.mark.parametrize(
    ("values", "off"),
    [
        ({"unit": "NPS", "counts": {11: 5}}, "“11” is not on the scale 0-10"),
        ({"unit": "NPS", "counts": {-1: 1, 10: 5}}, "“-1” is not on the scale 0-10"),
        (
            {"unit": "CSAT", "counts": {4: 1, 6: 2}, "scale_low": 1, "scale_high": 5},
            "“6” is not on the scale",
        ),
        ({"unit": "1-5", "counts": {0: 1, 5: 2}}, "“0” is not on the scale 1-5"),
        ({"unit": "CES", "counts": {8: 1}, "scale_low": 1, "scale_high": 7}, "“8” is not on the scale 1-7"),
        ({"unit": "CES", "counts": {3: 1}, "scale_low": 7, "scale_high": 1}, "A scale goes from"),
    ],
)
def test_scores_that_nobody_could_give_are_refused(
    workspace: Workspace, journey: Journey, values: dict[str, Any], off: str
) -> None:
    with pytest.raises(RefusedError, match=off):
        workspace.evidence.add(_draft(journey, **values))


def test_a_target_without_a_direction_is_asked(workspace: Workspace, journey: Journey) -> None:
    effort: dict[str, Any] = {"unit": "CES", "figure": 4.0, "target": 5.5}
    with pytest.raises(RefusedError) as refused:
        workspace.evidence.add(_draft(journey, **effort))
    assert refused.value.told.way_out is WayOut.NAME_DIRECTION
    workspace.evidence.add(_draft(journey, **effort, better="higher"))


def test_what_is_superseded_stays_in_the_ledger_and_counts_for_nothing(
    workspace: Workspace, journey: Journey
) -> None:
    point = journey.touchpoints[0].id
    runs = [
        workspace.evidence.add(
            _draft(
                journey,
                kind="measurement",
                source=f"axe-core 4.{day}, checkout",
                collected=date(2026, 10, day),
                tool="axe-core",
                page="https://shop.example/checkout",
                figure=3,
                target=0,
                better="lower",
            )
        )
        for day in (3, 1, 2)
    ]
    by = {one.id: one.superseded_by for one in workspace.reads.evidence.lines()}
    assert by == {runs[0]: None, runs[1]: runs[0], runs[2]: runs[0]}
    older = workspace.reads.evidence.get(runs[1])
    assert older is not None and older.superseded_by == runs[0]
    counted = workspace.reads.evidence.for_touchpoint(journey.id, point)
    assert [one.evidence.id for one in counted if one.confidence] == [runs[0]]
    support = workspace.reads.evidence.support(journey.id)
    assert support is not None and support.points[0].pieces == 1
    before = support.points[0].confidence
    workspace.evidence.delete(runs[1:])
    support = workspace.reads.evidence.support(journey.id)
    assert support is not None and support.points[0].confidence == before
    workspace.undoing.undo()
    workspace.evidence.delete(runs[:1])
    by = {one.id: one.superseded_by for one in workspace.reads.evidence.lines()}
    assert by == {runs[1]: runs[2], runs[2]: None}
