"""Touchpoints and audits made up for tests, without a database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from auditor.base.vocabulary import Basis, Channel, Side
from auditor.views.audits import Answer, Audit, Visit

_PAGE = Visit(
    id=0,
    touchpoint_id=0,
    touchpoint="",
    stage_id=1,
    stage="Stage",
    channel=Channel.WEBSITE,
    importance=3,
    critical=False,
    side=Side.OURS,
    about="",
    feeling=None,
    emotion=None,
    basis=Basis.ASSUMED,
    note="",
    felt=None,
    need=0.0,
    answers=(),
)


def a_visit(number: int, *answers: Answer, **more: Any) -> Visit:
    """Return a page with these checks, at which nothing is felt; `more` gives its other fields."""
    named = {"touchpoint_id": number + 1000, "touchpoint": f"Touchpoint {number}"}
    return replace(_PAGE, **{**named, **more}, id=number, answers=answers)


def audit_of_visits(*visits: Visit) -> Audit:
    """Return an audit of these touchpoints, in their order, that is not finished."""
    started = datetime(2026, 3, 2, tzinfo=UTC)
    return Audit(1, 1, "Shop", 1, "Customer", "", "Kim", started, None, visits)
