"""Turns a file of checks that other people wrote into a draft: a Markdown task list, a table, or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.checklists.drafts import Draft, chosen
from auditor.importing.checklists.markdown import is_task_list, read_task_list
from auditor.importing.checklists.structured import read_structured
from auditor.importing.checklists.tables import read_table
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import BadContentError, read_source
from auditor.importing.planning import UnusableFileError
from auditor.library.checklists import CHECKS_LIMIT

SIZE_LIMIT = 5_000_000
"""Largest file of checks, in bytes."""


def read_checklist(
    path: Path, columns: Mapping[str, Sequence[str]], sections: Sequence[str] = (), sheet: str = ""
) -> Draft:
    """Return the checks in a file, of all sections or of some.

    Raises RefusedError with the file's name where no check is found, or more than a checklist may have.
    """
    name = shortened(one_line(path.name or str(path)), 100)
    try:
        return _read(path, columns, sections, sheet)
    except BadContentError as error:
        where = f"{name}, {error.where}" if error.where else name
        raise UnusableFileError(where, error.without_place, "{file}: {reason}") from error
    except RefusedError as error:
        raise UnusableFileError(name, error, "{file}: {reason}") from error


def _read(path: Path, columns: Mapping[str, Sequence[str]], sections: Sequence[str], sheet: str) -> Draft:
    content = FileContent(read_source(path, limit=SIZE_LIMIT, sheet=sheet))
    text = content.source.text
    if content.is_json and not is_task_list(text):
        draft = read_structured(content.value)
    elif is_task_list(text) and not columns and not content.source.sheet:
        draft = read_task_list(text)
    elif path.suffix.casefold() in (".md", ".markdown"):
        raise RefusedError(_("There is no task list in it: lines such as “- [ ] The price is shown”."))
    else:
        draft = read_table(content.rows, columns)
    if not draft.checks:
        raise RefusedError(_("There is no check in it."))
    found = chosen(draft, sections)
    names = list(dict.fromkeys(each.section for each in draft.checks if each.section))
    listed = labels.listed(names, 30)
    if not found.checks:
        raise RefusedError(_("It has no such section. There are: {names}.").format(names=listed))
    if len(found.checks) > CHECKS_LIMIT:
        reason = _("It has {count} checks; {limit} is the most of a checklist.").format(
            count=len(found.checks), limit=CHECKS_LIMIT
        )
        raise RefusedError(reason, WayOut.NAME_SECTION, names=listed)
    return found
