"""A server within the test, with a small program in the place of the app: what is tried takes no database and no wait."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic

import aiohttp
import pytest
from msgspec import Struct

from auditor.base.vocabulary import Access
from auditor.serving import session
from auditor.serving.book import Book, Invitation
from auditor.serving.entrance import Admittance
from auditor.serving.guard import Door
from auditor.serving.limits import Limits
from auditor.serving.live import LivePage
from auditor.serving.server import Server

BEGIN = r"""
import os, sys, threading
def say(kind, data):
    rest = memoryview(kind + len(data).to_bytes(4, "big") + data)
    while rest:
        rest = rest[os.write(1, rest):]
os.write(1, b"__GANGLION__\n")
say(b"D", b"I am process %d." % os.getpid())
"""
ECHO = (
    BEGIN
    + r"""
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"D":
        say(b"D", data)
"""
)
"""Tells its number, then says what it is told, until its end of the pipe is closed."""
FLOOD = (
    BEGIN
    + r"""
def flood():
    told = 0
    while True:
        say(b"D", b"x" * 60000)
        told += 60000
        with open("told", "w") as file:
            file.write(str(told))
threading.Thread(target=flood, daemon=True).start()
while sys.stdin.buffer.read(5):
    pass
os._exit(0)
"""
)
"""Draws without end, and keeps in a file how many bytes were taken from it."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


class Hall:
    """Lets everybody in, and notes whom it let out and for whom it was renewed."""

    def __init__(self) -> None:
        """Let in at once, until `gate` is cleared."""
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.let_out: list[str] = []
        self.renewed: list[str] = []

    def environment(self, _guest: Invitation) -> Mapping[str, str]:
        """Say nothing."""
        return {}

    def admit(self, guest: Invitation) -> Admittance:
        """Let in, once the gate is open."""
        self.asked.append(guest.name)
        self.gate.wait(60)
        return Admittance(
            {"AUDITOR_MARK": guest.name},
            {"PGPASSFILE": "a-lent-secret"},
            lambda: self.let_out.append(guest.name),
            lambda: self.renewed.append(guest.name),
        )


class Pages:
    """Live pages that are all alike."""

    def __init__(self, body: bytes = b"a page", error: Exception | None = None) -> None:
        """Answer with a body, or raise an error that nobody has foreseen."""
        self.body = body
        self.error = error

    def answer(self, *_asked: object) -> LivePage:
        """Return the page."""
        if self.error is not None:
            raise self.error
        return LivePage(200, {"Content-Type": "text/html"}, self.body)

    def close(self) -> None:
        """There is nothing to let go of."""


class Inside(Struct):
    """A server, and what is around it."""

    server: Server
    book: Book
    hall: Hall
    folder: Path

    @property
    def url(self) -> str:
        """What browsers call it."""
        return self.server.door.url

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.door.port

    @property
    def cookie(self) -> str:
        """What its cookies are called."""
        return f"auditor-{self.port}" if self.url.startswith("http:") else "__Host-auditor"

    def come_in(self, name: str) -> dict[str, str]:
        """Invite somebody who comes in; return the headers that say so from then on."""
        _made, token = self.book.invite(name, Access.READER, 1, "", 1)
        taken = self.book.take_up(token)
        assert taken is not None
        return {"Cookie": f"{self.cookie}={taken[1]}", "Origin": self.url}

    def link(self, name: str = "Shop") -> str:
        """Return the path of an address of a report."""
        made, token = self.book.link(7, name, 1)
        return f"/report/{token}/{made.journey}"

    def client(self, headers: Mapping[str, str] | None = None) -> aiohttp.ClientSession:
        """Return a browser."""
        return aiohttp.ClientSession(
            self.url,
            headers=headers,
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def raw(self, sent: bytes) -> bytes:
        """Send bytes; return all that comes back until the server closes, or has answered."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        try:
            return await asyncio.wait_for(reader.read(65536), 30)
        except ConnectionError:
            return b""
        finally:
            writer.transport.abort()


async def until(what: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until a function gives something true, while the server goes on."""
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, f"{what} has not come"
        await asyncio.sleep(0.01)


Serving = Callable[..., AbstractAsyncContextManager[Inside]]


def serving_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    """Return a way to have a server for a while, with its files in a folder."""

    @asynccontextmanager
    async def served(
        limits: Limits | None = None, program: str = ECHO, pages: Pages | None = None, **door: str
    ) -> AsyncIterator[Inside]:
        monkeypatch.setattr(session, "_COMMAND", (sys.executable, "-S", "-c", program))
        port = free_port()
        told = {"url": f"http://127.0.0.1:{port}", **door}
        book, hall = Book(folder / "book.json"), Hall()
        shown = pages or Pages()
        server = Server(
            book,
            Door("127.0.0.1", port, **told),
            hall,
            lambda _address: shown,  # type: ignore[arg-type, return-value]
            limits,
        )
        async with server.listening():
            yield Inside(server, book, hall, folder)

    return served
