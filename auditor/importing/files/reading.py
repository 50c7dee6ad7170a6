"""Reads files that other programs wrote: bytes to text, whatever the encoding, within limits."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from auditor.base import labels
from auditor.base.encodings import told_encoding
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_within
from auditor.base.text import one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.kinds import told_of_bytes, told_of_text
from auditor.importing.files.packed import (
    PackedError,
    is_gzip,
    is_packed,
    only_name,
    opened_zip,
    unpacked_gzip,
)
from auditor.importing.files.workbooks import SheetText, kind_of, sheet_text

SIZE_LIMIT = 64_000_000
"""Largest file, in bytes."""

UNPACKED_LIMIT = 2 * SIZE_LIMIT
"""Most that is unpacked of a workbook, in bytes: much of it is marks."""

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
        self.without_place = RefusedError(reason, way_out, **about)
        """The same error without its place."""


def bad_line(line: int, reason: str, way_out: WayOut | None = None, **about: object) -> BadContentError:
    """Return the error for a line, counted from 1."""
    return BadContentError(_("line {line}").format(line=line), reason, way_out, **about)


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
    of_several: bool = False
    """Whether other sheets of the workbook hold something too."""


def read_source(
    path: Path, progress: Progress = no_progress, limit: int = SIZE_LIMIT, sheet: str = ""
) -> Source:
    """Return a file's text, of a workbook that of a `sheet`, of a packed file that of the file in it.

    Raises RefusedError when it can't be read, is too large or is no text, and where one of several sheets is to be named.
    """
    content = _content(path, progress, limit)
    source = Source(path.name, str(path.absolute()), "", sha256(content).hexdigest())
    try:
        return _source(source, content, limit, sheet)
    except PackedError as error:
        raise BadContentError("", str(error)) from error


def _source(source: Source, content: bytes, limit: int, sheet: str, may_be_packed: bool = True) -> Source:
    """Return a source with the text of what it holds."""
    if told := told_of_bytes(content):
        raise BadContentError("", told)
    if not is_packed(content):
        text, remarks = _decoded(content)
        return replace(source, text=text, remarks=(*source.remarks, *remarks))
    packed = None if is_gzip(content) else opened_zip(content)
    if packed is not None and (kind := kind_of(packed)):
        return _with_sheet(source, sheet_text(packed, kind, sheet, UNPACKED_LIMIT))
    if not may_be_packed:
        raise PackedError(_("it is packed twice: unpack it, and import what is in it."))
    if packed is None:
        return _source(source, unpacked_gzip(content, limit), limit, sheet, False)
    name = only_name(packed)
    remark = _("“{name}” in the packed file was read.").format(name=shortened(one_line(name), 100))
    inside = replace(source, remarks=(remark,))
    return _source(inside, packed.part(name, limit), limit, sheet, False)


def _with_sheet(source: Source, found: SheetText) -> Source:
    name = shortened(one_line(found.name), 100)
    remarks = [*source.remarks, _("The sheet “{name}” of the workbook was read.").format(name=name)]
    if found.others:
        names = labels.listed(found.others)
        remarks.append(_("Its other sheets were left out: {names}.").format(names=names))
    return replace(source, text=found.text, remarks=tuple(remarks), sheet=name, of_several=bool(found.others))


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, and what a user should know of how it was read."""
    encoding, remarks = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        where = _("byte {number}").format(number=error.start + 1)
        reason = _("this is no text in UTF-8, UTF-16 or Windows-1252: save it as UTF-8.")
        raise BadContentError(where, reason) from error
    if "\x00" in text:
        raise BadContentError("", _("this is no text: save it as CSV or JSON in UTF-8."))
    if told := told_of_text(text):
        raise BadContentError("", told)
    return text, remarks


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
    if told := told_encoding(content):
        return told, ()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", (
            _("The file is not UTF-8; it was read as Windows-1252: look whether names are right."),
        )
    return "utf-8", ()
