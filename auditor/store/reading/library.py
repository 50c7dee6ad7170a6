"""Reads the checklists, templates and questions that a database keeps for everybody."""

from __future__ import annotations

from auditor.base.vocabulary import FileKind
from auditor.library.kept import Kept
from auditor.store.adapter import Reader
from auditor.store.viewing import Read

_FILES = Read(
    "the files that are kept for everybody",
    tuple[str, str, str],
    "SELECT kind, name, text FROM library_file WHERE removed_at IS NULL ORDER BY id",
    shown=False,
)


def files_in(reader: Reader) -> Kept:
    """Return their texts by kind and key; kinds that a newer program may know are passed over."""
    known = set(FileKind)
    return {(FileKind(kind), name): text for kind, name, text in reader.all(_FILES) if kind in known}
