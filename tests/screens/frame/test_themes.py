"""Themes: what is written can be read on whatever it stands, also where a terminal has but sixteen colours."""

from __future__ import annotations

import pytest
from rich._palettes import STANDARD_PALETTE
from textual.color import Color
from textual.theme import Theme

from screens.frame.themes import themes

TEXTS = ("foreground", "accent", "success", "warning", "error", "quiet")
GROUNDS = ("background", "surface", "panel", "line-cursor", "band")


def colour(theme: Theme, name: str) -> str:
    """Return a colour of a theme by its name, as `#rrggbb`."""
    return str(theme.variables.get(name) or getattr(theme, name))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("color_system", "least"), [("truecolor", 4.5), ("256", 4.5), ("standard", 4.0)])
def test_every_text_can_be_read_on_every_ground(color_system: str, least: float) -> None:
    for theme in themes(color_system):
        pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + [("title-text", "primary")]
        poor = {
            pair: round(found, 1)
            for pair in pairs
            if (found := contrast(colour(theme, pair[0]), colour(theme, pair[1]))) < least
        }
        assert poor == {}, theme.name


def test_a_terminal_of_sixteen_colours_shows_them_as_they_are() -> None:
    palette = set(STANDARD_PALETTE._colors)
    for theme in themes("standard"):
        names = (*TEXTS, *GROUNDS, "title-text", "primary", "secondary")
        assert {tuple(Color.parse(colour(theme, name)).rgb) for name in names} <= palette, theme.name
