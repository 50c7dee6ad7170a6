"""Where findings stand: open or gone, since when, and how often they came back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.lasting import (
    is_fault,
    is_open,
    seen_by_feeling,
    seen_by_verdict,
    stand_of,
    worst_first,
)
from auditor.base.vocabulary import STILL_SEEN, FindingKind, Seen, Verdict
from auditor.views.findings import Sighting
from tests.findings import BEGIN, day_of, finding, sighting

THERE, CHANGED, GONE, LEFT, PAGE = (
    Seen.THERE,
    Seen.CHANGED,
    Seen.GONE,
    Seen.NOT_LOOKED,
    Seen.PAGE_GONE,
)


def _one_persona(seen: list[Seen]) -> list[Sighting]:
    return [sighting(what, day, audit=day) for day, what in enumerate(seen, 1)]


@pytest.mark.parametrize(
    ("seen", "is_open_now", "since", "reopened"),
    [
        ([THERE], True, 1, 0),
        ([THERE, CHANGED, THERE], True, 1, 0),
        ([THERE, GONE], False, 2, 0),
        ([THERE, GONE, GONE, PAGE], False, 2, 0),
        ([THERE, GONE, THERE], True, 3, 1),
        ([THERE, PAGE, CHANGED, GONE, THERE], True, 5, 2),
        ([THERE, LEFT, LEFT], True, 1, 0),
        ([THERE, GONE, LEFT, THERE], True, 4, 1),
    ],
)
def test_what_was_seen_last_counts_since_it_was_first_so(
    seen: list[Seen], is_open_now: bool, since: int, reopened: int
) -> None:
    stand = stand_of(finding(*_one_persona(seen)))
    assert (stand.is_open, stand.since, stand.reopened) == (is_open_now, day_of(since), reopened)


def test_what_others_saw_before_it_was_first_there_does_not_make_it_come_back() -> None:
    stand = stand_of(finding(sighting(GONE, 1, 1, persona=1), sighting(THERE, 2, 2, persona=2)))
    assert (stand.is_open, stand.since, stand.reopened) == (True, day_of(2), 0)


def test_it_is_open_while_it_is_there_for_any_persona() -> None:
    both = [sighting(THERE, 1, 1, persona=1), sighting(THERE, 2, 2, persona=2)]
    gone = [sighting(GONE, 3, 3, persona=1), sighting(GONE, 4, 4, persona=2)]
    assert stand_of(finding(*both, gone[0])).is_open
    assert stand_of(finding(*both, *gone)).since == day_of(4)
    # Said by hand it is gone for all of them, until an audit looks again.
    by_hand = sighting(GONE, 3)
    assert not stand_of(finding(*both, by_hand)).is_open
    again = stand_of(finding(*both, by_hand, sighting(THERE, 4, 4, persona=2)))
    assert (again.is_open, again.reopened) == (True, 1)


def test_what_was_said_by_hand_counts_for_each_persona_until_its_next_audit() -> None:
    seen = (sighting(THERE, 1, 1, persona=2), sighting(THERE, 2), sighting(GONE, 3, 2, persona=1))
    assert stand_of(finding(*seen)).is_open, "the other has not looked again"
    assert not stand_of(finding(*seen[1:])).is_open, "nobody else ever saw it"


def test_nobody_has_looked() -> None:
    assert stand_of(finding()).is_open is False
    remark = stand_of(finding(kind=FindingKind.REMARK))
    assert (remark.is_open, remark.since) == (True, BEGIN)
    pain = finding(pain="It hurts")
    assert stand_of(pain).is_open
    assert not stand_of(replace(pain, pain="")).is_open, "it is no longer noted"


def test_what_was_waived_is_never_open_and_only_faults_count() -> None:
    waived = finding(sighting(THERE, 1, 1), kind=FindingKind.WAIVED)
    remark = finding(sighting(THERE, 1, 1), kind=FindingKind.REMARK)
    assert not is_open(waived) and is_open(remark)
    assert not is_fault(waived) and not is_fault(remark) and is_fault(finding())


def test_what_verdicts_and_feelings_say() -> None:
    assert [seen_by_verdict(each) for each in (*Verdict, None)] == [GONE, THERE, THERE, PAGE, None]
    assert {seen_by_verdict(each, FindingKind.REMARK) for each in Verdict} == {None}
    assert [seen_by_feeling(each) for each in (-2, -1, 0, 2, None)] == [THERE, THERE, GONE, GONE, None]


def test_the_worst_are_told_first() -> None:
    one, two = finding(severity=2, number=1), finding(severity=4, number=2)
    needed = replace(finding(severity=2, number=3), need=0.9)
    assert [each.number for each in worst_first([one, two, needed])] == [2, 3, 1]


SIGHTINGS = st.lists(
    st.tuples(st.sampled_from(list(Seen)), st.integers(0, 3), st.sampled_from([None, 1, 2, 3])), max_size=12
)


def _of(drawn: list[tuple[Seen, int, int | None]]) -> list[Sighting]:
    """Return sightings in the order of time, some at the same moment, of personas or by hand."""
    day = 0
    found: list[Sighting] = []
    for what, later, persona in drawn:
        day += later
        found.append(sighting(what, day, audit=None if persona is None else len(found) + 1, persona=persona))
    return found


@given(drawn=SIGHTINGS)
def test_whatever_was_seen_it_stands_somewhere(drawn: list[tuple[Seen, int, int | None]]) -> None:
    told = [one for one in _of(drawn) if one.seen is not LEFT]
    stand = stand_of(finding(*_of(drawn)))
    assert stand == stand_of(finding(*told)), "who did not look says nothing"
    assert stand.reopened >= 0
    if not told:
        assert (stand.is_open, stand.seen, stand.since, stand.last) == (False, None, None, None)
        return
    assert (stand.seen, stand.last) == (told[-1].seen, told[-1].at)
    assert stand.since in {one.at for one in told}
    if told[-1].seen in STILL_SEEN:
        assert stand.is_open
    # What was seen before it was there for the first time says nothing of it.
    told = told[next((place for place, one in enumerate(told) if _here(one.seen)), 0) :]
    turns = [stand_of(finding(*told[:count])).is_open for count in range(1, len(told) + 1)]
    assert turns[-1] is stand.is_open
    assert stand.reopened == sum(after and not before for before, after in pairwise(turns))
    begun = max(index for index in range(len(turns)) if index == 0 or turns[index] is not turns[index - 1])
    assert stand.since == told[begun].at


@given(seen=st.lists(st.sampled_from([THERE, CHANGED, GONE, PAGE]), min_size=1, max_size=10))
def test_of_one_persona_only_the_last_counts_however_often_the_same_was_seen(seen: list[Seen]) -> None:
    once = [
        each for place, each in enumerate(seen) if place == 0 or _here(each) is not _here(seen[place - 1])
    ]
    stand, plain = stand_of(finding(*_one_persona(seen))), stand_of(finding(*_one_persona(once)))
    assert stand.is_open is _here(seen[-1])
    assert (stand.is_open, stand.reopened) == (plain.is_open, plain.reopened)


def _here(seen: Seen) -> bool:
    return seen in STILL_SEEN


@given(drawn=SIGHTINGS, order=st.randoms(use_true_random=False))
def test_equal_findings_stand_alike_in_whatever_order_they_are_told(
    drawn: list[tuple[Seen, int, int | None]], order: object
) -> None:
    some = [finding(*_of(drawn), number=number, severity=1 + number % 4) for number in range(6)]
    shuffled = list(some)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert worst_first(shuffled) == worst_first(some)
    assert len({(stand_of(one).is_open, stand_of(one).reopened) for one in some}) == 1
