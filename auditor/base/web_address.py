"""Addresses on the web as people write them: with https:// before, or only from the host on."""

from __future__ import annotations

import re
from ipaddress import ip_address

from auditor.base.address_parts import address_parts
from auditor.base.i18n import _
from auditor.base.values import UnfitError, a_line

ADDRESS_LIMIT = 200
"""Longest address on the web, in characters."""

_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")
"""A part of a host between its dots."""

_LINK = re.compile(r"https?://[^\s<>\"]+")


def is_link(text: str) -> bool:
    """Tell whether a text is an address on the web with all that a link to it needs."""
    return _LINK.fullmatch(text) is not None


def a_web_address(value: object) -> str:
    """Return the address of a page or a site on the web, or nothing; raise UnfitError for what is none."""
    line = a_line(value, ADDRESS_LIMIT)
    if line and not _is_address(line):
        raise UnfitError(_("must be a web address such as https://shop.example or shop.example/cart"))
    return line


def _is_address(line: str) -> bool:
    if " " in line or line.startswith("//"):
        return False
    try:
        parts = address_parts(line)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https") or "@" in parts.netloc or port == 0:
        return False
    return _is_host(parts.hostname or "")


def _is_host(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        is_named = len(labels) > 1 and not labels[-1].isdecimal()
        return (is_named or host == "localhost") and all(map(_LABEL.fullmatch, labels))
    return True
