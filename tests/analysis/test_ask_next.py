"""What to ask next, against writing out every list and comparing them place by place."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.analysis.ask_next import OpenTouchpoint, ask_next, footrule, need_range, to_ask
from auditor.analysis.confidence import DEFAULT_WEIGHING, FLOOR, TRUSTS, confidence_of
from auditor.analysis.priority import priority
from auditor.analysis.scoring import DEFAULT_SCORING
from auditor.base.vocabulary import EvidenceKind

STEP = st.integers(1, 5)
KINDS = st.sampled_from(EvidenceKind)
GROUPS = st.dictionaries(st.tuples(STEP, STEP), st.integers(1, 4), min_size=1, max_size=5)


@st.composite
def lists(draw: st.DrawFn) -> list[OpenTouchpoint]:
    """A few touchpoints with open actions."""
    return [
        OpenTouchpoint(
            number,
            draw(STEP),
            draw(st.booleans()),
            draw(st.floats(0, 1)),
            draw(st.dictionaries(KINDS, st.floats(0, 0.9), max_size=3)),
            draw(st.integers(0, 7)),
            tuple((effort, impact, count) for (effort, impact), count in draw(GROUPS).items()),
        )
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]


def _known(kinds: Mapping[EvidenceKind, float]) -> float:
    """Return what kinds of evidence give together, each no more than its weight."""
    return 1 - prod(1 - min(TRUSTS[kind].weight, each) for kind, each in kinds.items())


def _listed(
    standings: list[OpenTouchpoint], changed: int, need: float, known: float
) -> list[tuple[int, ...]]:
    """Return every action in order, with other need and confidence at one touchpoint."""
    rows = []
    for one in standings:
        its_need, its_known = (need, known) if one.touchpoint_id == changed else (one.need, _known(one.known))
        for effort, impact, count in one.groups:
            value = priority(effort, impact, its_need, max(FLOOR, its_known))
            rows += [
                ((-round(value, 9), effort, one.touchpoint_id, -impact), which) for which in range(count)
            ]
    return [(order[2], order[1], order[3], which) for order, which in sorted(rows)]


def _apart(now: list[tuple[int, ...]], then: list[tuple[int, ...]], top: int) -> float:
    def place(ranked: list[tuple[int, ...]], action: tuple[int, ...]) -> int:
        return min(top + 1, ranked.index(action) + 1)

    return sum(abs(place(now, action) - place(then, action)) for action in now) / (top * (top + 1))


@settings(max_examples=60)
@given(lists(), st.integers(1, 12))
def test_the_value_is_the_mean_change_of_the_top(standings: list[OpenTouchpoint], top: int) -> None:
    found = {
        worth.touchpoint_id: worth for worth in ask_next(standings, DEFAULT_SCORING, DEFAULT_WEIGHING, top)
    }
    for one in standings:
        worth = found[one.touchpoint_id]
        gained = confidence_of(TRUSTS[worth.kind], worth.people, 0)
        known = _known({**one.known, worth.kind: 1 - (1 - one.known.get(worth.kind, 0)) * (1 - gained)})
        now = _listed(standings, 0, 0, 0)
        outcomes = [
            _listed(standings, one.touchpoint_id, need, known)
            for need in (worth.lowest_need, one.need, worth.highest_need)
        ]
        changes = [_apart(now, then, top) for then in outcomes]
        assert worth.value == pytest.approx(sum(changes) / 3)
        places = [
            next(at for at, action in enumerate(ranked, 1) if action[0] == one.touchpoint_id)
            for ranked in (now, *outcomes)
        ]
        assert [worth.first, worth.best, worth.worst] == [places[0], min(places), max(places)]
        assert worth.best <= worth.first <= worth.worst


@given(lists())
def test_the_most_worth_comes_first_and_the_order_is_always_the_same(standings: list[OpenTouchpoint]) -> None:
    found = ask_next(standings, DEFAULT_SCORING, DEFAULT_WEIGHING)
    values = [round(worth.value, 9) for worth in found]
    assert values == sorted(values, reverse=True)
    assert found == ask_next(standings[::-1], DEFAULT_SCORING, DEFAULT_WEIGHING)


@given(lists())
def test_the_need_may_be_anything_only_where_nothing_is_known(standings: list[OpenTouchpoint]) -> None:
    for one in standings:
        low, high = need_range(one, 0.0)
        most = min(1.0, one.importance / 5 * (1.25 if one.critical else 1))
        assert low == 0 and high == pytest.approx(max(one.need, most))
        assert need_range(one, 1.0) == (one.need, one.need)


def test_five_interviews_are_made_before_a_survey() -> None:
    standing = OpenTouchpoint(1, 3, False, 0.5, {}, 0, ((1, 1, 1),))
    assert to_ask(standing) == (EvidenceKind.INTERVIEW, 5)
    assert to_ask(OpenTouchpoint(1, 3, False, 0.5, {}, 3, ())) == (EvidenceKind.INTERVIEW, 2)
    assert to_ask(OpenTouchpoint(1, 3, False, 0.5, {}, 5, ())) == (EvidenceKind.SURVEY, 100)


def test_lists_without_anything_in_common_lie_all_the_way_apart() -> None:
    assert footrule("abc", "def", 3) == 1
    assert footrule("abc", "abc", 3) == 0
    assert footrule("abc", "acb", 3) == pytest.approx(2 / 12)
    assert ask_next([], DEFAULT_SCORING, DEFAULT_WEIGHING) == []
