"""Pieces of evidence to test on."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from auditor.base.vocabulary import EvidenceKind
from auditor.views.evidence import Evidence

TODAY = date(2026, 11, 22)

_numbers = count(1)


def piece(kind: EvidenceKind = EvidenceKind.SURVEY, **values: Any) -> Evidence:
    """Return a piece of evidence of touchpoint 1 in stage 1, with some values changed."""
    fields: dict[str, Any] = dict.fromkeys(Evidence.__match_args__)
    fields |= dict.fromkeys(
        (
            "stage",
            "touchpoint",
            "persona",
            "unit",
            "quote",
            "note",
            "link",
            "file",
            "sha256",
            "origin",
            "detail",
            "tool",
            "page",
        ),
        "",
    )
    fields |= {"id": next(_numbers), "journey_id": 1, "journey": "Journey", "stage_id": 1, "touchpoint_id": 1}
    fields |= {"kind": kind, "source": f"source {fields['id']}", "collected": TODAY, "counts": {}}
    return Evidence(**(fields | values))
