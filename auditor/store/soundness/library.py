"""Finds files of the library that can't be used: nothing stumbles over them, but what they hold is not asked any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.base.vocabulary import FileKind
from auditor.library.kept import Kept
from auditor.store.soundness.fault import Fault
from auditor.store.soundness.rows import Rows

_FILES = "SELECT id, kind, name, text FROM library_file t WHERE removed_at IS NULL ORDER BY id"


def bad_files(rows: Rows) -> Iterator[Fault]:
    """Yield each file in sight that is no good one of its kind, with the first of what is wrong."""
    kinds = set(FileKind)
    found = [
        (number, FileKind(kind), name, text)
        for number, kind, name, text in rows(_FILES)
        if kind in kinds and isinstance(name, str) and isinstance(text, str)
    ]
    if not found:
        return
    from auditor.library.checklists import Library
    from auditor.library.examining import problems_in

    kept: Kept = {(kind, name): text for _number, kind, name, text in found}
    library = Library(Path(), kept)
    for number, kind, name, text in found:
        if problems := problems_in(kind, name, text, library):
            reason = ": ".join(filter(None, (problems[0].key, problems[0].reason)))
            yield Fault("library_file", number, "text", reason, text)
