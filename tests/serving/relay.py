"""A relay between a browser and a server, which can cut what goes through it, or fall silent as after a sleep."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

from msgspec import Struct


class _Line(Struct, eq=False):
    near: socket.socket
    far: socket.socket
    is_silent: bool = False


class Relay:
    """Carries connections from a port of its own to that of a server."""

    def __init__(self, port: int, far: int) -> None:
        """Listen on a port; `far` is where the server listens."""
        self._far = far
        self._lines: list[_Line] = []
        self._door = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Relay:
        """Be open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close all."""
        self._door.close()
        self.cut()

    def cut(self) -> None:
        """End every connection."""
        for line in self._lines:
            for one in (line.near, line.far):
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
        self._lines.clear()

    def fall_silent(self) -> None:
        """Carry nothing more on the connections there are, and let neither end know."""
        for line in self._lines:
            line.is_silent = True

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._door.accept()
                line = _Line(near, socket.create_connection(("127.0.0.1", self._far)))
                self._lines.append(line)
                for source, target in ((line.near, line.far), (line.far, line.near)):
                    threading.Thread(target=_carry, args=(line, source, target), daemon=True).start()


def _carry(line: _Line, source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while carried := source.recv(65536):
            if not line.is_silent:
                target.sendall(carried)
        if not line.is_silent:
            target.shutdown(socket.SHUT_WR)
