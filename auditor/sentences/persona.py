"""A persona in words: who they are, and what supports that."""

from __future__ import annotations

from auditor.base.i18n import _, day
from auditor.views.journeys import Persona


def supported(one: Persona) -> str:
    """Say what supports a persona."""
    if not one.verified_by:
        return _("hypothesis")
    if one.verified_on is None:
        return _("verified by {what}").format(what=one.verified_by)
    return _("verified by {what} ({date})").format(what=one.verified_by, date=day(one.verified_on))


def texts(one: Persona) -> list[tuple[str, str]]:
    """Return what is known of a persona, as names and values, which may be empty."""
    return [
        (_("Who they are"), one.who),
        (_("Geography"), one.geography),
        (_("Demographics"), one.demographics),
        (_("Behaviour"), one.behaviour),
        (_("Preferred channels"), one.channels),
        (_("Goals"), one.goals),
        (_("Challenges"), one.challenges),
        (_("Notes"), one.notes),
    ]
