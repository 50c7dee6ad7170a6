"""News of changes: what each says, what a place shows, and so what has to be read and drawn again."""

from __future__ import annotations

from collections import deque
from threading import Lock

from msgspec import Struct

from auditor.views.history import Changes

KEPT = 1000
"""How many news are kept for places that are not in front; one that has missed more shows everything anew."""

AT_A_TOUCHPOINT = frozenset(
    ("touchpoint", "visit", "answer", "suggestion", "action", "link", "comment", "note"),
)
"""Kinds of rows that change nothing at other touchpoints than their own."""

FOR_ALL = Changes("settings", frozenset({("settings", 0)}))
"""A change of everything that is shown, as when actions are put in another order."""


class News(Struct, frozen=True):
    """A change that this program made."""

    number: int
    """Counted from 1 since the app was opened."""
    changes: Changes
    begun_by: object | None
    """The place that shows itself what came of the change, if one said so."""


class Shown(Struct, frozen=True):
    """What a place shows: which journeys and touchpoints, None for any; and which kinds of rows it does not."""

    journeys: frozenset[int] | None = None
    touchpoints: frozenset[int] | None = None
    unseen: frozenset[str] = frozenset()
    seen: frozenset[str] | None = None
    """The only kinds of rows that are shown, None for all others than the unseen."""

    @classmethod
    def only(cls, *kinds: str) -> Shown:
        """Return rows of some kinds alone, wherever they are; a database that is another one now is always shown."""
        return cls(seen=frozenset((*kinds, "database", "settings")))

    @classmethod
    def of(cls, journey_id: int | None, *unseen: str) -> Shown:
        """Return everything of one journey, or of all with None, but for some kinds of rows."""
        return cls(None if journey_id is None else frozenset({journey_id}), None, frozenset(unseen))

    def is_touched(self, changes: Changes) -> bool:
        """Tell whether a change may be seen in what is shown."""
        kinds = {kind for kind, _number in changes.touched} - self.unseen
        if self.seen is not None:
            kinds &= self.seen
        if not kinds:
            return False
        if self.journeys is not None and not any(map(changes.within, self.journeys)):
            return False
        elsewhere = self.touchpoints is not None and self.touchpoints.isdisjoint(changes.touchpoints)
        return not (elsewhere and kinds <= AT_A_TOUCHPOINT)


class NewsLog:
    """The news since the app was opened. They come in from the thread that made the change."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.count = 0
        self._kept: deque[News] = deque(maxlen=KEPT)
        self._lock = Lock()

    def add(self, changes: Changes, begun_by: object | None = None) -> News:
        """Take in a change that is on disk."""
        with self._lock:
            news = News(self.count + 1, changes, begun_by)
            self._kept.append(news)
            self.count = news.number
        return news

    def since(self, number: int) -> list[News] | None:
        """Return the news after the one of that number; None when they are no longer all kept."""
        with self._lock:
            found = [news for news in self._kept if news.number > number]
            return found if len(found) >= self.count - number else None
