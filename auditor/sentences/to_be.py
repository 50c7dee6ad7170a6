"""The journey as it is to be in words: what happens then, what is new, what goes, and what that does to the curve."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.analysis.curves import Score
from auditor.analysis.to_be import PointToBe, ToBe
from auditor.base import labels
from auditor.base.i18n import _, number, pgettext
from auditor.views.journeys import Wish
from auditor.views.maps import JourneyMap, MapPoint


def for_whom(journey_map: JourneyMap, persona_id: int | None) -> str:
    """Return the name of a persona, or `every customer`."""
    names = {persona.id: persona.name for persona in journey_map.everybody}
    return _("every customer") if persona_id is None else names[persona_id]


def needs_met(point: MapPoint, wish: Wish | None) -> list[str]:
    """Return the needs that a wish meets at a touchpoint, as they are noted there."""
    return [note.text for note in point.notes if wish is not None and note.id in wish.needs]


def channel_then(wish: Wish | None) -> str:
    """Return the channel a touchpoint is to have; empty for that of today."""
    return labels.word(wish.channel) if wish is not None and wish.channel else ""


def then_said(point: MapPoint, wish: Wish | None) -> list[str]:
    """Return what happens at a touchpoint then, where, and which needs are met."""
    said = [wish.text if wish is not None else ""]
    if channel := channel_then(wish):
        said.append(_("where: {channel}").format(channel=channel))
    if needs := needs_met(point, wish):
        said.append(_("meets: {needs}").format(needs="; ".join(needs)))
    return [text for text in said if text]


def wishes_said(journey_map: JourneyMap, point: MapPoint) -> list[tuple[str, str]]:
    """Return (for whom, what) pairs of the wishes at a touchpoint, but for the feeling for every customer."""
    pairs = []
    for wish in point.touchpoint.wishes:
        said = then_said(point, wish)
        if wish.persona_id is not None and wish.feeling is not None:
            said.insert(0, labels.feeling(wish.feeling))
        if said:
            pairs.append((for_whom(journey_map, wish.persona_id), " · ".join(said)))
    return pairs


def change_word(one: PointToBe) -> str:
    """Return whether a touchpoint is new or goes; empty where it stays."""
    return pgettext("a touchpoint", "new") if one.is_new else _("goes") if one.goes else ""


def effect_said(one: PointToBe) -> str:
    """Return what a change alone does to the curve; empty for nothing."""
    said = []
    if one.lived is not None:
        said.append(_("lived {rise}").format(rise=number(one.lived, 2, signed=True)))
    if one.remembered is not None:
        said.append(_("remembered {rise}").format(rise=number(one.remembered, 2, signed=True)))
    return ", ".join(said)


def whole_said(found: ToBe) -> list[tuple[str, str]]:
    """Return (what it is, what it says) pairs: the curve as lived and remembered, now and then; what is new, what goes."""
    pairs = [
        (_("Lived"), _from_to(found.lived)),
        (_("Remembered"), _from_to(found.remembered)),
        (_("New"), _listed([one for one in found.points if one.is_new])),
        (_("Goes"), _listed([one for one in found.points if one.goes])),
    ]
    return [(name, said) for name, said in pairs if said]


def _from_to(scores: tuple[Score, Score]) -> str:
    now, then = scores
    if now is None and then is None:
        return ""
    return _("now {now}, to be {then}").format(now=_signed(now), then=_signed(then))


def _signed(score: Score) -> str:
    return "–" if score is None else number(score, 2, signed=True)


def _listed(points: Sequence[PointToBe]) -> str:
    named = []
    for one in points:
        name, effect = one.point.touchpoint.name, effect_said(one)
        named.append(_("{name} ({support})").format(name=name, support=effect) if effect else name)
    return ", ".join(named)
