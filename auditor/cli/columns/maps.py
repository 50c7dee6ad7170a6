"""The map in JSON: feelings, notes, and what is named beside it, under stable keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.confidence import FLOOR
from auditor.analysis.mapping import observed, standing_of
from auditor.base.vocabulary import Support
from auditor.sentences.to_be import for_whom
from auditor.views.maps import PersonaFeelings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.analysis.curves import Coverage, Curve, Parting, Score
    from auditor.analysis.mapping import Named
    from auditor.sentences.standing import Stands
    from auditor.views.evidence import PointSupport
    from auditor.views.journeys import Persona, Wish
    from auditor.views.maps import Felt, FigureSource, JourneyMap, MapPoint, Note


def felt_record(persona: Persona, point: MapPoint) -> dict[str, object]:
    """Return what a persona feels at a touchpoint, in every reading."""
    feelings = point.feelings.get(persona.id, PersonaFeelings())
    return {
        "persona_id": persona.id,
        "persona": persona.name,
        "now": rounded(feelings.now),
        "inside": rounded(feelings.inside),
        "draft": feelings.draft,
        "newest": _felt(feelings.newest),
        "before": _felt(feelings.before),
        "assumed": _felt(feelings.assumed),
        "observed": _felt(feelings.observed),
    }


def _felt(felt: Felt | None) -> dict[str, object] | None:
    if felt is None:
        return None
    return {"score": felt.score, "emotion": felt.emotion, "audit": felt.audit_id, "at": felt.at}


def observed_record(point: MapPoint) -> dict[str, object] | None:
    """Return what customers feel at a touchpoint, and for how many people that speaks."""
    seen = observed(point)
    return None if seen is None else {"feeling": rounded(seen.score), "people": seen.people}


def source_records(sources: Iterable[FigureSource]) -> list[dict[str, object]]:
    """Return the audits whose figures stand, and whose they are."""
    return [
        {
            "persona_id": one.persona_id,
            "persona": one.persona,
            "audit": one.audit_id,
            "auditor": one.auditor,
            "started": one.started,
            "finished": one.finished,
            "touchpoints": one.touchpoints,
        }
        for one in sources
    ]


def point_support_record(support: PointSupport | None) -> dict[str, object]:
    """Return what a touchpoint rests on."""
    level = support.level if support else Support.OPINION
    return {"level": level, "confidence": rounded(support.confidence) if support else FLOOR}


def standing_record(stands: Stands) -> dict[str, object]:
    """Return whether a touchpoint's figures are a draft, how far one in progress is, and where auditors differ."""
    drafted, differing = stands.drafted, stands.differing
    return {
        "draft": stands.draft,
        "in_progress": None
        if drafted is None
        else {"audit": drafted.audit_id, "answered": drafted.answered, "asked": drafted.asked},
        "differing": None
        if differing is None
        else {"checks": differing.checks, "feelings": differing.feelings},
    }


def wish_record(journey_map: JourneyMap, wish: Wish) -> dict[str, object]:
    """Return a wish for a persona, or for every customer."""
    return {
        "persona_id": wish.persona_id,
        "persona": None if wish.persona_id is None else for_whom(journey_map, wish.persona_id),
        "feeling": wish.feeling,
        "channel": wish.channel,
        "text": wish.text,
        "needs": list(wish.needs),
    }


def note_record(note: Note) -> dict[str, object]:
    """Return a note."""
    return {"id": note.id, "kind": note.kind, "text": note.text}


def named_record(journey_map: JourneyMap, named: Named, as_is: Curve) -> dict[str, object]:
    """Return what is named beside the map of a journey; `as_is` is the curve it is named from."""
    personas = {persona.id: persona.name for persona in journey_map.everybody}
    return {
        "highest": _place(journey_map, named.highest, as_is),
        "lowest": _place(journey_map, named.lowest, as_is),
        "neediest": None if named.neediest is None else _needy(journey_map, named.neediest),
        "needing_work": needing_work_record(journey_map, named.needing_work),
        "peak_end": [
            {
                "persona_id": number,
                "persona": personas[number],
                "lived": rounded(lived),
                "remembered": rounded(remembered),
            }
            for number, lived, remembered in named.remembered
        ],
        "raises": [
            {
                "persona_id": number,
                "persona": personas[number],
                "touchpoints": [_touchpoint(journey_map, place) for place in found.places],
                "remembered": rounded(found.before),
                "then": rounded(found.after),
                "gain": rounded(found.gain),
            }
            for number, found in named.raises
        ],
        "gaps": {
            "personas": _gap(journey_map, named.persona_gap, "low", "high"),
            "apart": [
                {
                    **(_gap(journey_map, gap, "low", "high") or {}),
                    "feelings": _feelings(journey_map, gap.place),
                }
                for gap in named.apart
            ],
            "assumption": _of_persona(
                personas,
                named.assumption_persona,
                _gap(journey_map, named.assumption_gap, "assumed", "observed"),
            ),
        },
        "coverage": coverage_record(journey_map, named.coverage),
        "figures_of": source_records(journey_map.sources),
    }


def coverage_record(journey_map: JourneyMap, coverage: Coverage) -> dict[str, object]:
    """Return how much of the way to the wanted feelings is being worked on."""
    return {
        "wanted": rounded(coverage.wanted),
        "covered": rounded(coverage.covered),
        "share": rounded(coverage.share),
        "with_proposals": rounded(coverage.share_with_proposals),
        "by_due": [
            {"month": f"{one.month:%Y-%m}", "covered": rounded(one.covered), "share": rounded(one.share)}
            for one in coverage.by_due
        ],
        "undated": rounded(coverage.undated),
        "untouched": [journey_map.points[place].touchpoint.id for place in coverage.untouched],
    }


def _of_persona(
    personas: Mapping[int, str], number: int | None, gap: dict[str, object] | None
) -> dict[str, object] | None:
    """Return a gap with the persona that it is of."""
    if number is None or gap is None:
        return gap
    return {**gap, "persona_id": number, "persona": personas[number]}


def rounded(score: Score) -> Score:
    """Return a number with four decimals at most."""
    return None if score is None else round(score, 4)


def _touchpoint(journey_map: JourneyMap, place: int) -> dict[str, object]:
    touchpoint = journey_map.points[place].touchpoint
    return {"id": touchpoint.id, "name": touchpoint.name}


def _place(journey_map: JourneyMap, place: int | None, as_is: Curve) -> dict[str, object] | None:
    if place is None:
        return None
    return {**_touchpoint(journey_map, place), "feeling": rounded(as_is[place])}


def needing_work_record(journey_map: JourneyMap, places: Sequence[int]) -> list[dict[str, object]]:
    """Return the touchpoints that need work, the neediest first."""
    return [_needy(journey_map, place) for place in places]


def _needy(journey_map: JourneyMap, place: int) -> dict[str, object]:
    need = journey_map.points[place].touchpoint.need
    return {**_touchpoint(journey_map, place), "need": round(need, 4)}


def _feelings(journey_map: JourneyMap, place: int) -> list[dict[str, object]]:
    """Return what stands of each persona's feeling at a place."""
    point = journey_map.points[place]
    return [
        {"persona_id": one.id, "persona": one.name, "feeling": rounded(score)}
        for one in journey_map.everybody
        if (score := standing_of(point, one.id)) is not None
    ]


def _gap(journey_map: JourneyMap, gap: Parting | None, first: str, second: str) -> dict[str, object] | None:
    if gap is None:
        return None
    return {
        **_touchpoint(journey_map, gap.place),
        first: rounded(gap.first),
        second: rounded(gap.second),
        "size": rounded(gap.size),
    }
