"""Two themes, a dark and a light one, with text contrast of at least 4.5 to 1; at least 4 to 1 where colours are few."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="auditor-dark",
    dark=True,
    primary="#1f6f78",
    secondary="#5a8f7b",
    accent="#f2b950",
    success="#7bc47f",
    warning="#f0a35e",
    error="#f48c84",
    foreground="#e6e9ea",
    background="#14191c",
    surface="#1a2125",
    panel="#242d32",
    variables={"title-text": "#ffffff", "line-cursor": "#264149", "quiet": "#a3b0b6", "band": "#222b30"},
)

LIGHT = Theme(
    name="auditor-light",
    dark=False,
    primary="#14606a",
    secondary="#3d6b58",
    accent="#8a4b08",
    success="#1f6b2c",
    warning="#8a4b08",
    error="#a8201a",
    foreground="#1b2326",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3db",
    variables={"title-text": "#ffffff", "line-cursor": "#c9e0e2", "quiet": "#566268", "band": "#e9e6de"},
)

# A terminal of sixteen colours takes of each the nearest it has, so that grey keys would stand on grey. These are its own.
_DARK_OF_SIXTEEN = Theme(
    name=DARK.name,
    dark=True,
    primary="#0000aa",
    secondary="#55ffff",
    accent="#ffff55",
    success="#55ff55",
    warning="#ffff55",
    error="#ff5555",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#0000aa",
    variables={"title-text": "#ffffff", "line-cursor": "#0000aa", "quiet": "#aaaaaa", "band": "#000000"},
)

_LIGHT_OF_SIXTEEN = Theme(
    name=LIGHT.name,
    dark=False,
    primary="#0000aa",
    secondary="#aa00aa",
    accent="#0000aa",
    success="#000000",
    warning="#aa5500",
    error="#aa0000",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#55ffff",
    variables={"title-text": "#ffffff", "line-cursor": "#55ffff", "quiet": "#555555", "band": "#ffffff"},
)


def themes(color_system: str | None) -> tuple[Theme, Theme]:
    """Return the dark and the light theme for what Rich says a terminal has: `standard` is sixteen colours."""
    if color_system == "standard":
        return _DARK_OF_SIXTEEN, _LIGHT_OF_SIXTEEN
    return DARK, LIGHT
