"""Where findings stand: open or gone, since when, and how often they came back. Pure; the rules are the product's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from auditor.base.vocabulary import SOUR_FROM, STILL_SEEN, FindingKind, Seen, Verdict
from auditor.views.audits import Answer
from auditor.views.findings import Finding, Sighting, Stand

_BY_VERDICT = {
    Verdict.FAIL: Seen.THERE,
    Verdict.PARTLY: Seen.THERE,
    Verdict.PASS: Seen.GONE,
    Verdict.NOT_APPLICABLE: Seen.PAGE_GONE,
}


def seen_by_verdict(verdict: Verdict | None, kind: FindingKind = FindingKind.FAULT) -> Seen | None:
    """Return what a verdict on its check says of a finding; None where it says nothing.

    A remark on what is met stays whatever the verdict.
    """
    if verdict is None or kind is FindingKind.REMARK:
        return None
    return _BY_VERDICT[verdict]


def seen_by_feeling(feeling: int | None) -> Seen | None:
    """Return what a feeling, −2..2, says of the finding that customers feel sour; None where none was noted."""
    if feeling is None:
        return None
    return Seen.THERE if feeling <= SOUR_FROM else Seen.GONE


def in_own_words(what: str, phrase_id: int | None) -> bool:
    """Tell whether a finding is one way in which its check is not met, told apart by words of its own."""
    return bool(what or phrase_id)


def only_when_told(sightings: Iterable[Sighting], is_gone: bool = False) -> list[Sighting]:
    """Return what was seen of a finding in words of its own, in the order of time.

    Once somebody has said that it is gone, a verdict alone does not bring it back: the check may be failed in another
    way. `is_gone` tells that it was said before.
    """
    found = []
    for one in sightings:
        if one.own and one.seen is not Seen.NOT_LOOKED:
            is_gone = one.seen not in STILL_SEEN
        found.append(replace(one, seen=Seen.NOT_LOOKED) if is_gone and one.seen in STILL_SEEN else one)
    return found


def was_told_gone(sightings: Iterable[Sighting]) -> bool:
    """Tell whether what was last said of a finding itself is that it is gone."""
    told = [one.seen for one in sightings if one.own and one.seen is not Seen.NOT_LOOKED]
    return bool(told) and told[-1] not in STILL_SEEN


def stand_of(finding: Finding) -> Stand:
    """Return where a finding stands.

    Of each persona what was seen last counts, and what was said by hand counts for all of them; it is open while it is
    there for any. A pain point is there as long as it is noted, and a remark until somebody says that it is gone. What
    others saw of it before it was first seen says nothing.
    """
    told = [one for one in finding.sightings if one.seen is not Seen.NOT_LOOKED]
    if finding.pain_id is not None and not finding.pain:
        return Stand(False, Seen.GONE, None, None, 0)
    if not told:
        stays = finding.pain_id is not None or finding.kind is FindingKind.REMARK
        return Stand(stays, None, finding.found if stays else None, None, 0)
    begun = next((place for place, one in enumerate(told) if one.seen in STILL_SEEN), 0)
    states = list(_states(told[begun:]))
    is_open, since, reopened = states[0][1], states[0][0], 0
    for at, here in states[1:]:
        if here is not is_open:
            reopened += here
            is_open, since = here, at
    return Stand(is_open, told[-1].seen, since, told[-1].at, reopened)


def _states(told: Sequence[Sighting]) -> Iterable[tuple[datetime, bool]]:
    """Yield after each sighting, the oldest first, when it was and whether the finding was open from then on."""
    by_persona: dict[int | None, bool] = {}
    for one in told:
        here = one.seen in STILL_SEEN
        if one.persona_id is None:
            by_persona = dict.fromkeys(by_persona or [None], here)
        else:
            by_persona.pop(None, None)
            by_persona[one.persona_id] = here
        yield one.at, any(by_persona.values())


def is_open(finding: Finding) -> bool:
    """Tell whether a finding is open: a fault or a remark that still stands. What was waived is none."""
    return finding.kind is not FindingKind.WAIVED and stand_of(finding).is_open


def is_fault(finding: Finding) -> bool:
    """Tell whether a finding counts: remarks on what is met never do."""
    return finding.kind is FindingKind.FAULT


def in_audit(finding: Finding, audit_id: int) -> Sighting | None:
    """Return what an audit says of a finding, also while it is in progress; None where it says nothing."""
    told = (one for one in (*finding.sightings, *finding.drafts) if one.audit_id == audit_id)
    return next(told, None)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are told: the most severe first, then where the need is greatest, then by number."""
    return sorted(findings, key=lambda one: (-one.severity, -one.need, one.journey_id, one.number))


def at_touchpoint(findings: Iterable[Finding], touchpoint_id: int) -> list[Finding]:
    """Return the findings that stand at a touchpoint, also as at another one of its site, in the order given."""
    return [one for one in findings if touchpoint_id in (one.touchpoint_id, *one.elsewhere_ids)]


def unnamed_of(failed: Iterable[Answer], here: Iterable[Finding]) -> list[Answer]:
    """Return the checks not met at a touchpoint of which no finding `here` tells yet; one that was waived does."""
    named = {
        one.check.named
        for one in here
        if one.check is not None and not one.is_draft and one.kind is not FindingKind.REMARK
    }
    return [one for one in failed if one.check.named not in named]
