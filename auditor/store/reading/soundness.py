"""Compares what is kept worked out, tallies of visits and needs of touchpoints, with what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from msgspec import Struct

from auditor.analysis.need import weights
from auditor.base.i18n import _
from auditor.base.vocabulary import Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.current import needs_everywhere
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
    asked: int
    answered: int
    weight_asked: float
    weight_failed: float

    @property
    def tallies(self) -> _Tallies:
        """As they are kept."""
        return (self.asked, self.answered, self.weight_asked, self.weight_failed)


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
    "tallies of visits",
    _Tallied,
    """
    SELECT v.id, v.asked, v.answered, v.weight_asked, v.weight_failed
    FROM visit v JOIN audit u ON u.id = v.audit_id
    WHERE v.removed_at IS NULL AND u.removed_at IS NULL ORDER BY v.id
    """,
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
        problems = [
            _("visit {number}: its tallies differ from its answers").format(number=visit.id)
            for visit in reader.all(_TALLIES)
            if not _alike(visit.tallies, _tallies(counted[visit.id]))
        ]
        return problems + [
            _("touchpoint {number}: its need differs from what was found there").format(number=one.touchpoint_id)
            for one in needs_everywhere(reader)
            if abs(one.kept - one.true) > _TOLERANCE
        ]


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
