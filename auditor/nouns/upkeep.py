"""Looks after the database itself: is it sound, mending it, copies of it, and putting a copy back."""

from __future__ import annotations

from pathlib import Path

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.store import backup, fit, in_use
from auditor.store.adapter import EmptyReader
from auditor.store.backup import Backup
from auditor.store.database import Database
from auditor.store.faults import explained
from auditor.views.upkeep import Flaw


class Upkeep:
    """The care of a database."""

    def __init__(self, database: Database) -> None:
        """Care for `database`."""
        self._database = database
        self._location = database.location

    @property
    def is_there(self) -> bool:
        """Tell whether there is a database yet; a server's is taken to be there.

        Raises StorageError for what is no file, and where the database is gone and copies of it are left; DatabaseError
        where it was emptied.
        """
        path = self._location.path
        return path is None or fit.holds_database(path)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is a file with nothing in it where the database is to be."""
        path = self._location.path
        return path is not None and path.exists() and not self.is_there

    def check(self) -> list[str]:
        """Return everything that is wrong with the database, a line each; empty when it is sound. Raises as `flaws` does."""
        return [str(flaw) for flaw in self.flaws()]

    def flaws(self) -> list[Flaw]:
        """Return everything that is wrong with the database; nothing when it is sound.

        That is its file, its schema, and its rows: what they hold and name, what is derived, and what the history says.
        Raises DatabaseError when it comes from a newer program, is not Auditor's, or was cut short; StorageError for
        what is no file.
        """
        if self._location.path is not None:
            fit.refuse_past_mending(self._location.path)
        return self._found()

    def _found(self) -> list[Flaw]:
        from auditor.store.soundness import checking, file, pictures

        path = self._location.path
        if not self.is_there:
            return []
        if path is not None and (pages := file.flaws_of_pages(path)):
            return [Flaw(line) for line in pages]
        self._database.pictures.settle()
        # An older database becomes one of this version when it is first read.
        if isinstance(self._database.reader, EmptyReader):
            return []
        with explained(self._location.shown), checking.connected(self._location) as connection:
            found = checking.flaws(connection)
            found += pictures.flaws(self._location, connection)
        return found or ([Flaw(line) for line in backup.damage(path)] if path is not None else [])

    def mend(self) -> tuple[list[Flaw], Path | None]:
        """Mend a file as far as that goes; return what was wrong with what was done, and the copy made before.

        What could not be mended has nothing done. Where nothing is wrong nothing is done, and no copy made. Raises
        RefusedError on a server, and as `flaws` does.
        """
        from auditor.store.soundness import checking, file, mending, pictures
        from auditor.store.work import stored

        path = self._file()
        self._database.close()
        if not self.flaws():
            return [], None
        self._database.close()
        kept = file.keep(path, "before-mend")
        with explained(self._location.shown):
            done = list(file.mend(path))
            if not file.flaws_of_pages(path) and not isinstance(self._database.reader, EmptyReader):
                self._database.me.settle()
                me, at = self._database.me, stored(self._database.clock())
                with checking.changing(self._location) as connection:
                    done += mending.Mending(connection, at, me.name, me.login).mend()
                done += pictures.mend(path)
            self._database.close()
        return done + self._found(), kept.path

    def copies(self) -> list[Backup]:
        """Return the copies of the database, the newest first: beside a file, or of a server's in the user's data."""
        if (path := self._location.path) is None:
            from auditor.store.server import copies

            return copies.copies(self._location)
        return backup.copies(path)

    def copy(self, target: Path | None = None) -> Path:
        """Copy the database beside itself, or to `target`, a file not there yet; return the copy's path."""
        if (path := self._location.path) is None:
            return self._copy_of_server(target)
        if not self.is_there:
            raise RefusedError(_("There is no database at {path} yet.").format(path=path))
        fit.refuse_unfit(path)
        if target is None:
            return backup.make(path).path
        if target.exists():
            raise RefusedError(_("{path} is there already: name another file.").format(path=target))
        backup.copy_to(path, target)
        return target

    def _copy_of_server(self, target: Path | None) -> Path:
        from auditor.store.server import copies

        if isinstance(self._database.reader, EmptyReader):
            raise RefusedError(_("There is no database at {path} yet.").format(path=self._location.shown))
        if target is None:
            return copies.make(self._location).path
        if target.exists():
            raise RefusedError(_("{path} is there already: name another file.").format(path=target))
        copies.copy_to(self._location, target)
        return target

    def restore(self, named: str, anyway: bool = False) -> Path | None:
        """Put a copy, named by its path or by its file name among `copies`, in the place of the database.

        Returns where the database that was there is kept, if there was one. Raises RefusedError when the
        copy is no sound database of this program's, and when another program has the database open, unless it is to be
        done `anyway`; then nothing changes.
        """
        path = self._location.path
        if path is not None:
            fit.refuse_no_file(path)
        source = Path(named).expanduser()
        if not source.is_file():
            source = next((copy.path for copy in self.copies() if copy.path.name == named), source)
        self._database.close()
        if path is None:
            from auditor.store.server import copies

            kept = copies.restore(self._location, source, self._database.beginning)
            return kept.path if kept else None
        with in_use.alone(path) as is_alone:
            if not (is_alone or anyway):
                raise RefusedError(
                    _("{place} is open in another program, so nothing was restored.").format(place=path),
                    WayOut.RESTORE_ANYWAY,
                )
            kept = backup.restore(path, source, self._database.beginning)
        return kept.path if kept else None

    def _file(self) -> Path:
        path = self._location.path
        if path is None:
            raise RefusedError(
                _("{place} is on a server: it is mended with the server’s own tools.").format(
                    place=self._location.shown
                )
            )
        return path
