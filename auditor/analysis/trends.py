"""How a journey fares over several audits, as a whole, per stage and per checklist. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
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


class Said(Struct, frozen=True):
    """A verdict on a check that some re-check asked, in that re-check or in another audit."""

    audit_id: int
    touchpoint_id: int
    stage_id: int
    checklist: str
    check_key: str
    severity: int
    verdict: Verdict


class FeltAt(Struct, frozen=True):
    """A feeling −2..2 at a touchpoint of a stage in an audit."""

    audit_id: int
    stage_id: int
    touchpoint_id: int
    feeling: int


class Walked(Struct, frozen=True):
    """An audit of a persona, and whether it is a re-check."""

    audit_id: int
    persona: str
    again: bool


def with_rechecks(audits: Iterable[Walked], verdicts: Iterable[Judged], said: Iterable[Said]) -> list[Judged]:
    """Return the verdicts counted in each audit, and for each re-check what stood after it.

    That is what the audit before it of the persona counted, with the answers of the re-check in place of those before.
    `audits` are given oldest first; re-checks without an audit before them are left out. `said` has the answers of
    re-checks, and those of the other audits on the same checks.
    """
    given = list(verdicts)
    counts: defaultdict[int, Counter[tuple[int, str, int, Verdict]]] = defaultdict(Counter)
    for one in given:
        counts[one.audit_id][one.stage_id, one.checklist, one.severity, one.verdict] += one.count
    answers: defaultdict[int, dict[tuple[int, str, str], Said]] = defaultdict(dict)
    for answer in said:
        subject = (answer.touchpoint_id, answer.checklist, answer.check_key)
        answers[answer.audit_id][subject] = answer
    stands: dict[str, tuple[Counter[tuple[int, str, int, Verdict]], dict[tuple[int, str, str], Said]]] = {}
    for audit in audits:
        own = answers[audit.audit_id]
        if not audit.again:
            stands[audit.persona] = (counts[audit.audit_id], own)
        elif audit.persona in stands:
            before, state = stands[audit.persona]
            after = before.copy()
            for subject, answer in own.items():
                if subject in state:
                    after[_counted(state[subject])] -= 1
                after[_counted(answer)] += 1
            stands[audit.persona] = (after, state | own)
            given += [Judged(audit.audit_id, *of, count) for of, count in after.items() if count > 0]
    return given


def _counted(one: Said) -> tuple[int, str, int, Verdict]:
    return one.stage_id, one.checklist, one.severity, one.verdict


def felt_with_rechecks(audits: Iterable[Walked], felt: Iterable[FeltAt]) -> list[tuple[int, int, int]]:
    """Return (audit, stage, feeling) of each audit, and for each re-check what stood after it, as `with_rechecks` does."""
    own: defaultdict[int, dict[int, FeltAt]] = defaultdict(dict)
    for one in felt:
        own[one.audit_id][one.touchpoint_id] = one
    stands: dict[str, dict[int, FeltAt]] = {}
    found = []
    for audit in audits:
        if audit.again and audit.persona not in stands:
            continue
        before = stands[audit.persona] if audit.again else {}
        stands[audit.persona] = before | own[audit.audit_id]
        found += [(audit.audit_id, one.stage_id, one.feeling) for one in stands[audit.persona].values()]
    return found


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
