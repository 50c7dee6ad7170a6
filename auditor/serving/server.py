"""The server: routes, sessions, and what becomes of them when somebody is struck out of the book or it is stopped."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Protocol
from urllib.parse import quote

from aiohttp import WSCloseCode, web
from textual_serve.download_manager import DownloadManager

from auditor.base.errors import AuditorError, RefusedError, system_reason
from auditor.base.files import make_folder
from auditor.base.i18n import _
from auditor.base.text import one_line, without_passwords
from auditor.base.ways_out import WayOut
from auditor.serving.book import Book, Invitation, Link
from auditor.serving.entrance import Admittance
from auditor.serving.guard import Door, address_of, guard_headers, guarded
from auditor.serving.limits import Guesses, Limits, Pace
from auditor.serving.live import LivePages
from auditor.serving.pages import FRONT, app_page, door_page, invited_page, refused_page
from auditor.serving.porch import Connection, Porch, connection_of, heard
from auditor.serving.secure import tls
from auditor.serving.session import IDLE, SHUT, Session, side, take_messages

log = logging.getLogger("auditor.serving")

_LOOK = 0.25
"""Seconds between two looks at the book and at who is still there."""
_WINDOW = re.compile(r"[0-9a-f]{32}")
"""What a window of a browser calls its session."""
_LIVE = re.compile(r"(?:feed\.atom|actions\.ics)?")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".ttf": "font/ttf"}
_OURS = ("app.css", "app.js", "door.css")
_CARRIED = (
    "css/xterm.css",
    "js/textual.js",
    "fonts/RobotoMono-VariableFont_wght.ttf",
    "fonts/RobotoMono-Italic-VariableFont_wght.ttf",
)


class Entrance(Protocol):
    """How a guest's process gets into the database."""

    def environment(self, guest: Invitation) -> Mapping[str, str]:
        """Return what its environment says: the database, the guest's folder, what they may do."""

    def admit(self, guest: Invitation) -> Admittance:
        """Let it in."""


class Server:
    """The app, served to those who are invited."""

    def __init__(
        self,
        book: Book,
        door: Door,
        entrance: Entrance,
        pages: Callable[[str], LivePages],
        limits: Limits | None = None,
    ) -> None:
        """Serve at a door; `pages` makes the live pages below an address."""
        self.book = book
        self.door = door
        self.limits = limits or Limits()
        self.sessions: dict[tuple[str, str], Session] = {}
        """By the invitation and the window of a browser."""
        self._entrance = entrance
        self._make_pages = pages
        self._pages: dict[str, LivePages] = {}
        self._making_pages = asyncio.Lock()
        # Readers of reports wait for each other, and nobody who comes in waits for them.
        self._reporters = ThreadPoolExecutor(4, "report")
        self.porch = Porch(self.limits, monotonic)
        self._guesses = Guesses(self.limits)
        self._downloads = DownloadManager()
        self._admitted: dict[Session, Admittance] = {}
        self._busy: set[asyncio.Future[None]] = set()
        self._windows = book.path.with_suffix(".windows")
        """The folder of what windows have on disk, which end with them."""
        self._letting_in = asyncio.Lock()
        self._cookie = "__Host-auditor" if door.is_secure else f"auditor-{door.port}"
        self._is_stopping = False
        carried = Path(str(files("textual_serve"))) / "static"
        self._files = {f"/front/{name}": FRONT / name for name in _OURS} | {
            f"/static/{name}": carried / name for name in _CARRIED
        }

    def app(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[heard(self.porch), guarded(self.door)], client_max_size=4096)
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/there", self._there),
                web.get("/favicon.ico", self._no_icon),
                web.get("/invited/{token}", self._invited),
                web.post("/invited/{token}", self._come_in),
                web.get("/ws/{window}", self._socket),
                web.get("/download/{key}", self._download, allow_head=False),
                web.get("/report/{token}", self._report_begin),
                web.get(r"/report/{token}/{journey:\d+}", self._report),
                web.get(r"/report/{token}/{journey:\d+}/{rest:.*}", self._report),
                *(web.get(path, self._file) for path in self._files),
            ]
        )
        return app

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until the program is to end, then end all sessions in order. Raises RefusedError for a port in use."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, stop.set)
        async with self.listening():
            ready()
            await stop.wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Answer meanwhile, then end all sessions in order. Raises RefusedError for a port in use.

        Nobody else serves the database: what a program that was killed has left is cleared first.
        """
        await asyncio.to_thread(shutil.rmtree, self._windows, True)
        make_folder(self._windows)
        runner = web.AppRunner(self.app(), shutdown_timeout=2.0)
        await runner.setup()
        serving, loop = runner.server, asyncio.get_running_loop()
        assert serving is not None
        watching = listened = None
        context = tls(self.door)
        try:
            try:
                listened = await loop.create_server(
                    lambda: Connection(serving, loop, self.porch),
                    self.door.host,
                    self.door.port,
                    ssl=context,
                    backlog=256,
                    ssl_handshake_timeout=self.limits.greeting if context else None,
                )
            except OSError as error:
                raise RefusedError(
                    _("{host}:{port} can’t be listened on: {reason}.").format(
                        host=self.door.host, port=self.door.port, reason=_reason(error)
                    ),
                    WayOut.OTHER_PORT,
                ) from error
            watching = asyncio.create_task(self._watch())
            yield
        finally:
            self._is_stopping = True
            for ending in (watching, listened):
                if isinstance(ending, asyncio.Task):
                    ending.cancel()
                elif ending is not None:
                    ending.close()
            await self.end_all()
            await runner.cleanup()
            self._reporters.shutdown(cancel_futures=True)
            for pages in self._pages.values():
                pages.close()
            await asyncio.to_thread(shutil.rmtree, self._windows, True)

    async def end_all(self) -> None:
        """End all sessions, each of which saves first."""
        await asyncio.gather(*(session.stop() for session in list(self.sessions.values())))

    async def _watch(self) -> None:
        """End the sessions of whoever is struck out of the book, and those nobody comes back to; keep the others let in."""
        while True:
            await asyncio.sleep(_LOOK)
            self.porch.clear()
            self._drop_pages()
            now = monotonic()
            for session in list(self.sessions.values()):
                code = 0
                if not self._is_open(session.guest):
                    code = SHUT
                elif session.is_over(now):
                    code = IDLE
                if code and not session.is_ending:
                    log.info(
                        "%s: session ended (%s)",
                        session.name,
                        "not invited any more" if code == SHUT else "idle",
                    )
                    self._begin(session.stop(code))
                elif session in self._admitted and now - session.let_in_at > self.limits.renewal:
                    session.let_in_at = now
                    self._begin(self._let_in_longer(session))

    def _begin(self, doing: Coroutine[object, object, None]) -> None:
        """Do something while the watch goes on."""
        begun = asyncio.ensure_future(doing)
        self._busy.add(begun)
        begun.add_done_callback(self._busy.discard)

    async def _let_in_longer(self, session: Session) -> None:
        try:
            await asyncio.to_thread(self._admitted[session].renew)
        except AuditorError as error:
            log.error("%s: %s", session.name, error)

    def _drop_pages(self) -> None:
        """Let go of the pages of addresses that show nothing any more."""
        if not self._pages:
            return
        with suppress(AuditorError):
            now = datetime.now(UTC)
            shown = {one.id for one in self.book.entries.links if one.is_open(now)}
            for link in self._pages.keys() - shown:
                # Whoever is just being answered is, before it is closed.
                self._reporters.submit(self._pages.pop(link).close)

    def _is_open(self, guest: str) -> bool:
        try:
            return self.book.is_open(guest)
        except AuditorError as error:
            log.error("%s", error)
            return False

    # Who comes in.

    def _guest(self, request: web.Request) -> Invitation | None:
        """Return who asks, by their cookie; a wrong one counts as a guess."""
        cookie = request.cookies.get(self._cookie, "")
        if not cookie:
            return None
        try:
            guest = self.book.guest(cookie)
        except AuditorError as error:
            log.error("%s", error)
            return None
        if guest is None:
            self._count_guess(request)
        return guest

    def _shut(self, request: web.Request) -> web.Response | None:
        """Return the answer to an address that has guessed too often; None for any other."""
        seconds = self._guesses.shut_for(address_of(self.door, request))
        if not seconds:
            return None
        answer = _page(refused_page(_("Too many wrong links: try again in ten minutes.")), 429)
        answer.headers["Retry-After"] = str(ceil(seconds))
        return answer

    def _count_guess(self, request: web.Request) -> None:
        address = address_of(self.door, request)
        if not self._guesses.shut_for(address):
            log.warning("a wrong secret from %s", one_line(address)[:60])
        self._guesses.count(address)

    async def _index(self, request: web.Request) -> web.Response:
        guest = self._guest(request)
        if guest is None:
            answer = self._shut(request) or _page(door_page(), 401)
            # One that opens nothing any more is not to be counted once more.
            answer.del_cookie(
                self._cookie, path="/", secure=self.door.is_secure, httponly=True, samesite="Strict"
            )
            return answer
        answer = _page(app_page(f"{self.door.socket_url}/ws", guest.name))
        answer.headers["Content-Security-Policy"] = self.door.app_policy
        return answer

    async def _there(self, request: web.Request) -> web.Response:
        return web.Response(status=403 if self._guest(request) is None else 204)

    async def _no_icon(self, _request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _invited(self, request: web.Request) -> web.Response:
        if (shut := self._shut(request)) is not None:
            return shut
        invitation = self.book.awaited(request.match_info["token"])
        if invitation is None:
            self._count_guess(request)
            return _page(refused_page(_used_up()), 404)
        answer = _page(invited_page(invitation.name, invitation.until.date()))
        # With none at all a browser would not say from where the button is pressed.
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    async def _come_in(self, request: web.Request) -> web.Response:
        if (shut := self._shut(request)) is not None:
            return shut
        taken = await asyncio.to_thread(self.book.take_up, request.match_info["token"])
        if taken is None:
            self._count_guess(request)
            return _page(refused_page(_used_up()), 404)
        invitation, cookie = taken
        log.info("%s: came in from %s", invitation.name, address_of(self.door, request))
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(
            self._cookie,
            cookie,
            expires=invitation.until.strftime("%a, %d %b %Y %H:%M:%S GMT"),
            path="/",
            secure=self.door.is_secure,
            httponly=True,
            samesite="Strict",
        )
        return answer

    # The app.

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        guest = self._guest(request)
        window = request.match_info["window"]
        if guest is None or not _WINDOW.fullmatch(window) or "Upgrade" not in request.headers:
            return web.Response(status=403)
        socket = web.WebSocketResponse(
            heartbeat=20.0, max_msg_size=self.limits.frame, compress=False, timeout=3.0
        )
        # A browser that asks for what can't be is refused as one that asks for nothing.
        await socket.prepare(request)
        self.porch.leave(connection_of(request))
        width, height = side(request.query.get("width"), 80), side(request.query.get("height"), 24)
        session = await self._shown(guest, window, socket, width, height)
        if session is None:
            return socket
        pace = Pace(self.limits)
        try:
            await take_messages(session, socket, pace.is_kept)
        finally:
            session.detach(socket)
            log.info("%s: window closed", guest.name)
        return socket

    async def _shown(
        self, guest: Invitation, window: str, socket: web.WebSocketResponse, width: int, height: int
    ) -> Session | None:
        """Show a guest the session of a window, a new one where it has none; None where there is no room."""
        key = (guest.id, window)
        session = self.sessions.get(key)
        if session is not None and not session.is_ending:
            await session.attach(socket, width, height)
            log.info("%s: window is back", guest.name)
            return session
        if len(mine := self._windows_of(guest)) >= self.limits.each:
            for lost in [one for one in mine if not one.is_shown][:1]:
                await lost.stop()
        if (
            self._is_stopping
            or key in self.sessions
            or len(self._windows_of(guest)) >= self.limits.each
            or len(self.sessions) >= self.limits.sessions
        ):
            log.warning("%s: no room for one more window", guest.name)
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return None
        made = Session(
            guest.id,
            guest.name,
            self._entrance.environment(guest),
            self._downloads,
            self.limits,
            self._windows,
            self._forget,
        )
        # One that is being begun is nobody's to be ended for want of room.
        made.show_first(socket)
        self.sessions[key] = made
        try:
            async with self._letting_in:
                admitted = await asyncio.to_thread(self._entrance.admit, guest)
            self._admitted[made] = admitted
            await made.begin(width, height, admitted.environment, admitted.secrets)
        except (AuditorError, OSError) as error:
            log.error("%s: no session: %s", guest.name, without_passwords(one_line(str(error))))
            await made.discard()
            await self._forget(made)
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return None
        log.info("%s: window opened, from %s", guest.name, one_line(guest.access.value))
        return made

    def _windows_of(self, guest: Invitation) -> list[Session]:
        return [one for one in self.sessions.values() if one.guest == guest.id]

    async def _forget(self, session: Session) -> None:
        """Take note that a session is over, and let its process in no longer."""
        for key in [key for key, one in self.sessions.items() if one is session]:
            del self.sessions[key]
        admitted = self._admitted.pop(session, None)
        # A connection that the server of the database has ended meanwhile is found out by the first try.
        let_out = admitted.let_out if admitted is not None else None
        for _try in range(2):
            if let_out is None:
                break
            try:
                await asyncio.to_thread(let_out)
                break
            except AuditorError as error:
                log.error("%s", without_passwords(one_line(str(error))))
        log.info("%s: session over", session.name)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        guest, key = self._guest(request), request.match_info["key"]
        session = next(
            (
                one
                for one in self.sessions.values()
                if guest is not None and one.guest == guest.id and key in one.downloads
            ),
            None,
        )
        if session is None:
            return web.Response(status=404)
        session.downloads.discard(key)
        try:
            download = await self._downloads.get_download_metadata(key)
        except KeyError:
            return web.Response(status=404)
        name = one_line(download.file_name)
        answer = web.StreamResponse(
            headers={
                "Content-Type": "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
                "Content-Security-Policy": "default-src 'none'; sandbox",
            }
        )
        guard_headers(answer, self.door)
        # Such a connection is told by what it takes, however long that is, and does nothing else.
        answer.force_close()
        self.porch.leave(connection_of(request))
        await answer.prepare(request)
        try:
            async for chunk in self._downloads.download(key):
                await asyncio.wait_for(answer.write(chunk), self.limits.slow)
            await asyncio.wait_for(answer.write_eof(), self.limits.slow)
        except TimeoutError:
            if request.transport is not None:
                request.transport.abort()
        return answer

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = self._files[request.path]
        return web.FileResponse(
            path, headers={"Content-Type": _TYPES[path.suffix], "Cache-Control": "no-cache"}
        )

    # The report of a journey.

    async def _report_begin(self, request: web.Request) -> web.Response:
        link = self._link(request)
        if isinstance(link, web.Response):
            return link
        return web.Response(
            status=302, headers={"Location": f"/report/{request.match_info['token']}/{link.journey}"}
        )

    def _link(self, request: web.Request) -> Link | web.Response:
        """Return what an address shows, or why it shows nothing."""
        if (shut := self._shut(request)) is not None:
            return shut
        try:
            link = self.book.shown(request.match_info["token"])
        except AuditorError as error:
            log.error("%s", error)
            return _unwell()
        if link is None:
            self._count_guess(request)
            return web.Response(status=404, text="404\n")
        return link

    async def _report(self, request: web.Request) -> web.Response:
        token, rest = request.match_info["token"], request.match_info.get("rest", "")
        link = self._link(request)
        if isinstance(link, web.Response):
            return link
        if str(link.journey) != request.match_info["journey"] or not _LIVE.fullmatch(rest):
            return web.Response(status=404, text="404\n")
        loop = asyncio.get_running_loop()
        async with self._making_pages:
            if link.id not in self._pages:
                try:
                    self._pages[link.id] = await loop.run_in_executor(
                        self._reporters, self._make_pages, f"{self.door.url}/report/{token}"
                    )
                except AuditorError as error:
                    log.error("%s: %s", link.name, without_passwords(one_line(str(error))))
                    return _unwell()
        page = await loop.run_in_executor(
            self._reporters,
            self._pages[link.id].answer,
            link.journey,
            f"{rest}?{request.query_string}" if request.query_string else rest,
            request.headers.get("If-None-Match", ""),
            request.headers.get("Accept-Language", ""),
        )
        return web.Response(status=page.status, headers=dict(page.headers), body=page.body)


def _reason(error: OSError) -> str:
    """Return the system's word for what went wrong, which asyncio puts into a sentence with the address in it."""
    if error.errno is None or error.errno <= 0:
        return system_reason(error)
    return system_reason(OSError(error.errno, os.strerror(error.errno)))


def _unwell() -> web.Response:
    return web.Response(status=503, text="503\n", headers={"Retry-After": "10"})


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status)


def _used_up() -> str:
    return _("This link opens nothing: it was used, has ended, or was taken back. Ask for a new one.")
