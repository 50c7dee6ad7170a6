"""What a funnel becomes: at each step, the share of people who went no further, at the touchpoint it stands for."""

from __future__ import annotations

import json
from datetime import date

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, number
from auditor.base.text import shortened
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.base.ways_out import Told, WayOut
from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import Progress, Source
from auditor.importing.files.sheets import SheetRows
from auditor.importing.funnels.funnel import (
    Drop,
    Funnel,
    FunnelOptions,
    drops,
    looks_like_funnel,
    looks_like_traffic,
    read_funnel,
    whole_of,
)
from auditor.importing.funnels.tables import tables_in
from auditor.importing.places import Target, placed, refuse_unknown_names, unplaced
from auditor.importing.wishes import Wishes
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import ImportPlan, Landing


def is_funnel(content: FileContent) -> bool:
    """Tell a funnel from a survey: it names its steps and says how many came; or it is traffic, to be told as that."""
    tables = tables_in(content)
    return any(map(looks_like_funnel, tables)) or looks_like_traffic(tables[0])


def _table(content: FileContent, wishes: Wishes) -> tuple[SheetRows, tuple[str, ...]]:
    """Return the table of a file that is a funnel, and what is to be said of it; raise RefusedError where several may."""
    tables = tables_in(content)
    wanted = "" if content.source.sheet else wishes.sheet
    if len(tables) == 1 and not wanted:
        return tables[0], ()
    names = [
        _("{number} “{header}” (line {line})").format(
            number=at,
            header=shortened(", ".join(each.rows[0].cells), 60),
            line=each.rows[0].line,
        )
        for at, each in enumerate(tables, start=1)
    ]
    if wanted:
        if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(tables):
            return tables[int(wanted) - 1], ()
        raise RefusedError(
            _("It has no table “{name}”. There are: {names}.").format(
                name=shortened(wanted, 40), names=", ".join(names[:20])
            )
        )
    funnels = [at for at, each in enumerate(tables) if looks_like_funnel(each)]
    if len(funnels) == 1:
        said = _("It has {count} tables: the funnel is {name}.").format(
            count=number(len(tables)), name=names[funnels[0]]
        )
        return tables[funnels[0]], (said,)
    if funnels:
        text = _("It has several funnels: {names}.").format(names=", ".join(names[at] for at in funnels[:20]))
    else:
        text = _("It has several tables, and none is surely a funnel: {names}.").format(
            names=", ".join(names[:20])
        )
    if content.source.sheet:
        raise RefusedError(text + " " + _("Keep one in the sheet."))
    raise RefusedError(text, WayOut.NAME_SHEET)


def plan_funnel(content: FileContent, target: Target, wishes: Wishes, _progress: Progress) -> ImportPlan:
    """Return what a funnel file becomes; raise RefusedError for a bad row or where no step is a touchpoint."""
    if target.is_said:
        raise RefusedError(
            _("A funnel lands on several touchpoints, so it can’t land on one."), WayOut.PLACE_STEPS
        )
    source = content.source
    table, said = _table(content, wishes)
    options = FunnelOptions(wishes.columns, wishes.dates, target.day)
    funnel = read_funnel(table, source, options, target.today)
    found, untold = drops(funnel)
    refuse_unknown_names([step.name for step in funnel.steps], target)
    points = placed([step.name for step in funnel.steps[:-1]], target)
    day = target.day or funnel.newest or target.today
    landings = [
        _landing(source, funnel, drop, point, target, day, wishes)
        for drop in found
        if (point := points[drop.step.name]) is not None
    ]
    if not landings:
        raise RefusedError(
            _("None of its steps is a touchpoint of the journey: {names}.").format(
                names=labels.listed([each.name for each in funnel.steps], 10, 40)
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
    remarks: list[str | Told] = [*source.remarks, *said, *funnel.remarks, whole]
    if funnel.newest is None and target.day is None:
        remarks.append(Told(_("It does not say of which days it is, so today is taken."), WayOut.NAME_DAY))
    return ImportPlan(
        "funnel",
        target.journey.id,
        source.name,
        source.sha256,
        tuple(landings),
        tuple(remarks),
        (*funnel.left_out, *left_out, *untold),
        of_several=bool(wishes.sheet and not source.sheet),
    )


def _landing(
    source: Source, funnel: Funnel, drop: Drop, point: int, target: Target, day: date, wishes: Wishes
) -> Landing:
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
        **whole_of(funnel, drop),
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
