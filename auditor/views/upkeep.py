"""What is found in the database itself, and what was done about it."""

from __future__ import annotations

from msgspec import Struct


class Flaw(Struct, frozen=True):
    """Something wrong with the database: in a value, or with the file or its schema."""

    problem: str
    """What is wrong, such as `visit 3, feeling: must be a whole number from -2 to 2`, or what was read from a file."""
    table: str = ""
    row: int | None = None
    column: str = ""
    mended: str = ""
    """What was done about it; empty for nothing."""
    is_harmless: bool = False
    """Nothing of the database itself is damaged by it."""

    def __str__(self) -> str:
        return f"{self.problem} → {self.mended}" if self.mended else self.problem
