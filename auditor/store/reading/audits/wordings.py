"""The checks that stored wordings hold."""

from __future__ import annotations

import json
from functools import lru_cache

from auditor.views.checks import Check


@lru_cache(maxsize=2048)
def check_of(
    _wording: int,
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
