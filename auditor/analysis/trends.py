"""How a journey fares over several audits, as a whole, per stage and per checklist. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from auditor.analysis.curves import mean
from auditor.analysis.need import failing, weights
from auditor.base.vocabulary import Verdict
from auditor.views.follow import Share, TrendLine


class Judged(Struct, frozen=True):
    """How often checks of a severity in a checklist have a verdict, at a stage in an audit."""

    audit_id: int
    stage_id: int
    checklist: str
    severity: int
    verdict: Verdict
    count: int


_Part = tuple[str, str]
"""The kind of a part, and its key."""

ALL: _Part = ("all", "")


def lines(
    audits: Sequence[int],
    stages: Iterable[tuple[int, str]],
    verdicts: Iterable[Judged],
    felt: Iterable[tuple[int, int, int]],
) -> list[TrendLine]:
    """Return a line for the whole journey, for each stage and for each checklist that was ever judged.

    `stages` are (number, name) in order, `felt` are (audit, stage, feeling −2..2).
    """
    counts: defaultdict[tuple[_Part, int], list[tuple[int, Verdict, int]]] = defaultdict(list)
    scores: defaultdict[tuple[_Part, int], list[float]] = defaultdict(list)
    checklists: set[str] = set()
    for one in verdicts:
        checklists.add(one.checklist)
        for part in (ALL, ("stage", str(one.stage_id)), ("checklist", one.checklist)):
            counts[part, one.audit_id].append((one.severity, one.verdict, one.count))
    for audit, stage, score in felt:
        for part in (ALL, ("stage", str(stage))):
            scores[part, audit].append(score)
    found = []
    for part, name in _parts(stages, checklists):
        shares = tuple(_share(counts[part, audit], scores[part, audit]) for audit in audits)
        if any(shares):
            found.append(TrendLine(*part, name, shares))
    return found


def _parts(stages: Iterable[tuple[int, str]], checklists: Iterable[str]) -> Iterator[tuple[_Part, str]]:
    yield ALL, ""
    for number, name in stages:
        yield ("stage", str(number)), name
    for checklist in sorted(checklists):
        yield ("checklist", checklist), checklist


def _share(counted: Sequence[tuple[int, Verdict, int]], felt: Sequence[float]) -> Share | None:
    """Return how many passed of the applicable checks, and the mean feeling; None where nothing is known."""
    passed = sum(count for _severity, verdict, count in counted if verdict is Verdict.PASS)
    judged = sum(count for _severity, verdict, count in counted if verdict is not Verdict.NOT_APPLICABLE)
    if not judged and not felt:
        return None
    asked = failed = 0.0
    for severity, verdict, count in counted:
        one_asked, one_failed = weights([(severity, verdict)])
        asked += count * one_asked
        failed += count * one_failed
    return Share(passed, judged, failing(asked, failed), mean(felt))
