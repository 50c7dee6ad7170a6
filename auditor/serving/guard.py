"""The guard in front of everything: which host is asked for, where a request comes from, and what each answer says.

It trusts nothing that a browser says of itself. What a proxy says is trusted from the one proxy that was named.
"""

from __future__ import annotations

import logging
import traceback
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from msgspec import Struct

log = logging.getLogger("auditor.serving")

_SAFE = ("GET", "HEAD")
_ALIKE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Door(Struct, frozen=True):
    """Where the app is served: what it listens on, and what browsers call it."""

    host: str
    port: int
    url: str
    """What the address begins with in a browser, without a slash at its end."""
    proxy: str = ""
    """The address of the one proxy that is trusted; empty for none."""
    cert: str = ""
    key: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.url.startswith("https://")

    @property
    def socket_url(self) -> str:
        """What the address of a websocket begins with."""
        return "ws" + self.url.removeprefix("http")

    @property
    def hosts(self) -> frozenset[str]:
        """What browsers may call the host."""
        named = urlsplit(self.url).netloc.casefold()
        return frozenset((named,))

    @property
    def app_policy(self) -> str:
        """What the page of the app may load and do. The terminal in it sets styles by itself, scripts are our files alone."""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' {self.socket_url}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )


POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""What every other page may load and do: it has no script."""


def guarded(door: Door) -> Middleware:
    """Return the middleware of a door."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        refused = _refused(door, request)
        try:
            answer = refused if refused is not None else await handler(request)
        except web.HTTPException as error:
            answer = error
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:
            log.error("%s", _unforeseen(request, error))
            answer = web.Response(status=500, text="500: that went wrong here\n")
        if not answer.prepared:
            guard_headers(answer, door)
        if isinstance(answer, web.HTTPException):
            raise answer
        return answer

    return guard


def guard_headers(answer: web.StreamResponse, door: Door) -> None:
    """Let an answer say what browsers are to refuse, where it doesn't say so by itself."""
    for name, value in _ALIKE.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", POLICY)
    if door.is_secure:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    answer.headers["Server"] = "auditor"


def _unforeseen(request: web.Request, error: Exception) -> str:
    """Return what went wrong, and where, without what was asked for: that may hold a secret."""
    resource = request.match_info.route.resource
    last = traceback.extract_tb(error.__traceback__)[-1]
    asked = resource.canonical if resource is not None else "an address that there is not"
    return f"{asked}: {type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _refused(door: Door, request: web.Request) -> web.Response | None:
    """Return why a request goes no further; None where it does."""
    if door.proxy and _plain(request.remote or "") != _plain(door.proxy):
        return web.Response(status=403, text="403: not through the proxy\n")
    if door.proxy and (_last(request, "X-Forwarded-Proto") or "https") != urlsplit(door.url).scheme:
        return web.Response(status=403, text="403: not by TLS\n")
    host = _last(request, "X-Forwarded-Host") if door.proxy else ""
    named = request.headers.getall("Host", [])
    if len(named) != 1 or (host or named[0]).casefold() not in door.hosts:
        return web.Response(status=421, text="421: no such host here\n")
    is_upgrade = "upgrade" in request.headers.get("Connection", "").casefold() or "Upgrade" in request.headers
    if request.method not in (*_SAFE, "POST"):
        return web.Response(status=405, text="405: not done here\n")
    if request.method == "POST" or is_upgrade:
        origins = request.headers.getall("Origin", [])
        if len(origins) != 1 or origins[0].casefold() != door.url:
            return web.Response(status=403, text="403: asked from elsewhere\n")
    return None


def _last(request: web.Request, name: str) -> str:
    """Return what a proxy has put last; all before it was said by whoever asked, in the same line or in one of its own."""
    said = request.headers.getall(name, [])
    return said[-1].rpartition(",")[2].strip() if said else ""


def _plain(address: str) -> str:
    """Return an address as it is written plainly: an older one that is told as a newer one stays the older one."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    older = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(older or parsed)


def address_of(door: Door, request: web.Request) -> str:
    """Return from where a request comes: as the trusted proxy says, else as the connection does."""
    said = _last(request, "X-Forwarded-For") if door.proxy else ""
    return _plain(said or request.remote or "")
