"""Drawing lines of text: parts with an ink each, fitted to columns by their width on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.style import Style

from auditor.base.text import one_line

if TYPE_CHECKING:
    from textual.app import App

Part = tuple[str, str]
"""A text and the name of its ink."""

EIGHTHS = " ▏▎▍▌▋▊▉█"


def fit(text: str, width: int, right: bool = False) -> str:
    """Return `text` on one line, cut with an ellipsis or padded to exactly `width` cells."""
    if width <= 0:
        return ""
    line = text if text.isprintable() else one_line(text)
    taken = cell_len(line)
    if taken > width:
        return set_cell_size(set_cell_size(line, width - 1).rstrip() + "…", width)
    return " " * (width - taken) + line if right else line + " " * (width - taken)


def bar(share: float, width: int) -> str:
    """Return a bar of `width` cells filled to `share` 0..1, in eighths of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (EIGHTHS[rest] if rest else "")).ljust(width)


def width_of(parts: Sequence[Part]) -> int:
    """Return how many cells parts take."""
    return sum(cell_len(text) for text, _ink in parts)


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Return `text` in exactly `lines` lines of at most `width` cells, broken at spaces where that fits."""
    rest = one_line(text).split(" ")
    found: list[str] = []
    while len(found) < lines - 1:
        line = ""
        while rest and cell_len(f"{line} {rest[0]}".strip()) <= width:
            line = f"{line} {rest.pop(0)}".strip()
        if not line and rest:
            line = fit(rest[0], width)
            rest.pop(0)
        found.append(line)
    return [*found, " ".join(rest)]


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
