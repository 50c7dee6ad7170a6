"""What can be done with evidence: one transaction a call."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import fields

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.input.evidence import counts
from auditor.store.database import Database
from auditor.store.tables import EvidenceRecord
from auditor.views.evidence import Evidence as EvidenceView
from auditor.views.evidence import EvidenceDraft
from auditor.writing.askings import close_answered
from auditor.writing.evidence_rows import add_many, name_evidence, row_of
from auditor.writing.unseen import Seen, seen, to_write

_DRAFTED = {field.name for field in fields(EvidenceDraft)} & {field.name for field in fields(EvidenceView)}


class EvidenceRecords:
    """The evidence of all journeys."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, draft: EvidenceDraft) -> int:
        """Record a piece of evidence; return its number."""
        return self.add_several([draft])[0]

    def add_several(self, drafts: Sequence[EvidenceDraft]) -> list[int]:
        """Record several pieces of evidence, all or none, to be undone as one; return their numbers."""
        if not drafts:
            raise RefusedError(_("There is no evidence to record."))
        with self._database.work("evidence-new") as work:
            numbers = add_many(work, drafts)
            name_evidence(work, [work.get(EvidenceRecord, number) for number in numbers])
        return numbers

    def edit(self, evidence_id: int, draft: EvidenceDraft, base: EvidenceView | None = None) -> None:
        """Let a piece of evidence be as `draft` says. Its journey stays.

        With `base`, the evidence as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile.
        """
        with self._database.work("evidence-edit") as work:
            row = work.get(EvidenceRecord, evidence_id)
            values = row_of(work, draft, row)
            if values["journey_id"] != row.journey_id:
                raise RefusedError(_("Evidence stays in its journey: record it anew in the other."))
            _refuse_of_interview(row, values)
            work.change(row, **to_write(work, row, values, _seen(base, values)))
            close_answered(work, [row])
            name_evidence(work, [row])

    def delete(self, evidence_ids: Sequence[int]) -> None:
        """Take pieces of evidence out of sight, all or none; undo brings them back."""
        with self._database.work("evidence-delete") as work:
            rows = [work.get(EvidenceRecord, number) for number in dict.fromkeys(evidence_ids)]
            for row in rows:
                if row.respondent_id is not None and row.touchpoint_id is None:
                    raise RefusedError(
                        _("Evidence {number} is the {source} itself: delete the respondent instead.").format(
                            number=row.id, source=row.source
                        )
                    )
                work.remove(row)
            name_evidence(work, rows)


_OF_INTERVIEW = ("kind", "source", "people", "persona_id", "collected_on", "stage_id", "respondent_id")
"""What of a respondent's evidence is that of the interview."""


def _refuse_of_interview(row: EvidenceRecord, values: Mapping[str, object]) -> None:
    """Refuse to change of what a respondent said what is the same for all of it, and where the interview itself stands."""
    if row.respondent_id is None:
        return
    moved = (row.touchpoint_id is None) != (values["touchpoint_id"] is None)
    # What stands at a touchpoint is of its stage too, whether that is said or not.
    told = [name for name in _OF_INTERVIEW if name != "stage_id" or values["touchpoint_id"] is None]
    if moved or any(values[name] != getattr(row, name) for name in told):
        raise RefusedError(
            _(
                "This is from the {source}: kind, source, day, people and persona are changed with the respondent."
            ).format(source=row.source)
        )


def _seen(base: EvidenceView | None, values: Collection[str]) -> Seen | None:
    """Return what was seen of a piece of evidence. The scores are kept as JSON."""
    shown = seen(base, values, collected_on="collected")
    return None if base is None or shown is None else {**shown, "counts": counts(base.counts)}


def draft_of(evidence: EvidenceView, **changed: Any) -> EvidenceDraft:
    """Return a piece of evidence as a draft with some fields changed.

    What was worked out from its scores, and is not among the changes, is worked out anew when the scores or the
    unit change.
    """
    kept: dict[str, Any] = {name: getattr(evidence, name) for name in _DRAFTED}
    kept["better"] = str(evidence.better or "")
    if evidence.touchpoint_id is not None:
        kept["stage_id"] = None
    if {"counts", "scale_low", "scale_high"} & {*changed} or ("unit" in changed and evidence.counts):
        kept |= {"people": None, "figure": None, "deviation": None}
    if changed.get("touchpoint_id") is not None:
        kept["stage_id"] = None
    if "file" in changed and changed["file"] != evidence.file:
        kept["sha256"] = ""
    return EvidenceDraft(**{**kept, **changed})
