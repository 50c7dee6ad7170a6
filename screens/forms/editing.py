"""Saving what was changed in a form, and only that, on top of what its user saw of the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from screens.widgets.fields import Field, ManyField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host


class Editing:
    """Saves what was changed in a form."""

    def __init__(
        self, host: Host, fields: Sequence[Field], edit: Callable[[Mapping[str, Any]], object]
    ) -> None:
        """Begin with the fields as they are filled; `edit` writes what was changed, by the keys of the fields."""
        self._host = host
        self._beginning = beginning_of(fields)
        self._edit = edit

    async def save(self, values: Values) -> bool:
        """Save what was changed; False if it was refused, so that the form stays open."""
        changed = {key: value for key, value in values.items() if value != self._beginning[key]}
        return await self._host.save(lambda: self._edit(changed))


def beginning_of(fields: Sequence[Field]) -> Values:
    """Return what fields are filled with at first."""
    return Values(
        {field.key: field.values if isinstance(field, ManyField) else field.value for field in fields}
    )
