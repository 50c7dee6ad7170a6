"""Faults as sentences: what is wrong, never a question."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, in_language
from auditor.base.vocabulary import Verdict
from auditor.library.faults import fault_of
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


def source(check: Check) -> str:
    """Return what a finding of a check rests on: the checklist, the check, and the standard it is from."""
    title = in_language(check.list_title) or check.checklist
    return " · ".join(filter(None, (title, check.key, check.standard)))
