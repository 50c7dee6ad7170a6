"""What touchpoints and personas rest on, and what n interviews can be expected to have shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.confidence import DEFAULT_WEIGHING, TRUSTS
from auditor.analysis.support import (
    INTERVIEWS,
    is_aged,
    level,
    people_asked,
    persona_support,
    point_support,
    problems_shown,
)
from auditor.base.vocabulary import Channel, EvidenceKind, Moment, Side, Support
from auditor.views.evidence import Counted
from auditor.views.journeys import Persona, Touchpoint
from tests.analysis.evidences import TODAY, piece

TALK = EvidenceKind.INTERVIEW
POINT = Touchpoint(1, 1, "Till", "", Channel.STORE, Moment.DURING, Side.OURS, 3, False, (), 0.5)


@pytest.mark.parametrize(("people", "share"), [(0, 0.0), (1, 0.31), (3, 0.67), (5, 0.84), (15, 0.996)])
def test_problems_shown_are_those_of_nielsen_and_landauer(people: int, share: float) -> None:
    assert problems_shown(people) == pytest.approx(share, abs=0.005)


def test_five_interviews_or_tests_count_as_customers_asked() -> None:
    assert level([piece(TALK, people=4)]) is Support.DATA
    assert level([piece(TALK, people=5)]) is Support.ASKED
    assert level([piece(TALK, people=3), piece(EvidenceKind.USABILITY_TEST, people=2)]) is Support.ASKED
    assert level([piece(people=29)]) is Support.DATA
    assert level([piece(people=30)]) is Support.ASKED


def test_own_walks_are_opinion_and_anything_else_is_some_data() -> None:
    assert level([]) is Support.OPINION
    assert level([piece(EvidenceKind.WALK, people=500)]) is Support.OPINION
    for kind in set(EvidenceKind) - {EvidenceKind.WALK}:
        assert level([piece(kind)]) is Support.DATA


def test_five_people_who_speak_of_eight_touchpoints_are_five() -> None:
    same = {"source": "Talks in May", "people": 5}
    assert (
        people_asked([piece(TALK, touchpoint_id=number, **same) for number in range(1, 9)], INTERVIEWS) == 5
    )


def test_interviews_recorded_one_by_one_add_up_and_survey_figures_do_not() -> None:
    assert people_asked([piece(TALK, source="Talks") for _one in range(5)], INTERVIEWS) == 5
    same = [piece(source="Exit survey", people=40) for _one in range(3)]
    assert people_asked(same, (EvidenceKind.SURVEY,)) == 40
    others = [piece(source="Exit survey", people=40, collected=TODAY - timedelta(each)) for each in range(3)]
    assert people_asked(others, (EvidenceKind.SURVEY,)) == 120


@given(st.sampled_from(EvidenceKind), st.integers(0, 1000))
def test_evidence_has_aged_beyond_its_half_life(kind: EvidenceKind, age: int) -> None:
    assert is_aged(kind, age, DEFAULT_WEIGHING) == (age > TRUSTS[kind].days)


def _counted(share: float, age: int = 0, gives: float = 0.35, **values: object) -> Counted:
    return Counted(piece(TALK, people=5, **values), age, share, gives, False)


def test_what_stands_on_the_journey_says_nothing_of_a_touchpoint() -> None:
    own, stage = _counted(1), _counted(0.5, touchpoint_id=None)
    journey = _counted(0.25, touchpoint_id=None, stage_id=None)
    found = [point_support(POINT, "Shop", [one], DEFAULT_WEIGHING) for one in (own, stage, journey)]
    assert [one.level for one in found] == [Support.ASKED, Support.ASKED, Support.OPINION]
    assert [one.interviewed for one in found] == [5, 5, 0]
    assert [one.newest for one in found] == [TODAY, TODAY, None]
    assert [one.pieces for one in found] == [1, 1, 1]
    assert [round(one.confidence, 4) for one in found] == [0.35, 0.175, 0.1]
    nothing = point_support(POINT, "Shop", [], DEFAULT_WEIGHING)
    assert (nothing.level, nothing.confidence, nothing.newest) == (Support.OPINION, 0.1, None)


def test_aged_evidence_is_named_and_the_newest_told() -> None:
    old = piece(TALK, collected=TODAY - timedelta(400), persona_id=1, people=5)
    new = piece(TALK, collected=TODAY - timedelta(10), persona_id=1, people=2)
    found = persona_support(Persona(1, 1, "Kim", ""), [new, old], DEFAULT_WEIGHING, TODAY)
    assert found.aged == (old.id,) and found.newest == new.collected
    assert (found.interviewed, found.level) == (7, Support.ASKED)
