"""The parts of an address on the web, with https:// before or only from the host on. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

_BEFORE_HOST = re.compile(r"([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def address_parts(address: str) -> SplitResult:
    """Return the parts of an address; raise ValueError for what has none."""
    return urlsplit(address if _BEFORE_HOST.match(address) else f"//{address}")
