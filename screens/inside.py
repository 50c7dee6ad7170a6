"""Opening the journey inside a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import _
from auditor.views import Touchpoint

if TYPE_CHECKING:
    from screens.place import Place


async def open_inside(place: Place, touchpoint: Touchpoint) -> None:
    """Open the map of the journey inside a touchpoint; make a journey where there is none."""
    from screens.journey_map import MapPlace

    inside = touchpoint.opens_id
    if inside is None or place.workspace.reads.journeys.get(inside) is None:
        inside = await place.auditor.make(lambda: place.workspace.stages.open_new(touchpoint.id))
        if inside is not None:
            made = _("A journey inside “{touchpoint}” was made; u takes it back.")
            place.auditor.tell(made.format(touchpoint=touchpoint.name))
    if inside is not None:
        place.app.push_screen(MapPlace(inside))
