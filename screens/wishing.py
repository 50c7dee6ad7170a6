"""Changing what a touchpoint is to become: the wanted feeling, and whether it exists, is planned or is to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import _
from auditor.labels import feeling, word
from auditor.views import Touchpoint
from auditor.vocabulary import Existence

if TYPE_CHECKING:
    from screens.place import Place


async def change_wish(place: Place, touchpoint: Touchpoint, by: int) -> None:
    """Raise or lower the wanted feeling by a step, beginning at neutral, and say what it is now."""
    wanted = touchpoint.wanted
    score = 0 if wanted is None else max(-2, min(2, wanted + by))
    stages = place.workspace.stages
    if await place.auditor.save(lambda: stages.wish(touchpoint.id, score)):
        told = _("Wanted at {touchpoint}: {feeling}")
        place.auditor.tell(told.format(touchpoint=touchpoint.name, feeling=feeling(score)))


async def change_existence(place: Place, touchpoint: Touchpoint) -> None:
    """Go from existing to planned to to go, and say what it is now."""
    kinds = list(Existence)
    after = kinds[(kinds.index(touchpoint.existence) + 1) % len(kinds)]
    stages = place.workspace.stages
    if await place.auditor.save(lambda: stages.edit_touchpoint(touchpoint.id, existence=after)):
        place.auditor.tell(f"{touchpoint.name}: {word(after)}")
