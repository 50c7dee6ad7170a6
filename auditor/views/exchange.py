"""What came of taking in an export."""

from __future__ import annotations

from auditor.frozen import frozen


@frozen
class Merged:
    """How many rows of a file, by what was done with them."""

    added: int
    changed: int
    """Differed here, and were taken from the file."""
    kept: int
    """Differed here, and stayed as they were."""
    deleted: int
    """Had been deleted here and stayed so, with what is part of them."""
    alike: int
