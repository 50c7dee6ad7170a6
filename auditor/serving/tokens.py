"""Secrets that open a door: made of 256 random bits, and known here by their hash alone."""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest

_BYTES = 32
LONGEST = 64
"""Characters beyond which nothing is looked at: no token is as long."""


def new_token() -> str:
    """Return a new secret, in signs that an address can hold."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    """Return the hash by which a secret is known. With so many random bits a slow one would add nothing."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_of(hash_: str, token: str) -> bool:
    """Tell whether a hash is of a secret, in a time that tells nothing of either; an empty hash is of none."""
    return compare_digest(hash_ or "-", hash_of(token[: LONGEST + 1]))
