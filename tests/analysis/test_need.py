"""How badly a touchpoint wants work: the formulas recomputed exactly, their ranges and their directions."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.need import (
    Experience,
    VisitTally,
    failing,
    is_known,
    need,
    needing_work,
    pain,
    severity_of,
    standing,
    weights,
)
from auditor.base.vocabulary import FEELINGS, Verdict

SHARE = {Verdict.FAIL: Fraction(1), Verdict.PARTLY: Fraction(1, 2), Verdict.PASS: Fraction(0)}

ANSWERS = st.lists(st.tuples(st.integers(1, 4), st.none() | st.sampled_from(Verdict)), max_size=60)
FEELING = st.none() | st.sampled_from(FEELINGS)
EXPERIENCES = st.lists(
    st.builds(Experience, FEELING, st.none() | st.floats(0, 1, allow_nan=False)), max_size=5
)
IMPORTANCE = st.integers(1, 5)


@pytest.mark.parametrize(
    ("feeling", "expected"), [(-2, 1), (-1, 0.75), (0, 0.5), (1, 0.25), (2, 0), (-0.5, 0.625)]
)
def test_pain_goes_from_none_when_very_happy_to_one_when_very_sour(feeling: float, expected: float) -> None:
    assert pain(feeling) == expected


@given(ANSWERS)
def test_weights_are_the_sums_of_severities(answers: list[tuple[int, Verdict | None]]) -> None:
    counted = [(severity, SHARE[verdict]) for severity, verdict in answers if verdict in SHARE]
    asked, failed = weights(answers)
    assert Fraction(asked) == sum(severity for severity, _share in counted)
    assert Fraction(failed) == sum((severity * share for severity, share in counted), Fraction(0))
    assert 0 <= failed <= asked


@given(ANSWERS)
def test_failing_is_a_share_or_unknown(answers: list[tuple[int, Verdict | None]]) -> None:
    asked, failed = weights(answers)
    share = failing(asked, failed)
    if any(verdict in SHARE for _severity, verdict in answers):
        assert share is not None
        assert share == pytest.approx(float(Fraction(failed) / Fraction(asked)))
        assert 0 <= share <= 1
    else:
        assert share is None


@given(ANSWERS, st.integers(1, 4))
def test_one_more_failed_check_never_lowers_failing(
    answers: list[tuple[int, Verdict | None]], severity: int
) -> None:
    before = failing(*weights(answers)) or 0.0
    worse = failing(*weights([*answers, (severity, Verdict.FAIL)]))
    better = failing(*weights([*answers, (severity, Verdict.PASS)]))
    assert worse is not None and better is not None
    assert better <= before + 1e-12 and before <= worse + 1e-12
    assert failing(*weights([*answers, (severity, Verdict.NOT_APPLICABLE), (severity, None)])) == failing(
        *weights(answers)
    )


def _exact_need(importance: int, critical: bool, experiences: list[Experience]) -> Fraction:
    worst: list[Fraction] = []
    for one in experiences:
        if one.feeling is not None:
            worst.append((2 - Fraction(one.feeling)) / 4)
        if one.failing is not None:
            worst.append(Fraction(one.failing))
    if not worst:
        return Fraction(importance, 5) / 2
    return min(Fraction(1), Fraction(importance, 5) * max(worst) * (Fraction(5, 4) if critical else 1))


@given(IMPORTANCE, st.booleans(), EXPERIENCES)
def test_need_is_the_formula(importance: int, critical: bool, experiences: list[Experience]) -> None:
    value = need(importance, critical, experiences)
    assert 0 <= value <= 1
    assert value == pytest.approx(float(_exact_need(importance, critical, experiences)), abs=1e-12)


@given(st.integers(1, 4), EXPERIENCES)
def test_need_never_falls_with_importance_or_a_moment_of_truth(
    importance: int, experiences: list[Experience]
) -> None:
    value = need(importance, False, experiences)
    assert value <= need(importance + 1, False, experiences)
    assert value <= need(importance, True, experiences)


@given(IMPORTANCE, st.booleans(), EXPERIENCES.filter(bool), st.builds(Experience, FEELING, st.none()))
def test_another_persona_never_lowers_a_known_need(
    importance: int, critical: bool, experiences: list[Experience], other: Experience
) -> None:
    if all(severity_of(one) is None for one in experiences):
        return
    assert need(importance, critical, experiences) <= need(importance, critical, [*experiences, other])


def test_examples_worked_by_hand() -> None:
    assert need(5, False, []) == 0.5
    assert need(2, True, []) == pytest.approx(0.2), "no more is known of a moment of truth"
    assert need(5, True, [Experience(-2, 0.1)]) == 1.0
    assert need(4, False, [Experience(-1, 0.5)]) == pytest.approx(0.6)
    assert need(4, False, [Experience(1, 0.5)]) == pytest.approx(0.4)
    assert need(4, True, [Experience(1, 0.5)]) == pytest.approx(0.5)
    assert need(3, False, [Experience(2, None), Experience(None, 0.25)]) == pytest.approx(0.15)
    assert need(3, False, [Experience(2, None)]) == 0.0


def _look(audit: int, *, again: bool = False, feeling: int | None = None, answered: int = 1) -> VisitTally:
    return VisitTally(1, audit, again, answered, feeling, 10 if answered else 0, audit if answered else 0)


@pytest.mark.parametrize(
    ("looks", "audit", "felt"),
    [
        ([_look(1, feeling=1)], 1, 1),
        ([_look(2, answered=0), _look(1, feeling=1)], 1, 1),
        ([_look(2), _look(1, feeling=1)], 2, None),
        ([_look(2, again=True), _look(1, feeling=1)], 2, 1),
        ([_look(2, again=True, feeling=-1), _look(1, feeling=1)], 2, 2),
        ([_look(3, again=True), _look(2, again=True), _look(1, feeling=1)], 3, 1),
        ([_look(3, again=True), _look(2), _look(1, feeling=1)], 3, None),
        ([_look(3, again=True), _look(2, answered=0), _look(1, feeling=1)], 3, 1),
        ([_look(3, again=True, answered=0), _look(2, feeling=0)], 2, 2),
    ],
)
def test_a_recheck_without_a_feeling_leaves_the_one_before_standing(
    looks: list[VisitTally], audit: int, felt: int | None
) -> None:
    (stands,) = standing(looks).values()
    assert stands.look.audit_id == audit
    assert (stands.felt.audit_id if stands.felt else None) == felt
    assert stands.experience.failing == audit / 10


def test_what_says_nothing_does_not_stand() -> None:
    assert standing([_look(1, answered=0)]) == {}


@given(st.lists(st.none() | st.sampled_from([0.0, 0.1, 0.2499, 0.25, 0.5, 0.7, 1.0]), max_size=9))
def test_all_that_need_work_are_named_the_neediest_first_and_never_the_unknown(
    needs: list[float | None],
) -> None:
    found = needing_work(needs)
    assert set(found) == {place for place, each in enumerate(needs) if each in (0.25, 0.5, 0.7, 1.0)}
    for one, next_one in pairwise(found):
        first, second = needs[one], needs[next_one]
        assert first is not None and second is not None
        assert first > second or (first == second and one < next_one)


def test_a_need_is_known_by_a_feeling_or_a_check_that_applies() -> None:
    assert not is_known([]) and not is_known([Experience(None, None)])
    assert is_known([Experience(None, None), Experience(2, None)]) and is_known([Experience(None, 0.0)])
