"""Who walks an audit just now, beside the user."""

from __future__ import annotations

from msgspec import Struct


class Walker(Struct, frozen=True):
    """Somebody who walks in another program."""

    name: str
    audit_id: int
    visit_id: int
    """The touchpoint of the audit where they stand."""
    is_me: bool
    """It is the user, in another window."""
