"""Tells whether a file was imported already."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.ways_out import WayOut
from auditor.views.imports import Imported, ImportPlan, Surveyed


def refuse_known(plan: ImportPlan, evidence: Iterable[Imported]) -> None:
    """Raise RefusedError when one of the journey's pieces of evidence is from a file that said the same."""
    for each in evidence:
        same = each.content == plan.content if plan.content else False
        same = same or (each.sha256 == plan.sha256 and not (plan.of_several and each.content))
        if same and each.origin == plan.form:
            raise RefusedError(
                _("{file} was imported already, as evidence {number}.").format(
                    file=plan.file, number=each.id
                ),
                WayOut.IMPORT_AGAIN,
            )


def refuse_known_replies(plan: ImportPlan, surveyed: Iterable[Surveyed]) -> None:
    """Raise RefusedError when the journey has evidence of every reply of a plan."""
    surveyed = list(surveyed)
    for each in plan.landings:
        draft = each.draft
        had = replies_had(surveyed, draft.page, draft.touchpoint_id, draft.stage_id, draft.persona_id)
        if not draft.replies or not frozenset(draft.replies) <= frozenset[str]().union(*had):
            return
    if plan.landings:
        raise RefusedError(
            _("{file} was imported already: no reply in it is new.").format(file=plan.file),
            WayOut.IMPORT_AGAIN,
        )


def replies_had(
    surveyed: Iterable[Surveyed],
    page: str,
    touchpoint_id: int | None,
    stage_id: int | None,
    persona_id: int | None,
) -> list[frozenset[str]]:
    """Return what the replies to a question at a place, of a persona, are known by: of each piece of evidence."""
    place = (folded(page), touchpoint_id, stage_id, persona_id)
    return [
        each.replies
        for each in surveyed
        if (folded(each.page), each.touchpoint_id, each.stage_id, each.persona_id) == place
    ]
