"""Files of a user's own that something is made with go into the database by the transaction that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.i18n import _, day_and_time
from auditor.base.vocabulary import FileKind
from auditor.library.checklists import Library
from auditor.library.examining import problems_in
from auditor.library.interviews import to_share
from auditor.store.reading.library import files_in
from auditor.store.tables import LibraryFileRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.writing.unseen import last_change


def library_of(work: Work, library: Library) -> Library:
    """Return a library with what the database keeps now, as this transaction sees it."""
    return library.with_kept(files_in(work.reader))


def share_asked(work: Work, library: Library, points: Iterable[TouchpointRecord]) -> Library:
    """Keep the user's own checklists that touchpoints name and the database has not; return the library of then."""
    return share_checklists(work, library, (key for point in points for key in point.checklists.split()))


def share_checklists(work: Work, library: Library, keys: Iterable[str]) -> Library:
    """Keep the user's own checklists of some keys that the database has not; return the library of then."""
    known = library_of(work, library)
    shared = known.to_share(keys)
    if not shared:
        return known
    keep_files(work, FileKind.CHECKLIST, shared)
    return library_of(work, known)


def share_questions(work: Work, own_folder: Path, asked: Iterable[str]) -> None:
    """Keep the user's own files of the questions of some keys that the database has not."""
    keep_files(work, FileKind.QUESTIONS, to_share(own_folder, files_in(work.reader), set(asked)))


def share_new(work: Work, kind: FileKind, key: str, text: str) -> None:
    """Keep a file where the database has none of its key."""
    if (kind, key) not in files_in(work.reader):
        keep_files(work, kind, {key: text})


def keep_files(work: Work, kind: FileKind, texts: Mapping[str, str]) -> None:
    """Put files in place by their keys, whatever the database kept of these keys."""
    for key, text in texts.items():
        found = _row_of(work, kind, key)
        if found is None:
            work.new(LibraryFileRecord(kind=kind.value, name=key, text=text))
        else:
            work.change(found, text=text, removed_at=None)


def _row_of(work: Work, kind: FileKind, key: str) -> LibraryFileRecord | None:
    """Return the row of a file, also one that is out of sight."""
    return work.session.exec(
        select(LibraryFileRecord)
        .where(LibraryFileRecord.kind == kind, LibraryFileRecord.name == key)
        .order_by(col(LibraryFileRecord.id).desc())
    ).first()


def refuse_unseen(work: Work, kind: FileKind, key: str, text: str, base: str) -> None:
    """Raise ConflictError where another text is in place of `base`, what was kept as its editor saw it.

    Not where it is the text that is to be kept.
    """
    found = _row_of(work, kind, key)
    now = "" if found is None or found.removed_at is not None else found.text
    if found is None or now in (base, text):
        return
    last = last_change(work, found, "text")
    if last is not None and work.is_own(last.id or 0):
        return
    raise ConflictError(
        _(
            "{who} has put another “{key}” in place for everybody meanwhile{when}. Nothing was saved; look at what differs now, "
            "and share yours again."
        ).format(
            who=last.who if last else _("somebody"),
            key=key,
            when=f" ({day_and_time(datetime.fromisoformat(last.at))})" if last else "",
        )
    )


def refuse_missing(points: Iterable[TouchpointRecord], library: Library) -> None:
    """Raise RefusedError where a touchpoint that is to be asked about names a checklist that is nowhere."""
    for point in points:
        library.refuse_missing(point.id or 0, point.name, point.checklists.split())


def refuse_bad(kind: FileKind, key: str, text: str, library: Library) -> None:
    """Raise RefusedError, with all that is wrong, for a text that is no good file of its kind."""
    if problems := problems_in(kind, key, text, library):
        raise RefusedError("\n".join(map(str, problems)))
