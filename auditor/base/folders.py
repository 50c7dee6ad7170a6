"""Files of a folder that change together: all of them are as they were, or all are new, whenever a program is killed.

The new ones are written into a folder of their own within it. Renaming that folder is the moment from which they count;
then each is moved to its place. Whoever comes to the folder next, to write or to read, moves what is left to be moved.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.base import temporary
from auditor.base.errors import BusyError, RefusedError
from auditor.base.files import PRIVATE, PRIVATE_FOLDER, Content, unwritable, write
from auditor.base.i18n import _
from auditor.base.text import one_line

_BEGUN = ".auditor-begun"
_UNFINISHED = ".auditor-unfinished"
_GONE = ".gone"
_LOCK = ".auditor-writing.tmp"


def write_together(folder: Path, contents: Mapping[str, Content], gone: Iterable[str] = ()) -> None:
    """Write files by their names in a folder that is there, and remove those of some names; all or nothing.

    A name may be in a folder within the folder, which is made; nothing is written outside, and names that begin with a
    dot are left alone. Raises RefusedError naming what can't be written, and BusyError while another program writes
    into the folder; then all is as it was.
    """
    at = folder
    try:
        with _held(folder):
            _finish(folder)
            begun = folder / _BEGUN
            _remove(begun)
            try:
                begun.mkdir(PRIVATE_FOLDER)
                for name, content in contents.items():
                    at = folder / name
                    _write(begun / name, content, at)
                at = folder
                names = begun / _GONE
                _write(names, "".join(f"{name}\n" for name in gone), names)
                settle_names(begun)
                begun.rename(folder / _UNFINISHED)
            except BaseException:
                with suppress(OSError):
                    _remove(begun)
                raise
            settle_names(folder)
            _finish(folder)
    except OSError as error:
        raise _half(folder) if _is_unfinished(folder) else unwritable(at, error) from error


def settle_folder(folder: Path) -> None:
    """Finish what a program that was killed has begun to write into a folder.

    Raises RefusedError where that can't be done, because what is there is half old and half new; BusyError while
    another program writes into it.
    """
    if not _is_unfinished(folder):
        return
    try:
        with _held(folder):
            _finish(folder)
    except OSError as error:
        raise _half(folder) from error


def _is_unfinished(folder: Path) -> bool:
    unfinished = folder / _UNFINISHED
    return unfinished.is_dir() and not unfinished.is_symlink()


def _half(folder: Path) -> RefusedError:
    return RefusedError(
        _("{folder} is half old and half new, because writing it was cut short: write it once more.").format(
            folder=one_line(str(folder))
        )
    )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Let no other program write into a folder meanwhile; raises OSError, and BusyError while one does."""
    temporary.clear(folder)
    lock = temporary.only(folder / _LOCK)
    if lock is None:
        raise BusyError(
            _("Another program is writing into {folder}. Nothing was changed; try again in a moment.").format(
                folder=one_line(str(folder))
            )
        )
    with lock:
        yield


def _write(path: Path, content: Content, replaced: Path) -> None:
    path.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, PRIVATE)) as opened:
        write(path, opened, content, replaced)


def _finish(folder: Path) -> None:
    """Move what is unfinished to its place, each file over the one that was there; raises OSError."""
    if not _is_unfinished(folder):
        return
    unfinished = folder / _UNFINISHED
    for source in _files(unfinished):
        target = folder / source.relative_to(unfinished)
        if target.parent != folder:
            target.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
        if not target.parent.is_symlink():
            source.replace(target)
    for name in _names(unfinished / _GONE):
        target = folder / name
        if not target.parent.is_symlink():
            target.unlink(missing_ok=True)
    for place in {folder, *(path for path in folder.iterdir() if (unfinished / path.name).is_dir())}:
        settle_names(place)
    _remove(unfinished)


def _files(folder: Path) -> list[Path]:
    """Return the files in a folder and in those within it; links and what begins with a dot are none."""
    seen = [path for path in folder.iterdir() if not path.name.startswith(".") and not path.is_symlink()]
    within = [file for path in seen if path.is_dir() for file in path.iterdir()]
    return [
        path
        for path in [*seen, *within]
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    ]


def _names(file: Path) -> list[str]:
    """Return the names in a list of files to remove, without those that would lead elsewhere."""
    with suppress(FileNotFoundError):
        names = [Path(line) for line in file.read_text("utf-8").splitlines()]
        return [
            str(name)
            for name in names
            if 1 <= len(name.parts) <= 2
            and not name.is_absolute()
            and not any(part.startswith(".") for part in name.parts)
        ]
    return []


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def settle_names(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where the system lets one."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
