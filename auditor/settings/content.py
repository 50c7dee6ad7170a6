"""What a settings file holds, asked for by setting."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.values import UnfitError
from auditor.settings import checks
from auditor.settings.known import Setting

T = TypeVar("T")


class Content(Struct, frozen=True):
    """Tables within tables, as TOML has them."""

    tables: dict[str, object]

    def __call__(self, setting: Setting[T]) -> T:
        """Return what a setting holds, or its default; raise UnfitError naming the key."""
        *tables, last = setting.way
        inside, name = self.tables, ""
        for table in tables:
            name = f"{name}.{table}" if name else table
            if table not in inside:
                return setting.default
            try:
                inside = checks.a_table(inside[table], name)
            except UnfitError as error:
                raise unfit(name, str(error)) from None
        if last not in inside:
            return setting.default
        try:
            return setting.check(inside[last])
        except checks.UnfitEntryError as error:
            raise unfit(f"{setting.key}.{error.entry}", str(error)) from None
        except UnfitError as error:
            raise unfit(setting.key, str(error)) from None


def unfit(key: str, reason: str) -> UnfitError:
    """Return the error for a setting that does not hold what it must."""
    return UnfitError(_("{key} {reason}").format(key=key, reason=reason))


def written_at(content: object, way: tuple[str, ...]) -> object:
    """Return what stands in tables within tables at the end of a way; None for nothing."""
    inside = content
    for name in way:
        if not isinstance(inside, dict) or name not in inside:
            return None
        inside = inside[name]
    return inside


def put_at(content: dict[str, object], way: tuple[str, ...], value: object) -> None:
    """Let a value stand in tables within tables at the end of a way; tables that are not there are made."""
    *tables, last = way
    for name in tables:
        within = content.setdefault(name, {})
        assert isinstance(within, dict)
        content = within
    content[last] = value
