"""The files of a team's own that a database keeps: their texts, and how they stand to files in somebody's own folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind

Kept = Mapping[tuple[FileKind, str], str]
"""Texts as TOML, by what they hold and their keys."""

NOTHING: Kept = {}


class Differing(Struct, frozen=True):
    """A file in a user's own folder of whose key the database keeps another text, which counts."""

    kind: FileKind
    key: str
    path: Path


def of_kind(kept: Kept, kind: FileKind) -> Iterator[tuple[str, Path, str]]:
    """Yield the key, the name in messages and the text of each kept file of a kind, in the order of keys."""
    for (each, key), text in sorted(kept.items()):
        if each is kind:
            yield key, named(key), text


def named(key: str) -> Path:
    """Return what a kept file is called where something is told of it."""
    return Path(_("{key} in the database").format(key=key))
