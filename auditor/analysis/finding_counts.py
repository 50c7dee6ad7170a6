"""How many faults are open and how bad they are, now and after each audit. Pure; the counts are the product's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.lasting import is_fault, is_open, stand_of
from auditor.base.vocabulary import FindingKind
from auditor.views.audits import AuditLine
from auditor.views.findings import Finding, FindingChanges

SEVERITIES = (4, 3, 2, 1)
"""The most severe first."""


class Severe(Protocol):
    """What is more or less severe: a finding, or the line of one."""

    @property
    def severity(self) -> int:
        """1 cosmetic .. 4 stops the customer."""


class FaultCounts(Struct, frozen=True):
    """How many faults are open."""

    by_severity: tuple[int, int, int, int]
    """As SEVERITIES: those that stop the customer first."""
    before: int | None = None
    """How many were open after the audit before; None where there was none."""

    @property
    def open(self) -> int:
        """All that are open."""
        return sum(self.by_severity)


def open_faults(findings: Iterable[Finding]) -> list[Finding]:
    """Return the faults that are open by what finished audits and people have said, in the order given."""
    return [one for one in findings if is_fault(one) and is_open(one)]


def open_remarks(findings: Iterable[Finding]) -> list[Finding]:
    """Return the remarks on what is met that still stand, in the order given; they never count."""
    return [
        one
        for one in findings
        if one.kind is FindingKind.REMARK and not one.is_draft and stand_of(one).is_open
    ]


def counted(faults: Iterable[Severe], before: int | None = None) -> FaultCounts:
    """Return how many of some open faults there are of each severity; `before` is how many were open last time."""
    severities = [one.severity for one in faults]
    most, major, minor, cosmetic = (severities.count(severity) for severity in SEVERITIES)
    return FaultCounts((most, major, minor, cosmetic), before)


def over_time(findings: Iterable[Finding], audits: Sequence[AuditLine]) -> list[FindingChanges]:
    """Return what became of faults in each of some audits, the oldest first: each against the one before it here."""
    known = list(findings)
    return [
        changes_between(known, audit, before) for before, audit in zip([None, *audits], audits, strict=False)
    ]


def longest_open(faults: Iterable[Finding]) -> Finding | None:
    """Return the open fault that has been open longest without being gone between; None for none."""
    known = [(since, one.number, one) for one in faults if (since := stand_of(one).since) is not None]
    return min(known, key=lambda each: each[:2])[2] if known else None
