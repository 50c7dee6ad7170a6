"""What is reached of Textual below its surface, all of it here: a new version of Textual is held against this file.

Textual offers no other way to these. An exception anywhere ends an app with a traceback over the user's
terminal, and whatever a screen can't read while it handles a message would be such an exception.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from auditor.base.errors import AuditorError
from screens.frame.patience import carry_on

T = TypeVar("T")

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver


class QuietApp(App[None]):
    """An app that leaves with its first exception kept in `failure`, and no traceback on the terminal."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        super().__init__()
        self.failure: BaseException | None = None
        self._aside: set[asyncio.Task[Any]] = set()

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key is bound to, as Textual does, and hear of one that does nothing."""
        event.prevent_default()
        if not self._screen_stack:
            # The app is being left.
            return
        if not await self._check_bindings(event.key):
            self.take_dead_key(event)

    def show_line(self, screen: Screen[Any]) -> None:
        """Say over a screen how the line to the database stands, where that is broken."""

    def take_dead_key(self, event: events.Key) -> None:
        """Take notice of a key that does nothing where it was typed."""

    @property
    def driver(self) -> Driver | None:
        """What reads from the terminal and writes to it; None before there is one."""
        return self._driver

    def put_aside(self, task: asyncio.Task[Any], refused: Callable[[AuditorError], None]) -> None:
        """See to a task that goes on by itself: `refused` takes what it can't do, and any other error ends the app."""
        self._aside.add(task)

        def done(task: asyncio.Task[Any]) -> None:
            self._aside.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                self.take_failure(error, refused)

        task.add_done_callback(done)

    def put_act_aside(self, task: asyncio.Task[Any], late: Future[Any]) -> None:
        """See to something that was asked for by a key and goes on by itself when `late` is done."""
        raise NotImplementedError

    def take_failure(self, error: BaseException, refused: Callable[[AuditorError], None]) -> None:
        """See to an error of what went on by itself: `refused` takes what a user is told, any other ends the app."""
        if isinstance(error, AuditorError):
            refused(error)
        elif isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the exception that ends the app. Textual's own keeps it private."""
        self.failure = self.failure or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without printing a traceback, as Textual does when it handles an exception."""
        self._close_messages_no_wait()


class TellingScreen(Screen[T]):
    """A screen that tells what can't be read while it handles a message, and goes on; meanwhile too, if it is late."""

    def tell_unreadable(self, error: AuditorError) -> None:
        """Tell why something can't be read."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Say here too that the database does not answer, if it does not."""
        cast("QuietApp", self.app).show_line(self)

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message. Every handler goes through here; Textual has no public place around them all."""
        try:
            await super()._dispatch_message(message)
        except AuditorError as error:
            self.tell_unreadable(error)

    async def _on_message(self, message: Message) -> None:
        """Handle a message, and go on drawing and taking keys while that waits for the database."""
        app = cast("QuietApp", self.app)
        leads_on = getattr(message, "leads_on", False)

        def aside(task: asyncio.Task[Any], late: Future[Any]) -> None:
            if leads_on:
                app.put_act_aside(task, late)
            else:
                app.put_aside(task, self.tell_unreadable)

        await carry_on(super()._on_message(message), aside, lambda: self.is_attached)


def let_bind(node: DOMNode, *kinds: Iterable[Binding]) -> None:
    """Give a node these bindings before those of its class; of one key, those of the first kind that binds it."""
    inherited = type(node)._merged_bindings or BindingsMap()
    keys: dict[str, list[Binding]] = {}
    for each in (*map(BindingsMap, kinds), inherited):
        for key, found in each.key_to_bindings.items():
            keys.setdefault(key, found)
    node._bindings = BindingsMap.from_keys(keys)


def key_of_character(character: str) -> str:
    """Return what the key of a character is called."""
    from textual import keys

    return keys._character_to_key(character)


class Parser(Protocol):
    """Makes messages of the characters that a terminal sends."""

    def feed(self, data: str) -> Iterable[Message]:
        """Take characters, at least one. Raises ValueError or OverflowError for a sequence that can't be."""

    def tick(self) -> Iterable[Message]:
        """Give what was waited for, such as whether escape was the key."""


def new_parser() -> Parser:
    """Return a parser as Textual's driver makes one."""
    from textual.drivers.linux_driver import XTermParser  # type: ignore[attr-defined]

    parser: Parser = XTermParser()
    return parser


def parsed(parser: Parser, text: str) -> tuple[list[Message], Parser]:
    """Return what was typed with some characters, and the parser for what follows."""
    messages: list[Message] = []
    for character in text:
        try:
            messages.extend(parser.feed(character))
        except (ValueError, OverflowError):
            # A sequence that names a character there is none of; what follows is as good as before.
            parser = new_parser()
    return messages, parser


class Packets(Protocol):
    """Takes bytes apart into the packets that the server of a browser sends."""

    def feed(self, data: bytes) -> Iterable[tuple[str, bytes]]:
        """Take bytes; give the kind and the content of each packet that is whole."""


def new_packets() -> Packets:
    """Return what takes packets apart, as Textual's driver for browsers makes it."""
    from textual.drivers.web_driver import ByteStream  # type: ignore[attr-defined]

    packets: Packets = ByteStream()
    return packets


def first_size(driver: Driver) -> Size:
    """Return how large what a driver draws on is at first: as it was told, by its environment too, else 80 by 24."""
    return Size(*(driver._size or (80, 24)))


def tell_size(app: App[Any], size: Size, loop: asyncio.AbstractEventLoop) -> None:
    """Tell an app, before all else, how large what it draws on is."""
    asyncio.run_coroutine_threadsafe(app._post_message(events.Resize(size, size)), loop=loop)


def let_write(driver: LinuxDriver, wrapped: Callable[[IO[str]], TextIOWrapper]) -> None:
    """Let a driver write to its terminal through a file that is made of its own."""
    if driver._file is not None:
        driver._file = wrapped(driver._file)
