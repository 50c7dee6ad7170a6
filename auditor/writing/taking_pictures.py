"""Takes in the pictures of an export: each is looked at before anything is written, as a file that anybody may have made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import islice
from typing import Protocol, cast

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.exchange.document import Row
from auditor.exchange.pictures import called, file_name
from auditor.imaging.decoding import SIZE_LIMIT
from auditor.imaging.making import Made, kept_picture
from auditor.store.pictures import Pictures
from auditor.store.work import Work

Told = tuple[str, str, int, int, int]
"""What is told of a picture: its hash, its kind, its width, height and size."""

_AT_ONCE = 10
"""So many pictures are in memory together."""


class PictureSource(Protocol):
    """Where the pictures of an export are read from."""

    def read(self, row: Row, limit: int) -> bytes:
        """Return the content of a picture; raise RefusedError where it is not there, or not what the export says."""


def to_take(
    pictures: Pictures, rows: Sequence[Row], source: PictureSource | None, known: Set[Told]
) -> list[Row]:
    """Return the pictures whose content is not here yet, each once, having looked at it.

    `known` are those that are told of here: what is told otherwise of a content that is here is looked at too. Raises
    RefusedError for one that is missing, changed, or no picture as the program keeps them.
    """
    missing = pictures.missing({str(row["sha256"]) for row in rows})
    todo: dict[str, Row] = {}
    for row in rows:
        named = str(row["sha256"])
        if named in missing:
            if source is None:
                raise RefusedError(
                    _("The pictures of this export did not come with it: name its file or its folder."),
                    WayOut.WITHOUT_PICTURES,
                )
            _check(row, source.read(row, SIZE_LIMIT))
            todo.setdefault(named, row)
        elif _told(row) not in known:
            _check(row, pictures.read(named))
    return list(todo.values())


def _told(row: Row) -> Told:
    return cast("Told", tuple(row[name] for name in ("sha256", "kind", "width", "height", "size")))


def _check(row: Row, content: bytes) -> None:
    """Raise RefusedError unless a content is the picture that a row tells of."""
    made = kept_picture(content, called(row) or file_name(row))
    if (made.sha256, made.kind, made.width, made.height, made.size) != _told(row):
        raise RefusedError(
            _("{file} is not the picture that the export tells of.").format(file=file_name(row)),
            WayOut.WITHOUT_PICTURES,
        )


def keep(work: Work, pictures: Pictures, rows: Iterable[Row], source: PictureSource | None) -> None:
    """Keep pictures that were looked at, within the unit of work in which rows come to name them."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        assert source is not None
        pictures.keep(work, [_made(row, source.read(row, SIZE_LIMIT)) for row in some])


def _made(row: Row, content: bytes) -> Made:
    width, height = cast("tuple[int, int]", (row["width"], row["height"]))
    return Made(content, str(row["kind"]), width, height, str(row["sha256"]))
