"""A commit that fails may have been kept all the same: found out by looking for its change on another connection.

SQLite commits by taking the journal away, and a disk that fails after that is told as a failure; a server may commit
and lose the connection before it says so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError
from auditor.store.adapter import connect_file

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from auditor.store.work import Work


class UnknownEndError(AuditorError):
    """A commit failed. Whether it was kept, the database finds out, and tells what became of it."""

    def __init__(self, works: Sequence[Work], failure: Exception) -> None:
        """Name the units of work it was to keep, and what the driver raised."""
        super().__init__(str(failure))
        self.works = [work for work in works if work.number]
        self.failure = failure


def was_kept_in_file(path: Path, work: Work) -> bool:
    """Tell whether a file has the change of a unit of work, on disk for good.

    Raises sqlite3.Error or OSError while the disk does not let that be found out.
    """
    with closing(connect_file(path)) as connection:
        # Whoever reads takes half a change back first, so that what is read now is what stays.
        rows = connection.execute("SELECT at FROM change WHERE id = ?", (work.number,)).fetchall()
    if [at for (at,) in rows] != [work.at]:
        return False
    _settle(path.with_name(f"{path.name}-journal"))
    _settle(path.parent)
    return True


def _settle(path: Path) -> None:
    """Bring to the disk that the journal is gone; without it, a power cut would bring the journal back."""
    try:
        number = os.open(path, os.O_RDONLY)
    except (FileNotFoundError, PermissionError):
        # It is gone, or a folder where the system opens none.
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)


def was_kept_on_server(engine: Engine, work: Work) -> bool:
    """Tell whether a server's database has the change of a unit of work, once its transaction has ended there.

    Raises what the driver does while that can't be found out.
    """
    with engine.connect() as connection:
        # Whoever begins to write waits until the transaction that was cut off is over.
        found = (
            connection.exec_driver_sql(f"SELECT at FROM change WHERE id = {int(work.number)}").scalars().all()
        )
        connection.rollback()
    return list(found) == [work.at]
