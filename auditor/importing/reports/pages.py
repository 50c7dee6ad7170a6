"""The pages that a report is of: one, or several in a list, and no more than are read."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

from auditor.base.i18n import _
from auditor.importing.files.structured import bad, numbered

PAGES_LIMIT = 1000
"""Most pages of one report."""


def refuse_many(pages: Sized, limit: int = PAGES_LIMIT) -> None:
    """Raise BadContentError for more pages than are read."""
    if len(pages) > limit:
        raise bad("$", _("more than {limit} pages are too many.").format(limit=limit))


def refuse_none(pages: Sized) -> None:
    """Raise BadContentError for a list of no pages."""
    if not pages:
        raise bad("$", _("the list is empty: there is no result in it."))


def pages_in(value: Any) -> list[tuple[str, Any]]:
    """Return the path and the value of each page in a JSON value, which is one page or a list of several.

    Raises BadContentError for a list of none, or of more than are read.
    """
    if not isinstance(value, list):
        return [("$", value)]
    refuse_none(value)
    refuse_many(value)
    return list(numbered(value, "$"))


def first_pages(value: Any) -> list[Any]:
    """Return the pages in a JSON value by which it is told whose it is: no more than are read."""
    return value[:PAGES_LIMIT] if isinstance(value, list) else [value]
