"""Reads what is set for everybody who uses the database."""

from __future__ import annotations

from auditor.store.adapter import Reader
from auditor.store.viewing import Read

_SETTINGS = Read(
    "what is set for everybody",
    tuple[str, str],
    "SELECT name, value FROM setting WHERE removed_at IS NULL ORDER BY id",
    shown=False,
)


def settings_in(reader: Reader) -> dict[str, str]:
    """Return the values as JSON, by the keys of their settings."""
    return dict(reader.all(_SETTINGS))
