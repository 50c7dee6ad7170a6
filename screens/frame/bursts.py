"""Pasted text told from typing, where a terminal hands on what is pasted as if it were typed.

Most terminals put pasted text in brackets. Where one does not, or a program in between takes them off, a text comes as
a flood of keys, and each of them would do something. Nobody types that fast: a key held down repeats some thirty times
a second, at most a hundred. Keys that come in one go over a slow line wait a moment for what may follow; a single key
never waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeGuard

from textual import events
from textual.message import Message

MOST = 100
"""Keys that come in one go and are still taken for typing: eight seconds of a quick typist on a line that stalls."""
LONGEST = 100_000
"""Characters of a flood that are kept; a field takes no more of a paste either."""
_MORE = 0.03
"""Seconds to wait for what may follow keys that came in one go."""
_TOGETHER = 0.1
"""Seconds within which keys come in one go."""
_QUIET = 0.15
"""Seconds without a key after which a flood has ended."""

_PLAIN = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_BREAKS = frozenset({"enter", "tab", "ctrl+j"})


def is_text(event: object) -> TypeGuard[events.Key]:
    """Tell whether a key writes text: a character, or the end of a line."""
    return isinstance(event, events.Key) and (event.is_printable or event.key in _BREAKS)


class Bundle(events.Event, bubble=False):
    """Keys that came in one go, few enough to have been typed."""

    def __init__(self, keys: Sequence[events.Key]) -> None:
        """Keep the keys in their order."""
        super().__init__()
        self.keys = keys


class Flood(events.Paste):
    """Text that came as a flood of keys."""

    def __init__(self, first: events.Key | None, text: str, last: str) -> None:
        """Keep its first key, its text with that of the first key, and its last character.

        Without a first key it was taken; without a text it was more than is kept.
        """
        super().__init__(text)
        self.first = first
        self.last = last


class Bursts:
    """Sorts what a terminal sends into keys and floods. Times are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._held: list[events.Key] = []
        self._text: list[str] = []
        self._length = 0
        self._last = ""
        self._began = 0.0
        self._heard = 0.0

    @property
    def is_flood(self) -> bool:
        """Whether a flood is being read."""
        return bool(self._text)

    def read(self, messages: Iterable[Message], now: float) -> Iterator[Message]:
        """Take what was read in one go; give what can be handed on."""
        held_before = bool(self._held or self._text)
        for message in messages:
            if is_text(message):
                self._hold(message, now)
            else:
                yield from self.release()
                yield message
        if not held_before and len(self._held) == 1 and not self._text:
            yield from self.release()

    def take_plain(self, text: str, now: float) -> bool:
        """Take text read during a flood as part of it, without looking for keys in it; False if there are others."""
        if not self._text or not _PLAIN.fullmatch(text):
            return False
        self._add(text, now)
        return True

    def wait(self, now: float) -> float | None:
        """Return the seconds after which, if nothing more was read, `release` is due; None while nothing is held."""
        if self._text:
            return max(0.0, self._heard + _QUIET - now)
        if self._held:
            return max(0.0, min(self._heard + _MORE, self._began + _TOGETHER) - now)
        return None

    def release(self) -> Iterator[Message]:
        """Give what is held: a key, a bundle, or the flood they are."""
        held, text = self._held, "".join(self._text)
        self._held, self._text, self._length = [], [], 0
        if text:
            yield Flood(held[0], text, self._last)
        elif len(held) > 1:
            yield Bundle(held)
        else:
            yield from held

    def _hold(self, key: events.Key, now: float) -> None:
        character = key.character or "\n"
        if self._text:
            self._add(character, now)
            return
        self._began = self._began if self._held else now
        self._heard = now
        self._held.append(key)
        if len(self._held) > MOST:
            self._add("".join(each.character or "\n" for each in self._held), now)
            del self._held[1:]

    def _add(self, text: str, now: float) -> None:
        self._heard = now
        self._last = text[-1]
        kept = text[: LONGEST - self._length]
        self._length += len(kept)
        self._text.append(kept)
