"""What came of taking in an export."""

from __future__ import annotations

from msgspec import Struct


class RowDifference(Struct, frozen=True):
    """A row that a file has otherwise than the database."""

    entity: str
    """The table of the row."""
    name: str
    """What it was called here, or else its id."""
    fields: tuple[str, ...]
    """What differs."""
    taken: bool
    """The file’s was taken; else the one here stayed."""
    here: str = ""
    """What a finding is called here, where another one has its name of the file."""


class Merged(Struct, frozen=True):
    """How many rows of a file, by what was done with them."""

    added: int
    changed: int
    """Differed here, and were taken from the file."""
    kept: int
    """Differed here, and stayed as they were."""
    deleted: int
    """Had been deleted here and stayed so, with what is part of them."""
    alike: int
    differences: tuple[RowDifference, ...]
    """The first of those changed and kept."""
