"""Which keys give which command: one meaning for each key, or the keys of version 0.1, and before both a user's own.

A key is a name such as `w`, `ctrl+p` or `delete`, or two of them with a space between: the second follows the first,
as in `g m`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct


class Keyed(Protocol):
    """What can have keys."""

    @property
    def id(self) -> str:
        """By which a user's own key names it."""

    @property
    def usual(self) -> tuple[str, ...]:
        """Its keys, unless others are set."""

    @property
    def was(self) -> str | None:
        """The keys it had in version 0.1, with blanks between them; None for the same."""


class Layout(Struct, frozen=True):
    """Keys by the ids of commands."""

    is_first: bool = False
    """Whether commands have the keys that they had in version 0.1."""
    own: Mapping[str, str] = {}
    """What the user has set instead."""

    def keys(self, command: Keyed) -> tuple[str, ...]:
        """Return the keys of a command."""
        if self.own and (own := self.own.get(command.id)):
            return (own,)
        return command.usual if command.was is None or not self.is_first else tuple(command.was.split())


_in_use = Layout()


def use_layout(layout: Layout) -> None:
    """Let commands have other keys from now on."""
    global _in_use
    _in_use = layout


def layout_in_use() -> Layout:
    """Return what says which keys commands have."""
    return _in_use
