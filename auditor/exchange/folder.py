"""A journey as a folder of text files that can live in git: an export, with what changes together in one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from auditor.base.encodings import decoded
from auditor.base.errors import RefusedError, system_reason
from auditor.base.files import make_folder
from auditor.base.folders import settle_folder, write_together
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_file
from auditor.base.text import one_line
from auditor.exchange.document import Document, Export, Row, written
from auditor.exchange.parts import FORMAT
from auditor.exchange.pictures import PICTURES, PictureFolder, WithoutPictures, called, file_name
from auditor.exchange.pictures import Content as PictureContent
from auditor.exchange.reading import SIZE_LIMIT, ExportFile

_FILES = {
    "people.json": ("people",),
    "journey.json": ("journeys", "stages", "strategies", "touchpoints", "notes"),
    "personas.json": ("personas", "wishes", "met_needs"),
    "interviews.json": ("questions", "respondents", "responses", "replies"),
    "rounds.json": ("rounds",),
    "actions.json": ("actions", "dependencies", "servings", "links", "comments"),
    "findings.json": ("phrases", "findings", "sightings", "pictures"),
    "evidence.json": ("evidence", "verifications", "askings", "suggestions"),
}
"""The files, and the parts that are in each. Audits and checklists have a file each, in folders of their own."""

_AUDITS, _WORDINGS = "audits", "wordings"


def pictures_in(folder: Path) -> PictureFolder:
    """Return the pictures that stand with an export in a folder."""
    return PictureFolder(folder / PICTURES)


def write_folder(folder: Path, export: Export, content: PictureContent | None = None) -> list[Path]:
    """Write the files of one journey; return their paths. Those of what is no longer there are removed.

    `content` gives its pictures; without it they are left out. Whatever else is in the folder stays. Raises
    RefusedError when a file can't be written, or would be outside the folder, and leaves all as they were; so they are
    too, or all are new, when the program is killed.
    """
    files = _Files(export if content else WithoutPictures(export))
    for path in (folder / _AUDITS, folder / _WORDINGS, folder / PICTURES):
        if path.is_symlink():
            raise RefusedError(
                _("{path} is a link that leads out of the folder: nothing was written.").format(
                    path=_shown(path)
                )
            )
    for name in ("", _AUDITS, _WORDINGS):
        make_folder(folder / name)
    settle_folder(folder)
    texts = dict(files.texts())
    pictures = pictures_in(folder)
    rows = {file_name(row): row for row in export.of(PICTURES)} if content else {}
    new = {
        f"{PICTURES}/{name}": _picture(row, content)
        for name, row in rows.items()
        if content and not pictures.has(row)
    }
    paths = [folder / name for name in (*texts, *(f"{PICTURES}/{name}" for name in rows))]
    stale = [path for path in _own_files(folder) if path not in paths and _is_ours(path)]
    stale += pictures.others(set(rows))
    gone = [path.relative_to(folder).as_posix() for path in stale]
    write_together(folder, {**texts, **new}, gone)
    return paths


def _picture(row: Row, content: PictureContent) -> Iterator[bytes]:
    """Yield the content of a picture, which is read when it is written."""
    yield content(str(row["sha256"]), called(row))


def read_folder(folder: Path) -> list[ExportFile]:
    """Return the files of a folder, to be read as one export. Raises RefusedError when one can't be read.

    An export into it that was cut short is finished first, so that all are of one moment.
    """
    settle_folder(folder)
    sources: list[ExportFile] = []
    left = SIZE_LIMIT
    for path in _own_files(folder):
        try:
            content = read_file(path, left)
        except TooLargeError:
            raise RefusedError(
                _("{file} is larger than {limit} bytes.").format(file=_shown(path), limit=SIZE_LIMIT)
            ) from None
        except OSError as error:
            raise _unusable(path, error) from error
        left -= len(content)
        try:
            sources.append(ExportFile(str(path), decoded(content)))
        except UnicodeDecodeError as error:
            raise RefusedError(
                _("{file} is not UTF-8 text: save it as UTF-8.").format(file=_shown(path))
            ) from error
    if not sources:
        raise RefusedError(
            _("{file} has no files of an export: there is no journey.json in it.").format(file=_shown(folder))
        )
    return sources


def _own_files(folder: Path) -> list[Path]:
    named = [folder / name for name in _FILES]
    listed = [path for name in (_WORDINGS, _AUDITS) for path in sorted((folder / name).glob("*.json"))]
    return [path for path in [*named, *listed] if path.is_file()]


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as opened:
            return f'"{FORMAT}"' in opened.read(200)
    except OSError:
        return False


class _Files:
    """The files of an export by name, each with its text in pieces.

    The texts have to be taken in the order of the files, each once: rows are read on as they are needed, so that
    audits of any number take no more memory than one.
    """

    def __init__(self, export: Export) -> None:
        """Read nothing yet."""
        self._export = export
        self._visits = _InTurn(export.of("visits"))
        self._answers = _InTurn(export.of("answers"))
        self._items = _InTurn(export.of("items"))
        self._presences = _InTurn(export.of("presences"))
        self._names: set[str] = set()

    def texts(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield the name of each file with its text."""
        for name, parts in _FILES.items():
            if any(True for part in parts for _row in self._export.of(part)):
                yield name, written(self._export, parts)
        wordings: dict[str, list[Row]] = {}
        for row in self._export.of("wordings"):
            wordings.setdefault(str(row["checklist"]), []).append(row)
        for checklist, rows in sorted(wordings.items()):
            name = self._own_name(f"{_WORDINGS}/{_safe(checklist)}", "")
            yield name, written(Document({"wordings": rows}), ["wordings"])
        for audit in self._export.of("audits"):
            safe = _safe(str(audit["id"]))
            name = self._own_name(f"{_AUDITS}/{_began(audit)}-{safe[:12]}", safe[12:])
            yield name, self._audit(audit)

    def _own_name(self, name: str, more: str) -> str:
        """Return a file's name: where another has it, with more of what it is made of, then with a number."""
        numbered = (f"{name}{more}-{number}" for number in count(2))
        found = next(each for each in chain((name, name + more), numbered) if each not in self._names)
        self._names.add(found)
        return f"{found}.json"

    def _audit(self, audit: Row) -> Iterator[str]:
        items = list(self._items.while_in("audit", {audit["id"]}))
        visits = list(self._visits.while_in("audit", {audit["id"]}))
        within = {visit["id"] for visit in visits}
        answers = list(self._answers.while_in("visit", within))
        presences = list(self._presences.while_in("visit", within))
        rows: dict[str, list[Row]] = {"audits": [audit], "visits": visits, "answers": answers}
        rows |= {name: some for name, some in (("items", items), ("presences", presences)) if some}
        yield from written(Document(rows), list(rows))


class _InTurn:
    """Rows that are taken a group at a time, in the order in which they stand."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Read nothing yet."""
        self._left = iter(rows)
        self._next: Row | None = None

    def while_in(self, name: str, values: Collection[object]) -> Iterator[Row]:
        """Yield rows as long as they have one of some values in a field."""
        row = self._next or next(self._left, None)
        while row is not None and row[name] in values:
            yield row
            row = next(self._left, None)
        self._next = row


def _began(audit: Row) -> str:
    """Return when an audit began, so that files stand in the order of time."""
    return "".join(sign for sign in str(audit["started_at"])[:19] if sign.isdigit() or sign == "T")


def _safe(text: str) -> str:
    """Return text of which a file name can be made anywhere."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign == "-") else "-" for sign in text)[:60]


def _unusable(path: Path, error: OSError) -> RefusedError:
    return RefusedError(
        _("{file} can’t be used: {reason}.").format(file=_shown(path), reason=system_reason(error))
    )


def _shown(path: Path) -> str:
    return one_line(str(path))
