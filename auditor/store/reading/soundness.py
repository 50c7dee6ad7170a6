"""Compares what is kept worked out, tallies of visits and needs of touchpoints, with what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from msgspec import Struct

from auditor.analysis.need import VisitTally, need, standing, weights
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.sealing import settled
from auditor.store.viewing import Read


class _Counted(Struct, frozen=True):
    """How often a visit has a verdict of checks of a severity."""

    visit_id: int
    severity: int
    verdict: Verdict | None
    carried: bool
    count: int


class _Tallied(Struct, frozen=True):
    """What is kept of a visit, and what its tallies are made of."""

    id: int
    touchpoint_id: int
    persona_id: int
    audit_id: int
    kind: AuditKind
    feeling: int | None
    settled: bool
    asked: int
    answered: int
    weight_asked: float
    weight_failed: float

    @property
    def tallies(self) -> _Tallies:
        """As they are kept."""
        return (self.asked, self.answered, self.weight_asked, self.weight_failed)


class _Needy(Struct, frozen=True):
    """A touchpoint, its need and what that is made of."""

    id: int
    importance: int
    critical: bool
    need: float


_Tallies = tuple[float, float, float, float]
"""(asked, answered, weight asked, weight failed)."""

_VERDICTS = Read(
    "verdicts counted by visit",
    _Counted,
    """
    SELECT a.visit_id, w.severity, a.verdict, a.carried, count(*) AS count
    FROM answer a JOIN wording w ON w.id = a.wording_id WHERE a.removed_at IS NULL
    GROUP BY a.visit_id, w.severity, a.verdict, a.carried
    """,
)

_TALLIES = Read(
    "tallies of visits, newest audit first",
    _Tallied,
    f"""
    SELECT v.id, v.touchpoint_id, u.persona_id, u.id AS audit_id, u.kind, v.feeling,
        CASE WHEN {settled("u")} THEN 1 ELSE 0 END AS settled, v.asked, v.answered, v.weight_asked, v.weight_failed
    FROM visit v JOIN audit u ON u.id = v.audit_id
    WHERE v.removed_at IS NULL AND u.removed_at IS NULL
    ORDER BY u.started_at DESC, u.id DESC
    """,
)

_NEEDS = Read(
    "needs of touchpoints",
    _Needy,
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
        for row in reader.all(_VERDICTS):
            counted[row.visit_id].append(row)
        problems = []
        looks: defaultdict[int, list[VisitTally]] = defaultdict(list)
        for visit in reader.all(_TALLIES):
            tallies = _tallies(counted[visit.id])
            if not _alike(visit.tallies, tallies):
                problems.append(
                    _("visit {number}: its tallies differ from its answers").format(number=visit.id)
                )
            if visit.settled:
                _asked, answered, *weighed = tallies
                again = visit.kind is AuditKind.RECHECK
                look = VisitTally(
                    visit.persona_id, visit.audit_id, again, int(answered), visit.feeling, *weighed
                )
                looks[visit.touchpoint_id].append(look)
        return problems + _untrue_needs(reader.all(_NEEDS), looks)


def _tallies(verdicts: list[_Counted]) -> _Tallies:
    asked = failed = 0.0
    for row in verdicts:
        one_asked, one_failed = weights([(row.severity, row.verdict)])
        asked += row.count * one_asked
        failed += row.count * one_failed
    own = [row for row in verdicts if not row.carried]
    answered = sum(row.count for row in own if row.verdict is not None)
    return (sum(row.count for row in own), answered, asked, failed)


def _alike(stored: _Tallies, counted: _Tallies) -> bool:
    return all(abs(one - other) < _TOLERANCE for one, other in zip(stored, counted, strict=True))


def _untrue_needs(points: list[_Needy], looks: Mapping[int, list[VisitTally]]) -> list[str]:
    untrue = []
    for point in points:
        experiences = [one.experience for one in standing(looks.get(point.id, ())).values()]
        if abs(point.need - need(point.importance, point.critical, experiences)) > _TOLERANCE:
            untrue.append(
                _("touchpoint {number}: its need differs from what was found there").format(number=point.id)
            )
    return untrue
