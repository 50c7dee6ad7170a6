"""The findings that an action mends, as `auditor action show` prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.analysis.lasting import is_open
from auditor.base.i18n import _
from auditor.cli.frame.tables import Column, Table
from auditor.sentences import faults
from auditor.sentences.finding_states import spread, state

if TYPE_CHECKING:
    from auditor.views.findings import Finding


def mended_table(findings: Sequence[Finding]) -> Table[Finding]:
    """Return the table of findings that an action mends: each with its name, what is wrong, where, and its state."""
    columns: list[Column[Finding]] = [
        Column("name", lambda one: one.name, _("Mends")),
        Column("id", lambda one: one.id),
        Column("statement", faults.statement, _("What is wrong"), least=24),
        Column("touchpoint", lambda one: one.touchpoint, _("Touchpoint"), spread),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("elsewhere", lambda one: list(one.elsewhere)),
        Column("place", lambda one: faults.place(one) or None, _("On the page"), faults.place, minor=2),
        Column("severity", lambda one: one.severity, _("Severity"), faults.severity, minor=1),
        Column("kind", lambda one: one.kind),
        Column("open", is_open, _("State"), state),
    ]
    return Table(columns, findings)
