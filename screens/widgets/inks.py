"""The inks that parts of lines are drawn with: colours of the theme, worked out once for each theme.

They are no component classes of CSS: Textual matches all rules against every one of those whenever the style of
their widget is worked out, and that took longer than drawing all lines in view.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

if TYPE_CHECKING:
    from textual.app import App


class Ink(NamedTuple):
    """Names of colours of the theme; an empty name leaves the colour of what lies below."""

    colour: str = ""
    ground: str = ""
    bold: bool = False


INKS: Mapping[str, Ink] = {
    "plain": Ink(),
    "dim": Ink("quiet"),
    "strong": Ink(bold=True),
    "good": Ink("success"),
    "warn": Ink("warning"),
    "bad": Ink("error", bold=True),
    "accent": Ink("accent", bold=True),
    "band": Ink("quiet", "band", bold=True),
    "goal": Ink("quiet", "band"),
    "cursor": Ink(ground="line-cursor"),
    "cursor away": Ink(ground="panel"),
}
"""All inks by name. Those of the cursor are laid over the others."""


def ink_style(name: str, app: App[object]) -> Style:
    """Return the style of an ink in the theme that is on."""
    colours = app.theme_variables
    wanted = INKS[name]
    return _style(colours.get(wanted.colour), colours.get(wanted.ground), wanted.bold or None)


@lru_cache(maxsize=64)
def _style(colour: str | None, ground: str | None, bold: bool | None) -> Style:
    return Style(color=colour, bgcolor=ground, bold=bold)
