"""Compares what is kept worked out, tallies of visits and needs of touchpoints, with what it is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from auditor.analysis.need import Experience, failing, need, weights
from auditor.i18n import _
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.sealing import settled
from auditor.vocabulary import Verdict

_VERDICTS = Read(
    "verdicts counted by visit",
    """
    SELECT a.visit_id, w.severity, a.verdict, count(*)
    FROM answer a JOIN wording w ON w.id = a.wording_id WHERE a.removed_at IS NULL
    GROUP BY a.visit_id, w.severity, a.verdict
    """,
)

_TALLIES = Read(
    "tallies of visits, newest audit first",
    f"""
    SELECT v.id, v.touchpoint_id, u.persona_id, v.feeling, CASE WHEN {settled("u")} THEN 1 ELSE 0 END,
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
        counted: defaultdict[int, list[tuple[int, Verdict | None, int]]] = defaultdict(list)
        for visit, severity, verdict, count in reader.all(_VERDICTS):
            counted[visit].append((severity, Verdict(verdict) if verdict else None, count))
        problems = []
        experiences: defaultdict[int, dict[int, Experience]] = defaultdict(dict)
        for number, touchpoint, persona, feeling, counts, *stored in reader.all(_TALLIES):
            tallies = _tallies(counted[number])
            if not _alike(stored, tallies):
                problems.append(
                    _("visit {number}: its tallies differ from its answers").format(number=number)
                )
            if counts and (tallies[1] or feeling is not None):
                experience = Experience(feeling, failing(tallies[2], tallies[3]))
                experiences[touchpoint].setdefault(persona, experience)
        return problems + _untrue_needs(reader.all(_NEEDS), experiences)


def _tallies(verdicts: list[tuple[int, Verdict | None, int]]) -> tuple[float, ...]:
    """Return (asked, answered, weight asked, weight failed) of counted verdicts."""
    asked = failed = 0.0
    for severity, verdict, count in verdicts:
        one_asked, one_failed = weights([(severity, verdict)])
        asked += count * one_asked
        failed += count * one_failed
    answered = sum(count for _severity, verdict, count in verdicts if verdict is not None)
    return (sum(count for *_rest, count in verdicts), answered, asked, failed)


def _alike(stored: list[float], counted: tuple[float, ...]) -> bool:
    return all(abs(one - other) < _TOLERANCE for one, other in zip(stored, counted, strict=True))


def _untrue_needs(rows: list[Values], experiences: dict[int, dict[int, Experience]]) -> list[str]:
    return [
        _("touchpoint {number}: its need differs from what was found there").format(number=number)
        for number, importance, critical, stored in rows
        if abs(stored - need(importance, bool(critical), experiences.get(number, {}).values())) > _TOLERANCE
    ]
