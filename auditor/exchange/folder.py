"""A journey as a folder of text files that can live in git: an export, with what changes together in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.base.encodings import decoded
from auditor.base.errors import RefusedError, system_reason
from auditor.base.folders import settle_folder, write_together
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.exchange.document import Document, Row, as_text
from auditor.exchange.parts import FORMAT
from auditor.exchange.reading import SIZE_LIMIT, ExportFile

_FILES = {
    "people.json": ("people",),
    "journey.json": ("journeys", "stages", "touchpoints", "notes"),
    "personas.json": ("personas", "replies"),
    "rounds.json": ("rounds",),
    "actions.json": ("actions", "links", "comments"),
    "evidence.json": ("evidence", "suggestions"),
}
"""The files, and the parts that are in each. Audits and checklists have a file each, in folders of their own."""

_AUDITS, _WORDINGS = "audits", "wordings"


def write_folder(folder: Path, document: Document) -> list[Path]:
    """Write the files of one journey; return their paths. Files of audits that are no longer there are removed.

    Whatever else is in the folder stays. Raises RefusedError when a file can't be written, and leaves
    all as they were; so they are too, or all are new, when the program is killed.
    """
    texts = dict(_texts(document))
    try:
        for name in ("", _AUDITS, _WORDINGS):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error) from error
    settle_folder(folder)
    paths = {folder / name: name for name in texts}
    stale = [path for path in _own_files(folder) if path not in paths and _is_ours(path)]
    write_together(folder, texts, [path.relative_to(folder).as_posix() for path in stale])
    return list(paths)


def read_folder(folder: Path) -> list[ExportFile]:
    """Return the files of a folder, to be read as one export. Raises RefusedError when one can't be read.

    An export into it that was cut short is finished first, so that all are of one moment.
    """
    settle_folder(folder)
    sources: list[ExportFile] = []
    left = SIZE_LIMIT
    for path in _own_files(folder):
        try:
            content = path.read_bytes() if path.stat().st_size <= left else None
        except OSError as error:
            raise _unusable(path, error) from error
        if content is None:
            raise RefusedError(
                _("{file} is larger than {limit} bytes.").format(file=_shown(path), limit=SIZE_LIMIT)
            )
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


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the files by name, with their text."""
    for name, parts in _FILES.items():
        if any(document.of(part) for part in parts):
            yield name, as_text(document, parts)
    for checklist in sorted({str(row["checklist"]) for row in document.of("wordings")}):
        rows = [row for row in document.of("wordings") if row["checklist"] == checklist]
        yield f"{_WORDINGS}/{_safe(checklist)}.json", as_text(Document({"wordings": rows}), ["wordings"])
    for audit in document.of("audits"):
        yield _file_of(audit), _audit_text(document, audit)


def _audit_text(document: Document, audit: Row) -> str:
    visits = _with(document.of("visits"), "audit", {audit["id"]})
    answers = _with(document.of("answers"), "visit", {visit["id"] for visit in visits})
    rows = {"audits": [audit], "visits": visits, "answers": answers}
    return as_text(Document(rows), list(rows))


def _with(rows: Sequence[Row], name: str, values: set[object]) -> list[Row]:
    return [row for row in rows if row[name] in values]


def _file_of(audit: Row) -> str:
    """Return the file of an audit: by when it began, so that files stand in the order of time."""
    began = "".join(sign for sign in str(audit["started_at"])[:19] if sign.isdigit() or sign == "T")
    return f"{_AUDITS}/{began}-{_safe(str(audit['id']))[:12]}.json"


def _safe(text: str) -> str:
    """Return text of which a file name can be made anywhere."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign == "-") else "-" for sign in text)[:60]


def _unusable(path: Path, error: OSError) -> RefusedError:
    return RefusedError(
        _("{file} can’t be used: {reason}.").format(file=_shown(path), reason=system_reason(error))
    )


def _shown(path: Path) -> str:
    return one_line(str(path))
