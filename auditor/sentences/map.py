"""What is named beside a map, in words: where it is best and worst, what is remembered, where views part."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.analysis.curves import (
    Coverage,
    Curve,
    Parting,
    Score,
    known,
    peak,
    peak_end,
    remembered_raise,
    stepped,
)
from auditor.analysis.mapping import Named, standing_curve, standing_of
from auditor.base.i18n import _, day, month, ngettext, number, percent
from auditor.sentences.explain import figure
from auditor.views.actions import Term
from auditor.views.maps import FigureSource, JourneyMap


def named_lines(journey_map: JourneyMap, named: Named, most: int | None = None) -> list[tuple[str, str]]:
    """Return (what it is, what it says) pairs of everything known, in the order of weight.

    With `most`, so many of the touchpoints that need work stand there, and where there are more, all of them last.
    """
    lines = []
    points = [journey_map.points[place].touchpoint for place in named.needing_work]
    needy = [(point.name, point.need) for point in points]
    if named.lowest is not None:
        lines.append((_("Lowest"), _place(journey_map, named.lowest)))
    if named.highest is not None and named.highest != named.lowest:
        lines.append((_("Highest"), _place(journey_map, named.highest)))
    if named.needing_work:
        lines.append((_("Most needs work"), needy_text(needy, most)))
    lines += _remembered(journey_map, named)
    lines += _raises(journey_map, named)
    if named.persona_gap is not None:
        lines.append((_("Personas differ most"), _between(journey_map, named.persona_gap.place)))
    if len(named.apart) > 1:
        said = "; ".join(_between(journey_map, gap.place) for gap in named.apart)
        lines.append((_("Two steps or more apart"), said))
    if named.assumption_gap is not None:
        lines.append((_("Assumed and observed differ most"), _assumption_gap(journey_map, named)))
    if named.coverage.share is not None:
        lines += coverage_lines(journey_map, named.coverage, most=1)
    if journey_map.sources:
        lines.append((_("Figures of"), sources_text(journey_map.sources)))
    if most is not None and len(needy) > most:
        lines.append((_("All that need work"), needy_text(needy)))
    return lines


def needy_text(needs: Sequence[tuple[str, float]], most: int | None = None) -> str:
    """Return touchpoints, each with its need, in the order given; at most so many, and how many more there are."""
    said = _("{touchpoint} (need {need})")
    shown = ", ".join(said.format(touchpoint=name, need=percent(need)) for name, need in needs[:most])
    more = 0 if most is None else max(0, len(needs) - most)
    rest = ngettext("… and {n} more", "… and {n} more", more).format(n=more)
    return f"{shown} {rest}" if more else shown


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


def _raises(journey_map: JourneyMap, named: Named) -> list[tuple[str, str]]:
    """Return for each persona where one step better raises what is remembered most, with both sums."""
    names = {persona.id: persona.name for persona in journey_map.everybody}
    lines = []
    for persona, found in named.raises:
        scores = standing_curve(journey_map, persona)
        if not found.places:
            said = _("{persona}: no single step raises it")
        elif len(found.places) == 1:
            said = _("{persona}: {touchpoints} one step better, by {gain}: {now} becomes {then}")
        else:
            said = _("{persona}: any one of {touchpoints} one step better, by {gain}: {now} becomes {then}")
        text = said.format(
            persona=names[persona],
            touchpoints=", ".join(_place(journey_map, place) for place in found.places),
            gain=figure(found.gain),
            now=_peak_end_sum(scores),
            then=_peak_end_sum(stepped(scores, found.places[0])) if found.places else "",
        )
        lines.append((_("Raises what is remembered"), text))
    return lines


def _peak_end_sum(scores: Curve) -> str:
    """Return what is remembered as a sum, such as `(−2 + 1)/2 = −0.5`."""
    strongest, remembered = peak(scores), peak_end(scores)
    if strongest is None or remembered is None:
        return ""
    return f"({_sum(scores)})/2 = {figure(remembered)}"


def _sum(scores: Curve) -> str:
    end = known(scores)[-1][1]
    return f"{figure(peak(scores) or 0)} + {f'({figure(end)})' if end < 0 else figure(end)}"


def remembered_terms(journey_map: JourneyMap, persona_id: int) -> tuple[Term, ...]:
    """Return what a persona's remembered score is made of, the score, and what one step better would make of it.

    Empty where nothing is felt.
    """
    scores = standing_curve(journey_map, persona_id)
    found = remembered_raise(scores)
    strongest = peak(scores)
    if found is None or strongest is None:
        return ()
    felt = known(scores)
    at = next(place for place, score in felt if score == strongest)
    terms = (
        Term(_("Strongest feeling"), "", strongest, _place(journey_map, at)),
        Term(_("Last feeling"), "", felt[-1][1], _place(journey_map, felt[-1][0])),
        Term(
            _("Remembered"),
            f"({_sum(scores)})/2",
            found.before,
            _("half the strongest feeling and half the last; of equally strong ones the negative"),
        ),
    )
    if not found.places:
        return (*terms, Term(_("Raised by one step"), "", found.after, _("no single step raises it")))
    raised = ", ".join(_place(journey_map, place) for place in found.places)
    why = _("{touchpoints} one step better; no other touchpoint raises it more").format(touchpoints=raised)
    after = stepped(scores, found.places[0])
    return (*terms, Term(_("Raised by one step"), f"({_sum(after)})/2", found.after, why))


def _gap(journey_map: JourneyMap, gap: Parting) -> str:
    return _("{touchpoint}: {first} and {second}").format(
        touchpoint=_place(journey_map, gap.place), first=_signed(gap.first), second=_signed(gap.second)
    )


def _between(journey_map: JourneyMap, place: int) -> str:
    """Return a touchpoint with what stands of each persona's feeling there."""
    point = journey_map.points[place]
    felt = [
        f"{one.name} {_signed(score)}"
        for one in journey_map.everybody
        if (score := standing_of(point, one.id)) is not None
    ]
    return _("{touchpoint}: {felt}").format(touchpoint=point.touchpoint.name, felt=", ".join(felt))


_MOST_SOURCES = 3
"""So many audits of a persona are named; of the rest it is said how many they are."""


def sources_text(sources: Sequence[FigureSource]) -> str:
    """Return whose figures are shown: of each persona the audits that stand, by whom and when, the newest first."""
    return "; ".join(
        f"{name}: {audits_text([one for one in sources if one.persona_id == persona])}"
        for persona, name in {one.persona_id: one.persona for one in sources}.items()
    )


def audits_text(sources: Sequence[FigureSource]) -> str:
    """Return the audits of one persona whose figures stand, by whom and when."""
    finished = _("audit {number} by {auditor}, {day}")
    draft = _("audit {number} by {auditor}, {day}, in progress")
    said = [
        (finished if one.finished else draft).format(
            number=one.audit_id, auditor=one.auditor, day=day(one.started)
        )
        for one in sources[:_MOST_SOURCES]
    ]
    left = len(sources) - len(said)
    if left:
        said.append(ngettext("{count} older", "{count} older", left).format(count=number(left)))
    return " + ".join(said)


def _assumption_gap(journey_map: JourneyMap, named: Named) -> str:
    """Return where and of whom what the team assumes lies farthest from what customers say."""
    said = _gap(journey_map, named.assumption_gap) if named.assumption_gap else ""
    names = {persona.id: persona.name for persona in journey_map.personas}
    who = names.get(named.assumption_persona or 0)
    return _("{persona}, {gap}").format(persona=who, gap=said) if who and len(names) > 1 else said


def coverage_said(found: Coverage) -> str:
    """Return how much of the way to the wanted feelings has an accepted action, and how much with proposals."""
    said = _("{share} of the way to the wanted feelings has an accepted action").format(
        share=percent(found.share or 0)
    )
    if found.proposed == found.covered:
        return said
    more = _("with proposals {share}").format(share=percent(found.share_with_proposals or 0))
    return f"{said}, {more}"


def coverage_lines(
    journey_map: JourneyMap, found: Coverage, most: int | None = None
) -> list[tuple[str, str]]:
    """Return (what it is, what it says) pairs: the gap coverage, by when it is due, and what nobody works on.

    Of the last at most `most`, the widest gaps.
    """
    said = ngettext(
        "{covered} of {wanted} step", "{covered} of {wanted} steps", 1 if found.wanted == 1 else 2
    )
    steps = said.format(covered=number(found.covered, 1), wanted=number(found.wanted, 1))
    lines = [(_("Gap coverage"), f"{coverage_said(found)} ({steps})")]
    if due := due_said(found):
        lines.append((_("Due"), due))
    if found.untouched:
        names = [_place(journey_map, place) for place in found.untouched[:most]]
        lines.append((_("Nobody works on"), ", ".join(names)))
    return lines


def due_said(found: Coverage) -> str:
    """Return what share is due by the end of each month, and what has no date; empty where nothing is accepted."""
    said = [
        _("by the end of {month} {share}").format(month=month(one.month), share=percent(one.share))
        for one in found.by_due
    ]
    if found.undated:
        said.append(_("without a date {share}").format(share=percent(found.undated / found.wanted)))
    return "; ".join(said)


def _signed(score: Score) -> str:
    return "–" if score is None else number(score, 1, signed=True)
