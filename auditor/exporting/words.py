"""What every way of handing out an action says of it, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import Quadrant
from auditor.exporting.mended import plain_lines
from auditor.exporting.pictures import NOT_BESIDE, Beside
from auditor.sentences.askings import what_text
from auditor.sentences.explain import reason
from auditor.sentences.finding_states import spread_over
from auditor.sentences.findings import in_a_line
from auditor.views.askings import Asking
from auditor.views.exporting import HandedAction

LEVELS = {Quadrant.QUICK_WIN: 0, Quadrant.BIG_BET: 1, Quadrant.FILL_IN: 2, Quadrant.MONEY_PIT: 3}
"""How urgent an action is to programs that know only a few levels; it is the quadrant, so that an action's level
never changes because of others."""


def where(action: HandedAction) -> str:
    """Return journey, stage and touchpoint, and at how many touchpoints it mends something where at several."""
    line = action.line
    place = f"{line.journey} › {line.stage} › {line.touchpoint}"
    spread = spread_over("", line.touchpoints)
    return f"{place} ({spread})" if spread else place


def why(action: HandedAction) -> str:
    """Return in a line why the action stands where it stands."""
    line = action.line
    return f"{labels.word(line.quadrant)}: {reason(line)}"


def findings_of(action: HandedAction) -> list[tuple[str, list[str]]]:
    """Return a line for each thing found that has no name, each with the lines of what was seen of it since."""
    return [
        (in_a_line(finding), [_("later: {found}").format(found=in_a_line(look)) for look in finding.later])
        for finding in action.unnamed
    ]


def _bulleted(findings: list[tuple[str, list[str]]]) -> Iterator[str]:
    for text, later in findings:
        yield f"• {text}"
        yield from (f"  {look}" for look in later)


def asking_described(one: Asking) -> str:
    """Return evidence to be asked for again in a few lines: which, where, who, by when, and the note."""
    where_ = " › ".join(filter(None, (one.journey, one.stage, one.touchpoint)))
    facts = [
        (_("Evidence"), f"{one.evidence_id} {what_text(one)}"),
        (_("Of"), where_),
        (_("Persona"), one.persona),
        (_("Collected"), day(one.collected)),
        (_("Owner"), one.owner),
        (_("Due"), day(one.due)),
    ]
    lines = [f"{name}: {value}" for name, value in facts if value]
    return "\n".join([*lines, "", one.note] if one.note else lines)


def described(action: HandedAction, beside: Beside = NOT_BESIDE) -> str:
    """Return the action in lines: where, why, who, by when, the note, each finding that it mends, and what else was found.

    `beside` is where its pictures are.
    """
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
    if action.mends:
        lines += ["", _("What it mends:")]
    for finding in action.mends:
        lines += plain_lines(finding, beside)
    if findings := findings_of(action):
        lines += ["", _("What was found:"), *_bulleted(findings)]
    return "\n".join(lines)
