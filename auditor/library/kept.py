"""The files of a team's own that a database keeps: their texts, and how they stand to files in somebody's own folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind

if TYPE_CHECKING:
    from auditor.library.datafiles import Problem

Kept = Mapping[tuple[FileKind, str], str]
"""Texts as TOML, by what they hold and their keys."""

NOTHING: Kept = {}


class Differing(Struct, frozen=True):
    """A file of a user's own of whose key the database keeps another text, which counts."""

    kind: FileKind
    key: str
    path: Path
    text: str
    """What the user's own file says; empty where it can't be used."""
    problem: str = ""
    """Why it can't be used, in a line."""


def differing_in(
    kind: FileKind,
    own: Iterable[tuple[str, Path, str]],
    broken: Iterable[tuple[Path, Sequence[Problem]]],
    kept: Kept,
) -> list[Differing]:
    """Return which of the user's own files, by key and text, are not what is kept, and which can't be used at all.

    A file that can't be used is taken to be of the key that it is named after.
    """
    found = [
        Differing(kind, key, path, text) for key, path, text in own if kept.get((kind, key), text) != text
    ]
    unusable = [
        Differing(kind, path.stem, path, "", str(problems[0]))
        for path, problems in broken
        if problems and (kind, path.stem) in kept
    ]
    return [*found, *unusable]


def of_kind(kept: Kept, kind: FileKind) -> Iterator[tuple[str, Path, str]]:
    """Yield the key, the name in messages and the text of each kept file of a kind, in the order of keys."""
    for (each, key), text in sorted(kept.items()):
        if each is kind:
            yield key, named(key), text


def named(key: str) -> Path:
    """Return what a kept file is called where something is told of it."""
    return Path(_("{key} in the database").format(key=key))
