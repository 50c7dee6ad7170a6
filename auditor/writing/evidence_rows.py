"""Writing evidence within a transaction, for the nouns that make some: recorded by hand, imported, or proof of an action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from msgspec.structs import replace

from auditor.analysis.estimates import SATISFIED, agrees, completed, figure_of_counts
from auditor.base.errors import RefusedError
from auditor.base.fingerprints import fingerprint
from auditor.base.i18n import _
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.base.ways_out import WayOut
from auditor.input import evidence, typed
from auditor.sentences.evidence import rounded, with_unit
from auditor.store.tables import (
    ActionRecord,
    EvidenceRecord,
    JourneyRecord,
    PersonaRecord,
    StageRecord,
    TouchpointRecord,
)
from auditor.store.work import Work
from auditor.views.evidence import EvidenceDraft, scale_of
from auditor.writing.askings import close_answered

Values: TypeAlias = dict[str, Any]


def add_many(work: Work, drafts: Iterable[EvidenceDraft]) -> list[int]:
    """Write pieces of evidence within a transaction; return their numbers, in order.

    What was to be asked for again, and is answered by them, is closed.
    Raises RefusedError for the first that breaks a rule, and NotFoundError where a place is not there.
    """
    rows = [EvidenceRecord(**row_of(work, draft)) for draft in drafts]
    work.add(rows)
    close_answered(work, rows)
    return [row.id for row in rows if row.id is not None]


def row_of(work: Work, draft: EvidenceDraft, known: EvidenceRecord | None = None) -> Values:
    """Return a draft as column values that keep the rules, with its journey found.

    `known` is the row that is edited: where its file stays, so does the file's SHA-256.
    """
    who = {"respondent_id": draft.respondent_id}
    return {**_place(work, draft), **_content(draft, _today(work), known), **_file(draft, known), **who}


def _today(work: Work) -> date:
    return datetime.fromisoformat(work.at).astimezone().date()


def _place(work: Work, draft: EvidenceDraft) -> Values:
    """Return where a draft stands; all its places must be of one journey."""
    stage_id, touchpoint_id = draft.stage_id, draft.touchpoint_id
    journeys: list[int] = []
    if touchpoint_id is not None:
        journeys.append(work.get(TouchpointRecord, touchpoint_id).journey_id)
        stage_id = None
    if stage_id is not None:
        journeys.append(work.get(StageRecord, stage_id).journey_id)
    if draft.persona_id is not None:
        journeys.append(work.get(PersonaRecord, draft.persona_id).journey_id)
    if draft.journey_id is not None:
        work.get(JourneyRecord, draft.journey_id)
        journeys.append(draft.journey_id)
    if draft.action_id is not None:
        work.get(ActionRecord, draft.action_id)
    if not journeys:
        raise RefusedError(_("Say what it is evidence of: a touchpoint, a stage, a persona or a journey."))
    if len(set(journeys)) > 1:
        raise RefusedError(_("The places are of different journeys: choose those of one journey."))
    return {
        "journey_id": journeys[0],
        "stage_id": stage_id,
        "touchpoint_id": touchpoint_id,
        "persona_id": draft.persona_id,
        "action_id": draft.action_id,
    }


def _content(draft: EvidenceDraft, today: date, known: EvidenceRecord | None) -> Values:
    counts = evidence.counts(draft.counts)
    draft = _with_scale(draft)
    low, high = evidence.scale(draft.scale_low, draft.scale_high)
    stays = known is not None and (known.counts, known.unit) == (counts, evidence.unit(draft.unit))
    _refuse_off_scale(draft, stays)
    _refuse_contradiction(draft)
    people, figure, deviation = completed(draft)
    unit = evidence.unit(draft.unit)
    better = typed.choice(draft.better, Better, _("direction")).value if draft.better else _usual(unit)
    if draft.target is not None and not better and (known is None or known.target != draft.target):
        raise RefusedError(
            _("Which way is the figure good? A target is reached from above or from below."),
            WayOut.NAME_DIRECTION,
        )
    replies = evidence.kept_replies(draft.replies)
    imported = {"content": typed.line(draft.content, "SHA-256", 64), "replies": replies}
    return {
        "kind": typed.choice(draft.kind, EvidenceKind, _("kind of evidence")).value,
        "source": typed.needed_line(draft.source, _("source")),
        "collected_on": evidence.collected(draft.collected, today),
        "people": evidence.people(people, _("number of people")),
        "figure": _figure(figure, unit, _("figure")),
        "unit": unit,
        "better": better,
        "deviation": evidence.figure(deviation, _("standard deviation"), 0, 1e12),
        "target": _figure(draft.target, unit, _("target")),
        "counts": counts,
        "before_people": evidence.people(draft.before_people, _("number of people before")),
        "before_figure": _figure(draft.before_figure, unit, _("figure before")),
        "before_deviation": evidence.figure(draft.before_deviation, _("standard deviation before"), 0, 1e12),
        "feeling": evidence.figure(draft.feeling, _("feeling"), -2, 2),
        "quote": typed.text(draft.quote, _("quote")),
        "note": typed.text(draft.note, _("note")),
        "link": evidence.link(draft.link),
        "origin": typed.line(draft.origin, _("origin")),
        "detail": typed.text(draft.detail, _("detail"), evidence.DETAIL_LIMIT),
        "tool": typed.line(draft.tool, _("tool")),
        "page": typed.line(draft.page, _("page"), evidence.LINK_LIMIT),
        "scale_low": low,
        "scale_high": high,
        **(imported if known is None else {}),
    }


def _with_scale(draft: EvidenceDraft) -> EvidenceDraft:
    """Return a draft with the scale that its unit names, such as `1-5`, where none is given."""
    ends = evidence.scale_named(draft.unit) if draft.scale_low is None and draft.scale_high is None else None
    return draft if ends is None else replace(draft, scale_low=ends[0], scale_high=ends[1])


def _refuse_off_scale(draft: EvidenceDraft, stays: bool) -> None:
    """Refuse scores that nobody could give, and ask for the scale where the figure can't be told without it.

    `stays` says that scores and unit were recorded before, so that their figure is known.
    """
    if not draft.counts:
        return
    scale = scale_of(draft)
    if scale is None:
        if evidence.unit(draft.unit) == SATISFIED and not stays:
            raise RefusedError(
                _("CSAT counts the two highest scores of a scale, which the scores alone don’t tell."),
                WayOut.NAME_SCALE,
            )
        return
    low, high = scale
    off = [score for score, count in draft.counts.items() if count and not low <= score <= high]
    if off and not stays:
        raise RefusedError(
            _("“{text}” is not on the scale {low}-{high}.").format(text=off[0], low=low, high=high)
        )


def _refuse_contradiction(draft: EvidenceDraft) -> None:
    """Refuse a figure that nobody gave, or that is not what its scores give."""
    for people, figure in ((draft.people, draft.figure), (draft.before_people, draft.before_figure)):
        if people == 0 and figure is not None:
            raise RefusedError(
                _(
                    "Nobody was asked, so there can be no figure: give how many people, or leave the number out."
                )
            )
    counted = figure_of_counts(draft)
    if draft.figure is not None and counted is not None and not agrees(draft.figure, counted, draft.unit):
        shown = with_unit(evidence.unit(draft.unit), rounded(draft.figure))
        raise RefusedError(
            _(
                "The figure {figure} contradicts the scores, which give {counted}: leave one of them out."
            ).format(figure=shown, counted=with_unit(evidence.unit(draft.unit), rounded(counted)))
        )


def _figure(value: float | None, unit: str, what: str) -> float | None:
    if unit in ("%", "CSAT"):
        return evidence.figure(value, what, 0, 100)
    if unit == "NPS":
        return evidence.figure(value, what, -100, 100)
    return evidence.figure(value, what)


def _usual(unit: str) -> str:
    """Return the direction that scores of satisfaction have by their nature; of others it must be said."""
    return Better.HIGHER.value if unit in ("CSAT", "NPS") else ""


def _file(draft: EvidenceDraft, known: EvidenceRecord | None) -> Values:
    file = typed.line(draft.file, _("path"), evidence.PATH_LIMIT)
    if not file:
        return {"file": "", "sha256": ""}
    if known is not None and known.file == file and known.sha256:
        return {"file": file, "sha256": known.sha256}
    if draft.sha256:
        return {"file": file, "sha256": typed.line(draft.sha256, "SHA-256", 64)}
    path = Path(file).expanduser().absolute()
    return {"file": str(path), "sha256": fingerprint(path)}


def name_evidence(work: Work, rows: Sequence[EvidenceRecord]) -> None:
    """Say in the history which evidence is meant, of what and where."""
    if not rows:
        return
    work.journey_id = rows[0].journey_id
    work.arguments["source"] = rows[0].source
    work.arguments["kind"] = rows[0].kind
    work.arguments["place"] = _place_name(work, rows[0])
    if len(rows) > 1:
        work.arguments["count"] = str(len(rows))


def _place_name(work: Work, row: EvidenceRecord) -> str:
    """Return the name of where a row stands, which may have gone out of sight."""
    place: TouchpointRecord | StageRecord | PersonaRecord | JourneyRecord | None
    if row.touchpoint_id is not None:
        place = work.session.get(TouchpointRecord, row.touchpoint_id)
    elif row.stage_id is not None:
        place = work.session.get(StageRecord, row.stage_id)
    elif row.persona_id is not None:
        place = work.session.get(PersonaRecord, row.persona_id)
    else:
        place = work.session.get(JourneyRecord, row.journey_id)
    return place.name if place else ""
