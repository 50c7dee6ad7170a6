"""The server: routes, sessions, and what becomes of them when somebody is struck out of the book or it is stopped."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Protocol
from urllib.parse import quote

from aiohttp import WSCloseCode, web
from textual_serve.download_manager import DownloadManager

from auditor.base.errors import AuditorError, RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut
from auditor.serving.book import Book, Invitation
from auditor.serving.guard import Door, address_of, guard_headers, guarded
from auditor.serving.limits import Guesses, Limits, Pace
from auditor.serving.live import LivePages
from auditor.serving.pages import FRONT, app_page, door_page, invited_page, refused_page
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

    def admit(self, guest: Invitation) -> tuple[Mapping[str, str], Mapping[str, str], Callable[[], None]]:
        """Let it in: return more of its environment, secret files by the variable that names them, and what lets it out."""


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
        self._guesses = Guesses(self.limits)
        self._downloads = DownloadManager()
        self._let_out: dict[Session, Callable[[], None]] = {}
        self._stopping: set[asyncio.Future[None]] = set()
        self._letting_in = asyncio.Lock()
        self._cookie = "__Host-auditor" if door.is_secure else f"auditor-{door.port}"
        self._is_stopping = False
        carried = Path(str(files("textual_serve"))) / "static"
        self._files = {f"/front/{name}": FRONT / name for name in _OURS} | {
            f"/static/{name}": carried / name for name in _CARRIED
        }

    def app(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[guarded(self.door)], client_max_size=4096)
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/there", self._there),
                web.get("/favicon.ico", self._no_icon),
                web.get("/invited/{token}", self._invited),
                web.post("/invited/{token}", self._come_in),
                web.get("/ws/{window}", self._socket),
                web.get("/download/{key}", self._download),
                web.get("/report/{token}", self._report_begin),
                web.get(r"/report/{token}/{journey:\d+}", self._report),
                web.get(r"/report/{token}/{journey:\d+}/{rest:.*}", self._report),
                *(web.get(path, self._file) for path in self._files),
            ]
        )
        return app

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until the program is to end, then end all sessions in order. Raises RefusedError for a port in use."""
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=2.0, keepalive_timeout=30.0)
        await runner.setup()
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, stop.set)
        watching = None
        try:
            site = web.TCPSite(
                runner, self.door.host, self.door.port, ssl_context=tls(self.door), backlog=256
            )
            try:
                await site.start()
            except OSError as error:
                raise RefusedError(
                    _("{host}:{port} can’t be listened on: {reason}.").format(
                        host=self.door.host, port=self.door.port, reason=system_reason(error)
                    ),
                    WayOut.OTHER_PORT,
                ) from error
            watching = asyncio.create_task(self._watch())
            ready()
            await stop.wait()
        finally:
            self._is_stopping = True
            if watching is not None:
                watching.cancel()
            await self.end_all()
            await runner.cleanup()
            for pages in self._pages.values():
                pages.close()

    async def end_all(self) -> None:
        """End all sessions, each of which saves first."""
        await asyncio.gather(*(session.stop() for session in list(self.sessions.values())))

    async def _watch(self) -> None:
        """End the sessions of whoever is struck out of the book, and those nobody comes back to."""
        while True:
            await asyncio.sleep(_LOOK)
            now = monotonic()
            for session in list(self.sessions.values()):
                code = 0
                if not self._is_open(session.guest):
                    code = SHUT
                elif session.is_over(now):
                    code = IDLE
                if code:
                    log.info(
                        "%s: session ended (%s)",
                        session.name,
                        "not invited any more" if code == SHUT else "idle",
                    )
                    stopping = asyncio.ensure_future(session.stop(code))
                    self._stopping.add(stopping)
                    stopping.add_done_callback(self._stopping.discard)

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
            return self.book.guest(cookie)
        except AuditorError as error:
            log.error("%s", error)
            return None

    def _shut(self, request: web.Request) -> web.Response | None:
        """Return the answer to an address that has guessed too often; None for any other."""
        if not self._guesses.is_shut(address_of(self.door, request)):
            return None
        return _page(refused_page(_("Too many wrong links: try again in ten minutes.")), 429)

    def _count_guess(self, request: web.Request) -> None:
        address = address_of(self.door, request)
        self._guesses.count(address)
        log.warning("a wrong link from %s", one_line(address)[:60])

    async def _index(self, request: web.Request) -> web.Response:
        guest = self._guest(request)
        if guest is None:
            return _page(door_page(), 401)
        return _page(app_page(f"{self.door.socket_url}/ws", guest.name))

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
        mine = [one for one in self.sessions.values() if one.guest == guest.id]
        if len(mine) >= self.limits.each:
            lost = [one for one in mine if not one.is_shown]
            for one in lost[:1]:
                await one.stop()
            mine = mine[len(lost[:1]) :]
        if (
            self._is_stopping
            or session is not None
            or len(mine) >= self.limits.each
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
            self._forget,
        )
        # One that is being begun is nobody's to be ended for want of room.
        made.show_first(socket)
        self.sessions[key] = made
        try:
            async with self._letting_in:
                more, secrets, let_out = await asyncio.to_thread(self._entrance.admit, guest)
            self._let_out[made] = let_out
            await made.begin(width, height, more, secrets)
        except (AuditorError, OSError) as error:
            log.error("%s: no session: %s", guest.name, error)
            await self._forget(made)
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return None
        log.info("%s: window opened, from %s", guest.name, one_line(guest.access.value))
        return made

    async def _forget(self, session: Session) -> None:
        """Take note that a session is over, and let its process in no longer."""
        for key in [key for key, one in self.sessions.items() if one is session]:
            del self.sessions[key]
        let_out = self._let_out.pop(session, None)
        if let_out is not None:
            try:
                await asyncio.to_thread(let_out)
            except AuditorError as error:
                log.error("%s", error)
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
        await answer.prepare(request)
        async for chunk in self._downloads.download(key):
            await answer.write(chunk)
        await answer.write_eof()
        return answer

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = self._files[request.path]
        return web.FileResponse(
            path, headers={"Content-Type": _TYPES[path.suffix], "Cache-Control": "no-cache"}
        )

    # The report of a journey.

    async def _report_begin(self, request: web.Request) -> web.Response:
        if (shut := self._shut(request)) is not None:
            return shut
        token = request.match_info["token"]
        link = self.book.shown(token)
        if link is None:
            self._count_guess(request)
            return web.Response(status=404, text="404\n")
        return web.Response(status=302, headers={"Location": f"/report/{token}/{link.journey}"})

    async def _report(self, request: web.Request) -> web.Response:
        if (shut := self._shut(request)) is not None:
            return shut
        token, rest = request.match_info["token"], request.match_info.get("rest", "")
        link = self.book.shown(token)
        if link is None:
            self._count_guess(request)
            return web.Response(status=404, text="404\n")
        if str(link.journey) != request.match_info["journey"] or not _LIVE.fullmatch(rest):
            return web.Response(status=404, text="404\n")
        if link.id not in self._pages:
            self._pages[link.id] = await asyncio.to_thread(
                self._make_pages, f"{self.door.url}/report/{token}"
            )
        asked = f"{rest}?{request.query_string}" if request.query_string else rest
        page = await asyncio.to_thread(
            self._pages[link.id].answer,
            link.journey,
            asked,
            request.headers.get("If-None-Match", ""),
            request.headers.get("Accept-Language", ""),
        )
        return web.Response(status=page.status, headers=dict(page.headers), body=page.body)


def tls(door: Door) -> ssl.SSLContext | None:
    """Return how a door is secured; None where it is not, or a proxy does it. Raises RefusedError for a bad certificate."""
    if not door.cert:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(door.cert, door.key)
    except (OSError, ssl.SSLError) as error:
        raise RefusedError(
            _("The certificate in {file} can’t be used: {reason}.").format(
                file=door.cert, reason=one_line(getattr(error, "strerror", None) or str(error))
            )
        ) from error
    return context


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status)


def _used_up() -> str:
    return _("This link opens nothing: it was used, has ended, or was taken back. Ask for a new one.")
