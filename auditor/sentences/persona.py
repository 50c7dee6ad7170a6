"""A persona in words: who they are, and what supports that."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import _, day, ngettext, number
from auditor.base.vocabulary import Standing
from auditor.sentences.evidence import people_text
from auditor.views.journeys import Persona


def state_text(one: Persona) -> str:
    """Return what a persona is: its sign and its word, such as `✓ verified`."""
    state = one.verification.state
    return f"{labels.STANDING_SIGNS[state]} {labels.word(state)}"


def verified_text(personas: Sequence[Persona]) -> str:
    """Say how many of some personas are verified; empty for none at all."""
    if not personas:
        return ""
    count = sum(one.verification.state is Standing.VERIFIED for one in personas)
    return _("{count} of {all} verified").format(count=number(count), all=number(len(personas)))


def supported(one: Persona) -> str:
    """Say what supports a persona, and whether that still stands."""
    found = one.verification
    if found.state is Standing.HYPOTHESIS:
        return _("hypothesis")
    if found.state is Standing.VERIFIED:
        parts = [_said(one) or _("verified"), rests_on(one)]
        if found.until is not None:
            parts.append(_("to be looked at again from {day}").format(day=day(found.until)))
        return ", ".join(parts)
    again = labels.word(found.state)
    if found.since is not None:
        again = _("to be looked at again since {day}").format(day=day(found.since))
    rest = rests_on(one) if found.evidence else _("no evidence of it is recorded")
    return ", ".join(filter(None, (again, _said(one), rest)))


def rests_on(one: Persona) -> str:
    """Say which evidence a persona was verified with: how many people, how many pieces, and how fresh."""
    found = one.verification
    count = len(found.evidence)
    pieces = ngettext("{count} piece of evidence", "{count} pieces of evidence", count)
    parts = [people_text(found.people), pieces.format(count=number(count))]
    if found.newest is not None:
        parts.append(_("the newest of {day}").format(day=day(found.newest)))
    return ", ".join(parts)


def _said(one: Persona) -> str:
    """Return what was said to verify a persona, and when; empty where nothing was."""
    if not one.verified_by:
        return ""
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
