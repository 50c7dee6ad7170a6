"""How a finding is called in a walk, and what the walk says of it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext
from auditor.base.labels import VERDICT_SIGNS
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import STILL_SEEN, FindingKind, Seen, Verdict
from auditor.sentences import faults
from auditor.views.findings import Finding, Picture
from auditor.walking.known_findings import Told

_LONGEST = 300
_SIGNS = {
    None: "·",
    Seen.THERE: VERDICT_SIGNS[Verdict.FAIL],
    Seen.CHANGED: VERDICT_SIGNS[Verdict.PARTLY],
    Seen.GONE: VERDICT_SIGNS[Verdict.PASS],
    Seen.NOT_LOOKED: "?",
    Seen.PAGE_GONE: VERDICT_SIGNS[Verdict.NOT_APPLICABLE],
}


def sign(told: Told) -> str:
    """Return what a walk says of a finding in a sign of one column; that of a remark is no judgement."""
    if told.is_remark and told.seen in (None, *STILL_SEEN):
        return "+"
    return _SIGNS[told.seen]


def called(told: Told) -> str:
    """Return a finding with its name, and that it is a remark or waived where it is."""
    words = [told.name, told.text]
    if told.finding is not None and told.finding.kind is not FindingKind.FAULT:
        words.insert(1, f"({labels.word(told.finding.kind)})")
    return shortened(one_line(" ".join(filter(None, words))), _LONGEST)


def standing(told: Told) -> str:
    """Return what this walk says of a finding, and since when it was open before; empty where it is new."""
    since = _("open since {day}").format(day=day(told.since)) if told.since is not None else ""
    if told.since is None and not told.is_own:
        return ""
    seen = labels.word(told.seen) if told.seen is not None else ""
    return ", ".join(filter(None, (seen, since)))


def details(told: Told) -> str:
    """Return what else is known of a finding in a line: where it stands, where it is, how bad, for whom, its pictures."""
    known = [standing(told)]
    if (finding := told.finding) is not None:
        known += [
            faults.place(finding),
            finding.address,
            _own_severity(finding),
            finding.whom,
            _("quick win") if finding.quick_win else "",
            _pictures(finding.pictures),
            finding.note,
        ]
    return shortened(one_line(" · ".join(filter(None, known))), _LONGEST)


def _own_severity(finding: Finding) -> str:
    """Return how bad a finding is, where that is another than its check says."""
    is_other = finding.check is None or finding.severity != finding.check.severity
    return faults.severity(finding) if is_other and finding.own_severity is not None else ""


def _pictures(pictures: Sequence[Picture]) -> str:
    """Return how many pictures there are, and how many of them nobody has described."""
    if not pictures:
        return ""
    said = ngettext("{n} picture", "{n} pictures", len(pictures)).format(n=len(pictures))
    bare = sum(not each.text for each in pictures)
    return said + (" " + _("({n} without a description)").format(n=bare) if bare else "")


def findings_waiting(count: int, key: str) -> str:
    """Return how many earlier findings no step of the walk asks for, and the key that does."""
    said = ngettext("{n} earlier finding to look at: {key}", "{n} earlier findings to look at: {key}", count)
    return said.format(n=count, key=key)
