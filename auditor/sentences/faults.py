"""Faults as sentences: what is wrong, never a question."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import Verdict
from auditor.library.faults import fault_of
from auditor.sentences.sources import breaks_duty, duty, sources_line
from auditor.views.checks import Check
from auditor.views.findings import Finding


def fault(check: Check, verdict: Verdict | None = Verdict.FAIL) -> str:
    """Return what is so where a check is not met, or with that verdict partly met.

    Of a check that does not say it, that what it asks is not so.
    """
    said = fault_of(check, partly=verdict is Verdict.PARTLY)
    if said:
        return in_language(said)
    asked = in_language(check.text).strip().rstrip("?").strip().replace("?", "")
    form = _("Met only in part: {question}") if verdict is Verdict.PARTLY else _("Not met: {question}")
    return form.format(question=asked)


def statement(finding: Finding) -> str:
    """Return what a finding says: its own words, its kept wording, else the fault of its check, or what is felt."""
    if finding.what:
        return finding.what
    if finding.phrase:
        return in_language(finding.phrase)
    if finding.check is not None:
        return fault(finding.check, finding.verdict)
    return " ".join(finding.pain.split()) if finding.pain else _("Customers don’t feel well here")


def place(finding: Finding) -> str:
    """Return where on the page a finding is: the element and the item; empty where nobody has said."""
    return " · ".join(filter(None, (finding.place, finding.item)))


def address(finding: Finding) -> str:
    """Return the address of the page where a finding is; that of its touchpoint where it has none of its own."""
    return finding.address or finding.touchpoint_address


def severity(finding: Finding) -> str:
    """Return how bad a finding is, in a word."""
    return labels.severity(finding.severity)


def is_duty(finding: Finding) -> bool:
    """Tell whether a finding breaks a duty where its journey is."""
    return breaks_duty(finding.check, finding.country)


def duties_broken(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of some findings that break a duty, in the order given."""
    return [one for one in findings if is_duty(one)]


def source(finding: Finding) -> str:
    """Return what a finding rests on: whether it is a duty, and what law or else its check cites; empty for nothing."""
    told = (duty(finding.check, finding.country), sources_line(finding.check, finding.country))
    return " · ".join(filter(None, told))


def sources(findings: Iterable[Finding]) -> str:
    """Return what several findings rest on, each source once; empty for nothing."""
    return "; ".join(dict.fromkeys(filter(None, map(source, findings))))


def checked_by(finding: Finding) -> str:
    """Return the checklist and the key of the check that a finding is of; empty where it is of none."""
    check = finding.check
    if check is None:
        return ""
    return f"{in_language(check.list_title) or check.checklist} · {check.key}"
