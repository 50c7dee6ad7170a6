"""Who answers for what, in words."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext, percent
from auditor.base.vocabulary import Held
from auditor.views.responsibility import Responsible, Standing


def by_text(by: Held | None) -> str:
    """Return by what somebody answers for a touchpoint; empty where they are named at it, or nobody is."""
    if by is Held.STAGE:
        return _("by the stage")
    return _("by the journey") if by is Held.JOURNEY else ""


def name_text(one: Responsible) -> str:
    """Return the name of who answers for a touchpoint, and whether they have left; empty for nobody."""
    return _("{name} (has left)").format(name=one.person) if one.left else one.person


def responsible_text(one: Responsible) -> str:
    """Return who answers for a touchpoint, and by what; empty for nobody."""
    by, name = by_text(one.by), name_text(one)
    return _("{name} ({by})").format(name=name, by=by) if by else name


def standing_text(one: Standing) -> str:
    """Return how what somebody answers for stands; empty where they answer for nothing."""
    if not one.touchpoints:
        return ""
    if one.need is None:
        said = ngettext(
            "responsible for {n} touchpoint", "responsible for {n} touchpoints", one.touchpoints
        ).format(n=one.touchpoints)
    else:
        said = ngettext(
            "responsible for {n} touchpoint, greatest need {need}",
            "responsible for {n} touchpoints, greatest need {need}",
            one.touchpoints,
        ).format(n=one.touchpoints, need=percent(one.need))
    late = ngettext("{n} of them late", "{n} of them late", one.late).format(n=one.late) if one.late else ""
    to_do = ngettext("{n} to do there", "{n} to do there", one.open).format(n=one.open) if one.open else ""
    return ", ".join(filter(None, (said, to_do, late)))
