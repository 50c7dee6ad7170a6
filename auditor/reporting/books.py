"""An empty workbook in which what people wrote stays text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def new_book(target: io.BytesIO, title: str) -> Workbook:
    """Return a workbook of that title, without sheets, that is written into `target` once it is closed."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target,
        # What people wrote stays text, whatever a spreadsheet would make of it.
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties({"title": title, "created": datetime.now(UTC).replace(tzinfo=None)})
    return book
