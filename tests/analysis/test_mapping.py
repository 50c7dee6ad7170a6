"""The layers of a map, and what is named beside it: from hand-made maps and from stored audits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from auditor.analysis.curves import Parting, Score, mean, peak_end
from auditor.analysis.mapping import Layer, curve, named
from auditor.base.vocabulary import FEELINGS, Basis, Emotion, Existence
from auditor.views.maps import Felt, JourneyMap, MapPoint, PersonaFeelings
from auditor.workspace import Workspace
from tests.maps import a_map
from tests.walks import visit_at

AT = datetime(2026, 1, 1, tzinfo=UTC)
LAYERS = (Layer.NEWEST, Layer.BEFORE, Layer.ASSUMED, Layer.OBSERVED)


def _felt(score: int | None) -> Felt | None:
    return None if score is None else Felt(score, None, 1, AT)


def _line(*scores: int | None) -> JourneyMap:
    """A journey of one stage and one persona who feels these."""
    points = [(f"P{n}", {} if score is None else {1: score}) for n, score in enumerate(scores)]
    return a_map([("Stage", points)], ["Åsa"])


def _change(journey_map: JourneyMap, place: int, **values: Any) -> JourneyMap:
    """Return the map with another touchpoint, or with more known of it, at a place."""
    points = list(journey_map.points)
    known = {field.name for field in fields(MapPoint)}
    own = {key: value for key, value in values.items() if key in known}
    rest = {key: value for key, value in values.items() if key not in known}
    point = points[place]
    points[place] = replace(point, touchpoint=replace(point.touchpoint, **rest), **own)
    return replace(journey_map, points=tuple(points))


@given(st.lists(st.tuples(*[st.none() | st.sampled_from(FEELINGS)] * 4), min_size=1, max_size=12))
def test_each_layer_is_what_is_known_of_it(feelings: list[tuple[int | None, ...]]) -> None:
    journey_map = _line(*[None] * len(feelings))
    for place, scores in enumerate(feelings):
        newest, before, assumed, observed = (_felt(score) for score in scores)
        felt = PersonaFeelings(newest, before, assumed, observed)
        journey_map = _change(journey_map, place, feelings={1: felt})
    for number, layer in enumerate(LAYERS):
        expected = [scores[number] for scores in feelings]
        assert curve(journey_map, layer, 1) == expected
        assert curve(journey_map, layer) == expected, "one persona's is everybody's"
    assert curve(journey_map, Layer.WANTED) == [None] * len(feelings)


@given(st.lists(st.none() | st.sampled_from(FEELINGS), min_size=2, max_size=6))
def test_all_personas_together_feel_their_mean(scores: list[int | None]) -> None:
    felt = {number: score for number, score in enumerate(scores, 1) if score is not None}
    journey_map = a_map([("Stage", [("Point", felt)])], [f"P{n}" for n in range(len(scores))])
    assert curve(journey_map, Layer.NEWEST) == [mean(scores)]
    for number, score in enumerate(scores, 1):
        assert curve(journey_map, Layer.NEWEST, number) == [score]
    assert curve(journey_map, Layer.NEWEST, 999) == [None]


def test_the_newest_feeling_where_a_journey_opens_is_the_one_inside() -> None:
    journey_map = _line(2, 2)
    felt = {number: replace(one, inside=-0.5) for number, one in journey_map.points[0].feelings.items()}
    journey_map = _change(journey_map, 0, feelings=felt)
    assert curve(journey_map, Layer.NEWEST) == [-0.5, 2]
    assert curve(journey_map, Layer.NEWEST, 1) == [-0.5, 2]
    for layer in (Layer.BEFORE, Layer.ASSUMED, Layer.OBSERVED, Layer.WANTED):
        assert curve(journey_map, layer) == [None, None]
    assert named(journey_map).lowest == 0


def test_a_touchpoint_to_go_is_not_wanted_whatever_was_wished() -> None:
    journey_map = _line(-2, -2, -2)
    for place, existence in enumerate(Existence):
        journey_map = _change(journey_map, place, wanted=2, existence=existence)
    wanted = dict(zip(Existence, curve(journey_map, Layer.WANTED), strict=True))
    assert wanted == {Existence.EXISTING: 2, Existence.PLANNED: 2, Existence.TO_GO: None}
    assert named(journey_map).coverage.wanted == 8


def test_of_an_empty_journey_nothing_is_named() -> None:
    for journey_map in (a_map([], []), a_map([("Stage", [])], ["Åsa"])):
        found = named(journey_map)
        assert (found.highest, found.lowest, found.neediest) == (None, None, None)
        assert (found.remembered, found.persona_gap, found.assumption_gap) == ((), None, None)
        assert found.coverage.share is None


def test_what_is_named_beside_a_map() -> None:
    journey_map = a_map(
        [("First", [("A", {1: 2, 2: 2}), ("B", {1: -1, 2: 2})]), ("Last", [("C", {1: -2}), ("D", {2: 1})])],
        ["Åsa", "Bo", "Nobody"],
    )
    for place, need in enumerate((0.1, 0.9, 0.9, 0.2)):
        journey_map = _change(journey_map, place, need=need)
    found = named(journey_map)
    assert (found.highest, found.lowest, found.neediest) == (0, 2, 1)
    assert [persona for persona, _lived, _remembered in found.remembered] == [1, 2]
    assert [lived for _persona, lived, _remembered in found.remembered] == pytest.approx([-1 / 3, 5 / 3])
    assert [remembered for _persona, _lived, remembered in found.remembered] == [-2, 1.5]
    assert found.persona_gap == Parting(1, -1, 2)
    assert found.assumption_gap is None


def test_personas_who_feel_alike_do_not_differ() -> None:
    assert named(a_map([("Stage", [("A", {1: 1, 2: 1})])], ["Åsa", "Bo"])).persona_gap is None


def test_the_largest_gap_between_assumed_and_observed_is_named() -> None:
    journey_map = _line(None, None, None)
    for place, (assumed, observed) in enumerate(((1, 0), (2, -1), (0, None))):
        felt = PersonaFeelings(None, None, _felt(assumed), _felt(observed))
        journey_map = _change(journey_map, place, feelings={1: felt})
    assert named(journey_map).assumption_gap == Parting(1, 2, -1)


def test_coverage_counts_open_actions_where_feelings_are_to_rise() -> None:
    journey_map = _line(-2, 0, 2)
    for place, (wanted, actions) in enumerate(((1, 0), (1, 2), (0, 5))):
        journey_map = _change(journey_map, place, wanted=wanted, open_actions=actions)
    covered = named(journey_map).coverage
    assert (covered.wanted, covered.covered, covered.untouched) == (4, 1, (0,))


Feeling = tuple[int, Basis]


def _walk(workspace: Workspace, journey: int, persona: int | None, *feelings: Feeling | None) -> int:
    audit = workspace.audits.start(journey, "Kim", persona)
    for place, felt in enumerate(feelings):
        if felt is not None:
            score, basis = felt
            workspace.audits.feel(visit_at(workspace, audit, place).id, score, Emotion.CALM, basis=basis)
    return audit


def _layers(workspace: Workspace, journey: int, persona: int | None = None) -> dict[Layer, list[Score]]:
    journey_map = workspace.reads.maps.get(journey)
    assert journey_map is not None
    return {layer: curve(journey_map, layer, persona)[:3] for layer in LAYERS}


def _guess(score: int) -> Feeling:
    return score, Basis.ASSUMED


def _seen(score: int) -> Feeling:
    return score, Basis.OBSERVED


def test_layers_of_one_audit(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, None, _guess(1), _seen(-1))
    assert _layers(workspace, web_shop) == {
        Layer.NEWEST: [1, -1, None],
        Layer.BEFORE: [None, None, None],
        Layer.ASSUMED: [1, None, None],
        Layer.OBSERVED: [None, -1, None],
    }


def test_layers_of_audits_one_after_another(workspace: Workspace, web_shop: int) -> None:
    (persona,) = workspace.reads.journeys.personas(web_shop)
    _walk(workspace, web_shop, persona.id, _guess(2), _seen(2), _guess(0))
    _walk(workspace, web_shop, persona.id, _guess(1), _guess(1), None)
    last = _walk(workspace, web_shop, persona.id, _seen(-2), None, None)
    assert _layers(workspace, web_shop) == {
        Layer.NEWEST: [-2, 1, 0],
        Layer.BEFORE: [1, 2, None],
        Layer.ASSUMED: [1, 1, 0],
        Layer.OBSERVED: [-2, 2, None],
    }
    workspace.audits.delete(last)
    assert _layers(workspace, web_shop)[Layer.NEWEST] == [1, 1, 0]
    assert _layers(workspace, web_shop)[Layer.BEFORE] == [2, 2, None]
    assert _layers(workspace, web_shop)[Layer.OBSERVED] == [None, 2, None]


def test_each_persona_has_layers_of_its_own(workspace: Workspace, web_shop: int) -> None:
    (one,) = workspace.reads.journeys.personas(web_shop)
    other = workspace.journeys.add_persona(web_shop, "Other")
    _walk(workspace, web_shop, one.id, _guess(2), _guess(2))
    _walk(workspace, web_shop, other, _seen(-2), None)
    _walk(workspace, web_shop, one.id, _guess(0), None)
    assert _layers(workspace, web_shop, one.id)[Layer.NEWEST] == [0, 2, None]
    assert _layers(workspace, web_shop, one.id)[Layer.BEFORE] == [2, None, None]
    assert _layers(workspace, web_shop, one.id)[Layer.OBSERVED] == [None, None, None]
    assert _layers(workspace, web_shop, other)[Layer.NEWEST] == [-2, None, None]
    assert _layers(workspace, web_shop, other)[Layer.BEFORE] == [None, None, None]
    assert _layers(workspace, web_shop)[Layer.NEWEST] == [-1, 2, None]
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map is not None
    assert named(journey_map).persona_gap == Parting(0, -2, 0)


def test_a_feeling_taken_away_is_no_feeling(workspace: Workspace, web_shop: int) -> None:
    _walk(workspace, web_shop, None, _guess(2))
    audit = _walk(workspace, web_shop, None, _seen(-1))
    workspace.audits.feel(visit_at(workspace, audit, 0).id, None)
    assert _layers(workspace, web_shop) == {
        Layer.NEWEST: [2, None, None],
        Layer.BEFORE: [None, None, None],
        Layer.ASSUMED: [2, None, None],
        Layer.OBSERVED: [None, None, None],
    }


def test_a_basis_changed_moves_the_feeling_between_the_layers(workspace: Workspace, web_shop: int) -> None:
    audit = _walk(workspace, web_shop, None, _guess(2))
    visit = visit_at(workspace, audit, 0)
    assert visit.basis is Basis.ASSUMED
    workspace.audits.feel(visit.id, visit.feeling, visit.emotion, basis=Basis.OBSERVED)
    assert _layers(workspace, web_shop)[Layer.OBSERVED] == [2, None, None]
    assert _layers(workspace, web_shop)[Layer.ASSUMED] == [None, None, None]
    workspace.audits.feel(visit.id, 1)
    assert _layers(workspace, web_shop)[Layer.OBSERVED] == [1, None, None], "nothing said leaves the basis"
    workspace.undoing.undo()
    workspace.undoing.undo()
    assert _layers(workspace, web_shop)[Layer.ASSUMED] == [2, None, None]


def test_what_is_shown_of_a_feeling_is_what_was_given(workspace: Workspace, web_shop: int) -> None:
    audit = _walk(workspace, web_shop, None, _seen(-1))
    (persona,) = workspace.reads.journeys.personas(web_shop)
    point = _first(workspace, web_shop)
    felt = point.feelings[persona.id].newest
    assert felt is not None
    assert (felt.score, felt.emotion, felt.audit_id) == (-1, Emotion.CALM, audit)
    assert felt.at == visit_at(workspace, audit, 0).felt


def _first(workspace: Workspace, journey: int) -> MapPoint:
    journey_map = workspace.reads.maps.get(journey)
    assert journey_map is not None
    return journey_map.points[0]


def test_what_is_remembered_is_worked_out_over_the_whole_line(workspace: Workspace, web_shop: int) -> None:
    (persona,) = workspace.reads.journeys.personas(web_shop)
    scores = [1, -2, 2]
    _walk(workspace, web_shop, persona.id, *(_guess(score) for score in scores))
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map is not None
    assert named(journey_map).remembered == ((persona.id, mean(scores), peak_end(scores)),)
    assert peak_end(scores) == 0
