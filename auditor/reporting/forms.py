"""The forms in which a report can be written, and the writing of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.base.files import make_folder, refuse_there, write_whole
from auditor.base.folders import write_together
from auditor.base.i18n import N_, _
from auditor.base.picture_names import PICTURE_FILE
from auditor.base.text import folded
from auditor.base.vocabulary import ReportPart

if TYPE_CHECKING:
    from auditor.reporting.people import PeopleContents
    from auditor.workspace import Workspace


class Form(StrEnum):
    """A form of a report; the value is the ending of its files."""

    HTML = "html"
    MARKDOWN = "md"
    XLSX = "xlsx"


_WORDS = {
    Form.HTML: N_("web page, to read, print and hang up"),
    Form.MARKDOWN: N_("Markdown, for a wiki or a repository"),
    Form.XLSX: N_("spreadsheet, to filter and reckon with"),
}


def word(form: Form) -> str:
    """Return what a form is, and is good for."""
    return _(_WORDS[form])


class Report(Struct, frozen=True):
    """A report as it is written."""

    content: str | bytes
    pictures: Mapping[str, bytes] | None = None
    """Its pictures by the names of their files, in a folder beside it; None for a form that holds them itself."""
    said: tuple[str, ...] = ()
    """What whoever sends it has to know of its pictures, a line each."""


def report(
    workspace: Workspace,
    journey_id: int,
    form: Form,
    today: date,
    parts: Collection[ReportPart] | None = None,
    file: Path | None = None,
) -> Report:
    """Return the report of a journey, with the parts named or else those that are kept with the journey.

    Pictures of Markdown are beside its `file`; without one it has none. Raises NotFoundError when there is no journey
    of that number.
    """
    from auditor.reporting.contents import Contents

    contents = Contents(workspace, journey_id, today, parts)
    shown = contents.pictures if ReportPart.FINDINGS in contents.parts else None
    said = tuple(shown.said) if shown else ()
    if form is Form.HTML:
        from auditor.reporting.html import page

        return Report(page(contents, workspace.rules.bounds), said=said)
    if form is Form.XLSX:
        from auditor.reporting.workbook import workbook

        return Report(workbook(contents), said=said)
    from auditor.reporting.markdown import markdown

    pictures = shown.all if shown else []
    if file is None:
        beside = _("Pictures are told in words alone: name a file, and they are put beside it.")
        return Report(markdown(contents), said=(*said, *([beside] if pictures else [])))
    text = markdown(contents, pictures_of(file).name)
    return Report(text, {each.file: each.content for each in pictures}, said)


def people_report(contents: PeopleContents, form: Form) -> Report:
    """Return the report of a person or of a part of the organisation."""
    if form is Form.XLSX:
        from auditor.reporting.workbook import tables_workbook

        return Report(tables_workbook(contents.title, [each.sheet for each in contents.tables]))
    from auditor.reporting.people_page import people_markdown, people_page

    return Report(people_page(contents) if form is Form.HTML else people_markdown(contents))


def pictures_of(file: Path) -> Path:
    """Return the folder of the pictures of a report in a file."""
    return file.with_name(f"{file.stem}-pictures")


def write_report(made: Report, file: str | Path, force: bool = False) -> Path:
    """Write a report and the pictures beside it; what was there is replaced only with `force`. Return where it is.

    The pictures are there before the text that shows them. Those of an older report that it shows no more are removed,
    whatever else is in their folder stays. Raises RefusedError as `files.write_whole` does.
    """
    path = Path(file).expanduser()
    folder = pictures_of(path)
    if made.pictures:
        refuse_there(path, force)
        make_folder(folder)
        write_together(folder, made.pictures)
    written = write_whole(file, made.content, force)
    if made.pictures is not None and folder.is_dir():
        ours = [each.name for each in folder.iterdir() if PICTURE_FILE.fullmatch(each.name)]
        stale = [name for name in ours if name not in made.pictures]
        if stale:
            write_together(folder, {}, stale)
    return written


def file_name(journey: str, form: Form) -> str:
    """Return a name for the file of a report, made of the journey's; it is good on every system."""
    stem = re.sub(r"[^\w]+", "-", folded(journey)).strip("-_")[:60].strip("-") or "journey"
    return f"{stem}.{form.value}"
