"""Plans an import: from a file and where it may land to the evidence and suggestions it would make. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.ways_out import Ways
from auditor.importing.files.reading import BadContentError, Progress, Source, no_progress, read_source
from auditor.importing.places import Target
from auditor.importing.reports.measured import Report
from auditor.importing.wishes import NO_WISHES, Wishes
from auditor.views.imports import ImportPlan

FORMS = ("survey", "funnel", "axe", "lighthouse", "wcag-em", "earl")
"""The formats that can be imported."""

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
        raise UnusableFileError(where, RefusedError(error.reason)) from error
    except RefusedError as error:
        raise UnusableFileError(name, error) from error


def _later(progress: Progress) -> Progress:
    return lambda done: progress(_READ_SHARE + done * (1 - _READ_SHARE))


def _planned(form: str, source: Source, target: Target, wishes: Wishes, progress: Progress) -> ImportPlan:
    form = form or guess_form(source)
    if form == "survey":
        from auditor.importing.surveys.plan import plan_survey

        return plan_survey(source, target, wishes, progress)
    if form == "funnel":
        from auditor.importing.funnels.plan import plan_funnel

        return plan_funnel(source, target, wishes, progress)
    from auditor.importing.files.structured import read_json
    from auditor.importing.reports.plan import plan_report

    read = _reader(form)
    value = read_json(source.text)
    progress(0.8)
    plan = plan_report(form, source, read(value), target)
    progress(1.0)
    return plan


def _reader(form: str) -> Callable[[Any], Report]:
    if form == "axe":
        from auditor.importing.reports.axe import read_axe

        return read_axe
    if form == "lighthouse":
        from auditor.importing.reports.lighthouse import read_lighthouse

        return read_lighthouse
    if form == "wcag-em":
        from auditor.importing.reports.wcag_em import read_wcag_em

        return read_wcag_em
    if form == "earl":
        from auditor.importing.reports.earl import read_earl

        return read_earl
    raise RefusedError(
        _("“{form}” is no format: choose one of {choices}.").format(
            form=shortened(form, 40), choices=", ".join(FORMS)
        )
    )


def guess_form(source: Source) -> str:
    """Return the format a file most likely has; raise BadContentError when it looks like none of them."""
    if source.text.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return _guess_table(source)
    from auditor.importing.files.structured import read_json
    from auditor.importing.reports.axe import is_axe
    from auditor.importing.reports.earl import is_earl
    from auditor.importing.reports.lighthouse import is_lighthouse
    from auditor.importing.reports.wcag_em import is_wcag_em

    value = read_json(source.text)
    looks: tuple[tuple[str, Callable[[Any], bool]], ...] = (
        ("lighthouse", is_lighthouse),
        ("axe", is_axe),
        ("wcag-em", is_wcag_em),
        ("earl", is_earl),
    )
    found = next((form for form, test in looks if test(value)), "")
    if not found:
        raise BadContentError("$", _("this is no report of axe-core, Lighthouse or WCAG-EM, and no EARL."))
    return found


def _guess_table(source: Source) -> str:
    """Tell a funnel from a survey: a funnel names its steps and counts people."""
    from auditor.importing.files.sheets import read_sheet
    from auditor.importing.funnels.funnel import COUNT_WORDS, STEP_WORDS
    from auditor.importing.surveys.columns import is_value, says

    sheet = read_sheet(source.text[:200_000].rpartition("\n")[0] or source.text, is_value)
    names = sheet.header
    is_funnel = any(says(name, STEP_WORDS) for name in names) and any(
        says(name, COUNT_WORDS) for name in names
    )
    return "funnel" if is_funnel else "survey"
