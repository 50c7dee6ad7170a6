"""The columns of personas in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.cli.frame.tables import Column
from auditor.sentences.persona import supported

if TYPE_CHECKING:
    from auditor.views.journeys import Persona


def persona_keys(personas: Iterable[Persona], taken: Iterable[str] = ()) -> dict[int, str]:
    """Return what the columns of personas are called in JSON and CSV: their names, by their numbers.

    A name that another column has goes on with the number of the persona.
    """
    known = list(personas)
    names = Counter([*taken, *(one.name for one in known)])
    return {one.id: one.name if names[one.name] == 1 else f"{one.name} ({one.id})" for one in known}


def persona_columns() -> list[Column[Persona]]:
    """Return the columns of personas; a table shows who they are and what supports it."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Persona")),
        Column("who", lambda one: one.who, _("Who they are"), least=16),
        Column("geography", lambda one: one.geography),
        Column("demographics", lambda one: one.demographics),
        Column("behaviour", lambda one: one.behaviour),
        Column("channels", lambda one: one.channels),
        Column("goals", lambda one: one.goals, _("Goals"), minor=1),
        Column("challenges", lambda one: one.challenges, _("Challenges"), minor=2),
        Column("notes", lambda one: one.notes),
        Column("verified_by", lambda one: one.verified_by or None, _("Supported by"), supported),
        Column("verified_on", lambda one: one.verified_on),
        Column("state", lambda one: one.verification.state),
        Column("verified_with", lambda one: list(one.verification.evidence)),
        Column("verified_people", lambda one: one.verification.people),
        Column("verified_newest", lambda one: one.verification.newest),
        Column("verified_weight", lambda one: round(one.verification.weight, 4)),
        Column("verified_until", lambda one: one.verification.until),
        Column("look_again_since", lambda one: one.verification.since),
    ]
