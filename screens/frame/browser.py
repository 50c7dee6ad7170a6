"""The browser as a terminal: keys come in packets from the server that carries them, what is drawn goes back so.

Textual's own driver for it takes the signals from whoever ends the program in order, goes on when nobody is there any
more, and lets packets of two threads run into each other. This one doesn't.
"""

from __future__ import annotations

import asyncio
import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from threading import Lock
from time import monotonic
from typing import Any, cast

from textual.app import App
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from auditor.base import signs
from screens.frame.bursts import Bursts, Flood
from screens.frame.terminal import Reader
from screens.frame.textual_internals import Parser, first_size, new_packets, new_parser, parsed, tell_size

_TICK = 0.1
"""Seconds between two looks whether the app is being left, and whether escape was the key."""
_TAKE = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""The other screen, reports of the mouse, no cursor, pastes in brackets."""
_MOST = 1000
"""Columns and rows that a window has at most."""


class Browser(WebDriver):
    """Textual's driver for browsers, on a connection that may send too much, or end."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Read for `app`, which is a `Reader`, and write what it draws."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._reader = cast("Reader", app)
        # Whoever began this has told it in the environment.
        self._first = first_size(self)
        """The size that the window has at first."""
        self._writing = Lock()
        self._is_gone = False
        self._write = self._write_all  # type: ignore[assignment]

    def _write_all(self, packet: bytes) -> None:
        """Write a packet whole, or throw it away where nobody reads any more."""
        with self._writing:
            rest = memoryview(packet)
            while rest and not self._is_gone:
                try:
                    rest = rest[os.write(self.fileno, rest) :]
                except OSError:
                    self._lose()

    def _lose(self) -> None:
        self._is_gone = True
        self._reader.lose_terminal()

    def write(self, data: str) -> None:
        """Draw, in signs that there are."""
        super().write(signs.in_cells(data))

    def tell_title(self, title: str) -> None:
        """Let the page be called so."""
        self.write_meta({"type": "title", "title": title})

    def start_application_mode(self) -> None:
        """Tell that the app is there, and take the page."""
        loop = asyncio.get_running_loop()
        self._write(b"__GANGLION__\n")
        self.write(_TAKE)
        self.tell_title(self._app.title)
        tell_size(self._app, self._first, loop)
        self._key_thread.start()

    def run_input_thread(self) -> None:
        """Read until the app is left or nobody is there any more."""
        bursts, parser, packets = Bursts(), new_parser(), new_packets()
        decode = getincrementaldecoder("utf-8")("replace").decode
        dropped = ""
        with selectors.DefaultSelector() as selector:
            selector.register(0, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                wait = bursts.wait(monotonic())
                if not selector.select(_TICK if wait is None else wait):
                    if dropped:
                        # Told once, when nothing more comes, with the last character.
                        self._send([Flood(None, "", dropped)])
                        dropped = ""
                    self._send(bursts.release())
                    self._send(bursts.read(parser.tick(), monotonic()))
                    continue
                try:
                    read = os.read(0, 65536)
                except OSError:
                    read = b""
                if not read:
                    self._lose()
                    return
                for kind, payload in packets.feed(read):
                    if kind != "D":
                        self._on_meta(kind, payload)
                    elif not dropped and not self._reader.has_enough:
                        parser = self._type(decode(payload), bursts, parser)
                    elif text := decode(payload):
                        if not dropped:
                            self._send(bursts.release())
                            parser = new_parser()
                        dropped = text[-1]

    def _type(self, text: str, bursts: Bursts, parser: Parser) -> Parser:
        """Hand on what was typed; return the parser for what follows."""
        if not text or bursts.take_plain(text, monotonic()):
            return parser
        messages, parser = parsed(parser, text)
        self._send(bursts.read(messages, monotonic()))
        return parser

    def _send(self, messages: Iterable[Message]) -> None:
        for message in self._reader.hand_on(messages):
            self.process_message(message)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks for: draw everything for a page that has come anew, take another size, end."""
        if packet_type == "attach":
            self.write(_TAKE)
            self.tell_title(self._app.title)
            self._app.call_later(self._app.refresh, layout=True)
        elif packet_type == "resize":
            sides: list[Any] = [payload.get("width"), payload.get("height")]
            if all(isinstance(side, int) and 0 < side <= _MOST for side in sides):
                super().on_meta(packet_type, payload)
        elif packet_type != "exit":
            super().on_meta(packet_type, payload)
