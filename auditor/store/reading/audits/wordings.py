"""The checks that stored wordings hold."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TypeVar

from msgspec import ValidationError, convert

from auditor.base.vocabulary import Depth
from auditor.store.viewing import MADE
from auditor.views.checks import Check, Errand, Gate, Sample, Source, named_only

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

T = TypeVar("T")


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
        texts["text"],
        texts["why"],
        texts["look"],
        texts["remedy"],
        texts["list_title"],
        _read(texts.get("depth"), Depth) or Depth.CORE,
        texts.get("shared") is True,
        _read(texts.get("gate"), Gate),
        _read(texts.get("errand"), Errand),
        _read(texts.get("sample"), Sample),
        _read(texts.get("fault"), dict[str, str]) or {},
        _read(texts.get("partly"), dict[str, str]) or {},
        # Of a wording that was kept before sources were told one by one, a line.
        _read(texts.get("sources"), tuple[Source, ...]) or named_only(standard),
        texts.get("duty") is True,
    )


def _read(value: object, kind: type[T]) -> T | None:
    """Return what a damaged database may hold otherwise; None where it is not there, or makes no sense."""
    try:
        return None if value is None else convert(value, kind)
    except ValidationError:
        return None


MADE[Check] = check_of
