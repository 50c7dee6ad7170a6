"""Reads for actions by their numbers, so many in one statement that a hundred thousand take a thousand of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.store.adapter import Reader
from auditor.store.viewing import Read, T

AT_ONCE = 100
"""How many actions one statement is about."""
IDS = tuple(f"id{number}" for number in range(AT_ONCE))
"""The parameters that hold their numbers."""


def among(column: str) -> str:
    """Return the condition that a column is one of the numbers."""
    return f"{column} IN ({', '.join(f':{name}' for name in IDS)})"


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield numbers as many at a time as one statement is about."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def read_numbered(
    reader: Reader, read: Read[T], ids: Sequence[int], parameters: Mapping[str, object] | None = None
) -> list[T]:
    """Return the views of a read for some numbers: for each lot of them in the read's order."""
    found: list[T] = []
    for some in chunks(ids):
        padded = [*some, *[0] * (AT_ONCE - len(some))]
        found += reader.all(read, **dict(zip(IDS, padded, strict=True)), **(parameters or {}))
    return found
