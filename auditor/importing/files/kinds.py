"""What a file is by how it begins, where it is nothing that can be read: told as that, with what to do."""

from __future__ import annotations

from auditor.base.i18n import N_, _

_HEAD = 4000
"""How much of a file tells what it is."""

_PICTURE = N_("this is a picture: type its figures in, or save the table that it shows as CSV.")
_PACKED = N_("this is a packed file: unpack it, and import what is in it.")
_PASSWORD_OR_OLD = N_(
    "this is a workbook of an old kind, or one with a password: save it as .xlsx without a password, or as CSV."
)
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("this is a PDF: save what it shows as CSV or JSON in the program that made it.")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"{\\rtf", N_("this is a document of a word processor: save its table as CSV.")),
    (b"\xd0\xcf\x11\xe0", _PASSWORD_OR_OLD),
    (b"SQLite format 3", N_("this is a database: save what is to be imported from it as CSV or JSON.")),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"PAR1", N_("this is a Parquet file: save it as CSV.")),
)
_WEB = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<script", "<style", "<title")
_XML = ("<?xml", "<svg", "<rss", "<testsuite")


def told_of_bytes(content: bytes) -> str:
    """Return what a file is that is no text, and what to do, as a sentence; empty for what may be text."""
    for sign, told in _SIGNS:
        if content.startswith(sign):
            return _(told)
    if content[4:8] == b"ftyp" or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return _(_PICTURE)
    if content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00":
        return _(_PICTURE)
    if content[257:262] == b"ustar":
        return _(_PACKED)
    return ""


def told_of_text(text: str) -> str:
    """Return what a text is that is neither a table nor JSON, and what to do, as a sentence; empty for others."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").casefold()
    if head.startswith("<!--"):
        head = head.partition("-->")[2].lstrip()
    if head.startswith(_XML) and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _("this is a workbook as XML: save it as .xlsx, or as CSV.")
    if head.startswith("<svg") or (head.startswith("<?xml") and "<svg" in head):
        return _(_PICTURE)
    if head.startswith(_WEB) or (head.startswith("<?xml") and "<html" in head):
        if "lighthouse" in text[:_HEAD].casefold() or "__LIGHTHOUSE_JSON__" in text:
            return _("this is a report of Lighthouse as a web page (HTML): save it as JSON.")
        return _("this is a web page (HTML), and no CSV: save the table as CSV or as a workbook (.xlsx).")
    if head.startswith(("mime-version:", "from: <saved by")):
        return _("this is a web page (HTML), and no CSV: save the table as CSV or as a workbook (.xlsx).")
    if head.startswith(_XML):
        return _("this is XML: save it as CSV or JSON.")
    return ""
