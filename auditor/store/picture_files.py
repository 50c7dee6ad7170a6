"""Pictures in a folder beside a database file, each once, under the hash of its content.

A picture is there before the row that names it, and a program may be killed between. So a list says first which are
about to be there; it is taken away once the transaction with the rows has ended. A list that is there still when somebody
else has the turn to write is that of a program that was killed, or of rows that were not kept: what no row names goes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base import temporary
from auditor.base.files import PRIVATE, PRIVATE_FOLDER
from auditor.base.folders import settle_names
from auditor.base.hashes import hashes_in, is_hash, is_of
from auditor.base.reading import read_found_file
from auditor.base.vocabulary import PICTURE_ENDINGS
from auditor.store.soundness.rows import Rows, of_file

if TYPE_CHECKING:
    from auditor.imaging.making import Made

LARGEST = 64 * 1024 * 1024
"""More bytes than any picture has that was made here."""

_LIST = re.compile(r"\.auditor-keeping-[0-9a-f]{16}\.tmp")
_AT_ONCE = 128
"""So many pictures are written before any is waited for."""
_WAITING = 16
"""So many threads wait for the disk, which takes together what is waited for at the same time: ten times as quick."""


def folder_of(database: Path) -> Path:
    """Return the folder of the pictures of a database file, beside it."""
    return database.with_name(f"{database.name}-pictures")


def named_by(rows: Rows) -> set[str]:
    """Return the hashes of all pictures that rows or their history name, out of sight or not: undoing brings them back."""
    named = {str(each) for (each,) in rows("SELECT DISTINCT sha256 FROM picture")}
    for before, after in rows("SELECT before, after FROM change_row WHERE entity = 'picture'"):
        named.update(hashes_in(f"{before} {after}"))
    return named


def named_in(database: Path) -> set[str] | None:
    """Return the same of a file; nothing for one from before there were pictures, None where it can't be read."""
    try:
        with of_file(database) as rows:
            if not rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'picture'"):
                return set()
            return named_by(rows)
    except Exception:
        # It may be damaged in any way.
        return None


class PictureFiles:
    """The pictures in one folder. Its methods raise OSError, unless something else is said."""

    def __init__(self, folder: Path) -> None:
        """Neither look for the folder nor make it yet."""
        self.folder = folder

    def place(self, sha256: str, kind: str) -> Path:
        """Return where a picture of a kind is, or is to be."""
        return self.folder / sha256[:2] / f"{sha256}{PICTURE_ENDINGS[kind]}"

    def find(self, sha256: str) -> Path | None:
        """Return where a picture is; None for nowhere."""
        if not is_hash(sha256):
            return None
        return next((path for kind in PICTURE_ENDINGS if (path := self.place(sha256, kind)).is_file()), None)

    def all(self) -> dict[str, Path]:
        """Return where each picture is, by hash; none where there is no folder."""
        return {path.stem: path for path in self._files() if is_hash(path.stem)}

    def _files(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            for within in os.scandir(self.folder):
                if len(within.name) == 2 and within.is_dir(follow_symlinks=False):
                    for entry in os.scandir(within.path):
                        if entry.name.endswith(tuple(PICTURE_ENDINGS.values())):
                            yield Path(entry.path)

    def read(self, path: Path) -> bytes | None:
        """Return the content of a picture; None where it is not what its name says."""
        content = read_found_file(path, LARGEST)
        return content if is_of(path.stem, content) else None

    def write(self, pictures: Iterable[Made]) -> None:
        """Bring pictures to the disk that are not there yet, or are damaged."""
        todo = [each for each in {each.sha256: each for each in pictures}.values() if not self._has(each)]
        for start in range(0, len(todo), _AT_ONCE):
            self._write_some(todo[start : start + _AT_ONCE])

    def _has(self, made: Made) -> bool:
        path = self.place(made.sha256, made.kind)
        return path.is_file() and self.read(path) is not None

    def _write_some(self, pictures: list[Made]) -> None:
        with ExitStack() as stack:
            written = []
            for each in pictures:
                piece = stack.enter_context(temporary.new(self.folder))
                piece.opened.write(each.content)
                piece.opened.flush()
                written.append((piece, self.place(each.sha256, each.kind)))
            _settle([piece for piece, _place in written])
            for piece, place in written:
                place.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
                piece.put(place)
        for within in {place.parent for _piece, place in written}:
            settle_names(within)
        settle_names(self.folder)

    def bring(self, other: PictureFiles, wanted: Iterable[str]) -> None:
        """Bring the pictures that are wanted, and are here not yet, from another folder, as far as they are sound there.

        A second name is given to the same file where the disk knows such, else it is copied.
        """
        there = other.all() if other.folder.is_dir() else {}
        missing = [there[each] for each in sorted(set(wanted) & there.keys()) if self.find(each) is None]
        if missing:
            self.folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        for path in missing:
            content = other.read(path)
            if content is not None:
                self._take(path, content)
        for within in {self.folder / path.parent.name for path in missing}:
            settle_names(within)

    def _take(self, path: Path, content: bytes) -> None:
        place = self.folder / path.parent.name / path.name
        place.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
        with suppress(OSError):
            os.link(path, place)
            return
        with temporary.new(self.folder) as piece:
            piece.opened.write(content)
            piece.settle()
            piece.put(place)

    def announce(self) -> Announced:
        """Begin a list of what is about to be there, making the folder if need be."""
        self.folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        return Announced(self.folder / f".auditor-keeping-{os.urandom(8).hex()}.tmp")

    @property
    def has_lists(self) -> bool:
        """Tell whether somebody has announced pictures of which it is not known yet whether rows name them."""
        return bool(self._lists())

    def _lists(self) -> list[Path]:
        with suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            return [Path(entry.path) for entry in entries if _LIST.fullmatch(entry.name)]
        return []

    def settle(self, rows: Rows) -> None:
        """Let go of what was announced and no row names. Whoever calls has the turn to write; `rows` sees what is kept."""
        lists = self._lists()
        if not lists:
            return
        temporary.clear(self.folder)
        named = named_by(rows)
        for each in lists:
            for hash_ in _announced_in(each):
                if hash_ not in named and (path := self.find(hash_)) is not None:
                    path.unlink(missing_ok=True)
            each.unlink(missing_ok=True)


def _settle(pieces: list[temporary.Temporary]) -> None:
    """Wait until files are on disk; raises OSError."""
    if len(pieces) == 1:
        pieces[0].settle()
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_WAITING) as threads:
        for each in [threads.submit(piece.settle) for piece in pieces]:
            each.result()


class Announced:
    """A list of pictures that are about to be there, on disk."""

    def __init__(self, path: Path) -> None:
        """Make it, with nothing on it."""
        self._path = path
        self._opened = open(path, "xb", opener=lambda name, flags: os.open(name, flags, PRIVATE))  # noqa: SIM115 - see end()
        settle_names(path.parent)

    def add(self, hashes: Iterable[str]) -> None:
        """Put pictures on it and wait until that is on disk."""
        self._opened.write("".join(f"{each}\n" for each in hashes).encode())
        self._opened.flush()
        os.fsync(self._opened.fileno())

    def end(self, is_kept: bool) -> None:
        """Take the list away, as rows name all that is on it; else leave it to whoever settles what became of it."""
        self._opened.close()
        if is_kept:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _announced_in(path: Path) -> list[str]:
    """Return the pictures on a list; of what was being added when a program was killed, none was there yet."""
    with suppress(FileNotFoundError):
        lines = read_found_file(path, LARGEST).decode("ascii", "replace").splitlines(keepends=True)
        return [line[:-1] for line in lines if line.endswith("\n") and is_hash(line[:-1])]
    return []
