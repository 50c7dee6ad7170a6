"""Filters of the list of actions kept under names, for the whole team. One transaction a call."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.input import typed
from auditor.input.filters import in_english, read_filter
from auditor.store.database import Database
from auditor.store.tables import SavedFilterRecord
from auditor.store.work import Work

WORDS_LIMIT = 2000


class Filters:
    """The filters kept in a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def save(self, name: str, words: str) -> int:
        """Keep a filter under a name, in place of one of that name; return its number.

        Days in it, such as `fri`, are understood anew each time it is used, and `me` as whoever uses it. Raises
        RefusedError for words that are no filter.
        """
        name = typed.needed_line(name, _("name"))
        with self._database.work("filter-save", name=name) as work:
            read_filter(words, datetime.fromisoformat(work.at).astimezone().date())
            words = typed.line(in_english(words), _("filter"), WORDS_LIMIT)
            known = _of_name(work, name)
            if known is None:
                known = work.new(SavedFilterRecord(name=name, words=words))
            else:
                work.code = "filter-replace"
                work.change(known, name=name, words=words)
        assert known.id is not None
        return known.id

    def delete(self, filter_id: int) -> None:
        """Delete a filter."""
        with self._database.work("filter-delete") as work:
            known = work.get(SavedFilterRecord, filter_id)
            work.arguments["name"] = known.name
            work.remove(known)


def _of_name(work: Work, name: str) -> SavedFilterRecord | None:
    filters = work.session.exec(select(SavedFilterRecord).where(col(SavedFilterRecord.removed_at).is_(None)))
    return next((one for one in filters if folded(one.name) == folded(name)), None)
