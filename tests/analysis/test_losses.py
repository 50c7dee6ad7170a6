"""What touchpoints lose, recomputed by hand, and what is named where a term is missing."""

from __future__ import annotations

import json
from datetime import date
from math import sqrt

import pytest
from msgspec.structs import replace

from auditor.analysis.losses import UNKNOWN, DropOff, Loss, Missing, drop_off, is_asked, loss, total
from auditor.base.i18n import set_language
from auditor.base.vocabulary import Channel, EvidenceKind, Moment, Purpose, Scope, Side
from auditor.sentences.losses import loss_terms
from auditor.views.evidence import Evidence
from auditor.views.journeys import Journey, Touchpoint
from auditor.views.money import Range
from tests.analysis.evidences import piece

JOURNEY = Journey(
    *(1, "Shop", "", Purpose.SALES, Scope.WHOLE, (), None, ()),
    *(400.0, 600.0, "kr", 8000.0, 10000.0),
)
POINT = Touchpoint(
    *(1, 1, "Basket", "", Channel.WEBSITE, Moment.DURING, Side.OURS, 5, False, (), 0.5),
)


def wilson_by_hand(part: int, whole: int) -> tuple[float, float]:
    """Return the two roots of (p − s)² = z²·s·(1 − s)/n in s."""
    z2 = 1.959963984540054**2 / whole
    p = part / whole
    a, b, c = 1 + z2, -(2 * p + z2), p * p
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def step(number: int, name: str, people: int, onward: str, went_on: int, **more: object) -> Evidence:
    detail = {"step": name, "people": people, "next": onward, "went_on": went_on, **more}
    return piece(
        EvidenceKind.ANALYTICS,
        people=people,
        id=number,
        origin="funnel",
        detail=json.dumps(detail),
        collected=date(2026, 5, 1),
        source="Funnel a.csv",
    )


WHOLE = {"first": "Home", "began": 10_000, "last": "Thanks", "bought": 600}
BASKET = step(1, "Basket", 2400, "Pay", 1200, **WHOLE)


def test_what_is_lost_is_the_product_of_the_lower_and_of_the_upper_ends() -> None:
    drop = drop_off([BASKET], 1)
    found = loss(JOURNEY, POINT, drop)
    assert isinstance(found, Loss) and found.of_journey
    came, left, buys = (wilson_by_hand(*one) for one in ((2400, 10_000), (1200, 2400), (600, 1200)))
    assert found.lost.low == pytest.approx(8000 * came[0] * left[0] * buys[0] * 400)
    assert found.lost.high == pytest.approx(10_000 * came[1] * left[1] * buys[1] * 600)
    own = loss(JOURNEY, replace(POINT, visits_low=2000.0, visits_high=2100.0), drop)
    assert isinstance(own, Loss) and own.lost.high == pytest.approx(2100 * left[1] * buys[1] * 600)
    together = total([found, own])
    assert together is not None and together.low == pytest.approx(found.lost.low + own.lost.low)
    assert total([]) is None


def test_the_first_and_the_last_step_are_certain() -> None:
    drop = drop_off([step(1, "Home", 10_000, "Thanks", 600, **WHOLE)], 1)
    assert isinstance(drop, DropOff)
    assert drop.came == Range(1, 1) and drop.buys == Range(1, 1)


@pytest.mark.parametrize("language", ["en", "sv", "nb"])
def test_what_the_funnel_does_not_tell_makes_the_range_as_wide_as_it_is(language: str) -> None:
    set_language(language)
    drop = drop_off([step(1, "Basket", 2400, "Pay", 1200)], 1)
    found = loss(JOURNEY, POINT, drop)
    assert isinstance(found, Loss) and found.came == found.buys == UNKNOWN
    assert found.lost.low == 0
    assert found.lost.high == pytest.approx(10_000 * wilson_by_hand(1200, 2400)[1] * 600)
    terms = loss_terms(found, "kr")
    assert (terms[-1].low, terms[-1].high) == (found.lost.low, found.lost.high) and len(terms) == 6


def test_a_funnel_in_which_nobody_went_on_says_so_and_not_that_it_is_unknown() -> None:
    set_language("en")
    drop = drop_off([step(1, "Basket", 2400, "Pay", 0, **{**WHOLE, "bought": 0})], 1)
    found = loss(JOURNEY, POINT, drop)
    assert isinstance(found, Loss)
    (buys,) = (one for one in loss_terms(found, "kr") if one.name == "Would buy")
    assert buys.formula == "0/0" and "0 came to the last step" in buys.because


def test_what_is_missing_is_named_and_nothing_is_reckoned() -> None:
    drop = drop_off([BASKET], 1)
    assert loss(replace(JOURNEY, order_low=None), POINT, drop) == (Missing.ORDER,)
    bare = replace(JOURNEY, order_low=None, visits_low=None)
    assert loss(bare, POINT, drop_off([], 1)) == (Missing.ORDER, Missing.VISITS, Missing.DROP)
    assert not is_asked(bare, POINT) and is_asked(JOURNEY, POINT)
    assert is_asked(bare, replace(POINT, visits_low=1.0, visits_high=2.0))


def test_only_a_funnel_of_everybody_that_stands_counts() -> None:
    other = replace(BASKET, origin="")
    assert drop_off([other], 1) is Missing.DROP
    assert drop_off([replace(BASKET, superseded_by=9)], 1) is Missing.DROP
    of_one = replace(BASKET, persona_id=3)
    assert drop_off([of_one], 2) is Missing.PERSONA
    assert isinstance(drop_off([of_one], 1), DropOff)
    newer = replace(step(7, "Basket", 100, "Pay", 90), collected=date(2026, 6, 1), source="Funnel b.csv")
    found = drop_off([newer, BASKET], 1)
    assert isinstance(found, DropOff) and found.evidence_ids == (7,)
    assert drop_off([replace(BASKET, detail="{}")], 1) is Missing.DROP
    assert drop_off([step(1, "Basket", 10, "Pay", 20)], 1) is Missing.DROP


def test_steps_that_follow_each_other_are_one_and_others_are_refused() -> None:
    address = step(2, "Address", 1200, "Pay", 900, **WHOLE)
    basket = step(3, "Basket", 2400, "Address", 1200, **WHOLE)
    for pieces in ([address, basket], [basket, address]):
        found = drop_off(pieces, 1)
        assert isinstance(found, DropOff)
        assert (found.step, found.people, found.onward, found.went_on) == ("Basket", 2400, "Pay", 900)
        assert set(found.evidence_ids) == {2, 3}
    later = step(4, "Confirm", 800, "Thanks", 600, **WHOLE)
    assert drop_off([basket, later], 1) is Missing.STEPS
