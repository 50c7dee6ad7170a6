"""Confidence from evidence: the formula, and what counts once."""

from __future__ import annotations

from datetime import date, timedelta
from math import log2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.confidence import (
    DEFAULT_WEIGHING,
    FLOOR,
    TRUSTS,
    Trust,
    by_kind,
    combined,
    confidence_of,
    together,
    weighed,
)
from auditor.analysis.superseding import Piece, superseded
from auditor.base.vocabulary import EvidenceKind
from auditor.sentences.explain_confidence import MOST_TERMS, confidence_terms
from auditor.views.evidence import Counted
from tests.analysis.evidences import TODAY, piece

KINDS = st.sampled_from(EvidenceKind)
PEOPLE = st.one_of(st.none(), st.integers(0, 10**6))
AGES = st.integers(0, 5000)


def test_worked_examples() -> None:
    survey = TRUSTS[EvidenceKind.SURVEY]
    assert confidence_of(survey, 30, 0) == pytest.approx(0.275)
    assert confidence_of(survey, 30, 180) == pytest.approx(0.1375)
    # 0.55 · (1 − 2^(−212/30)) · ½^(40/180) = 0.55 · 0.99254 · 0.85724
    assert confidence_of(survey, 212, 40) == pytest.approx(0.46796, abs=1e-5)
    assert confidence_of(TRUSTS[EvidenceKind.INTERVIEW], 5, 0) == pytest.approx(0.35)
    assert confidence_of(TRUSTS[EvidenceKind.AB_TEST], 1, 365) == pytest.approx(0.2125)


def test_the_house_defaults_are_those_of_the_design() -> None:
    given_kinds = {
        EvidenceKind.ANALYTICS: Trust(0.4, 100, 90),
        EvidenceKind.SURVEY: Trust(0.55, 30, 180),
        EvidenceKind.INTERVIEW: Trust(0.7, 5, 365),
        EvidenceKind.USABILITY_TEST: Trust(0.7, 5, 365),
        EvidenceKind.AB_TEST: Trust(0.85, 1, 365),
    }
    assert {kind: TRUSTS[kind] for kind in given_kinds} == given_kinds
    assert set(TRUSTS) == set(EvidenceKind)
    assert together([confidence_of(TRUSTS[EvidenceKind.WALK], 1000, 0)]) == FLOOR


@given(KINDS, PEOPLE, AGES)
def test_it_lies_within_the_weight_of_its_kind(kind: EvidenceKind, people: int | None, age: int) -> None:
    assert 0 <= confidence_of(TRUSTS[kind], people, age) <= TRUSTS[kind].weight


@given(KINDS, st.integers(0, 1000), AGES)
def test_more_people_never_give_less_and_age_never_gives_more(
    kind: EvidenceKind, people: int, age: int
) -> None:
    trust = TRUSTS[kind]
    here = confidence_of(trust, people, age)
    assert confidence_of(trust, people + 1, age) >= here >= confidence_of(trust, people, age + 1)
    assert confidence_of(trust, people, age + round(trust.days)) == pytest.approx(here / 2)


@given(st.lists(st.floats(0, 0.85)))
def test_together_they_give_at_least_the_strongest_and_never_certainty(each: list[float]) -> None:
    total = together(each)
    assert max([FLOOR, *each]) <= total + 1e-12 and total <= 1
    doubt = 2.0 ** sum(log2(1 - c) for c in each)
    assert total == pytest.approx(max(FLOOR, 1 - doubt))


def test_nothing_is_the_floor_and_tomorrow_is_no_older_than_today() -> None:
    assert together([]) == FLOOR
    assert confidence_of(TRUSTS[EvidenceKind.SURVEY], 30, -1) == pytest.approx(0.275)


def test_figures_of_the_same_people_count_once_but_interviews_add_up() -> None:
    day = date(2026, 11, 1)
    survey = Piece(1, EvidenceKind.SURVEY, "Exit survey", day, 50)
    larger = Piece(2, EvidenceKind.SURVEY, "Exit survey", day, 60, unit="CSAT")
    other_day = Piece(3, EvidenceKind.SURVEY, "Exit survey", day - timedelta(1), 50)
    of_kim = Piece(4, EvidenceKind.SURVEY, "Exit survey", day, 50, persona_id=1)
    found = weighed([survey, larger, other_day, of_kim], {}, DEFAULT_WEIGHING, TODAY)
    assert [each.repeated for each in found] == [True, False, False, False]
    talks = [Piece(number, EvidenceKind.INTERVIEW, "Talks", day, 1) for number in range(5)]
    assert not any(each.repeated for each in weighed(talks, {}, DEFAULT_WEIGHING, TODAY))


@given(st.lists(st.tuples(KINDS, PEOPLE, AGES), max_size=30))
def test_no_kind_gives_more_than_its_weight_however_often_it_is_repeated(
    rows: list[tuple[EvidenceKind, int | None, int]],
) -> None:
    gives = [(kind, confidence_of(TRUSTS[kind], people, age)) for kind, people, age in rows]
    kinds = by_kind(gives)
    total = combined(kinds, DEFAULT_WEIGHING, 0.0)
    assert total <= together((TRUSTS[kind].weight for kind in kinds), 0.0) + 1e-12
    assert total <= together((each for _kind, each in gives), 0.0) + 1e-12
    for kind, each in gives:
        assert total >= each - 1e-12, kind
        assert combined({kind: kinds[kind]}, DEFAULT_WEIGHING, 0.0) <= TRUSTS[kind].weight + 1e-12


@given(st.lists(st.tuples(KINDS, PEOPLE, AGES), max_size=12), st.randoms())
def test_a_superseded_piece_changes_nothing(
    rows: list[tuple[EvidenceKind, int | None, int]], chance: Random
) -> None:
    pieces = [
        Piece(
            number,
            kind,
            f"source {number}",
            TODAY - timedelta(age),
            people,
            tool="tool",
            page=f"{number % 4}",
        )
        for number, (kind, people, age) in enumerate(rows)
    ]
    by = superseded(pieces)
    alone = [piece for piece in pieces if piece.id not in by]
    all_of_them = chance.sample(pieces, len(pieces))
    expected = _confidence(alone, {})
    assert _confidence(all_of_them, by) == pytest.approx(expected)


def _confidence(pieces: list[Piece], by: dict[int, int]) -> float:
    given = zip(pieces, weighed(pieces, by, DEFAULT_WEIGHING, TODAY), strict=True)
    kinds = by_kind((piece.kind, each.confidence) for piece, each in given if not each.repeated)
    return combined(kinds, DEFAULT_WEIGHING, 0.0)


@given(
    st.lists(st.tuples(KINDS, PEOPLE, AGES, st.sampled_from([1.0, 0.5, 0.25]), st.booleans()), max_size=20)
)
def test_the_terms_add_up_to_the_confidence(
    rows: list[tuple[EvidenceKind, int | None, int, float, bool]],
) -> None:
    counted = [
        Counted(
            piece(kind, people=people, collected=TODAY - timedelta(age)),
            age,
            share,
            confidence_of(TRUSTS[kind], people, age),
            repeated,
        )
        for kind, people, age, share, repeated in rows
    ]
    *terms, total = confidence_terms(counted, DEFAULT_WEIGHING, TODAY)
    assert len(terms) <= MOST_TERMS + 1
    assert total.value <= together(term.value for term in terms) + 1e-9
    kinds: dict[EvidenceKind, list[float]] = {}
    for one in counted:
        if not one.repeated:
            kinds.setdefault(one.evidence.kind, []).append(one.share * one.confidence)
    expected = together(min(TRUSTS[kind].weight, together(each, 0.0)) for kind, each in kinds.items())
    assert total.value == pytest.approx(expected)
