"""Where findings stand, in a word each, and at how many touchpoints."""

from __future__ import annotations

from auditor.analysis.lasting import stand_of
from auditor.base import labels
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import FindingKind, Seen
from auditor.views.findings import Finding, Sighting


def state(finding: Finding) -> str:
    """Return in a word whether a finding is open, gone or waived, or a remark; a draft where no audit has told it yet."""
    is_open = stand_of(finding).is_open
    if finding.is_draft:
        return _("draft")
    if finding.kind is FindingKind.WAIVED or (finding.kind is FindingKind.REMARK and is_open):
        return labels.word(finding.kind)
    return _("still open") if is_open else labels.word(Seen.GONE)


def spread(finding: Finding) -> str:
    """Return at which touchpoint a finding is, or at how many."""
    return spread_over(finding.touchpoint, finding.places)


def spread_over(touchpoint: str, places: int) -> str:
    """Return the name of the touchpoint where something is, or at how many it is."""
    if places == 1:
        return touchpoint
    return ngettext("at {n} touchpoint", "at {n} touchpoints", places).format(n=places)


def touchpoints(finding: Finding) -> str:
    """Return the names of all touchpoints where a finding is, its own first."""
    return ", ".join((finding.touchpoint, *finding.elsewhere))


def seen_text(sighting: Sighting, word: str = "") -> str:
    """Return what was seen in a word, or in that one; as a draft while its audit is in progress."""
    said = word or labels.word(sighting.seen)
    return said if sighting.finished else f"{said} ({_('draft')})"


def seen_by(sighting: Sighting) -> str:
    """Return who looked: the auditor, or that it was said by hand."""
    return sighting.auditor if sighting.audit_id is not None else _("by hand")
