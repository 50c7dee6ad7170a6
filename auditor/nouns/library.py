"""Own checklists, templates and questions that everybody is to have. One transaction a call."""

from __future__ import annotations

from auditor.base.text import clean
from auditor.base.vocabulary import FileKind
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.writing.sharing import keep_files, library_of, refuse_bad, refuse_unseen


class LibraryFiles:
    """The files that a database keeps for everybody."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists may take checks from those in `library`."""
        self._database = database
        self._library = library

    def share(self, kind: FileKind, key: str, text: str, base: str | None = None) -> None:
        """Put a file in place for everybody, whatever was kept of its key; what it takes checks from goes along.

        With `base`, what was kept as its editor saw it, empty for nothing, ConflictError is raised where somebody else has
        put another in place meanwhile. Raises RefusedError for a file that is not good.
        """
        text = clean(text)
        with self._database.work("library-share", name=key) as work:
            if base is not None:
                refuse_unseen(work, kind, key, text, base)
            library = library_of(work, self._library)
            refuse_bad(kind, key, text, library)
            is_list = kind is FileKind.CHECKLIST
            keep_files(work, kind, library.to_share_with(key, text) if is_list else {key: text})
