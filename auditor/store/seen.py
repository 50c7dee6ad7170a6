"""Which changes of a database's history a program has heard of, so that none is told twice and no own one at all."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.store.reading.elsewhere import ChangedElsewhere


class Seen:
    """What is known of the history since a database was opened. Used under the database's lock."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.told = 0
        """Up to this change all were told, or were there before anything was read."""
        self._own: dict[int, str] = {}
        self._wrote = False
        self._all_own: set[int] = set()

    def begin(self, newest: int) -> None:
        """Take all that is there, up to the newest change, as known."""
        self.told = newest
        self._own.clear()
        self._all_own.clear()
        self._wrote = False

    def wrote(self, number: int, at: str) -> None:
        """Note a transaction of this program's own; its number is 0 where the history has nothing of it."""
        self._wrote = True
        if number:
            self._own[number] = at
            self._all_own.add(number)

    def is_own(self, number: int) -> bool:
        """Tell whether this program has made a change, since the database was opened."""
        return number in self._all_own

    def others(self, rows: Iterable[ChangedElsewhere]) -> list[ChangedElsewhere]:
        """Return what others have changed, of what is newer."""
        return [row for row in rows if self._own.get(row.change) != row.at]

    def has_written(self) -> bool:
        """Tell whether this program has written since that was asked last."""
        wrote, self._wrote = self._wrote, False
        return wrote

    def tell(self, newest: int) -> None:
        """Note that all is told up to a change."""
        self.told = max(self.told, newest)
        self._own = {number: at for number, at in self._own.items() if number > self.told}
