"""Replies written once more, within a transaction."""

from __future__ import annotations

from auditor.store.tables import ReplyRecord, ResponseRecord
from auditor.store.work import Work
from auditor.writing.unseen import to_write


def write_again(work: Work, row: ReplyRecord | ResponseRecord, text: str, base: str | None) -> None:
    """Write the text of a reply that there is, or was until undo took it out of sight.

    With `base`, the text as its editor saw it, ConflictError is raised where somebody else has changed it meanwhile.
    """
    if row.removed_at is not None:
        work.change(row, text="")
    before = None if base is None else {"text": base}
    work.change(row, removed_at=None, **to_write(work, row, {"text": text}, before))
