"""What the user says of a file that the file itself does not: where it lands, of whom it is, what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from auditor.importing.files.national import decimal_mark, number_of


class Wishes(Struct, frozen=True):
    """What the user says of the content of a file; what is empty is guessed."""

    columns: Mapping[str, tuple[str, ...]] = {}
    """Names of columns by role, such as score or step."""
    kind: str = ""
    scale: tuple[int, int] | None = None
    better: str = ""
    dates: str = ""
    quotes: int = 5
    goal: float | None = None
    """The figure that is aimed at."""
    words: Mapping[str, float] = {}
    """The steps of words that answers have."""
    keep: tuple[str, ...] = ()
    """What is kept that is left out else; see surveys.lines.KEPT."""
    remembered: Mapping[str, Mapping[str, float]] = {}
    """The steps of words that were said before, by the form of the file."""
    sheet: str = ""
    """Which sheet of a workbook, or which table of several in a file."""


NO_WISHES = Wishes()
WISHES = tuple(name for name in Wishes.__struct_fields__ if name != "remembered")
"""What can be said of a file, by the names of the fields."""


def said_in(wishes: Wishes) -> list[str]:
    """Return the fields in which something was said."""
    return [name for name in WISHES if getattr(wishes, name) != getattr(NO_WISHES, name)]


def step_of(text: str) -> float | None:
    """Return the step of a scale that was typed, 0..100; None for anything else."""
    step = number_of(text, decimal_mark([text], counts=False))
    return step if step is not None and 0 <= step <= 100 else None
