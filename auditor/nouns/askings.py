"""What can be done with evidence that is to be asked for again: one transaction a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from auditor.analysis.superseding import superseded
from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import folded, shortened
from auditor.input import typed
from auditor.input.typed import Rule, Rules, checked
from auditor.store.database import Database
from auditor.store.reading.evidence.lines import pieces_there
from auditor.store.tables import AskingRecord, EvidenceRecord
from auditor.store.work import Work
from auditor.views.askings import Asking as AskingView
from auditor.writing.action_edits import due_of
from auditor.writing.evidence_rows import name_evidence
from auditor.writing.people import person_of
from auditor.writing.unseen import seen, to_write

ASKING: Rules = {"note": Rule(N_("note"), typed.text)}
"""Owner and due date are understood within a unit of work."""


class Askings:
    """The evidence of all journeys that is to be asked for again."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def hand_out(
        self, evidence_ids: Sequence[int], *, owner: str = "", due: str | date | None = None, note: str = ""
    ) -> list[int]:
        """Note that pieces of evidence are to be asked for again, all or none; return the numbers of the notes.

        `owner` sees to it, who joins the team if need be, or nobody yet. It is closed by itself when newer evidence
        comes in (`writing/askings`). Raises RefusedError for evidence that is superseded, and for what is noted already.
        """
        with self._database.work("asking-new", owner=owner) as work:
            rows = [work.get(EvidenceRecord, number) for number in dict.fromkeys(evidence_ids)]
            values = _values(work, owner, due, note)
            _refuse_needless(work, rows)
            made = [
                AskingRecord(evidence_id=row.id, created_at=work.at, **values)
                for row in rows
                if row.id is not None
            ]
            work.add(made)
            name_evidence(work, rows)
        return [one.id for one in made if one.id is not None]

    def edit(
        self,
        asking_ids: Sequence[int],
        *,
        owner: str | None = None,
        due: str | date | None = None,
        note: str | None = None,
        base: AskingView | None = None,
    ) -> None:
        """Change what is given of what is to be asked again; an empty owner or due date takes it away.

        With `base`, which is for one, only what differs from what its editor saw is written, and ConflictError is raised
        where somebody else has changed the same meanwhile.
        """
        with self._database.work("asking-edit") as work:
            if base is not None:
                owner = None if owner is not None and folded(owner) == folded(base.owner) else owner
                shown = base.due.isoformat() if base.due else ""
                due = None if isinstance(due, str) and due.strip() == shown else due
            values = _values(work, owner, due, note)
            for asking in _named(work, asking_ids):
                work.change(asking, **to_write(work, asking, values, seen(base, values)))

    def done(self, asking_ids: Sequence[int], answer_id: int | None = None) -> None:
        """Note that it was asked again, with the evidence that came of it, if it is said.

        Raises RefusedError for an answer that is of another journey, or is what was to be asked for itself.
        """
        with self._database.work("asking-done") as work:
            answer = None if answer_id is None else work.get(EvidenceRecord, answer_id)
            for asking in _named(work, asking_ids):
                if answer is not None:
                    _refuse_unlike(work, asking, answer)
                work.change(asking, closed_at=work.at, answer_id=answer_id)

    def take_back(self, asking_ids: Sequence[int]) -> None:
        """Let evidence not be asked for again after all; undo brings it back."""
        with self._database.work("asking-delete") as work:
            for asking in _named(work, asking_ids):
                work.remove(asking)


def _values(work: Work, owner: str | None, due: str | date | None, note: str | None) -> dict[str, Any]:
    values = checked(ASKING, {"note": note})
    if owner is not None:
        values["owner_id"] = person_of(work, owner) if owner.strip() else None
    if due is not None:
        values["due"] = due_of(work, due)
    return values


def _named(work: Work, asking_ids: Sequence[int]) -> list[AskingRecord]:
    """Return what is still to be asked, and name its evidence in the history."""
    askings = [work.get(AskingRecord, number) for number in dict.fromkeys(asking_ids)]
    rows = [work.session.get_one(EvidenceRecord, asking.evidence_id) for asking in askings]
    for asking, row in zip(askings, rows, strict=True):
        if asking.closed_at is not None:
            raise RefusedError(
                _("“{source}” was asked for again already.").format(source=shortened(row.source, 60))
            )
    name_evidence(work, rows)
    return askings


def _refuse_needless(work: Work, rows: Sequence[EvidenceRecord]) -> None:
    journeys = dict.fromkeys(row.journey_id for row in rows)
    by = {one: superseded(pieces_there(work.reader, one)) for one in journeys}
    for row in rows:
        source, newer = shortened(row.source, 60), by[row.journey_id].get(row.id or 0)
        if newer is not None:
            raise RefusedError(
                _("“{source}” is superseded by evidence {number}: ask for that one again.").format(
                    source=source, number=newer
                )
            )
        known = select(AskingRecord.id).where(
            AskingRecord.evidence_id == row.id,
            col(AskingRecord.removed_at).is_(None),
            col(AskingRecord.closed_at).is_(None),
        )
        if work.session.exec(known).first() is not None:
            raise RefusedError(_("“{source}” is to be asked for again already.").format(source=source))


def _refuse_unlike(work: Work, asking: AskingRecord, answer: EvidenceRecord) -> None:
    asked = work.session.get_one(EvidenceRecord, asking.evidence_id)
    if answer.id == asked.id:
        raise RefusedError(_("That is the evidence that was to be asked for again: name the newer one."))
    if answer.journey_id != asked.journey_id:
        raise RefusedError(_("The evidence that came of it is of another journey."))
