"""The journey as it is to be: whose wish counts, and what changes do to the curve."""

from __future__ import annotations

from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.curves import peak_end
from auditor.analysis.mapping import Layer, coverage_of, curve
from auditor.analysis.to_be import to_be
from auditor.base.vocabulary import FEELINGS, Channel, Existence
from auditor.drawing.curves import View, curves_of, known_views
from auditor.views.journeys import Wish
from auditor.views.maps import JourneyMap
from tests.maps import a_map

ANN, BO = 1, 2
EXISTING, PLANNED, TO_GO = Existence


def _with(journey_map: JourneyMap, place: int, existence: Existence = EXISTING, *wishes: Wish) -> JourneyMap:
    points = list(journey_map.points)
    every = next((wish.feeling for wish in wishes if wish.persona_id is None), None)
    touchpoint = replace(points[place].touchpoint, existence=existence, wishes=wishes, wanted=every)
    points[place] = replace(points[place], touchpoint=touchpoint)
    return replace(journey_map, points=tuple(points))


def _wish(persona: int | None, feeling: int | None, text: str = "", channel: Channel | None = None) -> Wish:
    return Wish(1, 1, persona, feeling, channel, text)


def _two() -> JourneyMap:
    return a_map([("Stage", [("A", {ANN: -1, BO: 1}), ("B", {ANN: 0, BO: 2})])], ["Ann", "Bo"])


def test_a_personas_own_wish_goes_before_that_for_every_customer_field_by_field() -> None:
    journey_map = _with(
        _two(),
        0,
        EXISTING,
        _wish(None, 1, "For all", Channel.STORE),
        _wish(ANN, 2),
        _wish(BO, None, "For Bo"),
    )
    for persona, wanted, difference, text, own in (
        (None, 1, 1, "For all", False),
        (ANN, 2, 3, "For all", True),
        (BO, 1, 0, "For Bo", True),
    ):
        one = to_be(journey_map, persona).points[0]
        assert (one.to_be, one.difference, one.own) == (wanted, difference, own)
        assert one.wish is not None and (one.wish.text, one.wish.channel) == (text, Channel.STORE)
    assert [curve(journey_map, Layer.WANTED, persona)[0] for persona in (None, ANN, BO)] == [1, 2, 1]


def test_the_widest_way_counts_and_a_wish_that_all_have_their_own_in_place_of_does_not() -> None:
    journey_map = _with(_two(), 0, EXISTING, _wish(None, 1), _wish(ANN, 2))
    assert (coverage_of(journey_map).wanted, coverage_of(journey_map, BO).wanted) == (3, 0)
    journey_map = _with(_two(), 0, EXISTING, _wish(None, 2), _wish(ANN, 0), _wish(BO, 1))
    assert coverage_of(journey_map).wanted == 1


def test_wishes_are_drawn_for_every_customer_and_for_personas_with_their_own() -> None:
    journey_map = _with(_two(), 1, EXISTING, _wish(ANN, 2))
    assert View.WISH in known_views(journey_map)
    assert [drawn.name for drawn in curves_of(journey_map, View.WISH)][2:] == ["wanted", "Ann · wanted"]
    assert len(curves_of(_two(), View.WISH)) == 3


def test_a_planned_touchpoint_is_new_and_one_to_go_is_gone_from_the_curve() -> None:
    journey_map = a_map([("Stage", [("A", {ANN: 1}), ("New", {}), ("Goes", {ANN: -2})])], ["Ann"])
    journey_map = _with(journey_map, 1, PLANNED, _wish(None, 2))
    journey_map = _with(journey_map, 2, TO_GO, _wish(None, 2))
    found = to_be(journey_map, ANN)
    assert found.lived == (-0.5, 1.5) and found.remembered == (-2, 2)
    stays, new, goes = found.points
    assert (stays.lived, stays.changes) == (None, False)
    assert new.is_new and new.lived is not None and abs(new.lived - (1 / 3 + 0.5)) < 1e-9
    assert goes.goes and (goes.to_be, goes.lived, goes.remembered) == (None, 1.5, 3)


@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(FEELINGS),
            st.none() | st.sampled_from(FEELINGS),
            st.sampled_from(Existence),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_changes_do_to_the_curve_is_reckoned_anew(
    points: list[tuple[int | None, int | None, Existence]],
) -> None:
    planned = [("P", {} if felt is None else {ANN: felt}) for felt, _wanted, _existence in points]
    journey_map = a_map([("Stage", planned)], ["Ann"])
    for place, (_felt, wanted, existence) in enumerate(points):
        wishes = () if wanted is None else (_wish(None, wanted),)
        journey_map = _with(journey_map, place, existence, *wishes)
    now = [felt for felt, _wanted, _existence in points]
    then = [None if e is TO_GO else felt if wanted is None else wanted for felt, wanted, e in points]
    found = to_be(journey_map, ANN)
    for before, (lived, remembered) in zip(
        (now, then), zip(found.lived, found.remembered, strict=True), strict=True
    ):
        known = [score for score in before if score is not None]
        assert lived == (fmean(known) if known else None) or abs((lived or 0) - fmean(known)) < 1e-9
        assert remembered == peak_end(before)
    for place, one in enumerate(found.points):
        alone = [then[at] if at == place else score for at, score in enumerate(now)]
        felt, changed = ([score for score in each if score is not None] for each in (now, alone))
        if one.lived is None:
            assert not felt or not changed or now[place] == then[place]
        else:
            assert abs(one.lived - (fmean(changed) - fmean(felt))) < 1e-9
