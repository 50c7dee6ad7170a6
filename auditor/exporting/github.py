"""Actions as issues in the Markdown that GitHub shows: labels, facts, a list of what was found.

GitHub has a field for the title of an issue, so the text of one doesn't show it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.markdown import escaped
from auditor.base.text import one_line
from auditor.base.vocabulary import Status
from auditor.exporting.mended import finding_line, markdown_lines, ticket_title
from auditor.exporting.pictures import NOT_BESIDE, Beside
from auditor.exporting.words import findings_of, where, why
from auditor.views.exporting import HandedAction

_DONE = (Status.DONE, Status.VERIFIED)


def issues(actions: Iterable[HandedAction], beside: Beside = NOT_BESIDE) -> Iterator[str]:
    """Yield all issues one below the other, each below its title, a rule between them; `beside` is where pictures are."""
    between = ""
    for action in actions:
        yield f"{between}# {_quiet(ticket_title(action))}\n\n{_body(action, beside)}"
        between = "\n---\n\n"


def issue_name(action: HandedAction) -> str:
    """Return a file name for an action's issue: its number, and its title in plain letters."""
    plain = unicodedata.normalize("NFKD", action.line.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:50].strip("-")
    return f"{action.line.id:04d}-{words}.md" if words else f"{action.line.id:04d}.md"


def issue(action: HandedAction, beside: Beside = NOT_BESIDE) -> str:
    """Return one action as an issue; its title stands in a comment, which GitHub doesn't show."""
    title = re.sub(r"-(?=[->])|<!", lambda found: f"{found[0]} ", one_line(ticket_title(action)))
    return f"<!-- {_('Title')}: {title} -->\n\n{_body(action, beside)}"


def _body(action: HandedAction, beside: Beside) -> str:
    line = action.line
    facts = [
        (_("Labels"), ", ".join(f"`{word}`" for word in _labels(action))),
        (_("Touchpoint"), _quiet(where(action))),
        (_("Why"), _quiet(why(action))),
        (_("Effort"), labels.effort(line.effort)),
        (_("Impact"), labels.impact(line.impact)),
        (_("Owner"), _quiet(line.owner)),
        (_("Due"), line.due.isoformat() if line.due else ""),
    ]
    parts = ["\n".join(f"- **{name}:** {value}" for name, value in facts if value)]
    if action.note:
        parts.append("  \n".join(_quiet(text) for text in action.note.splitlines()))
    mark = "x" if line.status in _DONE else " "
    if action.mends:
        parts.append("## " + _("What it mends"))
        lines = []
        for finding in action.mends:
            lines += [
                f"- [{mark}] {_quiet(finding_line(finding))}",
                *markdown_lines(finding, beside, _quiet, "  "),
            ]
        parts.append("\n".join(lines))
    if findings := findings_of(action):
        parts.append("## " + _("What was found"))
        tasks = []
        for text, later in findings:
            tasks += [f"- [{mark}] {_quiet(text)}", *(f"  - {_quiet(look)}" for look in later)]
        parts.append("\n".join(tasks))
    return "\n\n".join(parts) + "\n"


def _labels(action: HandedAction) -> list[str]:
    line = action.line
    words = (labels.word(line.quadrant), labels.word(line.status), line.stage)
    return [" ".join(word.replace("`", "'").split()) for word in words]


_REFERS = re.compile(
    r"@|#(?=\d)|\bgh-(?=\d)|\bgithub\.com(?=/)|\b[0-9a-f](?=[0-9a-f]{6,39}\b)", re.IGNORECASE
)
"""Where GitHub would call somebody, or link an issue (`#5`, `GH-5`, `owner/repo#5`, an address) or a commit."""


def _quiet(text: str) -> str:
    """Return text that is nothing but text: it calls nobody, and no issue or commit is told that it was mentioned.

    A backslash keeps none of that away, because GitHub looks for it in the text as it is shown; a comment parts it.
    """
    return _REFERS.sub(r"\g<0><!-- -->", escaped(text))
