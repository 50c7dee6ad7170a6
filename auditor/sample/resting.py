"""Records what the sample journey rests on."""

from __future__ import annotations

from auditor.base.i18n import in_language
from auditor.sample.clock import day
from auditor.sample.data import SampleEvidence
from auditor.sample.walking import Made
from auditor.views.evidence import EvidenceDraft

ZERO_COUNTS = "NPS"
"""The unit whose scale begins with 0; the others begin with 1."""


def make_evidence(made: Made, planned: SampleEvidence) -> None:
    """Record a piece of evidence, collected on the day it is recorded."""
    first = 0 if planned.unit == ZERO_COUNTS else 1
    made.workspace.evidence.add(
        EvidenceDraft(
            planned.kind,
            in_language(planned.source),
            day(-planned.days_ago),
            made.journey,
            made.stages.get(planned.stage),
            made.points.get(planned.touchpoint),
            made.personas.get(planned.persona),
            people=planned.people,
            figure=planned.figure,
            unit=planned.unit,
            better=planned.better,
            deviation=planned.deviation,
            target=planned.target,
            counts={score: count for score, count in enumerate(planned.scores) if score >= first},
            scale_low=planned.scale[0] if planned.scale else None,
            scale_high=planned.scale[1] if planned.scale else None,
            feeling=planned.feeling,
            quote=in_language(planned.quote),
            note=in_language(planned.note),
        )
    )
