"""What a ticket tells of each finding that its action mends, so that a developer can act on it without asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.base.i18n import _, day, in_language
from auditor.base.text import one_line
from auditor.exporting.pictures import Beside
from auditor.sentences import faults
from auditor.sentences.finding_states import state, touchpoints
from auditor.sentences.findings import seen_in
from auditor.views.exporting import HandedAction
from auditor.views.findings import Finding

Fact = tuple[str, str]
"""What is told, in a word, and the text."""


def ticket_title(action: HandedAction) -> str:
    """Return the title of an action as a ticket; where it mends one finding, that finding's name stands first."""
    if len(action.mends) != 1:
        return action.line.title
    return f"{action.mends[0].name} {action.line.title}"


def finding_line(finding: Finding) -> str:
    """Return a finding in a line: its name, what is wrong, and how bad it is."""
    return f"{finding.name} {one_line(faults.statement(finding))} ({faults.severity(finding)})"


def facts(finding: Finding) -> list[Fact]:
    """Return what is known of a finding beside its name and what is wrong, as far as it is."""
    check = finding.check
    last = next((one for one in reversed(finding.sightings) if one.audit_id is not None), None)
    told = [
        (_("Where"), " · ".join(filter(None, (touchpoints(finding), faults.place(finding))))),
        (_("Web address"), faults.address(finding)),
        (_("Whom it hits"), finding.whom),
        (_("Quick win"), _("yes") if finding.quick_win else ""),
        (_("Seen"), f"{day(last.at)}, {seen_in(last)}" if last else ""),
        (_("Note"), " ".join(filter(None, dict.fromkeys((finding.note, last.note if last else ""))))),
        (_("State"), state(finding)),
        (_("Remedy"), in_language(check.remedy) if check else ""),
        (_("It is mended when the answer is yes"), in_language(check.text) if check else ""),
        (_("How to look"), in_language(check.look) if check else ""),
        (_("Why it matters"), in_language(check.why) if check else ""),
        (_("Source"), faults.source(finding)),
        (_("Check"), "/".join(check.named) if check else ""),
    ]
    return [(name, one_line(text)) for name, text in told if text]


def _pictures(finding: Finding, beside: Beside) -> Iterator[str]:
    """Yield a line for each picture of a finding: its file, and what is to be seen on it."""
    for one in finding.pictures:
        yield ": ".join(filter(None, (beside.path(finding, one), one_line(one.text))))


def plain_lines(finding: Finding, beside: Beside) -> Iterator[str]:
    """Yield the lines of a finding as plain text."""
    yield f"• {finding_line(finding)}"
    yield from (f"  {name}: {text}" for name, text in facts(finding))
    yield from (f"  {_('Picture')}: {line}" for line in _pictures(finding, beside))


def markdown_lines(
    finding: Finding, beside: Beside, shown: Callable[[str], str], indent: str
) -> Sequence[str]:
    """Return the lines of a finding below its own in a list in Markdown; `shown` makes text into nothing but text."""
    lines = [f"{indent}- {shown(name)}: {shown(text)}" for name, text in facts(finding)]
    if beside.folder is None:
        return lines + [f"{indent}- {_('Picture')}: {shown(line)}" for line in _pictures(finding, beside)]
    return lines + [
        f"{indent}- {beside.image(finding, one, shown(one.text or finding_line(finding)))}"
        for one in finding.pictures
    ]
