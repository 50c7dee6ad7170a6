"""What became of checks and feelings from one audit to another. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from auditor.base.vocabulary import FAILING, AuditKind, Change, Unlike, Verdict
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Check
from auditor.views.follow import ChangeCount, ChangeLine, ClosedAction, FeelingChange, Rechecked

_JUDGED = (Verdict.PASS, *FAILING)

Subject = tuple[int, str, str]
"""A touchpoint, and a check there; empty names for the feeling."""

Explained = Mapping[Subject, Sequence[ClosedAction]]
"""The actions closed between two audits, by what they answer."""

Between = Mapping[Subject, Rechecked]
"""What the newest re-checks between two audits said."""

_NOTHING: Between = MappingProxyType({})


def mcnemar(fixed: int, regressed: int) -> float | None:
    """Return the exact two-sided McNemar p = min(1, 2·Σ_{k ≤ min(b,c)} C(b+c, k)/2^(b+c)), in 0..1.

    b checks were fixed and c regressed; p is how probable at least so uneven a split would be if each change
    were as likely to go either way. None when nothing changed. Whole numbers throughout, so no count is too
    large. Source: Q. McNemar (1947); the exact binomial form, A. Agresti, “Categorical Data Analysis” (2002).
    """
    total = fixed + regressed
    if not total:
        return None
    term = ways = 1
    for k in range(min(fixed, regressed)):
        term = term * (total - k) // (k + 1)
        ways += term
    if 2 * ways >= 1 << total:
        return 1.0
    return 2 * ways / (1 << total)


def change_of(before: Verdict | None, after: Verdict | None) -> Change | None:
    """Return what became of a check, failed and partly met being one; None when neither audit judged it.

    What is not applicable, or not answered, counts as not judged.
    """
    if before not in _JUDGED:
        return Change.NEW if after in _JUDGED else None
    if after not in _JUDGED:
        return Change.NOT_TESTED
    if before in FAILING:
        return Change.STILL_FAILING if after in FAILING else Change.FIXED
    return Change.REGRESSED if after in FAILING else Change.STILL_FINE


def change_over(first: Verdict | None, rechecked: Verdict | None, after: Verdict | None) -> Change | None:
    """Return what became of a check that a re-check between two audits answered, or None did.

    What passed when it was looked at again and fails now has regressed, whatever the first audit said; what the first
    audit failed and the last passes is fixed, though it was seen earlier.
    """
    found = change_of(rechecked if rechecked in _JUDGED else first, after)
    return Change.FIXED if found is Change.STILL_FINE and first in FAILING else found


def unlike(older: Audit, newer: Audit) -> tuple[Unlike, ...]:
    """Return in what two audits differ: persona, auditor, and depth.

    Depth is what they ask: one goes deeper, one of them is a re-check, or they ask other checklists at a touchpoint
    that both visit.
    """
    differ = {
        Unlike.PERSONA: older.persona_id != newer.persona_id,
        Unlike.AUDITOR: older.auditor != newer.auditor,
        Unlike.DEPTH: _asks_otherwise(older, newer),
    }
    return tuple(each for each, is_so in differ.items() if is_so)


def _asks_otherwise(older: Audit, newer: Audit) -> bool:
    if _differ_in_depth(older, newer) or (older.kind is AuditKind.RECHECK) != (
        newer.kind is AuditKind.RECHECK
    ):
        return True
    asked, now = _checklists(older), _checklists(newer)
    return any(asked[point] != now[point] for point in asked.keys() & now.keys())


def _differ_in_depth(older: Audit, newer: Audit) -> bool:
    """Tell whether one of two audits goes deeper; a re-check asks what it was made for, and goes nowhere."""
    return older.depth is not newer.depth and AuditKind.RECHECK not in (older.kind, newer.kind)


def _checklists(audit: Audit) -> dict[int, set[str]]:
    return {
        visit.touchpoint_id: {answer.check.checklist for answer in visit.answers} for visit in audit.visits
    }


def changes(
    older: Audit, newer: Audit, explained: Explained, between: Between = _NOTHING
) -> list[ChangeLine]:
    """Return what became of every check that either audit judged, in the order of the walk.

    An answer carried over into a re-check was not given in it, so the check was not tested there. Where a re-check
    in between answered a check again, that is what it was before. Where one audit goes deeper, what both asked.
    """
    before, after = _answers(older), _answers(newer)
    visits = {visit.touchpoint_id: visit for visit in (*older.visits, *newer.visits)}
    needs_both = _differ_in_depth(older, newer)
    found = []
    for subject in _in_order(older, newer):
        old, new = before.get(subject), after.get(subject)
        if needs_both and (old is None or new is None):
            continue
        given = new.verdict if new is not None and not new.carried else None
        first, again = old.verdict if old else None, between.get(subject)
        change = change_over(first, again.verdict if again else None, given)
        answer = new or old
        if change is None or answer is None:
            continue
        visit = visits[subject[0]]
        found.append(
            ChangeLine(
                change,
                visit.touchpoint_id,
                visit.touchpoint,
                visit.stage,
                answer.check,
                again.verdict if again else first,
                given,
                bool(old and new and _says(old.check) != _says(new.check)),
                (new.note if new and given else "") or (old.note if old else ""),
                tuple(explained.get(subject, ())),
                first if again else None,
                again.audit_id if again else None,
            )
        )
    return found


def left_out(older: Audit, newer: Audit) -> int:
    """Return how many checks are not compared: one audit, which goes deeper, judged them, and the other never asked."""
    if not _differ_in_depth(older, newer):
        return 0
    before, after = _answers(older), _answers(newer)
    apart = [one for subject, one in before.items() if subject not in after]
    apart += [one for subject, one in after.items() if subject not in before]
    return sum(answer.verdict in _JUDGED for answer in apart)


def _in_order(older: Audit, newer: Audit) -> Iterable[Subject]:
    """Return everything asked in either audit, touchpoint by touchpoint as the newer one walks."""
    old, new = _by_touchpoint(older), _by_touchpoint(newer)
    for point in dict.fromkeys((*new, *old)):
        subjects = (*new.get(point, ()), *old.get(point, ()))
        yield from dict.fromkeys(subjects)


def _by_touchpoint(audit: Audit) -> dict[int, list[Subject]]:
    return {visit.touchpoint_id: [_subject(visit, one) for one in visit.answers] for visit in audit.visits}


def _answers(audit: Audit) -> dict[Subject, Answer]:
    return {_subject(visit, answer): answer for visit in audit.visits for answer in visit.answers}


def _subject(visit: Visit, answer: Answer) -> Subject:
    return (visit.touchpoint_id, *answer.check.named)


def _says(check: Check) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return (check.text, check.look)


def feelings(
    older: Audit, newer: Audit, explained: Explained, between: Between = _NOTHING
) -> list[FeelingChange]:
    """Return the feelings of every touchpoint where either audit has one, in the order of the walk.

    Where a re-check in between noted a feeling again, that is what it was before.
    """
    before = {visit.touchpoint_id: visit for visit in older.visits}
    after = {visit.touchpoint_id: visit for visit in newer.visits}
    found = []
    for point in dict.fromkeys((*after, *before)):
        old, new = before.get(point), after.get(point)
        visit = new or old
        first, again = old.feeling if old else None, between.get((point, "", ""))
        scores = (again.feeling if again else first, new.feeling if new else None)
        if visit is not None and scores != (None, None):
            actions = tuple(explained.get((point, "", ""), ()))
            rechecked = (first, again.audit_id) if again else (None, None)
            found.append(FeelingChange(point, visit.touchpoint, visit.stage, *scores, actions, *rechecked))
    return found


def counted(lines: Iterable[ChangeLine]) -> dict[Change, int]:
    """Return how many lines have each kind of change, in the order of the kinds; kinds of none are 0."""
    counts = Counter(line.change for line in lines)
    return {change: counts[change] for change in Change}


def by_stage(lines: Sequence[ChangeLine], audits: Iterable[Audit]) -> list[ChangeCount]:
    """Return the counts of each stage that has any."""
    visits = {visit.touchpoint_id: visit for audit in audits for visit in audit.visits}
    stages = dict.fromkeys((visits[line.touchpoint_id].stage_id, line.stage) for line in lines)
    return [
        ChangeCount(
            number, name, counted(line for line in lines if visits[line.touchpoint_id].stage_id == number)
        )
        for number, name in stages
    ]


def by_touchpoint(lines: Sequence[ChangeLine]) -> list[ChangeCount]:
    """Return the counts of each touchpoint that has any."""
    points = dict.fromkeys((line.touchpoint_id, line.touchpoint) for line in lines)
    return [
        ChangeCount(number, name, counted(line for line in lines if line.touchpoint_id == number))
        for number, name in points
    ]
