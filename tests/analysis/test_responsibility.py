"""Who answers for a touchpoint where nobody is named there, and how what somebody answers for stands."""

from __future__ import annotations

from itertools import product

from auditor.analysis.responsibility import NOBODY, nearest, standing_of
from auditor.base.vocabulary import Held
from auditor.views.responsibility import Charge, Responsible


def test_whoever_is_named_nearest_answers() -> None:
    levels = (Held.TOUCHPOINT, Held.STAGE, Held.JOURNEY)
    for named in product((False, True), repeat=3):
        given = [(at if there else None, f"P{at}", False) for at, there in enumerate(named)]
        first = next((at for at, there in enumerate(named) if there), None)
        expected = NOBODY if first is None else Responsible(first, f"P{first}", levels[first])
        assert nearest(*given) == expected


def test_touchpoints_stand_as_the_worst_and_with_all_their_actions() -> None:
    charges = [
        Charge(at, "T", 1, "S", 1, "J", need, opened, late, 1, NOBODY)
        for at, (need, opened, late) in enumerate([(0.2, 3, 1), (0.7, 0, 0), (0.5, 2, 2)])
    ]
    found = standing_of(charges)
    assert (found.touchpoints, found.need, found.open, found.late, found.waiting) == (3, 0.7, 5, 3, 3)
    assert standing_of([]).need is None
