"""Workbooks as programs write them, made small."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import openpyxl

Cell = str | float | bool | date | datetime | None
Rows = Sequence[Sequence[Cell]]

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "{tables}</office:spreadsheet></office:body></office:document-content>"
)
_REST_OF_SHEET = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)
"""How LibreOffice ends a sheet: with all rows that are empty."""


def xlsx(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """Return a workbook of Excel."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def ods(sheets: Mapping[str, Rows], cell: str = "") -> bytes:
    """Return a workbook of LibreOffice; `cell` is put into its first row as it is."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{_rows(rows, cell)}{_REST_OF_SHEET}</table:table>'
        for name, rows in sheets.items()
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _ODS.format(tables=tables).encode(),
            "META-INF/manifest.xml": b'<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:'
            b'opendocument:xmlns:manifest:1.0"/>',
        }
    )


def _rows(rows: Rows, extra: str) -> str:
    made = []
    for row in rows:
        made.append(f"<table:table-row>{''.join(map(_cell, row))}{extra}</table:table-row>")
        extra = ""
    return "".join(made)


def _cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files packed as ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return made.getvalue()


def again(packed: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a ZIP with some of its files changed."""
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    return zipped({**files, **changed})
