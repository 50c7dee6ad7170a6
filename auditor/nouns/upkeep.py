"""Looks after the database itself: is it sound, copies of it, and putting a copy back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.store import backup, in_use
from auditor.store.backup import Backup
from auditor.store.location import Location
from auditor.store.reading.soundness import SoundnessReads


class Upkeep:
    """The care of the database at a location."""

    def __init__(self, location: Location, soundness: SoundnessReads, let_go: Callable[[], None]) -> None:
        """Care for the database at `location`; `let_go` closes it before it is replaced."""
        self._location = location
        self._soundness = soundness
        self._let_go = let_go

    @property
    def is_there(self) -> bool:
        """Tell whether there is a database yet; a server's is taken to be there."""
        path = self._location.path
        return path is None or (path.is_file() and path.stat().st_size > 0)

    def check(self) -> list[str]:
        """Return everything that is wrong with the database, a line each; empty when it is sound.

        Raises DatabaseError when it comes from a newer program, or is not Auditor's.
        """
        path = self._location.path
        if not self.is_there:
            return []
        if path is not None and (problems := backup.damage(path)):
            return problems
        return self._soundness.untrue()

    def copies(self) -> list[Backup]:
        """Return the copies beside a database file, the newest first."""
        return backup.copies(self._file())

    def copy(self, target: Path | None = None) -> Path:
        """Copy the database beside itself, or to `target`, a file not there yet; return the copy's path."""
        path = self._file()
        if not self.is_there:
            raise RefusedError(_("There is no database at {path} yet.").format(path=path))
        if target is None:
            return backup.make(path).path
        if target.exists():
            raise RefusedError(_("{path} is there already: name another file.").format(path=target))
        backup.copy_to(path, target)
        return target

    def restore(self, named: str, anyway: bool = False) -> Path | None:
        """Put a copy, named by its path or by its file name among `copies`, in the place of the database.

        Returns where the database that was there is kept, if there was one. Raises RefusedError when the
        copy is no sound database of this program's, and when another program has the database open, unless it is to be
        done `anyway`; then nothing changes.
        """
        path = self._file()
        source = Path(named).expanduser()
        if not source.is_file():
            source = next((copy.path for copy in self.copies() if copy.path.name == named), source)
        self._let_go()
        with in_use.alone(path) as is_alone:
            if not (is_alone or anyway):
                raise RefusedError(
                    _("{place} is open in another program, so nothing was restored.").format(place=path),
                    WayOut.RESTORE_ANYWAY,
                )
            kept = backup.restore(path, source)
        return kept.path if kept else None

    def _file(self) -> Path:
        path = self._location.path
        if path is None:
            raise RefusedError(
                _(
                    "{place} is on a server: use the server’s own tools, such as pg_dump and pg_restore."
                ).format(place=self._location.shown)
            )
        return path
