"""How each setting stands: what the file says of it, what holds, and what goes before the file this time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from auditor.base.values import UnfitError
from auditor.settings import known
from auditor.settings.config import CONFIG_NAME, checked_settings, content_of, unusable
from auditor.settings.content import written_at
from auditor.settings.known import BY_KEY, Setting


class Standing(Struct, frozen=True):
    """A setting as it is in the file."""

    setting: Setting[Any]
    written: object
    """What stands in the file, or in the database; None where nothing does."""
    value: object
    """What the program makes of it, or the default."""
    told: str = ""
    """The option or variable that goes before it this time; empty for none."""
    is_in_database: bool = False
    """It is the database that keeps it, for everybody."""

    @property
    def is_default(self) -> bool:
        """Whether it is as it is by itself."""
        return self.written is None


def standings(
    folder: Path, told: Mapping[str, str], shared: Mapping[str, object] | None = None
) -> list[Standing]:
    """Return how each setting that users set stands in the file in `folder`; `told` is what goes before it, by key.

    `shared` is what a database keeps for everybody, by key, and goes before the file; None where there is none yet. Raises
    RefusedError for a file that can't be used.
    """
    path = folder / CONFIG_NAME
    try:
        content = content_of(path)
        checked_settings(folder, content)
    except UnfitError as error:
        raise unusable(path, str(error)) from error
    found: list[Standing] = []
    for key, setting in BY_KEY.items():
        if setting.by_hand or (setting is known.TEAM and written_at(content, setting.way)):
            is_kept = shared is not None and key in known.SHARED
            written = shared.get(key) if shared is not None and is_kept else written_at(content, setting.way)
            value = setting.default if written is None else setting.check(written)
            found.append(Standing(setting, written, value, told.get(key, ""), is_kept))
    return found
