"""Which findings a list shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from auditor.analysis.finding_counts import open_faults
from auditor.analysis.lasting import is_open, stand_of
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, FindingKind, Status
from auditor.cli.finding.options import severities
from auditor.cli.frame.typed import option, options
from auditor.sentences import faults
from auditor.sentences.finding_states import touchpoints

if TYPE_CHECKING:
    from auditor.views.findings import Finding

_AT_WORK = (*OPEN_STATUSES, Status.DONE)
"""An action with one of these is to mend its findings yet, or to be proved."""


@options
class FilterOptions:
    """Which findings are meant; without any of these the faults that are open."""

    everything: bool = option(
        "--all", is_flag=True, help=_("All of them: also gone ones, remarks, waived ones and drafts.")
    )
    gone: bool = option("--gone", is_flag=True, help=_("Those that are gone."))
    remarks: bool = option("--remarks", is_flag=True, help=_("Remarks on what is met."))
    waived: bool = option("--waived", is_flag=True, help=_("Those that were waived."))
    severity: tuple[int, ...] = option(
        "--severity",
        type=click.IntRange(1, 4),
        multiple=True,
        metavar="STEP",
        help=_("Of this severity, may be repeated: {severities}.").format(severities=severities()),
    )
    duty: bool = option("--duty", is_flag=True, help=_("Those that break a duty: law, or level A of WCAG."))
    without_action: bool = option(
        "--without-action", is_flag=True, help=_("Those without an action that is open or to be proved.")
    )
    without_picture: bool = option("--without-picture", is_flag=True, help=_("Those without a picture."))
    text: str | None = option(
        "--text",
        metavar="WORDS",
        help=_("With these words in name, sentence, touchpoint, place, whom, note, severity or action."),
    )

    @property
    def _names_kinds(self) -> bool:
        return self.gone or self.remarks or self.waived

    def chosen(self, findings: Iterable[Finding], every_kind: bool = False) -> list[Finding]:
        """Return those that are meant, in the order given; of `every_kind` unless kinds are named."""
        kept = self._of_kind(list(findings), self.everything or (every_kind and not self._names_kinds))
        words = folded(self.text or "").split()
        return [
            one
            for one in kept
            if (not self.severity or one.severity in self.severity)
            and (not self.duty or faults.is_duty(one))
            and not (self.without_action and any(each.status in _AT_WORK for each in one.mending))
            and not (self.without_picture and one.pictures)
            and all(word in _words(one) for word in words)
        ]

    def _of_kind(self, findings: list[Finding], everything: bool) -> list[Finding]:
        if everything:
            return findings
        if not self._names_kinds:
            return open_faults(findings)
        return [
            one
            for one in findings
            if (self.gone and _is_gone(one))
            or (self.remarks and one.kind is FindingKind.REMARK and is_open(one))
            or (self.waived and one.kind is FindingKind.WAIVED)
        ]


def _is_gone(finding: Finding) -> bool:
    is_left = finding.kind is FindingKind.WAIVED or finding.is_draft
    return not is_left and not stand_of(finding).is_open


def _words(finding: Finding) -> str:
    said = (
        finding.name,
        faults.statement(finding),
        touchpoints(finding),
        faults.place(finding),
        faults.severity(finding),
        finding.whom,
        finding.note,
        *(word for one in finding.mending for word in (one.title, one.owner)),
    )
    return folded("\n".join(said))
