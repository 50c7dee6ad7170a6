"""Compares what is derived with what it is made from: tallies of visits, needs of touchpoints, titles as searched for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from auditor.analysis.need import weights
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import Verdict
from auditor.exchange.wordings import digest_of
from auditor.store.adapter import Reader
from auditor.store.reading.current import needs_everywhere
from auditor.store.soundness.fault import Fault
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

_TITLES = Read(
    "titles and how they are searched for",
    tuple[int, str, str],
    "SELECT a.id, a.title, a.folded FROM action a ORDER BY a.id",
    shown=False,
)

_WORDINGS = Read(
    "wordings and what they are known by",
    tuple[int, str, str],
    "SELECT w.id, w.content, w.digest FROM wording w ORDER BY w.id",
    shown=False,
)

_TOLERANCE = 1e-9


def underived(reader: Reader) -> Iterator[Fault]:
    """Yield every tally, need, folded title and digest that differs from what it is made of."""
    counted: defaultdict[int, list[_Counted]] = defaultdict(list)
    for row in reader.all(_VERDICTS):
        counted[row.visit_id].append(row)
    for visit in reader.all(_TALLIES):
        for column, given in _tallies(counted[visit.id]).items():
            tallied = getattr(visit, column)
            if abs(tallied - given) >= _TOLERANCE:
                yield Fault("visit", visit.id, column, _("differs from its answers"), tallied, given)
    for one in needs_everywhere(reader):
        if abs(one.kept - one.true) > _TOLERANCE:
            reason = _("differs from what was found there")
            yield Fault("touchpoint", one.touchpoint_id, "need", reason, one.kept, one.true)
    for number, title, kept in reader.all(_TITLES):
        if kept != folded(title):
            yield Fault("action", number, "folded", _("differs from its title"), kept, folded(title))
    for number, content, kept in reader.all(_WORDINGS):
        right = digest_of(json.loads(content))
        if kept != right:
            yield Fault("wording", number, "digest", _("differs from its content"), kept, right)


def _tallies(verdicts: list[_Counted]) -> dict[str, float]:
    """Return the tallies that answers give, by column."""
    asked = failed = 0.0
    for row in verdicts:
        one_asked, one_failed = weights([(row.severity, row.verdict)])
        asked += row.count * one_asked
        failed += row.count * one_failed
    own = [row for row in verdicts if not row.carried]
    answered = sum(row.count for row in own if row.verdict is not None)
    return {
        "asked": sum(row.count for row in own),
        "answered": answered,
        "weight_asked": asked,
        "weight_failed": failed,
    }
