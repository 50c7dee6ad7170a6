"""Reads a sheet of a workbook, .xlsx or .ods, as a text with a line a row, so that it is read as CSV from there on.

python-calamine reads the cells. It is handed only what was unpacked within limits, after the place of the last cell was
looked for, since it makes a rectangle of all up to that, however few there are.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from xml.parsers import expat

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.packed import Packed, PackedError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

T = TypeVar("T")

CELLS_LIMIT = 4_000_000
"""Most cells of a sheet, from its first corner to the last that is full."""
_SHEETS_LIMIT = 500
_XLSX, _ODS = "xlsx", "ods"
_ODS_CELLS = ("table-cell", "covered-table-cell")
_ODS_TYPE = b"application/vnd.oasis.opendocument."
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+|xl/worksheets/[^/]+\.xml"
)
"""What of a workbook is read; not its pictures, charts, macros and comments."""
_KEPT_ODS = ("mimetype", "content.xml", "META-INF/manifest.xml", "styles.xml")
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_THOUSANDTHS = re.compile(r"-?\d{1,3}\.\d{3}")
"""What could be thousands as well as thousandths."""


class SheetText(Struct, frozen=True):
    """A sheet as text."""

    name: str
    text: str
    others: tuple[str, ...]
    """The other sheets that hold something."""


def kind_of(packed: Packed) -> str:
    """Return whether a ZIP is a workbook, `xlsx` or `ods`; empty for a ZIP of files.

    Raises PackedError for a document of another kind, telling what it is.
    """
    names = set(packed.names)
    if "xl/workbook.xml" in names:
        return _XLSX
    if "xl/workbook.bin" in names:
        raise PackedError(_("this is a workbook of the kind .xlsb: save it as .xlsx, or as CSV."))
    if "word/document.xml" in names:
        raise PackedError(_("this is a Word document: save its table as CSV or as a workbook (.xlsx)."))
    if "ppt/presentation.xml" in names:
        raise PackedError(_("this is a presentation: save its table as CSV or as a workbook (.xlsx)."))
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise PackedError(_("this is a file of Apple’s Numbers or Pages: export it as CSV or Excel."))
    if "mimetype" in names and (told := packed.part("mimetype", 1000)).startswith(_ODS_TYPE):
        if told.strip().endswith(b".spreadsheet"):
            return _ODS
        raise PackedError(
            _("this is a document of LibreOffice: save its table as CSV or as a workbook (.ods).")
        )
    return ""


def sheet_text(packed: Packed, kind: str, wanted: str, limit: int) -> SheetText:
    """Return a sheet of a workbook: the one `wanted` by name or number, else the only one that holds something.

    Raises RefusedError where several hold something or the one wanted is not there, and PackedError for what is damaged
    or larger than a limit.
    """
    parts = _parts(packed, kind, limit)
    _refuse_large(parts, limit)
    book = _opened(parts)
    names = list(book.sheet_names)[:_SHEETS_LIMIT]
    texts = {name: _text(book, name) for name in _shown(book, names)}
    full = [name for name, text in texts.items() if text.strip()]
    if wanted:
        chosen = _chosen(wanted, names)
        text = texts[chosen] if chosen in texts else _text(book, chosen)
        return SheetText(chosen, text, tuple(name for name in full if name != chosen))
    if not full:
        raise PackedError(_("its sheets are empty."))
    if len(full) > 1:
        raise RefusedError(
            _("The workbook has several sheets: {names}.").format(names=labels.listed([*full])),
            WayOut.NAME_SHEET,
        )
    return SheetText(full[0], texts[full[0]], ())


def _chosen(wanted: str, names: list[str]) -> str:
    for name in names:
        if folded(name) == folded(wanted):
            return name
    if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
        return names[int(wanted[:9]) - 1]
    raise RefusedError(
        _("The workbook has no sheet “{name}”. There are: {names}.").format(
            name=shortened(wanted, 60), names=labels.listed([*names])
        )
    )


def _parts(packed: Packed, kind: str, limit: int) -> dict[str, bytes]:
    """Return the files of a workbook that are read, within the limit together."""
    found: dict[str, bytes] = {}
    left = limit
    for name in packed.names:
        if (kind == _XLSX and _KEPT.fullmatch(name)) or (kind == _ODS and name in _KEPT_ODS):
            found[name] = packed.part(name, left)
            left -= len(found[name])
    return found


def _opened(parts: Mapping[str, bytes]) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as written:
        for name, content in parts.items():
            written.writestr(zipfile.ZipInfo(name), content)
    again.seek(0)
    return _sound(lambda: CalamineWorkbook.from_filelike(again))


def _sound(read: Callable[[], T]) -> T:
    """Return what calamine reads; raise PackedError for whatever it finds wrong, also where it only gives up."""
    from python_calamine import CalamineError

    try:
        return read()
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise PackedError(_damaged()) from error
    except BaseException as error:
        # What goes wrong in Rust without being foreseen is no Exception of Python.
        if type(error).__name__ == "PanicException":
            raise PackedError(_damaged()) from None
        raise


def _damaged() -> str:
    return _("the workbook is damaged: save it anew, or as CSV.")


def _shown(book: CalamineWorkbook, names: list[str]) -> list[str]:
    """Return the sheets of cells that are not hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        each.name
        for each in book.sheets_metadata
        if each.name in names
        and each.typ == SheetTypeEnum.WorkSheet
        and each.visible == SheetVisibleEnum.Visible
    ]


def _text(book: CalamineWorkbook, name: str) -> str:
    """Return a sheet as CSV with every cell in quotes, a line a row, and rows of a comment as they are."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in _sound(lambda: book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        cells = [_cell(value) for value in row]
        full = [cell for cell in cells if cell]
        if not full:
            made.write("\n")
        elif cells[0].startswith("#") and len(full) == 1:
            made.write(cells[0] + "\n")
        else:
            writer.writerow(cells)
    return made.getvalue()


def _cell(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    """Return what a cell holds as text: days as 2026-12-01, numbers with a point, and never with marks of thousands."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if "e" in text:
        text = f"{value:.12f}".rstrip("0") if abs(value) < 1 else f"{value:.0f}"
    # Three decimals would be thousands in a column of counts.
    return text + "0" if _THOUSANDTHS.fullmatch(text) else text


def _refuse_large(parts: Mapping[str, bytes], limit: int) -> None:
    """Raise PackedError where a sheet would take more room than any table of people.

    That is where its last full cell is far from the first corner, or where the texts of its cells are longer together
    than the limit, as when one long text is repeated.
    """
    strings = _Strings()
    for name, content in parts.items():
        if name.lower() == "xl/sharedstrings.xml":
            _parsed(content, strings)
    for name, content in parts.items():
        if name.startswith("xl/worksheets/") or name == "content.xml":
            _parsed(content, _Measure(strings.lengths, limit))


def _parsed(content: bytes, handler: _Handler) -> None:
    parser = expat.ParserCreate()
    local = _Local()
    parser.StartElementHandler = lambda name, attributes: handler.start(local[name], attributes)
    parser.EndElementHandler = lambda name: handler.end(local[name])
    parser.CharacterDataHandler = handler.characters
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise PackedError(_damaged()) from error


class _Local(dict[str, str]):
    """Names of elements without the prefix of their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def _said(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute, whatever prefix its name has; empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


class _Handler(Protocol):
    """Hears what stands in a part of a workbook; elements are named without the prefixes of their namespaces."""

    def start(self, element: str, attributes: Mapping[str, str]) -> None: ...

    def characters(self, text: str) -> None: ...

    def end(self, element: str) -> None: ...


class _Strings:
    """The lengths of the texts that the cells of a workbook share."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - others need them
        """Begin the next."""
        if element == "si":
            self.lengths.append(0)

    def characters(self, text: str) -> None:
        """Count."""
        if self.lengths:
            self.lengths[-1] += len(text)

    def end(self, element: str) -> None:
        """Hear nothing."""


class _Measure:
    """Goes through the elements of a sheet and refuses it once it is too large."""

    def __init__(self, shared: Sequence[int], limit: int) -> None:
        """Take the lengths of shared texts, and the most characters that all cells may have together."""
        self._shared = shared
        self._left = limit
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._repeat_row = self._repeat_cell = 1
        self._in_cell = self._is_shared = False
        self._row_last = self._row_length = 0
        self._said = ""
        self._length = 0

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take note of where rows and cells are."""
        if element == "row":
            self._row = _whole(attributes.get("r", ""), self._row + 1)
            self._column = 0
        elif element == "c":
            if found := _CELL.fullmatch(attributes.get("r", "")):
                self._row, self._column = int(found[2]), _letters(found[1])
            else:
                self._column += 1
            self._in_cell, self._is_shared, self._said = True, attributes.get("t") == "s", ""
        elif element in ("v", "is", "f") and self._in_cell:
            self._full(self._row, self._column)
        elif element == "table":
            self._row = 0
        elif element == "table-row":
            self._repeat_row = _whole(_said(attributes, "number-rows-repeated"), 1)
            self._column = self._row_last = self._row_length = 0
        elif element in _ODS_CELLS:
            self._repeat_cell = _whole(_said(attributes, "number-columns-repeated"), 1)
            self._column += self._repeat_cell
            self._in_cell, self._length = True, 0
            if _said(attributes, "value-type") or _said(attributes, "formula"):
                self._row_last = self._column

    def characters(self, text: str) -> None:
        """Take note of text in a cell."""
        if self._in_cell:
            self._length += len(text)
            if self._is_shared and len(self._said) < 12:
                self._said += text
            if text.strip():
                self._row_last = self._column

    def end(self, element: str) -> None:
        """Count what a cell, and a row of an OpenDocument, held."""
        if element == "c":
            at = _whole(self._said.strip(), -1) if self._is_shared else -1
            self._take(self._shared[at] if 0 <= at < len(self._shared) else 0)
            self._in_cell = False
        elif element in _ODS_CELLS:
            self._row_length += self._length * self._repeat_cell
            self._in_cell = False
        elif element == "table-row":
            self._row += self._repeat_row
            if self._row_last:
                self._take(self._row_length * self._repeat_row)
                self._full(self._row, self._row_last)

    def _take(self, length: int) -> None:
        self._left -= length
        if self._left < 0:
            raise PackedError(_("its cells hold too much text: save the part that counts as CSV."))

    def _full(self, row: int, column: int) -> None:
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        if self._rows * self._columns > CELLS_LIMIT:
            raise PackedError(
                _("a sheet of it has more than {limit} cells: save the part that counts as CSV.").format(
                    limit=CELLS_LIMIT
                )
            )


def _whole(text: str, otherwise: int) -> int:
    return int(text[:12]) if text.isdecimal() and text.isascii() else otherwise


def _letters(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
