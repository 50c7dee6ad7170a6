"""What is packed in a file: one file in a ZIP or gzip, or the parts of a workbook. Never more is unpacked than a limit."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, BinaryIO, cast

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_within

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
NAMES_LIMIT = 10_000
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What a file raises that is damaged, has a password, or is packed in a way that is not known."""


class PackedError(Exception):
    """A packed file that can't be read; its text is a sentence for the user."""


class Packed(Struct, frozen=True):
    """A ZIP file, of which is known what is in it."""

    names: tuple[str, ...]
    """Of all files in it."""
    opened: zipfile.ZipFile

    def part(self, name: str, limit: int) -> bytes:
        """Return a file in it; raise PackedError for one that is damaged, or larger than the limit."""
        info = self.opened.getinfo(name)
        if info.flag_bits & 1:
            raise PackedError(_("it has a password: save it without one."))
        return _unpacked(lambda: self.opened.open(info), limit)


def is_packed(content: bytes) -> bool:
    """Tell whether a file is a ZIP, such as a workbook, or gzip."""
    return content.startswith((_ZIP, _EMPTY_ZIP, _GZIP))


def is_gzip(content: bytes) -> bool:
    """Tell whether a file is packed with gzip."""
    return content.startswith(_GZIP)


def unpacked_gzip(content: bytes, limit: int) -> bytes:
    """Return what is packed with gzip; raise PackedError for what is damaged or larger than the limit."""
    return _unpacked(lambda: gzip.GzipFile(fileobj=io.BytesIO(content)), limit)


def opened_zip(content: bytes) -> Packed:
    """Return what is in a ZIP file; raise PackedError for one that is damaged or has too many files."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except _WRONG as error:
        raise PackedError(_damaged()) from error
    names = tuple(dict.fromkeys(info.filename for info in opened.infolist() if not info.is_dir()))
    if len(names) > NAMES_LIMIT:
        raise PackedError(_("it has more than {limit} files.").format(limit=NAMES_LIMIT))
    return Packed(names, opened)


def only_name(packed: Packed) -> str:
    """Return the only file of a ZIP; raise PackedError where there are none or several.

    What systems add by themselves, hidden files and folders, counts for nothing.
    """
    names = [name for name in packed.names if not _is_hidden(name)]
    if not names:
        raise PackedError(_("there is no file in it."))
    if len(names) > 1:
        raise PackedError(
            _("it has several files: unpack it, and import one of them: {names}.").format(
                names=labels.listed(names, 5)
            )
        )
    return names[0]


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) or parts[-1] in (
        "Thumbs.db",
        "desktop.ini",
    )


def _unpacked(opener: Callable[[], IO[bytes] | gzip.GzipFile], limit: int) -> bytes:
    try:
        with opener() as opened:
            return read_within(cast(BinaryIO, opened), limit)
    except TooLargeError:
        text = _("what is packed in it is larger than {limit} MB.")
        raise PackedError(text.format(limit=limit // 1_000_000)) from None
    except _WRONG as error:
        raise PackedError(_damaged()) from error


def _damaged() -> str:
    return _("this is a workbook or another packed file, and it is damaged: save it anew, or as CSV.")
