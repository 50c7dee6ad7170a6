"""What is found to be wrong: where it is, and what it must be."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.errors import DatabaseError
from auditor.base.i18n import _
from auditor.base.text import clean
from auditor.base.ways_out import WayOut


class Fault(Struct, frozen=True):
    """A value that is not what it has to be."""

    table: str
    row: object
    """The number of its row."""
    column: str
    reason: str
    """What is wrong, such as `must be text`."""
    value: object = None
    """What is stored."""
    right: object = None
    """What has to be there, where that is known."""

    @property
    def place(self) -> tuple[str, object, str]:
        """Where it is: table, row and column."""
        return self.table, self.row, self.column

    def __str__(self) -> str:
        return f"{self.table} {shown(self.row)}, {self.column}: {self.reason}"


def shown(number: object) -> str:
    """Return the number of a row as it is told."""
    return clean(str(number))[:40]


def as_error(fault: Fault, place: str) -> DatabaseError:
    """Return what is told where a fault is in the way of something else."""
    return DatabaseError(
        _("A value in {place} is damaged: {table} {row}, {column} {reason}.").format(
            place=place,
            table=fault.table,
            row=shown(fault.row),
            column=fault.column,
            reason=fault.reason,
        ),
        WayOut.MEND_DATABASE,
    )
