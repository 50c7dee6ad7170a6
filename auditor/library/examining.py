"""Whether a text that is kept under a key, or is to be, is a good file of its kind: the same readers as for files say so."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.library import checklists, interviews, templates
from auditor.library.checklists import Library
from auditor.library.datafiles import Problem, is_key
from auditor.library.kept import named


def problems_in(kind: FileKind, key: str, text: str, library: Library) -> list[Problem]:
    """Return what is wrong with a text; checklists may take checks from those of the user's own in `library`."""
    path = named(key)
    found: str | None = key if is_key(key) else None
    problems: list[Problem]
    if kind is FileKind.CHECKLIST:
        checklist, problems = checklists.examine(path, text, library)
        found = None if checklist is None else checklist.key
    elif kind is FileKind.TEMPLATE:
        template, problems = templates.examine(path, text)
        found = None if template is None else template.key
    else:
        _questions, problems = interviews.examine(path, text)
    if not problems and found != key:
        return [Problem(str(path), 1, "key", _("is not the key under which it is kept"))]
    return problems
