"""Takes an export into the database, beside what is there: one transaction, one undo."""

from __future__ import annotations

from auditor.base.text import one_line
from auditor.base.vocabulary import Prefer
from auditor.exchange.document import Document, Row
from auditor.exchange.pictures import PICTURES
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.reading.exchange import TOLD_PICTURES
from auditor.views.exchange import Merged
from auditor.writing.merging import TakingIn
from auditor.writing.taking_pictures import PictureSource, Told, keep, to_take


class Merging:
    """Takes in exports."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def merge(
        self,
        document: Document,
        name: str,
        prefer: Prefer = Prefer.NEWEST,
        source: PictureSource | None = None,
    ) -> Merged:
        """Add the rows that are not here yet; where a row differs, `prefer` says which one stays.

        By `NEWEST` that is the one changed more often, and, of two changed equally often, the one here. Deleting
        counts as a change. `name` is what the history calls the file, `source` gives its pictures. All of it or
        nothing: raises RefusedError where a journey would come to lie inside itself, or a picture is not there.
        """
        pictures, rows = self._database.pictures, document.of(PICTURES)
        todo: list[Row] = []
        if rows:
            self._database.load_writing()
            todo = to_take(pictures, rows, source, self._told())
        with self._database.work("import", name=one_line(name)) as work:
            taking = TakingIn(work, prefer, self._library)
            merged = taking.merge(document)
            taken = {str(row["sha256"]) for row in rows if taking.has_taken(PICTURES, row)}
            keep(work, pictures, (row for row in todo if row["sha256"] in taken), source)
        return merged

    def _told(self) -> set[Told]:
        """Return what is told of the pictures here."""
        return set(self._database.reader.all(TOLD_PICTURES))
