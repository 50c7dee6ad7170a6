"""Plans an import: from a file and where it may land to the evidence and suggestions it would make. Writes nothing."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.ways_out import Ways
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import BadContentError, Progress, Source, no_progress, read_source
from auditor.importing.formats import FORMATS, Format
from auditor.importing.places import Target
from auditor.importing.wishes import NO_WISHES, Wishes
from auditor.views.imports import ImportPlan

_READ_SHARE = 0.3
"""How much of the progress the reading of the bytes is."""


class UnusableFileError(RefusedError):
    """A file that becomes nothing; the way out is that of what is wrong with it."""

    def __init__(self, file: str, reason: RefusedError) -> None:
        """Say why, and in which file, perhaps with the place in it."""
        super().__init__(_not_imported(file, str(reason)))
        self._file = file
        self._reason = reason

    def worded(self, ways: Ways) -> str:
        """Return file and reason, with the way out between them and what came of it."""
        return _not_imported(self._file, self._reason.worded(ways))


def _not_imported(file: str, reason: str) -> str:
    return _("{file}: {reason} Nothing was imported.").format(file=file, reason=reason)


def plan_import(
    form: str,
    path: Path,
    target: Target,
    wishes: Wishes = NO_WISHES,
    progress: Progress = no_progress,
) -> ImportPlan:
    """Return what a file would become; an empty form is guessed.

    Raises RefusedError with the file's name, line or path in it, and the reason; then nothing of it can be used.
    """
    name = shortened(one_line(path.name or str(path)), 100)
    try:
        source = read_source(path, lambda done: progress(done * _READ_SHARE))
        return _planned(form, source, target, wishes, _later(progress))
    except BadContentError as error:
        where = f"{name}, {error.where}" if error.where else name
        raise UnusableFileError(where, error.without_place) from error
    except RefusedError as error:
        raise UnusableFileError(name, error) from error
    except MemoryError:
        reason = RefusedError(_("There is not enough memory to read it."))
        raise UnusableFileError(name, reason) from None


def _later(progress: Progress) -> Progress:
    return lambda done: progress(_READ_SHARE + done * (1 - _READ_SHARE))


def _planned(form: str, source: Source, target: Target, wishes: Wishes, progress: Progress) -> ImportPlan:
    content = FileContent(source, progress)
    found = FORMATS.get(form) if form else guessed_format(content)
    if found is None:
        raise RefusedError(
            _("“{form}” is no format: choose one of {choices}.").format(
                form=shortened(form, 40), choices=", ".join(FORMATS)
            )
        )
    plan = found.plan(content, target, wishes, progress)
    landings = tuple(
        replace(each, draft=replace(each.draft, content=content.sha256)) for each in plan.landings
    )
    return replace(plan, landings=landings, content=content.sha256)


def guessed_format(content: FileContent) -> Format:
    """Return the format a file most likely has; raise BadContentError when it looks like none of them."""
    surest, found = max(((each.guess(content), each) for each in FORMATS.values()), key=lambda one: one[0])
    if not surest:
        raise BadContentError("$", _("this is no report of axe-core, Lighthouse or WCAG-EM, and no EARL."))
    return found
