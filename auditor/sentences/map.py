"""What is named beside a map, in words: where it is best and worst, what is remembered, where views part."""

from __future__ import annotations

from auditor.analysis.curves import Parting, Score
from auditor.analysis.mapping import Named
from auditor.base.i18n import _, number, percent
from auditor.views.maps import JourneyMap


def named_lines(journey_map: JourneyMap, named: Named) -> list[tuple[str, str]]:
    """Return (what it is, what it says) pairs of everything known, in the order of weight."""
    lines = []
    if named.lowest is not None:
        lines.append((_("Lowest"), _place(journey_map, named.lowest)))
    if named.highest is not None and named.highest != named.lowest:
        lines.append((_("Highest"), _place(journey_map, named.highest)))
    if named.neediest is not None:
        need = journey_map.points[named.neediest].touchpoint.need
        text = _("{touchpoint} (need {need})").format(
            touchpoint=_place(journey_map, named.neediest), need=percent(need)
        )
        lines.append((_("Most needs work"), text))
    lines += _remembered(journey_map, named)
    if named.persona_gap is not None:
        lines.append((_("Personas differ most"), _gap(journey_map, named.persona_gap)))
    if named.assumption_gap is not None:
        lines.append((_("Assumed and observed differ most"), _gap(journey_map, named.assumption_gap)))
    if named.coverage.share is not None:
        lines.append((_("Gap coverage"), _coverage(journey_map, named)))
    return lines


def _place(journey_map: JourneyMap, place: int) -> str:
    return journey_map.points[place].touchpoint.name


def _remembered(journey_map: JourneyMap, named: Named) -> list[tuple[str, str]]:
    names = {persona.id: persona.name for persona in journey_map.everybody}
    said = _("{persona}: remembered {remembered}, lived {lived}")
    return [
        (
            _("Peak-end"),
            said.format(persona=names[persona], remembered=_signed(end), lived=_signed(lived)),
        )
        for persona, lived, end in named.remembered
    ]


def _gap(journey_map: JourneyMap, gap: Parting) -> str:
    return _("{touchpoint}: {first} and {second}").format(
        touchpoint=_place(journey_map, gap.place), first=_signed(gap.first), second=_signed(gap.second)
    )


def _coverage(journey_map: JourneyMap, named: Named) -> str:
    share = percent(named.coverage.share or 0)
    text = _("{share} of the way to the wanted feelings has an open action").format(share=share)
    if named.coverage.untouched:
        first = _place(journey_map, named.coverage.untouched[0])
        text += "; " + _("nobody works on {touchpoint}").format(touchpoint=first)
    return text


def _signed(score: Score) -> str:
    return "–" if score is None else number(score, 1, signed=True)
