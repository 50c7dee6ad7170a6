"""What a persona is verified with, within a transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.store.tables import EvidenceRecord, PersonaRecord, VerificationRecord
from auditor.store.work import Work


def about_persona(work: Work, persona_id: int) -> list[int]:
    """Return the numbers of the evidence that is about a persona, wherever it stands."""
    found = select(EvidenceRecord.id).where(
        EvidenceRecord.persona_id == persona_id, col(EvidenceRecord.removed_at).is_(None)
    )
    return [number for number in work.session.exec(found) if number is not None]


def verify_with(work: Work, persona: PersonaRecord, evidence_ids: Sequence[int]) -> None:
    """Let a persona be verified with these pieces of evidence and no others.

    Raises RefusedError for a piece of another journey, or about another persona.
    """
    wanted = set(evidence_ids)
    for number in sorted(wanted):
        _refuse_stranger(work, persona, work.get(EvidenceRecord, number))
    rows = work.session.exec(select(VerificationRecord).where(VerificationRecord.persona_id == persona.id))
    known = {row.evidence_id: row for row in rows}
    for number, row in known.items():
        if number in wanted:
            work.change(row, removed_at=None)
        elif row.removed_at is None:
            work.remove(row)
    assert persona.id is not None
    work.add(
        [
            VerificationRecord(persona_id=persona.id, evidence_id=number)
            for number in sorted(wanted - set(known))
        ]
    )


def _refuse_stranger(work: Work, persona: PersonaRecord, evidence: EvidenceRecord) -> None:
    if evidence.journey_id != persona.journey_id:
        raise RefusedError(_("Evidence {number} is of another journey.").format(number=evidence.id))
    if evidence.persona_id not in (None, persona.id):
        other = work.session.get(PersonaRecord, evidence.persona_id)
        raise RefusedError(
            _("Evidence {number} is about “{other}”, so it says nothing of “{name}”.").format(
                number=evidence.id, other=other.name if other else "", name=persona.name
            )
        )
