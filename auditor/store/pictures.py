"""The pictures of a database: beside a file in a folder, see picture_files.py; on a server in a table."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError, DatabaseError, StorageError, system_reason
from auditor.base.files import PRIVATE
from auditor.base.hashes import is_of
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError
from auditor.base.text import one_line
from auditor.base.vocabulary import PICTURE_ENDINGS
from auditor.base.ways_out import WayOut
from auditor.store.adapter import connect_file
from auditor.store.faults import explained
from auditor.store.location import Location
from auditor.store.picture_files import PictureFiles, folder_of, named_in
from auditor.store.soundness.rows import of_connection, of_open_file
from auditor.store.unknown_end import UnknownEndError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from auditor.imaging.making import Made
    from auditor.store.picture_files import Announced
    from auditor.store.work import Work

_SHOWN = "auditor-picture-"
_SHOWN_FOR = 24 * 3600.0
"""Seconds after which a file that was made for a viewer is let go."""


class Pictures:
    """Keeps and reads the pictures of one database."""

    def __init__(self, location: Location, server: Callable[[], Engine]) -> None:
        """Neither open nor make anything yet; `server` gives the engine to read a server's through."""
        self._location = location
        self._server = server
        self._announced: Announced | None = None
        """What the transaction that is on its way has announced."""

    @property
    def _files(self) -> PictureFiles:
        assert self._location.path is not None
        return PictureFiles(folder_of(self._location.path))

    def keep(self, work: Work, pictures: Iterable[Made]) -> None:
        """Keep the content of pictures within a unit of work, in which rows come to name them; each is kept once.

        If the unit of work is not kept, they are not either, whenever a program is killed. Many are quicker together.
        Raises StorageError where the disk does not let them be written.
        """
        made = list(pictures)
        if self._location.path is None:
            _keep_on_server(work, made)
            return
        files = self._files
        try:
            if self._announced is None:
                files.settle(of_connection(work.session.connection()))
                self._announced = files.announce()
            self._announced.add(each.sha256 for each in made)
            files.write(made)
        except OSError as error:
            raise StorageError(
                _("No picture could be written to {folder}: {reason}.").format(
                    folder=files.folder, reason=system_reason(error)
                )
            ) from error

    @contextmanager
    def in_transaction(self) -> Iterator[None]:
        """Run a block that holds one whole transaction, and settle what became of the pictures kept in it."""
        try:
            yield
        except BaseException as error:
            is_known = not isinstance(error, UnknownEndError)
            if self._end(is_kept=False) and is_known:
                self.settle()
            raise
        else:
            self._end(is_kept=True)

    def _end(self, is_kept: bool) -> bool:
        announced, self._announced = self._announced, None
        if announced is not None:
            announced.end(is_kept)
        return announced is not None

    def settle(self) -> None:
        """Let go of pictures that programs which were killed have left without a row, unless somebody writes just now."""
        path = self._location.path
        if path is None:
            return
        with suppress(OSError, AuditorError, sqlite3.Error):
            if self._files.has_lists:
                with closing(connect_file(path.absolute())) as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    self._files.settle(of_open_file(connection))

    def missing(self, hashes: Set[str]) -> set[str]:
        """Return those of some pictures whose content is not here as it is to be; it has to be ready to be written to.

        One that no row names counts as missing: it may go at any moment, as what is left of a program that was killed.
        """
        path = self._location.path
        if path is None:
            return set(hashes) - self._on_server(hashes)
        files = self._files
        missing = set(hashes)
        for each in hashes & (named_in(path) or set()):
            with suppress(OSError, TooLargeError):
                if (found := files.find(each)) is not None and files.read(found) is not None:
                    missing.discard(each)
        return missing

    def _on_server(self, hashes: Iterable[str]) -> set[str]:
        from sqlalchemy import text

        sql = text(
            "SELECT sha256 FROM picture_content WHERE sha256 = ANY(:hashes)"
            " AND encode(sha256(content), 'hex') = sha256"
        )
        with explained(self._location.shown), self._server().connect() as connection:
            return set(connection.execute(sql, {"hashes": list(hashes)}).scalars())

    def read(self, sha256: str, called: str = "") -> bytes:
        """Return the content of a picture; `called` says which it is, such as `CHK-12, picture 2`.

        Raises StorageError where it is missing, and DatabaseError where it is damaged.
        """
        if self._location.path is None:
            return self._read_from_server(sha256, called)
        path = self._find(sha256, called)
        try:
            content = self._files.read(path)
        except OSError as error:
            raise StorageError(
                _("{file} can’t be read: {reason}.").format(file=path, reason=system_reason(error))
            ) from error
        if content is None:
            raise _damaged(sha256, called, str(path))
        return content

    def path(self, sha256: str, called: str = "") -> Path:
        """Return a file with a picture in it, to be shown by other programs; raises as `read` does.

        Of a server it is a private one in the system's folder for temporary files; it is let go of 24 hours later, when
        the next picture is shown.
        """
        content = self.read(sha256, called)
        if self._location.path is not None:
            return self._find(sha256, called)
        import tempfile

        _let_go_of_shown(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=_SHOWN))
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        path = folder / f"{sha256}{PICTURE_ENDINGS[kind]}"
        path.touch(PRIVATE)
        path.write_bytes(content)
        return path

    def _find(self, sha256: str, called: str) -> Path:
        files = self._files
        found = files.find(sha256)
        if found is not None:
            return found
        raise StorageError(
            _(
                "{picture} is missing from {folder}: if the database was moved or renamed, move this folder with it."
            ).format(picture=_called(sha256, called), folder=files.folder)
        )

    def _read_from_server(self, wanted: str, called: str) -> bytes:
        from sqlalchemy import text

        sql = text("SELECT content FROM picture_content WHERE sha256 = :sha256")
        with explained(self._location.shown), self._server().connect() as connection:
            found = connection.execute(sql, {"sha256": wanted}).scalar()
        if found is None:
            raise StorageError(
                _("{picture} is missing from {place}.").format(
                    picture=_called(wanted, called), place=self._location.shown
                )
            )
        content = bytes(found)
        if not is_of(wanted, content):
            raise _damaged(wanted, called, self._location.shown)
        return content


def _keep_on_server(work: Work, pictures: Sequence[Made]) -> None:
    from sqlalchemy import text

    sql = text(
        # Which column is in conflict is not said: the same picture may be there in somebody's sealed audit.
        "INSERT INTO picture_content (sha256, content) VALUES (:sha256, :content) ON CONFLICT DO NOTHING"
    )
    is_damaged = text("SELECT 1 FROM picture_content WHERE sha256 = :sha256 AND content <> :content")
    mend = text("UPDATE picture_content SET content = :content WHERE sha256 = :sha256")
    connection = work.session.connection()
    for each in pictures:
        values = {"sha256": each.sha256, "content": each.content}
        connection.execute(sql, values)
        if connection.execute(is_damaged, values).first():
            connection.execute(mend, values)


def _called(sha256: str, called: str) -> str:
    return one_line(called) or _("Picture {hash}").format(hash=one_line(sha256)[:12])


def _damaged(sha256: str, called: str, place: str) -> DatabaseError:
    return DatabaseError(
        _("{picture} is damaged in {place}.").format(picture=_called(sha256, called), place=place),
        WayOut.CHECK_DATABASE,
    )


def _let_go_of_shown(folder: Path) -> None:
    """Remove from the folder of temporary files what was made for viewers more than 24 hours ago."""
    for old in folder.glob(f"{_SHOWN}*"):
        with suppress(OSError):
            if time.time() - old.lstat().st_mtime > _SHOWN_FOR:
                shutil.rmtree(old)
