"""What can be done with the pictures of findings: one transaction a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.values import DESCRIPTION_LIMIT
from auditor.imaging.making import kept_picture
from auditor.input import typed
from auditor.store.database import Database
from auditor.store.tables import FindingRecord, PictureRecord
from auditor.store.work import Work
from auditor.views.findings import Picture
from auditor.writing.finding_rows import finding_name, findings_numbered
from auditor.writing.naming import named_of
from auditor.writing.unseen import seen, to_write

MOST = 20
"""Most pictures of one finding."""


class FindingPictures:
    """The pictures of the findings of a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, finding_id: int, content: bytes, name: str = "", text: str = "") -> int:
        """Add a picture to a finding, from the content of a file of that name; return its number.

        It is kept from its pixels alone, see imaging/making.py. A picture that the finding has already is not added
        again: its number is returned, with what it shows where that is new. Raises RefusedError for what is no picture,
        or too large, and StorageError where it can't be written.
        """
        return self._add(lambda work: _named(work, finding_id), content, name, text)

    def add_to_answer(self, answer_id: int, content: bytes, name: str = "", text: str = "") -> int:
        """Add a picture, as `add` does, to the finding of a check that is not met, naming it where it has none yet."""

        def named(work: Work) -> FindingRecord:
            return _named(work, named_of(work, answer_id).id or 0)

        return self._add(named, content, name, text)

    def _add(self, find: Callable[[Work], FindingRecord], content: bytes, name: str, text: str) -> int:
        described = _described(text)
        made = kept_picture(content, name)
        with self._database.work("picture-add") as work:
            finding = find(work)
            assert finding.id is not None
            rows = _pictures(work, finding.id)
            known = next((row for row in rows if row.sha256 == made.sha256), None)
            if known is not None:
                # Its file may be missing, or damaged.
                self._database.pictures.keep(work, [made])
                if described:
                    work.change(known, text=described)
                return known.id or 0
            if len(rows) >= MOST:
                raise RefusedError(
                    _("{finding} has {count} pictures already: take one away first.").format(
                        finding=finding_name(finding), count=len(rows)
                    )
                )
            self._database.pictures.keep(work, [made])
            picture = work.new(
                PictureRecord(
                    finding_id=finding.id,
                    position=1 + max((row.position for row in rows), default=-1),
                    sha256=made.sha256,
                    kind=made.kind,
                    width=made.width,
                    height=made.height,
                    size=made.size,
                    name=shortened(one_line(name.replace("\\", "/").rpartition("/")[2]), 120),
                    text=described,
                )
            )
        return picture.id or 0

    def describe(self, picture_id: int, text: str, base: Picture | None = None) -> None:
        """Say what is to be seen on a picture, for those who can't see it; `base` as for other changes."""
        with self._database.work("picture-describe") as work:
            picture = work.get(PictureRecord, picture_id)
            _named(work, picture.finding_id)
            values = {"text": _described(text)}
            work.change(picture, **to_write(work, picture, values, seen(base, values)))

    def remove(self, picture_ids: Sequence[int]) -> None:
        """Take pictures away from their findings; undo brings them back."""
        with self._database.work("picture-remove") as work:
            for number in dict.fromkeys(picture_ids):
                picture = work.get(PictureRecord, number)
                _named(work, picture.finding_id)
                work.remove(picture)
            if len(picture_ids) > 1:
                work.arguments["count"] = str(len(picture_ids))


def _described(text: str) -> str:
    return one_line(typed.text(text, _("description"), DESCRIPTION_LIMIT))


def _named(work: Work, finding_id: int) -> FindingRecord:
    (finding,) = findings_numbered(work, [finding_id])
    return finding


def _pictures(work: Work, finding_id: int) -> list[PictureRecord]:
    rows = select(PictureRecord).where(
        PictureRecord.finding_id == finding_id, col(PictureRecord.removed_at).is_(None)
    )
    return list(work.session.exec(rows.order_by(col(PictureRecord.position), col(PictureRecord.id))))
