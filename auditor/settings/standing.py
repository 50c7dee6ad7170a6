"""How each setting stands: what the file says of it, what holds, and what goes before the file this time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from auditor.base.values import UnfitError
from auditor.settings.config import CONFIG_NAME, checked_settings, content_of, unusable
from auditor.settings.known import BY_KEY, Setting


class Standing(Struct, frozen=True):
    """A setting as it is in the file."""

    setting: Setting[Any]
    written: object
    """What stands in the file; None where nothing does."""
    value: object
    """What the program makes of it, or the default."""
    told: str = ""
    """The option or variable that goes before it this time; empty for none."""

    @property
    def is_default(self) -> bool:
        """Whether the file leaves it as it is by itself."""
        return self.written is None


def standings(folder: Path, told: Mapping[str, str]) -> list[Standing]:
    """Return how each setting that users set stands in the file in `folder`; `told` is what goes before it, by key.

    Raises RefusedError for a file that can't be used.
    """
    path = folder / CONFIG_NAME
    try:
        content = content_of(path)
        checked_settings(folder, content)
    except UnfitError as error:
        raise unusable(path, str(error)) from error
    found: list[Standing] = []
    for key, setting in BY_KEY.items():
        if setting.by_hand:
            written = written_at(content, setting.way)
            value = setting.default if written is None else setting.check(written)
            found.append(Standing(setting, written, value, told.get(key, "")))
    return found


def written_at(content: Mapping[str, object], way: tuple[str, ...]) -> object:
    """Return what stands in a file at the end of a way; None for nothing."""
    inside: object = content
    for name in way:
        if not isinstance(inside, Mapping) or name not in inside:
            return None
        inside = inside[name]
    return inside
