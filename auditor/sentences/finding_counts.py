"""Counts of findings in sentences: how many are open and how bad, against last time, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from auditor.analysis.finding_counts import FaultCounts
from auditor.analysis.lasting import stand_of
from auditor.base import labels
from auditor.base.i18n import _, day, month, ngettext
from auditor.base.vocabulary import Seen
from auditor.input import intervals
from auditor.sentences.faults import duties_broken, statement
from auditor.views.findings import Finding, FindingChanges, Stand


def headline(counts: FaultCounts, last: date | None = None, today: date | None = None) -> str:
    """Return in a sentence how many findings are open, the worst first, and how many more or fewer than last time.

    `last` is the day of the audit before, where there was one; its day is named where it was in the month of `today`.
    """
    said = by_severity(counts) or _("Nothing is wrong with what was looked at")
    if counts.before is not None and last is not None:
        return f"{said}; {_against(counts.open - counts.before, last, today)}."
    return f"{said}."


def duties_said(findings: Iterable[Finding]) -> str:
    """Return in a sentence how many of some findings break a duty; empty where none does."""
    count = len(duties_broken(findings))
    return ngettext("{n} duty is not met.", "{n} duties are not met.", count).format(n=count) if count else ""


def by_severity(counts: FaultCounts) -> str:
    """Return how many there are of each severity, without those of which there are none; empty for none at all."""
    most, major, minor, cosmetic = counts.by_severity
    said = (
        (most, ngettext("{n} stops the customer", "{n} stop the customer", most)),
        (major, ngettext("{n} annoys many", "{n} annoy many", major)),
        (minor, ngettext("{n} is minor", "{n} are minor", minor)),
        (cosmetic, ngettext("{n} is cosmetic", "{n} are cosmetic", cosmetic)),
    )
    return ", ".join(text.format(n=count) for count, text in said if count)


def _against(more: int, last: date, today: date | None) -> str:
    """Say how many more findings are open than on a day; told in one sentence each, so that languages can place it."""
    by_day = today is not None and (last.year, last.month) == (today.year, today.month)
    when = day(last) if by_day else month(last)
    if not more:
        said = _("as many as on {when}") if by_day else _("as many as in {when}")
    elif more < 0:
        said = (
            ngettext("{n} fewer than on {when}", "{n} fewer than on {when}", -more)
            if by_day
            else ngettext("{n} fewer than in {when}", "{n} fewer than in {when}", -more)
        )
    else:
        said = (
            ngettext("{n} more than on {when}", "{n} more than on {when}", more)
            if by_day
            else ngettext("{n} more than in {when}", "{n} more than in {when}", more)
        )
    return said.format(n=abs(more), when=when)


def changed(changes: FindingChanges) -> str:
    """Return what became of findings between two audits, such as `5 new, 3 gone, 1 came back, 12 still there`."""
    new, gone, back = len(changes.new), len(changes.gone), len(changes.back)
    still, unseen = len(changes.still), len(changes.unseen)
    said = (
        (new, ngettext("{n} new", "{n} new", new)),
        (gone, ngettext("{n} gone", "{n} gone", gone)),
        (back, ngettext("{n} came back", "{n} came back", back)),
        (still, ngettext("{n} still there", "{n} still there", still)),
        (unseen, ngettext("{n} not looked at", "{n} not looked at", unseen)),
    )
    return ", ".join(text.format(n=count) for count, text in said if count)


def since(finding: Finding, today: date) -> str:
    """Return since when a finding is open or gone and how long that is, and how often it came back.

    Empty where nobody has looked.
    """
    stand = stand_of(finding)
    if stand.since is None:
        return ""
    first = _("first found {day}").format(day=day(finding.found)) if stand.reopened else ""
    parts = (since_when(stand.since, today), came_back(finding), first, is_changed(stand))
    return " · ".join(filter(None, parts))


def since_when(moment: datetime, today: date) -> str:
    """Return a day and how long ago that is."""
    start = moment.astimezone().date()
    return f"{day(start)} ({intervals.ago((today - start).days)})"


def is_changed(stand: Stand) -> str:
    """Return in a word that what is open was seen changed; empty where it was not."""
    return labels.word(Seen.CHANGED) if stand.is_open and stand.seen is Seen.CHANGED else ""


def came_back(finding: Finding) -> str:
    """Return how often a finding came back after it was gone; empty where it never did."""
    count = stand_of(finding).reopened
    if not count:
        return ""
    return ngettext("came back", "came back {n} times", count).format(n=count)


def longest(finding: Finding | None, today: date) -> str:
    """Return in a line which finding is open longest, and since when; empty for none."""
    return f"{finding.name} {statement(finding)}: {since(finding, today)}" if finding is not None else ""
