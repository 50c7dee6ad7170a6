"""The hashes that contents are known by: SHA-256, in hexadecimal digits."""

from __future__ import annotations

import re

HASH = r"[0-9a-f]{64}"
"""The pattern of one."""
_HASH = re.compile(HASH)


def is_hash(text: str) -> bool:
    """Tell whether a text is a hash as contents are known by; nothing else may become part of a path."""
    return _HASH.fullmatch(text) is not None


def is_of(hash_: str, content: bytes) -> bool:
    """Tell whether a content is that which is known by a hash."""
    from hashlib import sha256

    return sha256(content).hexdigest() == hash_


def hashes_in(text: str) -> list[str]:
    """Return the hashes that a text names."""
    return _HASH.findall(text)
