"""Plans an import: from a file and where it may land to the evidence and suggestions it would make. Writes nothing."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.ways_out import WayOut, Ways
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import BadContentError, Progress, Source, no_progress, read_source
from auditor.importing.formats import FORMATS, Format
from auditor.importing.places import Target
from auditor.importing.reports.other_tools import told_of
from auditor.importing.wishes import NO_WISHES, Wishes, said_in
from auditor.views.imports import ImportPlan

_READ_SHARE = 0.3
"""How much of the progress the reading of the bytes is."""


class UnusableFileError(RefusedError):
    """A file that becomes nothing; the way out is that of what is wrong with it."""

    def __init__(self, file: str, reason: RefusedError, said: str = "") -> None:
        """Say why, and in which file, perhaps with the place in it.

        What is `said` has places for both; empty where nothing was imported.
        """
        self._said = said or _("{file}: {reason} Nothing was imported.")
        super().__init__(self._said.format(file=file, reason=reason))
        self._file = file
        self._reason = reason

    def worded(self, ways: Ways) -> str:
        """Return file and reason, with the way out between them and what came of it."""
        return self._said.format(file=self._file, reason=self._reason.worded(ways))


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
        source = read_source(path, lambda done: progress(done * _READ_SHARE), sheet=wishes.sheet)
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
    found = _chosen(form, content) if form else guessed_format(content)
    if not form:
        _refuse_unasked(found, wishes)
    if wishes.sheet and not source.sheet and not found.several_tables:
        raise RefusedError(_("It is no workbook, so it has no sheets."))
    plan = found.plan(content, target, wishes, progress)
    said = plan.content or content.sha256
    landings = tuple(replace(each, draft=replace(each.draft, content=said)) for each in plan.landings)
    remarks = plan.remarks if form else (_found_out(found), *plan.remarks)
    return replace(
        plan,
        landings=landings,
        content=said,
        remarks=remarks,
        of_several=plan.of_several or source.of_several,
    )


def _refuse_unasked(found: Format, wishes: Wishes) -> None:
    """Raise RefusedError where something was said that means nothing for what the file was found to be."""
    meant = found.asks | ({"columns"} if found.columns else set())
    if not meant.issuperset(said_in(wishes)):
        raise RefusedError(
            _(
                "The file was found to be “{format}”: what you say of scales, columns or days means nothing in it."
            ).format(format=_(found.title))
        )


def _found_out(found: Format) -> str:
    return _("The file was found to be “{format}”.").format(format=_(found.title))


def _chosen(form: str, content: FileContent) -> Format:
    """Return the format that was asked for; raise RefusedError where the file is surely something else."""
    if (found := FORMATS.get(form)) is None:
        raise RefusedError(
            _("“{form}” is no format: choose one of {choices}.").format(
                form=shortened(form, 40), choices=", ".join(FORMATS)
            )
        )
    if not content.is_json and found.of_json and len(content.rows.rows[0].cells) > 1:
        table = _surest(content) or found
        raise BadContentError(
            _("line {line}, column {column}").format(line=1, column=1),
            _("this is no valid JSON but a table, and not “{format}”.").format(format=_(found.title)),
            WayOut.IMPORT_AS,
            format=table.key,
            title=_(table.choice or table.title),
        )
    if not content.is_json or found.guess(content):
        return found
    if told := told_of(content.value):
        raise RefusedError(told)
    if (other := _surest(content)) is not None:
        raise RefusedError(
            _("This is “{other}”, and not “{format}”.").format(other=_(other.title), format=_(found.title)),
            WayOut.IMPORT_AS,
            format=other.key,
            title=_(other.choice or other.title),
        )
    if not found.of_json:
        raise RefusedError(_("This is JSON, and a table was expected: save it as CSV."))
    return found


def guessed_format(content: FileContent) -> Format:
    """Return the format a file most likely has; raise RefusedError when it looks like none of them."""
    found = _surest(content)
    if found is not None:
        return found
    if told := told_of(content.value):
        raise RefusedError(told)
    titles = ", ".join(each.title for each in FORMATS.values() if each.of_json)
    raise BadContentError("$", _("this is no report of {tools}.").format(tools=titles))


def _surest(content: FileContent) -> Format | None:
    """Return the format of which a file is surest; None where it is of none."""
    guesses = [(each.guess(content), each) for each in FORMATS.values()]
    surest = max(guess for guess, _format in guesses)
    return next(each for guess, each in guesses if guess == surest) if surest else None
