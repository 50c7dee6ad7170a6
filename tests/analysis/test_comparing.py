"""Personas side by side: every difference of two steps or more, by other means."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.comparing import compare
from auditor.analysis.mapping import named
from tests.maps import a_map

FEELINGS = st.dictionaries(st.sampled_from((1, 2, 3)), st.integers(-2, 2))


@given(st.lists(FEELINGS, max_size=6))
def test_every_touchpoint_where_two_differ_by_two_steps_is_named(points: list[dict[int, int]]) -> None:
    journey_map = a_map(
        [("Stage", [(f"P{at}", felt) for at, felt in enumerate(points)])], ["Åsa", "Bo", "Eva"]
    )
    wanted = {
        at
        for at, felt in enumerate(points)
        if any(abs(one - other) >= 2 for one, other in combinations(felt.values(), 2))
    }
    found = compare(journey_map, journey_map.personas)
    assert {one.point.touchpoint.id - 1 for one in found.apart} == wanted
    assert {gap.place for gap in named(journey_map).apart} == wanted
    sizes = [one.gap.size for one in found.apart if one.gap]
    assert sizes == sorted(sizes, reverse=True)
    assert [[side.feeling for side in one.sides] for one in found.points] == [
        [felt.get(persona) for persona in (1, 2, 3)] for felt in points
    ]
