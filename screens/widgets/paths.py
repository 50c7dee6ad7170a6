"""Completes the path of a file while it is typed."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

_LOOKED_AT = 5000
"""How many names of a folder are looked at."""


class PathSuggester(Suggester):
    """Suggests the first name of a folder that goes on as typed; folders end with a slash, hidden names wait."""

    def __init__(self) -> None:
        """Look anew each time: folders change."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path, or None where nothing goes on so."""
        return completed(value)


def completed(value: str) -> str | None:
    """Return a path that goes on as `value` does; None where there is none, or nothing was begun."""
    folder, begun = os.path.split(value)
    if not begun:
        return None
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            names = sorted(
                (entry.name.casefold(), entry.name, entry.is_dir())
                for entry in islice(entries, _LOOKED_AT)
                if entry.name.casefold().startswith(begun.casefold())
            )
    except (OSError, ValueError):
        return None
    for _folded, name, is_folder in names:
        path = value.removesuffix(begun) + name + ("/" if is_folder else "")
        if path != value and name.isprintable():
            return path
    return None
