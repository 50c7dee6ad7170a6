"""Who answers for a touchpoint where nobody is named there, and how what somebody answers for stands."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base.vocabulary import Held
from auditor.views.journeys import Journey, Stage, Touchpoint
from auditor.views.responsibility import Charge, Responsible, Standing

NOBODY = Responsible()


def responsible_for(point: Touchpoint, stage: Stage, journey: Journey) -> Responsible:
    """Return who answers for a touchpoint of a stage of a journey, see `nearest`."""
    return nearest(
        *((one.responsible_id, one.responsible, one.responsible_left) for one in (point, stage, journey)),
    )


def nearest(
    point: tuple[int | None, str, bool],
    stage: tuple[int | None, str, bool],
    journey: tuple[int | None, str, bool],
) -> Responsible:
    """Return whoever is named nearest: at the touchpoint, else at its stage, else at its journey, else nobody.

    Each is the number and the name of a person, the number None for nobody, and whether they have left.
    """
    for held, (number, name, left) in (
        (Held.TOUCHPOINT, point),
        (Held.STAGE, stage),
        (Held.JOURNEY, journey),
    ):
        if number is not None:
            return Responsible(number, name, held, left)
    return NOBODY


def standing_of(charges: Iterable[Charge]) -> Standing:
    """Return how touchpoints stand together: the greatest need, max nᵢ, because one's need is not made less by another's,
    and the sums of their actions.
    """
    known = list(charges)
    return Standing(
        len(known),
        max((one.need for one in known if one.need_known), default=None),
        sum(one.open for one in known),
        sum(one.late for one in known),
        sum(one.waiting for one in known),
    )
