"""Words for what an import would make."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, number
from auditor.base.text import shortened
from auditor.base.ways_out import Ways, worded
from auditor.sentences.evidence import rounded, with_unit
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import FilePart, ImportPlan, Landing, PartKind
from auditor.views.suggestions import Suggestion


def figure_words(draft: EvidenceDraft) -> str:
    """Return a figure with its unit; empty for no figure."""
    if draft.figure is None:
        return ""
    return with_unit(draft.unit, rounded(draft.figure))


def spot_words(landing: Landing) -> str:
    """Return where something lands: a touchpoint, a stage, or the whole journey."""
    if landing.stage:
        return _("stage {name}").format(name=landing.stage)
    return landing.touchpoint or _("the whole journey")


def place_words(landing: Landing) -> str:
    """Return where something lands, and of which persona."""
    place = spot_words(landing)
    return f"{place}, {landing.persona}" if landing.persona else place


def suggested_words(landing: Landing) -> str:
    """Return the answers that a landing suggests, each as check and verdict."""
    return ", ".join(f"{each.check_key}: {labels.word(each.verdict)}" for each in landing.suggestions)


def measured_words(suggestion: Suggestion) -> str:
    """Return what was measured, how it says the check is to be answered, by what, and when."""
    return _("measured: {verdict} — {why} ({source}, {day})").format(
        verdict=labels.word(suggestion.verdict),
        why=shortened(suggestion.why, 200),
        source=shortened(suggestion.source, 60),
        day=day(suggestion.measured),
    )


_SHOWN = 20
"""How many names of parts a line has."""


def taken_words(plan: ImportPlan) -> list[str]:
    """Return what each part of a file was taken as, those with the same name for it on one line."""
    found: dict[str, list[str]] = {}
    for part in plan.parts:
        if part.taken:
            found.setdefault(part.taken, []).append(_part_words(part))
    return [
        _("Taken as {what}: {parts}.").format(what=taken, parts=_joined(parts))
        for taken, parts in found.items()
    ]


def left_out_words(plan: ImportPlan, ways: Ways) -> list[str]:
    """Return what of a file was left out, why, and what takes it in: parts with the same reason on one line."""
    found: dict[str, list[str]] = {}
    for part in plan.parts:
        if not part.taken:
            reason = worded(part.why, ways).removesuffix(".")
            found.setdefault(reason, []).append(_part_words(part))
    return [
        _("{parts}: {reason}.").format(parts=_joined(parts), reason=reason) for reason, parts in found.items()
    ]


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(parts[:_SHOWN]) + (" …" if len(parts) > _SHOWN else "")


def _part_words(part: FilePart) -> str:
    if part.kind is not PartKind.LINES:
        return labels.quoted(shortened(part.name, 60))
    lines = ", ".join(map(str, part.lines)) + (" …" if part.count > len(part.lines) else "")
    return ngettext("{name} ({count} line: {lines})", "{name} ({count} lines: {lines})", part.count).format(
        name=part.name, count=number(part.count), lines=lines
    )


def parts_record(plan: ImportPlan, ways: Ways) -> list[dict[str, object]]:
    """Return all parts of a file for other programs: what each was taken as, or why it was left out."""
    return [
        {
            "kind": part.kind.value,
            "name": part.name,
            "taken_as": part.taken,
            "left_out": "" if part.taken else worded(part.why, ways).removesuffix("."),
            "count": part.count,
            "lines": list(part.lines),
        }
        for part in plan.parts
    ]
