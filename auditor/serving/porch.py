"""The porch: connections that show no window of the app, how many there may be, and for how long.

A browser that asks for pages, a reader of a report and somebody who only holds the line are alike here. Whoever has a
window is counted by the sessions instead.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop, BaseTransport

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from msgspec import Struct

from auditor.base.text import one_line
from auditor.serving.limits import Clock, Limits

log = logging.getLogger("auditor.serving")

_LONGEST_LINE = 8190
"""Bytes of the longest line of a request, and of all that a header says."""


class _Stay(Struct, frozen=True):
    """Since when a connection is as it is, and whether it has asked for anything yet."""

    since: float
    has_asked: bool


class Porch:
    """Knows who stands there, those first who did so longest, and sends away who stays too long or is one too many."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        """Begin with nobody."""
        self._limits = limits
        self._clock = clock
        self._here: dict[web.RequestHandler, _Stay] = {}

    def __len__(self) -> int:
        """Return how many stand there."""
        return len(self._here)

    def arrive(self, connection: web.RequestHandler) -> None:
        """Let one more stand there; whoever stood there longest goes where there are too many."""
        self._here[connection] = _Stay(self._clock(), has_asked=False)
        if len(self._here) > self._limits.waiting:
            self._send_away(next(iter(self._here)))

    def hear(self, connection: web.RequestHandler) -> None:
        """Take note that one asks for something."""
        if self._here.pop(connection, None) is not None:
            self._here[connection] = _Stay(self._clock(), has_asked=True)

    def leave(self, connection: web.RequestHandler) -> None:
        """Take note that one is gone, or has come in."""
        self._here.pop(connection, None)

    def clear(self) -> None:
        """Send away who has asked for nothing in time, or does not take what was asked for."""
        now = self._clock()
        for connection, stay in list(self._here.items()):
            if now - stay.since > (self._limits.answering if stay.has_asked else self._limits.greeting):
                self._send_away(connection)

    def _send_away(self, connection: web.RequestHandler) -> None:
        self.leave(connection)
        if connection.transport is not None:
            connection.transport.abort()


class Connection(web.RequestHandler):
    """A connection that stands in the porch until it comes in."""

    __slots__ = ("_porch",)

    def __init__(self, server: web.Server, loop: AbstractEventLoop, porch: Porch) -> None:
        """Answer by what `server` has."""
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]
            keepalive_timeout=30.0,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )
        self._porch = porch

    def connection_made(self, transport: BaseTransport) -> None:
        """Arrive."""
        super().connection_made(transport)
        self._porch.arrive(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Be gone."""
        self._porch.leave(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is no request; what was sent may hold a secret, and goes neither into the log nor back."""
        del exc, message
        log.warning("no request, from %s", one_line(str(request.remote))[:60])
        if request.writer.output_size > 0:
            raise ConnectionError("an answer has begun already")
        answer = web.Response(status=status, text=f"{status}: no request\n")
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Server"] = "auditor"
        answer.force_close()
        return answer


def heard(porch: Porch) -> Middleware:
    """Return the middleware that lets a porch know who asks for something."""

    @web.middleware
    async def hear(request: web.Request, handler: Handler) -> web.StreamResponse:
        porch.hear(connection_of(request))
        return await handler(request)

    return hear


def connection_of(request: web.Request) -> web.RequestHandler:
    """Return the connection by which a request has come."""
    return request.protocol
