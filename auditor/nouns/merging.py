"""Takes an export into the database, beside what is there: one transaction, one undo."""

from __future__ import annotations

from auditor.base.text import one_line
from auditor.base.vocabulary import Prefer
from auditor.exchange.document import Document
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.views.exchange import Merged
from auditor.writing.merging import TakingIn


class Merging:
    """Takes in exports."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def merge(self, document: Document, name: str, prefer: Prefer = Prefer.NEWEST) -> Merged:
        """Add the rows that are not here yet; where a row differs, `prefer` says which one stays.

        By `NEWEST` that is the one changed more often, and, of two changed equally often, the one here. Deleting
        counts as a change. `name` is what the history calls the file. All of it or nothing: raises
        RefusedError where a journey would come to lie inside itself.
        """
        with self._database.work("import", name=one_line(name)) as work:
            return TakingIn(work, prefer, self._library).merge(document)
