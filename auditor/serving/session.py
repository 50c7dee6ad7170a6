"""A session: the app in a process of its own for one guest, and the browser that it is shown in.

The process reads what is typed from a pipe, whose end it notices: when the server is gone, however that came, it saves
and ends. It knows the guest's folder, the database, and nothing of the environment of whoever serves.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, cast

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from auditor.base.errors import RefusedError
from auditor.base.guests import ENV_GUEST
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.serving.limits import Limits

LEFT, LOST, ELSEWHERE, IDLE, SHUT = 4000, 4001, 4002, 4003, 4004
"""Why a socket is closed, to be told by the page: left, process gone, opened elsewhere, nobody there, not let in any more."""
_LARGEST = 16_000_000
"""Bytes of a packet of the app beyond which it is taken for mad."""
_ENDING = 25.0
"""Seconds an app has for saving when its session ends."""
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV", "SSL_CERT_FILE", "TZ")
"""What the process gets of the environment of whoever serves."""
_COMMAND = (sys.executable, "-m", "auditor")


class Session(AppService):
    """A guest's app."""

    def __init__(
        self,
        guest: str,
        name: str,
        environment: Mapping[str, str],
        downloads: DownloadManager,
        limits: Limits,
        folder: Path,
        ended: Callable[[Session], Awaitable[None]],
    ) -> None:
        """Make the session of the invitation `guest`, its files in one of its own in `folder`; `ended` is called at its end."""
        super().__init__(
            "",
            write_bytes=self._show,
            write_str=self._tell,
            close=self._leave,
            download_manager=downloads,
        )
        self.guest = guest
        self.name = name
        self.downloads: set[str] = set()
        """The keys of what the browser may get."""
        self.typed_at = self.lost_at = self.let_in_at = monotonic()
        self._environment = dict(environment)
        self._limits = limits
        self._ended = ended
        self._socket: web.WebSocketResponse | None = None
        self._folder = Path(tempfile.mkdtemp(dir=folder))
        self._has_left = False
        self._is_stopping = False

    @property
    def is_shown(self) -> bool:
        """Whether a browser shows it."""
        return self._socket is not None

    @property
    def process(self) -> Process | None:
        """The process of the app, once it was begun."""
        return self._process

    @property
    def is_ending(self) -> bool:
        """Whether nobody can come back to it."""
        return self._is_stopping or self._has_left

    async def begin(
        self, width: int, height: int, more: Mapping[str, str], secrets: Mapping[str, str]
    ) -> None:
        """Start the process with more in its environment; `secrets` are contents of files by the variable that names each.

        Raises RefusedError where the session was to end before it had begun.
        """
        self._environment |= more
        for name, content in secrets.items():
            file = self._folder / name
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
                opened.write(content)
            self._environment[name] = str(file)
        if not self._is_stopping:
            await self.start(width, height)
        if self._is_stopping:
            # Whoever ended it meanwhile found nothing to end.
            if self._stdin is not None:
                self._stdin.close()
            else:
                raise RefusedError(_("The invitation has ended."))

    async def discard(self) -> None:
        """Let go of what is kept of it outside the process, which has ended or was never begun."""
        await asyncio.to_thread(shutil.rmtree, self._folder, True)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        return {
            **kept,
            **self._environment,
            ENV_GUEST: "1",
            "HOME": str(self._folder),
            "TMPDIR": str(self._folder),
            "TERM": "xterm-256color",
            "TEXTUAL_DRIVER": "screens.frame.browser:Browser",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(width),
            "ROWS": str(height),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *_COMMAND,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=self._folder,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Carry what the app draws to the browser until the process is gone."""
        process = self._process
        assert process is not None and process.stdout is not None
        read = process.stdout.readexactly
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
                while await process.stdout.readline() not in (b"__GANGLION__\n", b""):
                    pass
                while True:
                    head = await read(5)
                    size = int.from_bytes(head[1:], "big")
                    if size > _LARGEST:
                        break
                    payload = await read(size)
                    if head[:1] == b"D":
                        await self.on_data(payload)
                    elif head[:1] == b"M":
                        await self.on_meta(payload)
                    elif head[:1] == b"P":
                        await self.on_packed(payload)
        finally:
            await asyncio.shield(self._end())

    async def on_meta(self, data: bytes) -> None:
        """Do what the app asks of the browser, and nothing else."""
        meta: dict[str, Any] = json.loads(data)
        kind = meta.get("type")
        if kind == "title":
            await self._tell(json.dumps(["title", one_line(str(meta["title"]))[:200]]))
        elif kind == "open_url":
            if str(meta.get("url", "")).startswith(("https://", "http://")):
                await super().on_meta(data)
        elif kind == "deliver_file_start":
            self.downloads.add(str(meta["key"]))
            await super().on_meta(data)
        elif kind == "exit":
            await super().on_meta(data)

    async def _show(self, data: bytes) -> None:
        if (socket := self._socket) is not None:
            await self._within(socket, socket.send_bytes(data))

    async def _tell(self, text: str) -> None:
        if (socket := self._socket) is not None:
            await self._within(socket, socket.send_str(text))

    async def _within(self, socket: web.WebSocketResponse, sending: Awaitable[None]) -> None:
        """Send; a browser that does not take it in time is cut off. The app waits meanwhile, and draws nothing more."""
        try:
            await asyncio.wait_for(sending, self._limits.slow)
        except (TimeoutError, ConnectionError, RuntimeError):
            self.cut(socket)

    def cut(self, socket: web.WebSocketResponse) -> None:
        """Close a socket whose other end takes nothing."""
        self.detach(socket)
        transport = getattr(getattr(socket, "_req", None), "transport", None)
        if transport is not None:
            transport.abort()

    async def _leave(self) -> None:
        self._has_left = True
        await self.close(LEFT)

    async def close(self, code: int) -> None:
        """Close the socket, and say why."""
        if (socket := self._socket) is not None:
            self.detach(socket)
            with suppress(TimeoutError, ConnectionError, RuntimeError):
                await asyncio.wait_for(socket.close(code=code), 3.0)

    async def attach(self, socket: web.WebSocketResponse, width: int, height: int) -> None:
        """Show it in a browser; one in which it was shown before shows it no more."""
        await self.close(ELSEWHERE)
        self._socket = socket
        self.typed_at = monotonic()
        await self.set_terminal_size(width, height)
        await self.send_meta({"type": "attach"})

    def show_first(self, socket: web.WebSocketResponse) -> None:
        """Show it in the browser for which it is begun."""
        self._socket = socket

    def detach(self, socket: web.WebSocketResponse) -> None:
        """Take note that a browser is gone."""
        if self._socket is socket:
            self._socket = None
            self.lost_at = monotonic()

    def is_over(self, now: float) -> bool:
        """Tell whether nobody comes back to it, or types in it, any more."""
        if not self.is_shown:
            return now - self.lost_at > self._limits.grace
        return now - self.typed_at > self._limits.idle

    async def stop(self, code: int = LOST) -> None:
        """End the session in order: the app saves and leaves; what does not leave in time is killed."""
        if self._is_stopping:
            return
        self._is_stopping = True
        self._has_left = True
        await self.close(code)
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        if self._stdin is not None:
            self._stdin.close()
        task = self._task
        if task is not None:
            with suppress(TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(asyncio.shield(task), _ENDING)
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _end(self) -> None:
        process = self._process
        assert process is not None
        if self._stdin is not None:
            self._stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _ENDING)
        except TimeoutError:
            process.kill()
            await process.wait()
        await self.close(LEFT if self._has_left else LOST)
        await self.discard()
        await self._ended(self)


async def take_messages(session: Session, socket: web.WebSocketResponse, is_kept: Callable[[], bool]) -> None:
    """Hand on what a browser sends, as long as it keeps to what was agreed."""
    async for message in socket:
        if message.type is not web.WSMsgType.TEXT:
            continue
        if not is_kept():
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        kind, value = _parts(message.data)
        if kind == "stdin" and isinstance(value, str):
            session.typed_at = monotonic()
            await session.send_bytes(value.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(value, dict):
            size = cast("dict[str, Any]", value)
            await session.set_terminal_size(side(size.get("width"), 80), side(size.get("height"), 24))
        elif kind == "ping" and isinstance(value, str):
            await socket.send_json(["pong", value[:40]])
        elif kind == "blur":
            await session.blur()
        elif kind == "focus":
            await session.focus()


def _parts(data: str) -> tuple[str, object]:
    try:
        envelope = json.loads(data)
    except (ValueError, RecursionError):
        return "", None
    if not isinstance(envelope, list) or not envelope or not isinstance(envelope[0], str):
        return "", None
    return envelope[0], envelope[1] if len(envelope) > 1 else None


def side(value: object, otherwise: int) -> int:
    """Return how many columns or rows a page has, within what can be."""
    try:
        return max(20, min(600, int(cast("Any", value))))
    except (TypeError, ValueError, OverflowError):
        return otherwise
