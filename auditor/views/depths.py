"""How much an audit of each depth asks."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.vocabulary import Depth


class DepthOffer(Struct, frozen=True):
    """What an audit of one depth asks of whoever walks it."""

    depth: Depth
    judgements: int
    """How many checks and feelings there are to judge; what a whole site answers once counts once."""
    minutes: int
    """About how long they take."""
