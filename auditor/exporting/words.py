"""What every way of handing out an action says of it, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.base import labels
from auditor.base.i18n import _, day, in_language
from auditor.base.vocabulary import Quadrant
from auditor.sentences.explain import reason
from auditor.views.actions import LinkedFinding
from auditor.views.exporting import HandedAction

LEVELS = {Quadrant.QUICK_WIN: 0, Quadrant.BIG_BET: 1, Quadrant.FILL_IN: 2, Quadrant.MONEY_PIT: 3}
"""How urgent an action is to programs that know only a few levels; it is the quadrant, so that an action's level
never changes because of others."""


def where(action: HandedAction) -> str:
    """Return journey, stage and touchpoint."""
    line = action.line
    return f"{line.journey} › {line.stage} › {line.touchpoint}"


def why(action: HandedAction) -> str:
    """Return in a line why the action stands where it stands."""
    line = action.line
    return f"{labels.word(line.quadrant)}: {reason(line)}"


def findings_of(action: HandedAction) -> list[tuple[str, list[str]]]:
    """Return a line for each thing found that the action came from, each with the lines of what was seen of it since."""
    return [
        (line, [_("later: {found}").format(found=found(look)) for look in finding.later])
        for finding in action.findings
        if (line := found(finding))
    ]


def seen_in(finding: LinkedFinding) -> str:
    """Return whose way was walked and in which audit; nothing for a pain point."""
    if finding.audit_id is None:
        return ""
    return _("{persona}, audit {number}").format(persona=finding.persona, number=finding.audit_id)


def found(finding: LinkedFinding) -> str:
    """Return in a line what was found, for whom and in which audit, with the comment on it."""
    if finding.check is not None and finding.verdict is not None:
        said = f"{labels.word(finding.verdict)}: {in_language(finding.check.text)}"
    elif finding.feeling is not None:
        said = _("the feeling: {feeling}").format(feeling=labels.feeling(finding.feeling))
    else:
        said = ""
    said = " – ".join(filter(None, (said, seen_in(finding))))
    note = " ".join(finding.note.split())
    return f"{said} ({note})" if said and note else said or note


def _bulleted(findings: list[tuple[str, list[str]]]) -> Iterator[str]:
    for text, later in findings:
        yield f"• {text}"
        yield from (f"  {look}" for look in later)


def described(action: HandedAction) -> str:
    """Return the action in a few lines: where, why, who, by when, the note, and what was found."""
    line = action.line
    facts = [
        (_("Touchpoint"), where(action)),
        (_("Why"), why(action)),
        (_("Effort"), labels.effort(line.effort)),
        (_("Impact"), labels.impact(line.impact)),
        (_("Status"), labels.word(line.status)),
        (_("Owner"), line.owner),
        (_("Due"), day(line.due)),
        (_("Dropped because"), action.reason),
    ]
    lines = [f"{name}: {value}" for name, value in facts if value]
    if action.note:
        lines += ["", action.note]
    if findings := findings_of(action):
        lines += ["", _("What was found:"), *_bulleted(findings)]
    return "\n".join(lines)
