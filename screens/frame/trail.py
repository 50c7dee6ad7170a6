"""Where one has been: the places, each with where one stood there, the last last; and the way back along them.

A place that is visited anew goes to the end, so the way back leads to each once. The trail is kept when the app is left
(`kept`) and taken up when it is started again; what can't be read of it, or is of no place that there is, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from auditor.base.text import clean, one_line
from auditor.views.actions import ActionFilter
from screens import routes
from screens.routes import Route, Selection

MOST = 60
"""How many places are remembered."""
_TEXT = 120
"""How much of a line is remembered, to find it again where lines have come or gone."""


class Spot(Struct, frozen=True):
    """A place, and where one stood there."""

    route: Route
    line: int = 0
    """The line of the cursor, of a place that has one list."""
    text: str = ""
    """What stood in it."""
    title: str = ""
    """What the title line said."""


class Trail:
    """Where one has been, the place in front left out."""

    def __init__(self, spots: Iterable[Spot] = ()) -> None:
        """Begin with what is remembered."""
        self._spots = list(spots)[-MOST:]
        self._behind: list[Spot] | None = None
        """What is still further back, while one goes back step by step."""

    def leave(self, spot: Spot) -> None:
        """Remember a place that one leaves."""
        self.forget(spot.route)
        self._spots.append(spot)
        del self._spots[:-MOST]

    def forget(self, route: Route) -> None:
        """Remember a place no more, because it is in front, or no longer there."""
        self._spots = [one for one in self._spots if one.route.which != route.which]

    def stop_going_back(self) -> None:
        """Take the next step back from the place in front, because one went there by another way."""
        self._behind = None

    def further_back(self, here: Route | None) -> Spot | None:
        """Return where one was before, or, asked again, before that; None where nothing is further back."""
        if self._behind is None:
            self._behind = list(self._spots)
        while self._behind:
            spot = self._behind.pop()
            if here is None or spot.route.which != here.which:
                return spot
        self._behind = None
        return None

    @property
    def recent(self) -> Sequence[Spot]:
        """Where one has been, the last first."""
        return self._spots[::-1]


def kept(spots: Iterable[Spot]) -> bytes:
    """Return places as they are kept in a file."""
    return msgspec.json.encode(
        [
            [type(one.route).__name__, _fields(one.route), one.line, one.text[:_TEXT], one.title]
            for one in spots
        ]
    )


def _fields(route: Route) -> dict[str, object]:
    values = ((name, getattr(route, name)) for name in route.__struct_fields__)
    return {name: value.filter if isinstance(value, Selection) else value for name, value in values}


def taken_up(content: bytes) -> list[Spot]:
    """Return the places that were kept, without those that can't be read; none where nothing can."""
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return list(_spots(found)) if isinstance(found, list) else []


def _spots(found: Iterable[object]) -> Iterator[Spot]:
    for one in found:
        match one:
            case [str(name), dict(values), int(line), str(text), str(title)]:
                route = _route(name, values)
                if route is not None:
                    yield Spot(route, max(0, line), clean(text), one_line(title))


def _route(name: str, values: Mapping[str, Any]) -> Route | None:
    kind = getattr(routes, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Route) and kind is not Route):
        return None
    known = {field.name: field.type for field in msgspec.structs.fields(kind)}
    try:
        return kind(**{name: _value(value, known[name]) for name, value in values.items()})
    except (msgspec.ValidationError, KeyError, TypeError):
        return None


def _value(value: object, kind: Any) -> object:
    if kind is Selection or kind == Selection | None:
        return None if value is None else Selection(msgspec.convert(value, ActionFilter))
    return msgspec.convert(value, kind)
