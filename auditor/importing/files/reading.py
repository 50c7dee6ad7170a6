"""Reads files that other programs wrote: bytes to text, whatever the encoding, within limits."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from auditor.base.encodings import told_encoding
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_within
from auditor.base.ways_out import WayOut

SIZE_LIMIT = 64_000_000
"""Largest file, in bytes."""

_FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"SQLite format 3")
"""How files begin that people take for text: workbooks, PDF, packed files, databases."""

Progress = Callable[[float], None]
"""Told how much is done, 0..1."""


def no_progress(_done: float) -> None:
    """Tell nobody."""


class BadContentError(RefusedError):
    """A file is not what it should be; `where` is a line or a path in it, `reason` ends with a full stop."""

    def __init__(self, where: str, reason: str, way_out: WayOut | None = None, **about: object) -> None:
        """Keep the place and the reason; whoever knows the file's name puts it before them."""
        super().__init__(f"{where}: {reason}" if where else reason, way_out, **about)
        self.where = where
        self.reason = reason

    def without_place(self) -> RefusedError:
        """Return what is wrong without where it is."""
        return RefusedError(self.reason, self.told.way_out, **self.told.about)


def bad_line(line: int, reason: str) -> BadContentError:
    """Return the error for a line, counted from 1."""
    return BadContentError(_("line {line}").format(line=line), reason)


class Source(Struct, frozen=True):
    """A file as it was read."""

    name: str
    """The file's name, without its folder."""
    path: str
    text: str
    sha256: str
    """Of its bytes, in hexadecimal."""
    remarks: tuple[str, ...] = ()
    """What a user should know about how it was read."""
    sheet: str = ""
    """Which sheet of a workbook it is; empty for a file of text."""


def read_source(path: Path, progress: Progress = no_progress, limit: int = SIZE_LIMIT) -> Source:
    """Return a file's text; raise RefusedError when it can't be read, is too large or is no text."""
    content = _content(path, progress, limit)
    encoding, remarks = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        where = _("byte {number}").format(number=error.start + 1)
        reason = _("this is no text in UTF-8, UTF-16 or Windows-1252: save it as UTF-8.")
        raise BadContentError(where, reason) from error
    if "\x00" in text:
        raise BadContentError("", _("this is no text: save it as CSV or JSON in UTF-8."))
    return Source(path.name, str(path.absolute()), text, sha256(content).hexdigest(), remarks)


def _content(path: Path, progress: Progress, limit: int) -> bytes:
    """Return what a file holds, never more than the limit, whatever the file system says of its size."""
    try:
        if path.exists() and not path.is_file():
            raise BadContentError("", _("this is no file."))
        size = path.stat().st_size
        if size > limit:
            raise _too_large(limit)
        with path.open("rb") as opened:
            content = read_within(opened, limit, lambda done: progress(min(1.0, done / (size or 1))))
    except TooLargeError:
        raise _too_large(limit) from None
    except OSError as error:
        raise BadContentError(
            "", _("the file can’t be read: {reason}.").format(reason=system_reason(error))
        ) from error
    if not content:
        raise BadContentError("", _("the file is empty."))
    return content


def _too_large(limit: int) -> BadContentError:
    return BadContentError("", _("the file is larger than {limit} MB.").format(limit=limit // 1_000_000))


def _encoding(content: bytes) -> tuple[str, tuple[str, ...]]:
    for sign in _FOREIGN:
        if content.startswith(sign):
            raise BadContentError(
                "", _("this is no text but {what}: save it as CSV or JSON.").format(what=_what(sign))
            )
    if told := told_encoding(content):
        return told, ()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", (
            _("The file is not UTF-8; it was read as Windows-1252: look whether names are right."),
        )
    return "utf-8", ()


def _what(sign: bytes) -> str:
    words = {
        b"PK\x03\x04": _("a workbook or another packed file"),
        b"\xd0\xcf\x11\xe0": _("a workbook of an old kind"),
        b"%PDF": _("a PDF"),
        b"\x1f\x8b": _("a packed file"),
        b"SQLite format 3": _("a database"),
    }
    return words[sign]
