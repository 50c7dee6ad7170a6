"""Makes the place that a route leads to, importing it when somebody goes there: most of an evening is spent in few.

A table of names in the routes, as the command line has one of its commands: a new place is named once.
"""

from __future__ import annotations

from importlib import import_module

from screens.frame.place import Place
from screens.routes import Route


def place_of(route: Route) -> Place:
    """Return the place that a route leads to, made with what the route says."""
    module, name = route.place.split(":")
    made = getattr(import_module(f"screens.{module}"), name)
    names: tuple[str, ...] = route.__struct_fields__
    place = made(**{each: getattr(route, each) for each in names})
    assert isinstance(place, Place)
    place.route = route
    return place
