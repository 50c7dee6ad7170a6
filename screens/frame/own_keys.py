"""Keys of a user's own: what is written of them becomes a layout of keys, unless it clashes with what is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pkgutil import walk_packages

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

import screens
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.labels import quoted
from auditor.settings.config import Config
from screens.frame.commands import (
    BACK,
    EVERYWHERE,
    FIND_LINE,
    GO_HOME,
    MOVING,
    TRY_LINE,
    Command,
    key_shown_as,
    shown_key,
)
from screens.frame.layout import Layout
from screens.frame.place import Place
from screens.frame.textual_internals import key_of_character

_HELD = re.compile(r"(?:(?:ctrl|alt|shift)\+)+")
_NAMES = frozenset(str(key.value) for key in Keys) | frozenset(KEY_NAME_REPLACEMENTS)
_FIXED = frozenset(key for command in MOVING for key in command.usual) | {
    "escape",
    "tab",
    "shift+tab",
    "left",
    "right",
}
"""Keys that move everywhere, or lead away."""


def every_place() -> list[type[Place]]:
    """Return all places of the app."""
    kinds = {
        kind
        for module in walk_packages(screens.__path__, "screens.")
        for kind in vars(import_module(module.name)).values()
        if isinstance(kind, type) and issubclass(kind, Place)
    }
    return sorted(
        (kind for kind in kinds if not any(kind is not other and issubclass(other, kind) for other in kinds)),
        key=lambda kind: kind.__qualname__,
    )


def commands_at(place: type[Place]) -> Sequence[Command]:
    """Return all commands that there may be at a place, those of its own first."""
    return (*place.with_ways(), GO_HOME, FIND_LINE, BACK, TRY_LINE, *EVERYWHERE)


def layout_of(config: Config) -> Layout:
    """Return the keys that a user's settings name.

    Raises RefusedError for a command that is not there, for what is no key, and for a key that gives another command
    at the same place.
    """
    if not config.own_keys:
        return Layout(config.keys_of_first)
    places = every_place()
    known = {command.id: command for place in places for command in commands_at(place)}
    for name in config.own_keys:
        if name not in known:
            near = get_close_matches(name, known, 5, 0.3) or sorted(known)
            said = _("There is no command {name}; there are {words}.")
            raise RefusedError(said.format(name=quoted(name), words=", ".join(near)))
    own = {name: _named(written) for name, written in config.own_keys.items()}
    layout = Layout(config.keys_of_first, own)
    for place in places:
        _refuse_clash(commands_at(place), layout)
    return layout


def _named(written: str) -> str:
    """Return a key as Textual names it; raise RefusedError for what is none."""
    keys = " ".join(filter(None, map(_key, written.split())))
    if not 1 <= len(keys.split()) <= 2 or len(keys.split()) != len(written.split()):
        said = _(
            "{key} is no key: write one such as r, F, ctrl+g or f5, or two that follow each other, such as g r."
        )
        raise RefusedError(said.format(key=quoted(written)))
    if keys.split()[0] in _FIXED:
        raise RefusedError(_("{key} moves everywhere: choose another key.").format(key=quoted(written)))
    return keys


def _key(word: str) -> str | None:
    if len(word) == 1:
        return key_of_character(word)
    if (known := key_shown_as(word)) is not None:
        return known
    held = _HELD.match(word)
    last = word[held.end() :] if held else word
    is_key = last in _NAMES or bool(held and len(last) == 1 and last.isalnum())
    return word if is_key else None


def _refuse_clash(commands: Sequence[Command], layout: Layout) -> None:
    """Raise RefusedError where a key of the user's own gives another command too, or leads where a command is given."""
    keys = {command.id: layout.keys(command) for command in commands}
    for command in commands:
        if command.id not in layout.own:
            continue
        mine = layout.own[command.id]
        for other in commands:
            if other.id != command.id and any(_clash(mine, key) for key in keys[other.id]):
                said = _("{key} gives “{other}” already: choose another key for “{command}”.")
                told = said.format(key=shown_key(mine), other=other.label, command=command.label)
                raise RefusedError(told)


def _clash(one: str, other: str) -> bool:
    """Tell whether two keys are the same, or one is what the other follows."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
