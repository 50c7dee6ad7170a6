"""Who else walks an audit just now, in words."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.labels import quoted
from auditor.views.audits import Audit
from auditor.views.walkers import Walker


class Met(Struct, frozen=True):
    """Somebody who walks the same audit."""

    who: tuple[str, bool]
    """Tells them from the others: their name, and whether it is the user in another window."""
    short: str
    told: str


def company(walkers: Iterable[Walker], audit: Audit) -> list[Met]:
    """Return who else walks an audit, by name."""
    names = {visit.id: visit.touchpoint for visit in audit.visits}
    here = (one for one in walkers if one.audit_id == audit.id)
    ordered = sorted(here, key=lambda one: (one.is_me, one.name, one.visit_id))
    return [_met(one, names.get(one.visit_id, "")) for one in ordered]


def _met(one: Walker, at: str) -> Met:
    name = _("you") if one.is_me else one.name or _("somebody")
    short = _("{who} at {touchpoint}").format(who=name, touchpoint=at) if at else name
    if one.is_me and at:
        told = _("You are walking this audit in another window too, at {touchpoint}.")
    elif one.is_me:
        told = _("You are walking this audit in another window too.")
    elif at:
        told = _("{who} is walking this audit too, at {touchpoint}.")
    else:
        told = _("{who} is walking this audit too.")
    return Met((one.name, one.is_me), short, told.format(who=name, touchpoint=quoted(at)))
