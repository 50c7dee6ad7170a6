"""Compares what is kept worked out, tallies of visits and needs of touchpoints, with what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from auditor.analysis.need import VisitTally, need, standing, weights
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Verdict
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.sealing import settled

_VERDICTS = Read(
    "verdicts counted by visit",
    """
    SELECT a.visit_id, w.severity, a.verdict, a.carried, count(*)
    FROM answer a JOIN wording w ON w.id = a.wording_id WHERE a.removed_at IS NULL
    GROUP BY a.visit_id, w.severity, a.verdict, a.carried
    """,
)

_TALLIES = Read(
    "tallies of visits, newest audit first",
    f"""
    SELECT v.id, v.touchpoint_id, u.persona_id, u.id, u.kind, v.feeling, CASE WHEN {settled("u")} THEN 1 ELSE 0 END,
        v.asked, v.answered, v.weight_asked, v.weight_failed
    FROM visit v JOIN audit u ON u.id = v.audit_id
    WHERE v.removed_at IS NULL AND u.removed_at IS NULL
    ORDER BY u.started_at DESC, u.id DESC
    """,
)

_NEEDS = Read(
    "needs of touchpoints",
    "SELECT id, importance, critical, need FROM touchpoint WHERE removed_at IS NULL ORDER BY id",
)

_TOLERANCE = 1e-9


class SoundnessReads:
    """What can be asked about the database itself."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def untrue(self) -> list[str]:
        """Return a line for every tally and need that differs from what its answers and feelings give."""
        reader = self._reader()
        counted: defaultdict[int, list[_Counted]] = defaultdict(list)
        for visit, severity, verdict, carried, count in reader.all(_VERDICTS):
            counted[visit].append((severity, Verdict(verdict) if verdict else None, bool(carried), count))
        problems = []
        looks: defaultdict[int, list[VisitTally]] = defaultdict(list)
        for number, touchpoint, persona, audit, kind, feeling, counts, *stored in reader.all(_TALLIES):
            tallies = _tallies(counted[number])
            if not _alike(stored, tallies):
                problems.append(
                    _("visit {number}: its tallies differ from its answers").format(number=number)
                )
            if counts:
                answered, *weighed = tallies[1:]
                again = kind == AuditKind.RECHECK
                looks[touchpoint].append(VisitTally(persona, audit, again, int(answered), feeling, *weighed))
        return problems + _untrue_needs(reader.all(_NEEDS), looks)


_Counted = tuple[int, Verdict | None, bool, int]
"""(severity, verdict, whether it was carried over, how many)."""


def _tallies(verdicts: list[_Counted]) -> tuple[float, ...]:
    """Return (asked, answered, weight asked, weight failed) of counted verdicts."""
    asked = failed = 0.0
    for severity, verdict, _carried, count in verdicts:
        one_asked, one_failed = weights([(severity, verdict)])
        asked += count * one_asked
        failed += count * one_failed
    counts = [(verdict is not None, count) for _severity, verdict, carried, count in verdicts if not carried]
    answered = sum(count for given, count in counts if given)
    return (sum(count for _given, count in counts), answered, asked, failed)


def _alike(stored: list[float], counted: tuple[float, ...]) -> bool:
    return all(abs(one - other) < _TOLERANCE for one, other in zip(stored, counted, strict=True))


def _untrue_needs(rows: list[Values], looks: Mapping[int, list[VisitTally]]) -> list[str]:
    untrue = []
    for number, importance, critical, stored in rows:
        experiences = [one.experience for one in standing(looks.get(number, ())).values()]
        if abs(stored - need(importance, bool(critical), experiences)) > _TOLERANCE:
            untrue.append(
                _("touchpoint {number}: its need differs from what was found there").format(number=number)
            )
    return untrue
