"""Keys as texts name them where the place in front is not the one that has the command, or is not at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from auditor.base.i18n import _
from screens.frame.commands import EVERYWHERE, Command, key_of
from screens.frame.ways import way

KeyOf = Callable[[str], str]
"""Gives the key of an action as it is shown, at the place that asks for something."""

_FIGURES = "0123456789"


def undo_key() -> str:
    """Return the key that takes back what was done last."""
    return key_of(EVERYWHERE, "app.undo")


def way_key(name: str) -> str:
    """Return the key that leads to another place of a journey."""
    return way(name).key


def keys_of(commands: Sequence[Command], actions: Iterable[str]) -> str:
    """Return the keys of several actions as a text names them: `1 to 5` where they are figures in a row."""
    keys = [key_of(commands, action) for action in actions]
    if len(keys) > 2 and "".join(keys) in _FIGURES:
        return _("{first} to {last}").format(first=keys[0], last=keys[-1])
    return ", ".join(keys)
