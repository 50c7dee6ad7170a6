"""Reads of proofs: what waits for one, what an audit proved, and how well impacts were estimated."""

from __future__ import annotations

from collections.abc import Callable

from auditor.analysis.effect import as_settled, prove
from auditor.analysis.figures import DEFAULT_WORTH, Worth
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.proof_grounds import ONE, SETTLED, WAITING, grounds_of, proof_of
from auditor.store.reading.journeys import ARCHIVED
from auditor.store.viewing import Read, first
from auditor.views.proofs import ImpactEstimate, Proof, ProofGrounds, Waiting

_OPEN_RECHECKS = Read(
    "touchpoints looked at again just now, oldest audit first",
    tuple[int, int],
    """
    SELECT v.touchpoint_id, u.id FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    WHERE u.kind = 'recheck' AND u.finished_at IS NULL AND u.removed_at IS NULL ORDER BY u.started_at, u.id
    """,
)

_RECHECKED = Read(
    "actions done whose touchpoints an audit visits",
    int,
    """
    SELECT x.id FROM action x JOIN audit u ON u.id = :audit
    WHERE x.removed_at IS NULL AND x.status IN ('done', 'verified') AND x.closed_at < u.started_at
    AND (x.effect = '' OR x.proof_id = u.id)
    AND EXISTS (SELECT 1 FROM visit v WHERE v.audit_id = u.id AND v.removed_at IS NULL
        AND (v.touchpoint_id = x.touchpoint_id OR v.touchpoint_id IN (SELECT l.touchpoint_id FROM link l
            WHERE l.action_id = x.id AND l.removed_at IS NULL)))
    ORDER BY x.closed_at DESC, x.id LIMIT :most
    """,
    ("audit", "most"),
)

MOST = 200
"""Most actions that one audit is said to have looked at again, those done last: more nobody reads through."""


class ProofReads:
    """What can be asked about whether actions worked."""

    def __init__(self, reader: Callable[[], Reader], worth: Worth = DEFAULT_WORTH) -> None:
        """Read through what `reader` gives at each call; differences less than `worth` are as good as none."""
        self._reader = reader
        self._worth = worth

    def of(self, action_id: int) -> Proof | None:
        """Return what looking again showed of an action, or None when it is not there."""
        return proof_of(self._reader(), action_id, self._worth)

    def waiting(self, journey_id: int | None = None) -> list[Waiting]:
        """Return the actions that are done and wait for proof, those done first at the top.

        Those of a journey, or of all that are not archived.
        """
        reader = self._reader()
        looking = _looking(reader)
        left_out = set(reader.all(ARCHIVED)) if journey_id is None else set()
        return [
            Waiting(prove(grounds, self._worth), _recheck_of(grounds, looking))
            for grounds in grounds_of(reader, WAITING)
            if journey_id in (None, grounds.action.journey_id) and grounds.action.journey_id not in left_out
        ]

    def open_recheck(self, action_id: int) -> int | None:
        """Return the audit that looks again at where an action is and is not finished, or None."""
        reader = self._reader()
        grounds = first(grounds_of(reader, ONE, action=action_id))
        return _recheck_of(grounds, _looking(reader)) if grounds else None

    def by_audit(self, audit_id: int) -> list[Proof]:
        """Return the proofs of the actions that an audit has looked at again, at most `MOST`."""
        reader = self._reader()
        numbers = sorted(reader.all(_RECHECKED, audit=audit_id, most=MOST))
        proofs = [proof_of(reader, number, self._worth) for number in numbers]
        return [
            proof
            for proof in proofs
            if proof and any(shift.after and shift.after.audit_id == audit_id for shift in proof.shifts)
        ]

    def estimates(self, journey_id: int | None = None) -> list[ImpactEstimate]:
        """Return the actions whose expected impact can be compared with what looking again showed.

        Only those whose effect is settled.
        """
        found = []
        for grounds in grounds_of(self._reader(), SETTLED):
            if journey_id not in (None, grounds.action.journey_id):
                continue
            proof = prove(as_settled(grounds), self._worth)
            if proof.realised_impact is not None:
                action = grounds.action
                found.append(ImpactEstimate(action, action.effect, action.impact, proof.realised_impact))
        return found


def _looking(reader: Reader) -> dict[int, int]:
    """Return, by touchpoint, the newest re-check there that is not finished."""
    return dict(reader.all(_OPEN_RECHECKS))


def _recheck_of(grounds: ProofGrounds, looking: dict[int, int]) -> int | None:
    places = [subject.touchpoint_id for subject in grounds.subjects]
    return max((looking[place] for place in places if place in looking), default=None)
