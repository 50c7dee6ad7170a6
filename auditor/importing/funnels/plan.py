"""What a funnel becomes: at each step, the share of people who went no further, at the touchpoint it stands for."""

from __future__ import annotations

import json
from datetime import date

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, number
from auditor.base.text import shortened
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.base.ways_out import Told, WayOut
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import Progress, Source
from auditor.importing.files.sheets import SheetRows, header_of
from auditor.importing.funnels.funnel import (
    COUNT_WORDS,
    STEP_WORDS,
    Drop,
    FunnelOptions,
    drops,
    read_funnel,
)
from auditor.importing.places import Target, placed, refuse_unknown_names, unplaced
from auditor.importing.surveys.columns import is_value, says
from auditor.importing.wishes import Wishes
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing


def is_funnel(rows: SheetRows) -> bool:
    """Tell a funnel from a survey: a funnel names its steps and counts people."""
    names, _headed = header_of(rows, is_value)
    return any(says(name, STEP_WORDS) for name in names) and any(says(name, COUNT_WORDS) for name in names)


def plan_funnel(content: FileContent, target: Target, wishes: Wishes, _progress: Progress) -> ImportPlan:
    """Return what a funnel file becomes; raise RefusedError for a bad row or where no step is a touchpoint."""
    if target.is_said:
        raise RefusedError(
            _("A funnel lands on several touchpoints, so it can’t land on one."), WayOut.PLACE_STEPS
        )
    source = content.source
    options = FunnelOptions(wishes.columns, wishes.dates)
    funnel = read_funnel(content.rows, source, options, target.today)
    found, untold = drops(funnel)
    refuse_unknown_names([step.name for step in funnel.steps], target)
    points = placed([step.name for step in funnel.steps[:-1]], target)
    day = target.day or funnel.newest or target.today
    landings = [
        _landing(source, drop, point, target, day, wishes)
        for drop in found
        if (point := points[drop.step.name]) is not None
    ]
    if not landings:
        raise RefusedError(
            _("None of its steps is a touchpoint of the journey: {names}.").format(
                names=", ".join(
                    _("“{text}”").format(text=shortened(each.name, 40)) for each in funnel.steps[:10]
                )
            ),
            WayOut.PLACE_NAMES,
        )
    first, last = funnel.steps[0], funnel.steps[-1]
    whole = _("Of {first} at “{start}”, {last} came to “{end}”.").format(
        first=number(first.people),
        start=shortened(first.name, 60),
        last=number(last.people),
        end=shortened(last.name, 60),
    )
    left_out = [
        Told(
            _("“{name}” is like no touchpoint, or like several.").format(name=shortened(name, 60)),
            WayOut.PLACE_NAME,
        )
        for name in unplaced(points, target.maps)
    ]
    remarks = (*source.remarks, *funnel.remarks, whole)
    return ImportPlan(
        "funnel",
        target.journey.id,
        source.name,
        source.sha256,
        tuple(landings),
        remarks,
        (*left_out, *untold),
    )


def _landing(source: Source, drop: Drop, point: int, target: Target, day: date, wishes: Wishes) -> Landing:
    note = _("Of {people} at “{step}”, {onward} went on to “{next}”.").format(
        people=number(drop.step.people),
        step=shortened(drop.step.name, 100),
        onward=number(drop.onward.people),
        next=shortened(drop.onward.name, 100),
    )
    detail = {
        "step": drop.step.name,
        "people": drop.step.people,
        "next": drop.onward.name,
        "went_on": drop.onward.people,
    }
    draft = EvidenceDraft(
        EvidenceKind.ANALYTICS.value,
        target.source or _("Funnel {file}").format(file=shortened(source.name, 150)),
        day,
        journey_id=target.journey.id,
        touchpoint_id=point,
        persona_id=target.persona_id,
        people=drop.step.people,
        figure=100 * drop.share,
        unit="%",
        better=Better.LOWER.value,
        target=wishes.goal,
        note=note,
        file=source.path,
        sha256=source.sha256,
        origin="funnel",
        detail=json.dumps(detail, ensure_ascii=False),
        tool="" if target.source else "funnel",
        page=drop.step.name,
    )
    return Landing(drop.step.name, target.name_of(point), target.persona_name(target.persona_id), draft)
