"""Keys one after the other: each is taken when all that the one before asked for is done.

Textual hands keys on as they come: those typed while a dialog is opening go nowhere, and ctrl+s overtakes the
letters before it. On a slow line or a slow disk keys come in bundles, and none of them may be lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
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

LEAVING = frozenset(("escape", "ctrl+q", "ctrl+c"))
"""Keys that lead away from wherever one is."""
LEAVING_PLACES = frozenset(("q", "question_mark", "f1"))
"""Keys that do so in a place; in a dialog they may be text."""


class KeysInTurn(QuietApp):
    """An app that keeps keys and pastes until the one before is done and the screen in front is ready."""

    def __init__(self) -> None:
        """Wait for the first key."""
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._follower_at: DOMNode | None = None
        self._holds: set[object] = set()
        self._abandoned_by: dict[object, Callable[[], object]] = {}
        self._letting_move: set[object] = set()
        self._parked = False

    def tell_dropped(self, count: int) -> None:
        """Tell that so many keys were left out."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether a key is still being worked on."""
        return self._follower_at is not None

    async def on_event(self, event: events.Event) -> None:
        """Keep keys in their order; everything else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._abandoned_by and isinstance(event, events.Key):
            if self._leads_away(event.key):
                self._let_go()
                self._typed.append(event)
                await self._take()
                return
            if not self._typed and self._holds == self._letting_move and event.key in MOVES:
                await super().on_event(event)
                return
        self._typed.append(event)
        at = self._follower_at
        if at is None and self._holds:
            self._follower_at, self._parked = self, True
        elif at is None or not (at is self or at.is_attached):
            await self._take()

    @contextmanager
    def holding_keys(self) -> Iterator[None]:
        """Keep the keys typed from now on until the block ends, and what it leads to is in front."""
        release = self.hold_keys()
        try:
            yield
        finally:
            release()

    def hold_keys(
        self, abandon: Callable[[], object] | None = None, *, but_moves: bool = False
    ) -> Callable[[], None]:
        """Keep the keys typed from now on until what is returned is called.

        With `abandon` it may take long: a key that leads away from here is taken at once, the keys kept are dropped,
        and `abandon` gives up what they were kept for. Keys that only move are taken at once with `but_moves`, as
        long as no other is kept.
        """
        hold = object()
        self._holds.add(hold)
        if abandon is not None:
            self._abandoned_by[hold] = abandon
        if but_moves:
            self._letting_move.add(hold)

        def release() -> None:
            self._abandoned_by.pop(hold, None)
            self._letting_move.discard(hold)
            if hold in self._holds:
                self._holds.remove(hold)
                self._go_on_taking()

        return release

    def _go_on_taking(self) -> None:
        if self._parked and not self._holds and self.is_running:
            self._parked = False
            self._follow(self.screen, _Round(self.screen, self.screen, 2))

    def _leads_away(self, key: str) -> bool:
        return key in (LEAVING if self.screen.is_modal else LEAVING | LEAVING_PLACES)

    def _let_go(self) -> None:
        """Give up what keys are kept for, and the keys with it."""
        if self._typed:
            self.tell_dropped(len(self._typed))
        self._typed.clear()
        abandoned = list(self._abandoned_by.values())
        self._holds.clear()
        self._abandoned_by.clear()
        self._letting_move.clear()
        self._parked = False
        self._follower_at = None
        for abandon in abandoned:
            abandon()

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
        if self._holds:
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
