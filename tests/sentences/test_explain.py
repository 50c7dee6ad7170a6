"""What is explained can be recomputed by hand from what is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.need import Experience, failing, need
from auditor.analysis.priority import priority, quadrant
from auditor.base import i18n
from auditor.base.vocabulary import FEELINGS, Status
from auditor.sentences.explain import figure, need_terms, priority_terms, reason
from auditor.views.actions import ActionLine, Term
from auditor.views.audits import Ground

_STEPS = st.integers(1, 5)
_SHARES = st.floats(0, 1)


def _line(effort: int, impact: int, need: float, confidence: float = 0.1) -> ActionLine:
    value = priority(effort, impact, need, confidence)
    place = (1, "Journey", "Stage", 1, "Touchpoint")
    kind = quadrant(effort, impact)
    return ActionLine(
        1, "Title", *place, effort, impact, 3, need, confidence, value, kind, Status.PLANNED, "", None
    )


@st.composite
def _grounds(draw: st.DrawFn) -> Ground:
    asked = draw(st.integers(0, 40)) / 2
    failed = draw(st.integers(0, int(asked * 2))) / 2
    feeling = draw(st.sampled_from([None, *FEELINGS]))
    return Ground(
        "Persona", draw(st.integers(1, 9)), datetime(2026, 1, 1, tzinfo=UTC), feeling, asked, failed
    )


def _by_hand(formula: str) -> float:
    """Return what a formula comes to as it is written."""
    python = formula.replace("½", "0.5").replace("·", "*").replace("−", "-").replace(";", ",")
    return float(eval(python, {"max": max, "min": min, "__builtins__": {}}))


@given(_STEPS, _STEPS, _SHARES, _SHARES)
def test_a_priority_is_the_product_of_its_terms(
    effort: int, impact: int, need: float, confidence: float
) -> None:
    *factors, total = priority_terms(_line(effort, impact, need, confidence))
    assert 100 * prod(term.value for term in factors) == pytest.approx(total.value)
    assert total.value == pytest.approx(priority(effort, impact, need, confidence))


@given(_STEPS, st.booleans(), st.lists(_grounds(), max_size=3))
def test_a_need_ends_in_the_need(importance: int, critical: bool, grounds: list[Ground]) -> None:
    experiences = [Experience(one.feeling, failing(one.weight_asked, one.weight_failed)) for one in grounds]
    terms = need_terms(importance, critical, grounds)
    assert terms[-1].value == pytest.approx(need(importance, critical, experiences))


@given(_STEPS, _STEPS, _STEPS, st.booleans(), st.lists(_grounds(), max_size=2))
def test_every_formula_gives_its_value(
    effort: int, impact: int, importance: int, critical: bool, grounds: list[Ground]
) -> None:
    needed = need_terms(importance, critical, grounds)
    for term in (*needed, *priority_terms(_line(effort, impact, needed[-1].value))):
        assert term.because
        if term.formula:
            assert _by_hand(term.formula) == pytest.approx(term.value, abs=0.02)


def test_a_moment_of_truth_and_the_worst_persona_count() -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    grounds = [Ground("Ada", 3, began, -1, 8, 2), Ground("Bo", 4, began, 2, 4, 4)]
    terms = need_terms(3, True, grounds)
    told = [(term.formula, round(term.value, 4)) for term in terms]
    assert told == [
        ("3/5", 0.6),
        ("(2 − (-1))/4", 0.75),
        ("2/8", 0.25),
        ("(2 − 2)/4", 0.0),
        ("4/4", 1.0),
        ("max(0.75; 0.25; 0; 1)", 1.0),
        ("", 1.25),
        ("0.6 · 1 · 1.25", 0.75),
    ]
    assert "“Ada” felt sour in audit 3" in terms[1].because


def test_where_nothing_was_looked_at_half_is_taken() -> None:
    terms = need_terms(4, True, [])
    assert [(term.formula, term.value) for term in terms] == [("4/5", 0.8), ("½", 0.5), ("0.8 · 0.5", 0.4)]


def test_the_reason_names_what_counts() -> None:
    assert reason(_line(2, 5, 0.756)) == "impact 5 · effort 2 · need 0.76"


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (1, "1"), (100, "100"), (1 / 3, "0.3333"), (0.00001, "0"), (10, "10")]
)
def test_figures_are_as_short_as_they_can_be(value: float, text: str) -> None:
    assert figure(value) == text


def test_terms_are_plain_values() -> None:
    assert all(isinstance(term, Term) for term in priority_terms(_line(1, 1, 0)))
    assert i18n.language() == "en"
