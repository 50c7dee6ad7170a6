"""Whether a persona is shown by evidence, and for how long. The rule is the product's own choice, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from auditor.analysis.confidence import Weighing, freshness
from auditor.analysis.superseding import ONE_BY_ONE
from auditor.base.vocabulary import EvidenceKind, Standing
from auditor.views.journeys import Verification

ASKING = (*ONE_BY_ONE, EvidenceKind.SURVEY)
"""Kinds in which customers were asked or watched; all other evidence supports a persona, but verifies none."""

ENOUGH = 0.5
"""The age-weight down to which evidence verifies. A house default: as long as it has not aged, see `support.is_aged`."""


class Resting(Struct, frozen=True):
    """A piece of evidence that a persona was verified with."""

    id: int
    kind: EvidenceKind
    collected: date
    people: int | None
    """None where nobody was counted, which is one."""
    gone: date | None = None
    """The day on which it was deleted, or superseded by a newer one; None while it stands."""


def weight_of(piece: Resting, weighing: Weighing, today: date) -> float:
    """Return how much of its weight a piece has left, ½^(age/H), in 0..1; 0 for what is gone or asked nobody.

    H is the half-life in days of its kind, see `confidence.freshness`, which has the source.
    """
    if piece.kind not in ASKING or piece.people == 0 or piece.gone is not None:
        return 0.0
    return freshness(weighing.trusts[piece.kind], (today - piece.collected).days)


def spent_on(piece: Resting, weighing: Weighing) -> date:
    """Return the first day on which a piece verifies nothing: collected + ⌊H⌋ + 1 days, or when it was gone before that."""
    days = int(weighing.trusts[piece.kind].days) + 1
    room = (date.max - piece.collected).days
    aged = piece.collected + timedelta(days=min(days, room))
    return aged if piece.gone is None else min(aged, piece.gone)


def verification(
    said: str, on: date | None, pieces: Sequence[Resting], people: int, weighing: Weighing, today: date
) -> Verification:
    """Return whether a persona is verified, by what, how long still, or since when no longer.

    It is verified while at least one of the pieces has asked customers, is neither deleted nor superseded, and has an
    age-weight ½^(age/H) ≥ ½, that is while age ≤ H. It is to be looked at again from the day after, and where it was
    only said to be verified, from the day that was said of. Nothing said and no piece is a hypothesis. `people` are the
    different people whom the pieces that stand have asked. The rule is the product's own choice; H is that of the
    confidence of touchpoints.
    """
    if not said and on is None and not pieces:
        return Verification()
    standing = [one for one in pieces if one.gone is None]
    asking = [one for one in pieces if one.kind in ASKING and one.people != 0]
    weight = max((weight_of(one, weighing, today) for one in standing), default=0.0)
    spent = max((spent_on(one, weighing) for one in asking), default=on)
    verified = weight >= ENOUGH
    return Verification(
        Standing.VERIFIED if verified else Standing.AGAIN,
        tuple(one.id for one in standing),
        people,
        max((one.collected for one in standing), default=None),
        weight,
        spent if verified else None,
        None if verified else spent,
    )
