"""Saving what was changed in a form, and only that: over a change of somebody else only when asked a second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from auditor.base.errors import ConflictError
from screens.widgets.fields import Field, ManyField, Values

if TYPE_CHECKING:
    from screens.frame.host import Host

V = TypeVar("V")


class Base(Generic[V]):
    """What is edited, as it was when it was shown, or as its editor was told that it is now."""

    def __init__(self, shown: V, again: Callable[[], V | None]) -> None:
        """Begin with the view `shown`; `again` reads it anew."""
        self.seen = shown
        self._again = again

    def change(self, edit: Callable[[V], object]) -> None:
        """Change it on top of what was seen; raises ConflictError where somebody else has changed the same since.

        What is there now is told with the error, so changing it again puts one's own in its place.
        """
        try:
            edit(self.seen)
        except ConflictError:
            now = self._again()
            self.seen = self.seen if now is None else now
            raise


class Editing(Generic[V]):
    """Saves what was changed in a form."""

    def __init__(
        self,
        host: Host,
        shown: V,
        fields: Sequence[Field],
        again: Callable[[], V | None],
        edit: Callable[[V, Mapping[str, Any]], object],
    ) -> None:
        """Begin with the view `shown`, the fields filled from it, and how it is read anew.

        `edit` writes what was changed, by the keys of the fields, on top of the view that was seen; see Base.
        """
        self._host = host
        self._base = Base(shown, again)
        self._beginning = beginning_of(fields)
        self._edit = edit

    async def save(self, values: Values) -> bool:
        """Save what was changed; False if it was refused, so that the form stays open."""
        changed = {key: value for key, value in values.items() if value != self._beginning[key]}
        return await self._host.save(lambda: self._base.change(lambda seen: self._edit(seen, changed)))


def beginning_of(fields: Sequence[Field]) -> Values:
    """Return what fields are filled with at first."""
    return Values(
        {field.key: field.values if isinstance(field, ManyField) else field.value for field in fields}
    )
