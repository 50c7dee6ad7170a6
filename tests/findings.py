"""Findings for tests, made with only what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from auditor.base.vocabulary import FindingKind, Seen
from auditor.views.audits import AuditLine
from auditor.views.findings import Finding, Sighting

BEGIN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def day_of(number: int) -> datetime:
    """Return the moment of a day, counted from 0."""
    return BEGIN + timedelta(days=number)


def sighting(
    what: Seen, at: int, audit: int | None = None, persona: int | None = 1, finished: bool = True
) -> Sighting:
    """Return what was seen on a day, in an audit or by hand."""
    return Sighting(
        1,
        what,
        day_of(at),
        audit_id=audit,
        persona_id=None if audit is None else persona,
        finished=finished,
    )


def audit(number: int, at: int | None = None) -> AuditLine:
    """Return an audit that was begun and finished on a day, that of ten times its number."""
    day = day_of(10 * number if at is None else at)
    return AuditLine(number, 1, "Shop", "Ann", "Kim", day, day, asked=1, answered=1, visits=1, felt=0)


def finding(
    *sightings: Sighting,
    number: int = 1,
    kind: FindingKind = FindingKind.FAULT,
    drafts: Sequence[Sighting] = (),
    pain: str = "",
    severity: int = 3,
    what: str = "No price is shown",
) -> Finding:
    """Return a finding with what was seen of it."""
    return Finding(
        id=number,
        journey_id=1,
        journey="Shop",
        letters="CHK",
        number=number,
        touchpoint_id=1,
        touchpoint="Checkout",
        stage="Order",
        kind=kind,
        what=what,
        phrase={},
        check=None,
        pain=pain,
        pain_id=1 if pain else None,
        place="",
        item="",
        address="",
        touchpoint_address="",
        own_severity=severity,
        whom="",
        quick_win=False,
        note="",
        visit_id=1,
        found=sightings[0].at if sightings else BEGIN,
        need=0.5,
        sightings=sightings,
        drafts=tuple(drafts),
    )
