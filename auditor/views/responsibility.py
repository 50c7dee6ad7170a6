"""Who answers for what of a journey, and how it stands there."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.vocabulary import Held


class Responsible(Struct, frozen=True):
    """Who answers for a touchpoint, and by what: the touchpoint itself, its stage or its journey."""

    person_id: int | None = None
    """None where nobody does."""
    person: str = ""
    by: Held | None = None
    left: bool = False
    """They are no longer there, so that somebody else has to be named."""

    @property
    def is_here(self) -> bool:
        """Whether somebody answers for it who is there."""
        return self.person_id is not None and not self.left


class Charge(Struct, frozen=True):
    """A touchpoint, who answers for it, and how it stands there."""

    touchpoint_id: int
    touchpoint: str
    stage_id: int
    stage: str
    journey_id: int
    journey: str
    need: float
    """0..1; see analysis/need.py."""
    open: int
    """Open actions there, whoever has them."""
    late: int
    """Open ones that were due before today."""
    waiting: int
    """Done, and of which no effect is known yet."""
    responsible: Responsible
    need_known: bool = True
    """The need is made of feelings or checks; else it is half the importance."""

    @property
    def known_need(self) -> float | None:
        """The need, 0..1; None where nothing is known of it."""
        return self.need if self.need_known else None


class Standing(Struct, frozen=True):
    """How several touchpoints stand together."""

    touchpoints: int
    need: float | None
    """The greatest need among them, 0..1; None where nothing is known of any."""
    open: int
    late: int
    waiting: int
