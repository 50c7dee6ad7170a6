"""Makes a table fit the terminal: texts are folded, the widest first, and minor columns give way last."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from auditor.drawing.cells import cells_of

_LONGEST_WORD = 14
"""Longer words are broken rather than kept whole."""


class Shape(Struct, frozen=True):
    """What a column is like: how narrow it may become, and how soon it is left out."""

    natural: int
    """Columns of the terminal its widest cell takes."""
    least: int
    minor: int
    """0 always stays; of the others the highest goes first."""
    empty: bool


def shape(cells: Sequence[str], header: str, *, folds: bool, least: int, minor: int) -> Shape:
    """Return the shape of a column; `folds` tells whether its cells, not only its header, may be folded."""
    words = header.split() + (" ".join(cells).split() if folds else [])
    longest = min(_LONGEST_WORD, max(map(cells_of, words), default=0))
    whole = 0 if folds else max(map(cells_of, cells), default=0)
    natural = max(cells_of(header), *map(cells_of, cells), 0)
    return Shape(natural, min(natural, max(longest, whole, least)), minor, not any(map(str.strip, cells)))


def fit(shapes: Sequence[Shape], width: int, gap: int) -> dict[int, int]:
    """Return the places of the columns to show, each with its width, so that they fit `width`.

    `gap` is how many columns of the terminal stand between two. What can't be made to fit stays as it is.
    """
    kept = [at for at, one in enumerate(shapes) if not (one.empty and one.minor)]
    while True:
        room = width - gap * (len(kept) - 1)
        droppable = [at for at in kept if shapes[at].minor]
        if sum(shapes[at].least for at in kept) <= room:
            return _shrunk(shapes, kept, room)
        if not droppable:
            return {at: shapes[at].least for at in kept}
        kept.remove(max(droppable, key=lambda at: shapes[at].minor))


def _shrunk(shapes: Sequence[Shape], kept: Sequence[int], room: int) -> dict[int, int]:
    widths = {at: shapes[at].natural for at in kept}
    while sum(widths.values()) > room:
        can_give = [at for at in kept if widths[at] > shapes[at].least]
        widths[max(can_give, key=lambda at: widths[at])] -= 1
    return widths
