"""The forms in which a report can be written."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _
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


def content(
    workspace: Workspace,
    journey_id: int,
    form: Form,
    today: date,
    parts: Collection[ReportPart] | None = None,
) -> str | bytes:
    """Return the report of a journey, with the parts named or else those that are kept with the journey.

    Raises NotFoundError when there is no journey of that number.
    """
    from auditor.reporting.contents import Contents

    contents = Contents(workspace, journey_id, today, parts)
    if form is Form.HTML:
        from auditor.reporting.html import page

        return page(contents, workspace.config.bounds)
    if form is Form.MARKDOWN:
        from auditor.reporting.markdown import markdown

        return markdown(contents)
    from auditor.reporting.workbook import workbook

    return workbook(contents)


def people_content(contents: PeopleContents, form: Form) -> str | bytes:
    """Return the report of a person or of a part of the organisation."""
    if form is Form.XLSX:
        from auditor.reporting.workbook import tables_workbook

        return tables_workbook(contents.title, [each.sheet for each in contents.tables])
    from auditor.reporting.people_page import people_markdown, people_page

    return people_page(contents) if form is Form.HTML else people_markdown(contents)


def file_name(journey: str, form: Form) -> str:
    """Return a name for the file of a report, made of the journey's; it is good on every system."""
    stem = re.sub(r"[^\w]+", "-", folded(journey)).strip("-_")[:60].strip("-") or "journey"
    return f"{stem}.{form.value}"
