"""The pictures of an export: files in a folder beside it, each named by the hash of its content.

They stand beside and not in the text, so that git keeps each once and shows of the text what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from auditor.base import temporary
from auditor.base.errors import RefusedError, system_reason
from auditor.base.files import make_folder, unwritable, write
from auditor.base.folders import settle_names
from auditor.base.hashes import HASH, is_of
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_found_file
from auditor.base.text import one_line
from auditor.base.vocabulary import PICTURE_ENDINGS, PictureKind
from auditor.base.ways_out import WayOut
from auditor.exchange.document import Document, Export, Row

PICTURES = "pictures"
"""The part of an export that names pictures, and the folder they have in a folder of an export."""

Content = Callable[[str, str], bytes]
"""Gives the content of a picture by its hash; the second says which it is, to be told where it can't be read."""

_FILE = re.compile(rf"{HASH}({'|'.join(map(re.escape, PICTURE_ENDINGS.values()))})")


class WithoutPictures:
    """An export as it is without its pictures."""

    def __init__(self, export: Export) -> None:
        """Take everything else from `export`."""
        self._export = export

    def of(self, part: str) -> Iterable[Row]:
        """Return the rows of a part."""
        return () if part == PICTURES else self._export.of(part)


def without_pictures(document: Document) -> Document:
    """Return what was read without its pictures."""
    return Document({**document.rows, PICTURES: ()}, document.version)


def file_name(row: Row) -> str:
    """Return the name of the file of a picture."""
    return f"{row['sha256']}{PICTURE_ENDINGS[PictureKind(str(row['kind']))]}"


def is_picture_file(name: str) -> bool:
    """Tell whether a file is named as those of pictures are."""
    return _FILE.fullmatch(name) is not None


def folder_beside(file: Path) -> Path:
    """Return the folder of the pictures of an export that is one file."""
    return file.with_name(f"{file.name}-{PICTURES}")


class PictureFolder:
    """A folder with the pictures of an export."""

    def __init__(self, folder: Path) -> None:
        """Neither look for the folder nor make it yet."""
        self.folder = folder

    def read(self, row: Row, limit: int) -> bytes:
        """Return the content of a picture, of at most `limit` bytes.

        Raises RefusedError where it is missing, too large, or not the one that the export names.
        """
        path = self.folder / file_name(row)
        try:
            content = read_found_file(path, limit)
        except FileNotFoundError:
            _refuse(_("{file} is missing, a picture that the export names."), path)
        except TooLargeError:
            _refuse(_("{file} is larger than any picture that is kept."), path)
        except OSError as error:
            _refuse(_("{file} can’t be read: {reason}."), path, system_reason(error))
        if not is_of(str(row["sha256"]), content):
            _refuse(_("{file} was changed: it is not the picture that the export names."), path)
        return content

    def write(self, export: Export, content: Content) -> set[str]:
        """Bring the pictures of an export here, as far as they are not; return the names of their files.

        Raises RefusedError where one can't be written, and whatever `content` does.
        """
        names: set[str] = set()
        for row in export.of(PICTURES):
            name = file_name(row)
            if not names:
                make_folder(self.folder)
                temporary.clear(self.folder)
            if name not in names and not self.has(row):
                self._write(name, content(str(row["sha256"]), called(row)))
            names.add(name)
        if names:
            settle_names(self.folder)
        return names

    def has(self, row: Row) -> bool:
        """Tell whether a picture is here as it is to be."""
        path = self.folder / file_name(row)
        with suppress(OSError, TooLargeError):
            size = row["size"]
            return isinstance(size, int) and path.stat().st_size == size and self.read(row, size) is not None
        return False

    def _write(self, name: str, content: bytes) -> None:
        place = self.folder / name
        try:
            with temporary.new(self.folder) as piece:
                write(piece.path, piece.opened, content, place)
                piece.put(place)
        except OSError as error:
            raise unwritable(place, error) from error

    def others(self, names: set[str]) -> Iterator[Path]:
        """Yield the files of pictures that are here and are none of some."""
        with suppress(OSError):
            yield from (
                path
                for path in sorted(self.folder.iterdir())
                if is_picture_file(path.name) and path.name not in names and not path.is_symlink()
            )

    def leave_only(self, names: set[str]) -> None:
        """Remove the pictures that the export no longer names, and a folder in which nothing is left."""
        with suppress(OSError):
            for path in self.others(names):
                path.unlink(missing_ok=True)
            if not names:
                self.folder.rmdir()


def called(row: Row) -> str:
    """Return what a picture is called where it can't be read: what it shows, or the file it came from."""
    return one_line(str(row["text"] or row["name"] or ""))


def _refuse(said: str, path: Path, reason: str = "") -> NoReturn:
    raise RefusedError(said.format(file=one_line(str(path)), reason=reason), WayOut.WITHOUT_PICTURES)
