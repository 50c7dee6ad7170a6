"""Tables of a report that are read rather than reckoned with: every cell is text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from auditor.base import labels
from auditor.base.i18n import percent
from auditor.base.labels import FEELING_FACES
from auditor.base.text import capital
from auditor.base.vocabulary import ReportPart


class GridColumn(Struct, frozen=True):
    """A column of a table."""

    title: str
    right: bool = False
    names: bool = False
    """It says what each row is about: where there is room for little, it stands first."""


class GridCell(Struct, frozen=True):
    """A cell: its text, and its ink, which never tells by itself how the text is meant."""

    text: str
    ink: str = ""
    """A role of `drawing/inks`, or a quadrant; nothing is plain."""
    face: int | None = None
    """The feeling −2..2 whose face stands before the text."""

    @property
    def in_signs(self) -> str:
        """The text with its face in plain characters."""
        return self.text if self.face is None else f"{FEELING_FACES[self.face]} {self.text}"


def need_cell(need: float | None) -> GridCell:
    """Return the cell of a need 0..1; empty where nothing is known of it."""
    if need is None:
        return GridCell("")
    return GridCell(percent(need), "bad" if need >= 0.6 else "warn" if need >= 0.4 else "")


class Grid(Struct, frozen=True):
    """A table with its title, and a sentence above it."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    lead: str = ""


def part_title(part: ReportPart) -> str:
    """Return what a part of a report is called where it begins."""
    return capital(labels.word(part))


def filled(grids: Iterable[Grid]) -> list[Grid]:
    """Return the tables that have rows."""
    return [grid for grid in grids if grid.rows]


def without_empty_columns(grid: Grid) -> Grid:
    """Return a table without the columns in which nothing stands."""
    keep = [at for at in range(len(grid.columns)) if any(row[at].text for row in grid.rows)]
    rows = tuple(tuple(row[at] for at in keep) for row in grid.rows)
    return Grid(grid.title, tuple(grid.columns[at] for at in keep), rows, grid.lead)
