"""What became better or worse since the audit before, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.analysis.finding_changes import changes_between
from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import AuditKind, Change
from auditor.cli.linear.found import finding_line
from auditor.sentences import follow
from auditor.sentences.finding_counts import changed

if TYPE_CHECKING:
    from auditor.cli.linear.talk import Talk
    from auditor.views.follow import Comparison

_QUIET = (Change.STILL_FINE, Change.NOT_TESTED)
"""What is only counted."""


def say_follow_up(talk: Talk, journey_id: int) -> None:
    """Lay the newest audit of a journey beside the one before of the same persona, and say what is other."""
    reads = talk.workspace.reads
    audits = [
        line
        for line in reads.audits.lines(journey_id)
        if not line.hidden and line.kind is not AuditKind.RECHECK and (line.answered or line.felt)
    ]
    for newer in audits:
        older = reads.follow.before(newer.id)
        if older is not None:
            talk.say_some(_lines(talk, reads.follow.compare(newer.id, older.id)))
            return
    talk.say(_("There are no two audits to lay side by side yet."))


def _lines(talk: Talk, found: Comparison) -> Iterator[str]:
    yield _("Audit {older} of {older_day} and audit {newer} of {newer_day}").format(
        older=found.older.id,
        older_day=day(found.older.started),
        newer=found.newer.id,
        newer_day=day(found.newer.started),
    )
    yield follow.unlike(found)
    yield follow.left_out(found)
    yield ", ".join(f"{count} {labels.word(change)}" for change, count in found.counts.items() if count)
    yield follow.chance(found)
    known = talk.workspace.reads.findings.of_journey(found.newer.journey_id)
    changes = changes_between(known, found.newer, found.older)
    if became := changed(changes):
        yield _("Findings: {what}").format(what=became)
    for title, findings in (
        (_("Came back: {findings}"), changes.back),
        (_("New: {findings}"), changes.new),
        (_("Gone: {findings}"), changes.gone),
    ):
        for one in findings:
            yield title.format(findings=finding_line(one))
    for line in found.lines:
        if line.change not in _QUIET:
            parts = (
                line.touchpoint,
                follow.what_of(line),
                follow.from_to(line),
                follow.explained(line.actions),
            )
            yield f"{labels.word(line.change)}: " + " · ".join(filter(None, parts))
    for felt in found.feelings:
        how = (felt.touchpoint, follow.felt(felt), follow.explained(felt.actions))
        yield _("Feeling: {what}").format(what=" · ".join(filter(None, how)))
