"""When a journey is to be looked at again, in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from auditor.views.follow import Review


def review_record(review: Review | None, last_audit: datetime | None) -> dict[str, object]:
    """Return when a journey was looked at, and after how many days and when it is to be again, if ever."""
    return {
        "last_audit": last_audit,
        "review_days": review.review_days if review else None,
        "review_due": review.due if review else None,
    }
