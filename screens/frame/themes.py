"""Two themes, a dark and a light one, with text contrast of at least 4.5 to 1."""

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
    error="#f07b72",
    foreground="#e6e9ea",
    background="#14191c",
    surface="#1a2125",
    panel="#242d32",
    variables={"title-text": "#ffffff", "line-cursor": "#2d4c54", "quiet": "#9aa7ad", "band": "#222b30"},
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
