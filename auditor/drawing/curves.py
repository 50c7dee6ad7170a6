"""The curves of a map: which a view lays over each other, what they are called, and how they are told apart.

Each curve has a sign, a rhythm and an ink by its place among those drawn, the same wherever it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from auditor.analysis.curves import Curve
from auditor.analysis.mapping import Layer, curve, has_own_wish, people_heard
from auditor.base.i18n import N_, _, number
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap

SIGNS = ("●", "○", "▲", "△", "■", "□", "◆", "◇")
"""Signs of the curves in order."""

RHYTHMS = ((1, 0), (1, 1), (3, 1), (2, 2), (1, 3), (4, 2), (1, 2), (5, 1))
"""How many dots of a curve's line are drawn and left out in turn."""

_INKS = ("accent", "good", "warn", "bad", "plain")


class View(StrEnum):
    """Which readings are laid over each other."""

    NOW = "now"
    BEFORE = "before"
    BASIS = "basis"
    WISH = "wish"


_LAYERS: dict[View, tuple[Layer, ...]] = {
    View.NOW: (Layer.NEWEST,),
    View.BEFORE: (Layer.NEWEST, Layer.BEFORE),
    View.BASIS: (Layer.ASSUMED, Layer.OBSERVED),
    View.WISH: (Layer.NEWEST, Layer.WANTED),
}
_NAMES = {
    View.NOW: N_("feelings now"),
    View.BEFORE: N_("now and the audit before"),
    View.BASIS: N_("assumed and observed"),
    View.WISH: N_("as-is and to-be"),
}
_HEADINGS = {
    View.NOW: N_("How it feels now"),
    View.BEFORE: N_("Now and last time"),
    View.BASIS: N_("What we assume and what customers show"),
    View.WISH: N_("Now and as we want it"),
}
_LAYER_NAMES = {
    Layer.NEWEST: N_("now"),
    Layer.BEFORE: N_("last time"),
    Layer.ASSUMED: N_("assumed"),
    Layer.OBSERVED: N_("observed"),
    Layer.WANTED: N_("wanted"),
}


class Drawn(Struct, frozen=True):
    """A curve and what it is called."""

    name: str
    scores: Curve

    @property
    def known(self) -> bool:
        """Whether there is anything to draw."""
        return any(score is not None for score in self.scores)


def name_of(view: View) -> str:
    """Return what a view is called in a line."""
    return _(_NAMES[view])


def heading_of(view: View) -> str:
    """Return what stands above a drawing of a view, for those who see no other."""
    return _(_HEADINGS[view])


def ink_of(place: int) -> str:
    """Return the ink of a curve by its place, from 0."""
    return _INKS[place % len(_INKS)]


def curves_of(journey_map: JourneyMap, view: View, personas: Sequence[Persona | None] = ()) -> list[Drawn]:
    """Return the curves of a view: of these personas, of all when none are given; None is the mean of all.

    The wish for every customer is drawn once, and for each persona with wishes of its own what is wanted for it.
    """
    chosen = personas or journey_map.personas or [None]
    layers = _LAYERS[view]
    found = []
    for layer in layers:
        for one in _wishing(journey_map, chosen) if layer is Layer.WANTED else chosen:
            label = [one.name] if one else []
            if len(layers) > 1 or not label:
                label.append(_(_LAYER_NAMES[layer]))
            persona_id = one.id if one else None
            if layer is Layer.OBSERVED and (people := people_heard(journey_map, persona_id)) > 1:
                label.append(_("up to {count} people").format(count=number(people)))
            found.append(Drawn(" · ".join(label), curve(journey_map, layer, persona_id)))
    return found


def _wishing(journey_map: JourneyMap, chosen: Sequence[Persona | None]) -> list[Persona | None]:
    """Return for whom wishes are drawn: None, for every customer, where somebody drawn has none of their own."""
    own = [one for one in chosen if one and any(has_own_wish(point, one.id) for point in journey_map.points)]
    return [*([None] if len(own) < len(chosen) else []), *own]


def known_views(journey_map: JourneyMap) -> list[View]:
    """Return how it feels now, and the views of which the second reading is known too."""
    return [
        view
        for view in View
        if view is View.NOW
        or any(
            score is not None
            for persona_id in (None, *(persona.id for persona in journey_map.personas))
            for score in curve(journey_map, _LAYERS[view][-1], persona_id)
        )
    ]
