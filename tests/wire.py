"""A wire between a program and a PostgreSQL server, which can be cut, stalled, and made to lose what is said at a commit.

It knows so much of PostgreSQL's protocol that it finds the message by which a transaction is committed.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from threading import Event, Lock, Thread
from urllib.parse import parse_qs, urlsplit

_COMMIT = b"COMMIT\0"
_WRITTEN = b"INSERT INTO change "
"""Stands in what a transaction says that leaves a change in the history."""
_REQUESTS = {80877102, 80877103, 80877104}
"""What a client may ask before it says who it is: to cancel, for TLS, for GSS."""
_RAISE = "DO $$BEGIN RAISE '{said}' USING ERRCODE = '{state}'; END$$"


class AtCommit(Enum):
    """What becomes of the next commit."""

    LOSE_ANSWER = auto()
    """It is kept; the line breaks before the answer is through."""
    LOSE_COMMIT = auto()
    """The line breaks before it is through."""
    STALL_ANSWER = auto()
    """It is kept; the answer does not come, and nothing says why."""
    STALL_COMMIT = auto()
    """It is on its way, and does not arrive before all flows again."""


class Wire:
    """Listens at a port of this machine, and hands on to a server's socket what comes."""

    def __init__(self, server: str) -> None:
        """Let everything through; `server` is the path of its socket."""
        self._server = server
        self.folder = str(Path(server).parent)
        """Where the server's socket is, for those who come in without this wire."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.is_down = False
        """Whoever connects is sent away at once."""
        self.at_commit: AtCommit | None = None
        self.goes_down_then = False
        """Nobody is let in any more after what happens at the commit."""
        self.has_happened = Event()
        """What was to happen at a commit has happened."""
        self.refusal: tuple[str, str] | None = None
        """The state and the words with which the server is to refuse the next commit."""
        self._flows = Event()
        self._flows.set()
        self._lock = Lock()
        self._ends: list[socket.socket] = []
        self.connected = 0
        """How many connections stand."""
        Thread(target=self._serve, daemon=True).start()

    def address(self, database: str, user: str = "postgres") -> str:
        """Return the address of a database through this wire."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def cut(self) -> None:
        """Break all connections that there are."""
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            _shut(end)

    def stall(self) -> None:
        """Hand on nothing any more, neither way; whoever connects is let in and hears nothing."""
        self._flows.clear()

    def flow(self) -> None:
        """Hand on everything again, also what has waited."""
        self._flows.set()

    def close(self) -> None:
        """Let nobody through any more."""
        self.is_down = True
        self._socket.close()
        self.cut()
        self.flow()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._socket.accept()
                if self.is_down:
                    client.close()
                    continue
                Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        with self._lock:
            self._ends += [client, server]
            self.connected += 1
        try:
            server.connect(self._server)
            pair = _Pair(client, server)
            back = Thread(target=self._back, args=(pair,), daemon=True)
            back.start()
            self._forth(pair)
            back.join()
        except OSError:
            pass
        finally:
            for end in (client, server):
                _shut(end)
                end.close()
            with self._lock:
                self.connected -= 1
                self._ends = [end for end in self._ends if end not in (client, server)]

    def _forth(self, pair: _Pair) -> None:
        with suppress(OSError):
            for message in _messages(pair.client.recv):
                pair.writes = pair.writes or _WRITTEN in message
                is_commit = pair.writes and message[:1] == b"Q" and message[5:] == _COMMIT
                if is_commit and self.refusal is not None:
                    (state, said), self.refusal = self.refusal, None
                    message = _query(_RAISE.format(state=state, said=said))
                elif is_commit and self.at_commit is not None:
                    what, self.at_commit = self.at_commit, None
                    if what is AtCommit.LOSE_COMMIT:
                        self._happen()
                        break
                    if what is AtCommit.STALL_COMMIT:
                        self.stall()
                        self._happen()
                    else:
                        pair.loses = what
                self._flows.wait()
                pair.server.sendall(message)
        _shut(pair.client)
        _shut(pair.server)

    def _back(self, pair: _Pair) -> None:
        with suppress(OSError):
            while answer := pair.server.recv(65536):
                if pair.loses is AtCommit.LOSE_ANSWER:
                    self._happen()
                    break
                if pair.loses is AtCommit.STALL_ANSWER:
                    pair.loses = None
                    self.stall()
                    self._happen()
                self._flows.wait()
                pair.client.sendall(answer)
        _shut(pair.client)
        _shut(pair.server)

    def _happen(self) -> None:
        self.is_down = self.is_down or self.goes_down_then
        self.has_happened.set()


class _Pair:
    """A connection: its two ends, and what is to be lost of the answer that comes next."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client = client
        self.server = server
        self.loses: AtCommit | None = None
        self.writes = False
        """A change was written here; a statement that was prepared is not said again."""


def _messages(receive: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield what a client says, a message at a time, until it says no more."""
    said = b""
    kind = 0
    while piece := receive(65536):
        said += piece
        while len(said) >= kind + 4:
            size = kind + int.from_bytes(said[kind : kind + 4])
            if len(said) < size:
                break
            message, said = said[:size], said[size:]
            # The first messages have no letter that says their kind.
            if kind == 0 and int.from_bytes(message[4:8]) not in _REQUESTS:
                kind = 1
            yield message


def _query(sql: str) -> bytes:
    body = sql.encode() + b"\0"
    return b"Q" + (len(body) + 4).to_bytes(4) + body


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def socket_of(address: str) -> str:
    """Return the path of the socket of a server, of an address that names its folder."""
    host = parse_qs(urlsplit(address).query)["host"][0]
    return str(next(Path(host).glob(".s.PGSQL.*[0-9]")))


@contextmanager
def wired(address: str) -> Iterator[Wire]:
    """Lay a wire to the server of an address, which is taken away at the end."""
    wire = Wire(socket_of(address))
    try:
        yield wire
    finally:
        wire.close()
