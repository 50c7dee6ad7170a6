"""Addresses and ports to listen on: which are fit, which are free, and which nobody else reaches."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from contextlib import suppress

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut

FIRST_PORT = 5432
LOOPBACK = "127.0.0.1"
ANYWHERE = ("*", "0.0.0.0", "::")
"""Addresses that stand for all of this machine."""
_PORTS_TRIED = 50


def is_loopback(host: str) -> bool:
    """Tell whether an address is of this machine alone."""
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def fit_to_listen_on(listen: str) -> str:
    """Return an address to listen on. Raises RefusedError for what is none."""
    text = listen.strip().strip("[]")
    if text == "*" or re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?", text):
        return text
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise RefusedError(
            _("“{address}” is no address to listen on: name one of this machine, or * for all.").format(
                address=one_line(listen)[:60]
            )
        ) from None


def free_port(wanted: int | None, listen: str) -> int:
    """Return the port that is wanted, else the first that is free. Raises RefusedError where that is taken."""
    ports = range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if wanted is None else [wanted]
    for port in ports:
        if is_free(port, listen):
            return port
    raise RefusedError(_("Another program uses port {port}.").format(port=ports[0]), WayOut.OTHER_PORT)


def is_free(port: int, listen: str) -> bool:
    """Tell whether a port can be listened on; what else is wrong with the address is told by the server."""
    host = "0.0.0.0" if listen == "*" else listen
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return True
    for family, kind, protocol, _name, place in found:
        with suppress(PermissionError), socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(place)
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
    return True
