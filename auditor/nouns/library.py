"""Own checklists, templates and questions that everybody is to have. One transaction a call."""

from __future__ import annotations

from auditor.base.text import clean
from auditor.base.vocabulary import FileKind
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.writing.sharing import keep_files, library_of, refuse_bad


class LibraryFiles:
    """The files that a database keeps for everybody."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists may take checks from those in `library`."""
        self._database = database
        self._library = library

    def share(self, kind: FileKind, key: str, text: str) -> None:
        """Put a file in place for everybody, whatever was kept of its key; what it takes checks from goes along.

        Raises RefusedError for one that is not good.
        """
        text = clean(text)
        with self._database.work("library-share", name=key) as work:
            library = library_of(work, self._library)
            refuse_bad(kind, key, text, library)
            texts = {key: text}
            if kind is FileKind.CHECKLIST:
                texts = library.to_share([key]) | texts
            keep_files(work, kind, texts)
