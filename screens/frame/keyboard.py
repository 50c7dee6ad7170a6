"""Keys one after the other: each is taken when all that the one before asked for is done.

Textual hands keys on as they come: those typed while a dialog is opening go nowhere, and ctrl+s overtakes the
letters before it. On a slow line or a slow disk keys come in bundles, and none of them may be lost.

A text that is pasted where a terminal hands it on as keys is no typing. In a field it is pasted; elsewhere its first
key may open one, and nothing is done with the rest.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace
from rich.console import RenderableType
from textual import events
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

from screens.frame.bursts import Bundle, Flood, is_text
from screens.frame.commands import EVERYWHERE, MOVING
from screens.frame.textual_internals import QuietApp

MOVES = frozenset(key for command in MOVING for key in command.keys) - {"enter"} | {"left", "right", "h", "l"}
"""Keys that move a cursor wherever they mean something in a place, and so never change where the next key goes."""

LEAVING = frozenset(("escape", "ctrl+q", "ctrl+c"))
"""Keys that lead away from wherever one is."""
MOST_WAITING = 400
"""What waits at most: those of a quick typist in half a minute. What comes beyond is thrown away, and told."""
_MOST_MOUSE = 50
"""Reports of the mouse that wait at most: it is followed again where it is then."""
_PROSE = (30, 4)
"""Characters and words from which on keys that wait are prose, where the first of them means nothing."""
_LEAVES = "app.quit"
"""The command that leaves the app from a place: even behind a flood its key does, for nothing is lost by that."""
_HELPS = "app.help"
"""The command that shows what can be typed, for which one need not wait; what was typed before is not lost by it."""


class KeysInTurn(QuietApp):
    """An app that keeps keys and pastes until the one before is done and the screen in front is ready."""

    def __init__(self) -> None:
        """Wait for the first key."""
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._follower_at: DOMNode | None = None
        self._holds: list[_Hold] = []
        self._parked = False
        self._handed_on = self._arrived = 0
        self._is_left = False

    def get_driver_class(self) -> type[Driver]:
        """Use a terminal that may send too much, or go away; on Windows Textual's own."""
        kind = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            from screens.frame.terminal import Terminal

            if kind is LinuxDriver:
                return Terminal
        return kind

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave the app, whatever is still typed. May be called in any thread."""
        self._is_left = True
        super().exit(result, return_code, message)

    @property
    def has_enough(self) -> bool:
        """Whether more keys wait than anybody waits for, or none is wanted any more."""
        return self._is_left or self._handed_on - self._arrived + len(self._typed) >= MOST_WAITING

    def hand_on(self, messages: Iterable[Message]) -> Iterator[Message]:
        """Count what is handed on, in the thread that reads it; where too much waits, a mouse is not followed."""
        for message in messages:
            if isinstance(message, events.MouseEvent) and self._handed_on - self._arrived >= _MOST_MOUSE:
                continue
            self._handed_on += _count(message)
            yield message

    def forget_typed(self) -> None:
        """Do nothing with what was typed and not yet taken: it was meant for something else."""
        self._typed.clear()

    def lose_terminal(self) -> None:
        """Leave, because the terminal is gone. Called in the thread that finds out."""
        self.exit()

    def refuse_rest(self) -> None:
        """Tell that what came like pasted text is not used any further."""

    def tell_dropped(self, count: int) -> None:
        """Tell that so many keys were left out."""
        raise NotImplementedError

    def takes_at_once(self, key: str) -> bool:
        """Do what a key means that waits for nothing, and tell whether it is such a key."""
        del key
        return False

    @property
    def is_led(self) -> bool:
        """Whether a key was typed that another is to follow."""
        return False

    async def take_following(self, event: events.Key) -> None:
        """Take the key that follows."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether a key is still being worked on."""
        return self._follower_at is not None

    async def on_event(self, event: events.Event) -> None:
        """Keep keys in their order; everything else goes its way."""
        if not event.is_forwarded:
            self._arrived += _count(event)
        if not isinstance(event, events.Key | events.Paste | Bundle) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._is_left:
            return
        if isinstance(event, Flood) and not event.text:
            self._typed.clear()
        for each in event.keys if isinstance(event, Bundle) else (event,):
            await self._keep(each)
        if not self._typed:
            return
        at = self._follower_at
        if at is None and self._holds:
            self._follower_at, self._parked = self, True
        elif at is None or not (at is self or at.is_attached):
            await self._take()

    async def _keep(self, event: events.Key | events.Paste) -> None:
        """Keep a key until those before it are done; one that leads away from what is waited for is taken at once."""
        if isinstance(event, events.Key):
            if self.takes_at_once(event.key):
                return
            if self._leads_away(event.key) and any(hold.abandon is not None for hold in self._holds):
                self._let_go()
                self._typed.append(event)
                await self._take()
                return
            lets_move = bool(self._holds) and all(hold.lets_move for hold in self._holds)
            if lets_move and not self._typed and not self.is_led and event.key in MOVES:
                await super().on_event(event)
                return
        self._typed.append(event)

    @contextmanager
    def holding_keys(self) -> Iterator[None]:
        """Keep the keys typed from now on until the block ends, and what it leads to is in front."""
        release = self.hold_keys()
        try:
            yield
        finally:
            release()

    def hold_keys(
        self, abandon: Callable[[], object] | None = None, *, lets_move: bool = False
    ) -> Callable[[], None]:
        """Keep the keys typed from now on until what is returned is called.

        With `abandon` it may take long: a key that leads away from here is taken at once, the keys kept are dropped,
        and `abandon` gives up what they were kept for. What `lets_move` lets keys that only move be taken at once, as
        long as no other is kept.
        """
        hold = _Hold(abandon, lets_move)
        self._holds.append(hold)

        def release() -> None:
            if hold in self._holds:
                self._holds.remove(hold)
                self._go_on_taking()

        return release

    def _go_on_taking(self) -> None:
        if self._parked and not self._holds and self.is_running:
            self._parked = False
            self._follow(self.screen, _Round(self.screen, self.screen, 2))

    def _leads_away(self, key: str) -> bool:
        if key in LEAVING or self.screen.is_modal:
            return key in LEAVING
        return key in _keys_of(_LEAVES) or (not self._typed and key in _keys_of(_HELPS))

    def _let_go(self) -> None:
        """Give up what keys are kept for, and the keys with it."""
        if self._typed:
            self.tell_dropped(len(self._typed))
        self._typed.clear()
        self._parked = False
        self._follower_at = None
        abandoned, self._holds = self._holds, []
        for hold in abandoned:
            if hold.abandon is not None:
                hold.abandon()

    async def _take(self) -> None:
        """Hand on the next key, and send a follower behind it; keys that only move a cursor need none."""
        self._follower_at = None
        while (event := self._next()) is not None:
            screen = self.screen
            focused = self.focused or screen
            is_led = self.is_led
            if is_led and isinstance(event, events.Key):
                await self.take_following(event)
            else:
                await super().on_event(event)
            if is_led or screen.is_modal or not isinstance(event, events.Key) or event.key not in MOVES:
                self._follow(focused, _Round(self.screen, focused, 2))
                return

    def _next(self) -> events.Key | events.Paste | None:
        """Return what is to be taken next: a key, or a text to be pasted."""
        while self._typed and not self._is_left:
            event = self._typed.popleft()
            if isinstance(event, Flood):
                if (made := self._of_flood(event)) is not None:
                    return made
            elif is_text(event) and self._begins_prose(event):
                self._drop_text()
            else:
                return event
        return None

    @property
    def _writes(self) -> bool:
        """Whether what is typed now is written into a field."""
        return isinstance(self.focused, Input | TextArea)

    def _of_flood(self, flood: Flood) -> events.Key | events.Paste | None:
        """Return what to do with a flood: paste it, look what its first key does, or, None, no more."""
        if flood.text and self._writes:
            return events.Paste(flood.text)
        if flood.first is not None:
            self._typed.appendleft(Flood(None, flood.text[1:], flood.last))
            return flood.first
        self.refuse_rest()
        return events.Key(flood.last, flood.last) if flood.last in _keys_of(_LEAVES) else None

    def _begins_prose(self, key: events.Key) -> bool:
        """Tell whether a key means nothing here and begins a text, as nobody types ahead."""
        least, words = _PROSE
        if len(self._typed) < least - 1 or self._writes or key.key in self.screen.active_bindings:
            return False
        text = "".join(each.character or " " for each in (key, *self._text_ahead()))
        return len(text) >= least and len(text.split()) >= words

    def _text_ahead(self) -> Iterator[events.Key]:
        for event in self._typed:
            if not is_text(event):
                return
            yield event

    def _drop_text(self) -> None:
        for _key in tuple(self._text_ahead()):
            self._typed.popleft()
        self.refuse_rest()

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


def _keys_of(action: str) -> frozenset[str]:
    return frozenset(key for command in EVERYWHERE if command.action == action for key in command.keys)


def _count(message: Message) -> int:
    """Return how many keys, or reports of the mouse, a message is."""
    return len(message.keys) if isinstance(message, Bundle) else isinstance(message, events.InputEvent)


class _Hold(Struct, eq=False):
    """Why keys are kept; two of them are never the same."""

    abandon: Callable[[], object] | None
    """Gives it up; None where that takes only a moment."""
    lets_move: bool


class _Round(Struct, frozen=True):
    """A round of the follower: the screen it goes round in, where it starts, and how many rounds are left."""

    screen: Screen[object]
    start: DOMNode
    left: int
