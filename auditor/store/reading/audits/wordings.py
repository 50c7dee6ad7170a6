"""The checks that stored wordings hold."""

from __future__ import annotations

import json
from functools import lru_cache

from auditor.store.viewing import MADE
from auditor.views.checks import Check

CHECK = {
    "checklist": "w.checklist",
    "key": "w.check_key",
    "severity": "w.severity",
    "effort": "w.remedy_effort",
    "impact": "w.remedy_impact",
    "standard": "w.standard",
    "content": "w.content",
}
"""The columns of `wording w` that fill a check."""


@lru_cache(maxsize=2048)
def check_of(
    checklist: str,
    key: str,
    severity: int,
    effort: int,
    impact: int,
    standard: str,
    content: str,
) -> Check:
    """Return the check that a stored wording holds; equal wordings give the same object."""
    texts = json.loads(content)
    return Check(
        checklist,
        key,
        severity,
        effort,
        impact,
        standard,
        texts["text"],
        texts["why"],
        texts["look"],
        texts["remedy"],
        texts["list_title"],
    )


MADE[Check] = check_of
