"""Checks and checklists as their files give them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class Check(Struct, frozen=True):
    """One check as it stood in its file when it was read; texts by language."""

    checklist: str
    key: str
    severity: int
    """1 cosmetic, 2 minor, 3 major, 4 stops the customer (Nielsen)."""
    remedy_effort: int
    remedy_impact: int
    standard: str
    text: Mapping[str, str]
    why: Mapping[str, str]
    look: Mapping[str, str]
    remedy: Mapping[str, str]
    list_title: Mapping[str, str] = _NO_TEXTS
    """The title of the checklist it belongs to."""


class Checklist(Struct, frozen=True):
    """A checklist file that was found good."""

    key: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    checks: tuple[Check, ...]
    languages: tuple[str, ...]
    """The languages in which every text is there."""
    source: str
    """Path of the file."""
    own: bool
    """From the user's own folder, not the program's."""
