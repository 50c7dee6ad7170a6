"""What helps to decide about actions: what fits in a number of days, and what other settings would change."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from auditor.base.vocabulary import Quadrant
from auditor.views.actions import ActionLine


class Fitting(Struct, frozen=True):
    """The most valuable set of actions that fits in a number of person-days."""

    capacity: float
    """Person-days there are."""
    days: float
    """Person-days the set takes, with what is in progress if that is counted first."""
    value: float
    """The sum of what puts the actions in order."""
    started: tuple[ActionLine, ...]
    """Those in progress that were counted first, in order."""
    taken: tuple[ActionLine, ...]
    """The others of the set, in order."""
    left_out: ActionLine | None
    """The action that stands highest of those left out."""
    considered: int
    """How many actions there were to choose from, with those in progress."""
    stuck: int = 0
    """How many of them wait for something that is not among them."""


class MovedAction(Struct, frozen=True):
    """An action and its place in the list under the settings as they are and under others."""

    line: ActionLine
    """Under the other settings."""
    before: int
    """Counted from 1."""
    after: int
    quadrant_before: Quadrant


class Preview(Struct, frozen=True):
    """What other settings would change."""

    top: int
    """How far down the list was looked."""
    total: int
    """How many actions there are."""
    moved: tuple[MovedAction, ...]
    """Those in the top under one of the settings or both, in their new order."""
    quadrants: Mapping[tuple[Quadrant, Quadrant], int]
    """How many actions go from one quadrant to another."""

    @property
    def entered(self) -> tuple[MovedAction, ...]:
        """Those that come into the top."""
        return tuple(one for one in self.moved if one.after <= self.top < one.before)

    @property
    def left(self) -> tuple[MovedAction, ...]:
        """Those that drop out of the top."""
        return tuple(one for one in self.moved if one.before <= self.top < one.after)
