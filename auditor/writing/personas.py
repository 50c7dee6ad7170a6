"""Personas within a transaction: whose journey it is that somebody walks."""

from __future__ import annotations

from sqlmodel import col, select

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.input import typed
from auditor.store.tables import JourneyRecord, PersonaRecord
from auditor.store.work import Work


def add_persona(work: Work, journey_id: int, name: str, who: str = "") -> int:
    """Add a persona within a unit of work; return its number."""
    work.get(JourneyRecord, journey_id)
    persona = work.new(
        PersonaRecord(
            journey_id=journey_id,
            name=typed.needed_line(name, _("name")),
            who=typed.text(who, _("description")),
        )
    )
    assert persona.id is not None
    return persona.id


def persona_walked(work: Work, journey_id: int, persona_id: int | None, name: str) -> int:
    """Return the persona meant: by number, a new one of that name, or with neither the journey's only one."""
    if persona_id is not None:
        persona = work.get(PersonaRecord, persona_id)
        if persona.journey_id != journey_id:
            raise RefusedError(_("“{name}” is a persona of another journey.").format(name=persona.name))
        return persona_id
    if name:
        return add_persona(work, journey_id, name)
    known = work.session.exec(
        select(PersonaRecord).where(
            PersonaRecord.journey_id == journey_id, col(PersonaRecord.removed_at).is_(None)
        )
    ).all()
    if len(known) > 1:
        names = labels.listed([each.name for each in known], 5, 40)
        raise RefusedError(
            _("The journey has several personas, {names}.").format(names=names),
            WayOut.CHOOSE_PERSONA,
        )
    if known and known[0].id is not None:
        return known[0].id
    return add_persona(work, journey_id, _("Customer"))
