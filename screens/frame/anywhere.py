"""All that one can go to by its name, found while somebody types.

It is read once, in SQL with a limit for each kind, and again only when something was changed since. Reading and looking
are done in a thread of their own, so no key waits for either; what is typed before everything is read is looked for as
soon as it is. What is looked for is the words of names, each kept once however many things it is said of: a key costs
about as much as there are different words, some thousand, and not as there are things. Words are ranked as in the
walk, by `analysis.word_search`: in any order, in part, without accents, and with slips that rapidfuzz measures. Of
what fits equally well, what was visited last stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from heapq import nsmallest

from auditor.analysis.word_search import WordSearch
from auditor.sentences.directory import entries, said_of
from auditor.views.directory import Entry, Thing
from auditor.workspace import Workspace
from screens.frame.lane import Lane
from screens.frame.news import NewsLog
from screens.frame.trail import Spot

MOST = 60
"""How many are shown at most: nobody reads further, but types another word."""

Visited = Mapping[tuple[str, int], int]
"""How long ago things were visited, as places in a line: 0 is the last."""

_THINGS: dict[str, tuple[tuple[Thing, str], ...]] = {
    "ToJourney": (
        (Thing.STAGE, "stage_id"),
        (Thing.TOUCHPOINT, "touchpoint_id"),
        (Thing.JOURNEY, "journey_id"),
    ),
    "ToTouchpoint": ((Thing.TOUCHPOINT, "touchpoint_id"), (Thing.JOURNEY, "journey_id")),
    "ToWalk": ((Thing.CHECK, "at"),),
    "ToFinding": ((Thing.FINDING, "finding_id"),),
    "ToActions": ((Thing.ACTION, "at"),),
    "ToOwners": ((Thing.PERSON, "at"),),
}
"""What is visited by a route, by which of its fields; of other routes, the journey that they name."""


def visited(spots: Sequence[Spot]) -> Visited:
    """Return what was visited, of spots of which the last comes first."""
    found: dict[tuple[str, int], int] = {}
    for place, spot in enumerate(spots):
        kinds = _THINGS.get(type(spot.route).__name__, ((Thing.JOURNEY, "journey_id"),))
        for kind, field in kinds:
            number = getattr(spot.route, field, None)
            if number is not None:
                found.setdefault((kind, number), place)
    return found


class Anywhere:
    """What is read of all that one can go to, and how it is looked through."""

    def __init__(self, workspace: Workspace, news: NewsLog) -> None:
        """Read nothing yet."""
        self._workspace = workspace
        self._news = news
        self._lane = Lane("finding")
        self._read_at = -1
        self._entries: list[Entry] = []
        self._by_words = WordSearch(())

    def read(self) -> Future[None]:
        """Read in the background what has to be read by the time something is typed."""
        return self._lane.submit(self._read)

    def find(
        self, typed: str, recent: Visited, still_wanted: Callable[[], bool]
    ) -> Future[list[tuple[float, Entry]]]:
        """Look for words in the background; what is no longer wanted by the time it comes to it finds nothing."""
        return self._lane.submit(lambda: self._found(typed, recent) if still_wanted() else [])

    def close(self) -> None:
        """Read nothing more."""
        self._lane.close()

    def _read(self) -> None:
        count = self._news.count
        if self._read_at == count:
            return
        found = entries(self._workspace.reads.directory.whole())
        self._by_words, self._entries, self._read_at = WordSearch(said_of(found)), found, count

    def _found(self, typed: str, recent: Visited) -> list[tuple[float, Entry]]:
        self._read()
        scores = self._by_words.scores(typed)
        long_ago = len(recent) + 1

        def place(number: int) -> tuple[float, int, int, int]:
            entry = self._entries[number]
            own = recent.get((entry.kind, entry.id), long_ago)
            journey = recent.get((Thing.JOURNEY, entry.journey_id), long_ago)
            return -round(scores[number], 3), own, journey, number

        return [(scores[number], self._entries[number]) for number in nsmallest(MOST, scores, key=place)]
