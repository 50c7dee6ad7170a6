"""Routes: each leads to a place that can be made with what it says, and every place has one."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from screens import routes
from screens.frame.own_keys import every_place
from screens.frame.place import Place
from screens.opening import place_of
from screens.routes import NEXT_VIEW, Route, Selection, ToActions, ToBoard, ToHome, ToMap, ToOwners

ROUTES = [
    each
    for each in vars(routes).values()
    if isinstance(each, type) and issubclass(each, Route) and each is not Route
]


def kind_of(route: type[Route]) -> type[Place]:
    """Return the kind of place that a route leads to."""
    module, name = route.place.split(":")
    kind: type[Place] = getattr(import_module(f"screens.{module}"), name)
    assert issubclass(kind, Place)
    return kind


@pytest.mark.parametrize("route", ROUTES)
def test_a_place_is_made_with_what_its_route_says(route: type[Route]) -> None:
    said = inspect.get_annotations(route)
    defaults = {name: given.default for name, given in inspect.signature(route).parameters.items()}
    taken = list(inspect.signature(kind_of(route)).parameters.values())
    assert [(each.name, each.annotation) for each in taken[: len(said)]] == list(said.items())
    for each in taken:
        if each.name not in said or defaults[each.name] is not inspect.Parameter.empty:
            assert each.default is not inspect.Parameter.empty, f"{each.name} is not always said"


def test_every_place_has_one_route() -> None:
    assert sorted(kind.__name__ for kind in every_place()) == sorted(
        kind_of(route).__name__ for route in ROUTES
    )


def test_a_route_leads_to_its_place() -> None:
    assert type(place_of(ToHome())) is kind_of(ToHome)
    place = place_of(ToMap(7))
    assert vars(place)["journey_id"] == 7


def test_the_key_for_the_next_view_goes_round_with_the_selection() -> None:
    selection = Selection.of(1)
    assert NEXT_VIEW[ToActions](selection, 5) == ToBoard(selection, 5)
    assert NEXT_VIEW[ToBoard](selection, 5) == ToOwners(selection)
    assert NEXT_VIEW[ToOwners](selection, None) == ToActions(selection)
