"""Drawing lines of text: parts with an ink each, fitted to columns by their width on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style

from auditor.drawing import cells

if TYPE_CHECKING:
    from textual.app import App

Part = tuple[str, str]
"""A text and the name of its ink."""

fit = partial(cells.fit, cells=cell_len)
"""Fits a text to cells as Textual counts them; see `auditor/drawing/cells`."""

wrapped = partial(cells.wrapped, cells=cell_len)
"""Breaks a text into lines of cells as Textual counts them."""


def draw_heading(text: str, width: int) -> list[Part]:
    """Return a heading; text that begins with a space is plain text below it."""
    plain = not text or text.startswith(" ")
    return [(fit(text if plain else f" {text}", width), "plain" if plain else "accent")]


def width_of(parts: Sequence[Part]) -> int:
    """Return how many cells parts take."""
    return sum(cell_len(text) for text, _ink in parts)


class Ink(Struct, frozen=True):
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
"""All inks by name: the roles of `auditor/drawing/inks`, and those of grounds. Those of the cursor are laid over the others."""


def ink_style(name: str, app: App[object]) -> Style:
    """Return the style of an ink in the theme that is on."""
    colours = app.theme_variables
    wanted = INKS[name]
    return _style(colours.get(wanted.colour), colours.get(wanted.ground), wanted.bold or None)


def ink_markup(name: str) -> str:
    """Return the colour of an ink as styles of texts name it; empty for that of what lies around."""
    colour = INKS[name].colour
    return f"${colour}" if colour else ""


@lru_cache(maxsize=64)
def _style(colour: str | None, ground: str | None, bold: bool | None) -> Style:
    return Style(color=colour, bgcolor=ground, bold=bold)
