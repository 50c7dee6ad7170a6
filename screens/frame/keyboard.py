"""Keys one after the other: each is taken when all that the one before asked for is done.

Textual hands keys on as they come: those typed while a dialog is opening go nowhere, and ctrl+s overtakes the
letters before it. On a slow line or a slow disk keys come in bundles, and none of them may be lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from screens.frame.commands import MOVING
from screens.frame.textual_internals import QuietApp

MOVES = frozenset(key for command in MOVING for key in command.keys) - {"enter"} | {"left", "right", "h", "l"}
"""Keys that move a cursor wherever they mean something in a place, and so never change where the next key goes."""


class KeysInTurn(QuietApp):
    """An app that keeps keys and pastes until the one before is done and the screen in front is ready."""

    def __init__(self) -> None:
        """Wait for the first key."""
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._follower_at: DOMNode | None = None
        self._held = 0
        self._parked = False

    @property
    def is_typing(self) -> bool:
        """Whether a key is still being worked on."""
        return self._follower_at is not None

    async def on_event(self, event: events.Event) -> None:
        """Keep keys in their order; everything else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        at = self._follower_at
        if at is None and self._held:
            self._follower_at, self._parked = self, True
        elif at is None or not (at is self or at.is_attached):
            await self._take()

    @contextmanager
    def holding_keys(self) -> Iterator[None]:
        """Keep the keys typed from now on until the block ends, and what it leads to is in front."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            if self._parked and not self._held and self.is_running:
                self._parked = False
                self._follow(self.screen, _Round(self.screen, self.screen, 2))

    async def _take(self) -> None:
        """Hand on the next key, and send a follower behind it; keys that only move a cursor need none."""
        self._follower_at = None
        while self._typed:
            screen, event = self.screen, self._typed.popleft()
            focused = self.focused or screen
            await super().on_event(event)
            if screen.is_modal or not isinstance(event, events.Key) or event.key not in MOVES:
                self._follow(focused, _Round(self.screen, focused, 2))
                return

    def _follow(self, node: DOMNode | None, walk: _Round) -> None:
        """Go the way of a key, from the widget in focus up to the app, and so be there after it."""
        while node is not None and node is not self:
            self._follower_at = node
            if node.call_later(self._follow, node.parent, walk):
                return
            node = node.parent
        self._follower_at = self
        self.call_later(self._arrive, walk)

    async def _arrive(self, walk: _Round) -> None:
        """Take the next key when this one is done.

        What a key does may send messages the same way, as enter in a line of text does; so there is a second
        round behind these. Another screen that has come to the front is ready for keys when a round there ends.
        """
        if self._held:
            self._parked = True
        elif self.screen is not walk.screen:
            self._follow(self.screen, _Round(self.screen, self.screen, 1))
        elif walk.left > 1:
            self._follow(walk.start, replace(walk, left=walk.left - 1))
        else:
            await self._take()


class _Round(Struct, frozen=True):
    """A round of the follower: the screen it goes round in, where it starts, and how many rounds are left."""

    screen: Screen[object]
    start: DOMNode
    left: int
