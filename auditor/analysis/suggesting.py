"""What measurements suggest for the checks of an audit, all of one kind together. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from auditor.analysis.standing import Standing
from auditor.analysis.superseding import gravity
from auditor.base.vocabulary import Origin, Verdict
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Check
from auditor.views.suggestions import Suggestion


class Suggested(Struct, frozen=True):
    """A check at a touchpoint of an audit, and what a measurement says of it."""

    visit: Visit
    answer: Answer
    suggestion: Suggestion

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered the check here yet."""
        return self.answer.verdict is None


class Kind(Struct, frozen=True):
    """What is measured alike of one check, at a touchpoint or at several in the order of the walk."""

    check: Check
    verdict: Verdict
    each: tuple[Suggested, ...]

    @property
    def still_open(self) -> list[Suggested]:
        """Those that nobody has answered yet: what is taken at once takes no answer of a person's away."""
        return [one for one in self.each if one.is_open]


def kinds(audit: Audit, waiting: Mapping[tuple[int, str, str], Suggestion]) -> list[Kind]:
    """Return what waits for the checks that an audit asks, by check and verdict, in the order of the walk.

    `waiting` is by touchpoint, checklist and check. What does not apply, because what it is about is not there, is left
    out. Of a check that a whole site answers once, the worst that was measured at the site stands for it.
    """
    standing = Standing(audit)
    worst: dict[int, int] = {}
    found: list[tuple[int, Suggested]] = []
    for visit in audit.visits:
        for answer in visit.answers:
            suggestion = waiting.get((visit.touchpoint_id, *answer.check.named))
            if suggestion is None or standing.is_shut(answer) or _is_outdone(answer, suggestion):
                continue
            leader = (standing.leader(answer) or answer).id if answer.check.shared else answer.id
            worst[leader] = min(worst.get(leader, gravity(suggestion.verdict)), gravity(suggestion.verdict))
            found.append((leader, Suggested(visit, answer, suggestion)))
    together: defaultdict[tuple[str, str, Verdict], list[Suggested]] = defaultdict(list)
    for leader, one in found:
        if gravity(one.suggestion.verdict) == worst[leader]:
            check = one.answer.check
            together[check.checklist, check.key, one.suggestion.verdict].append(one)
    return [Kind(each[0].answer.check, verdict, tuple(each)) for (*_check, verdict), each in together.items()]


def _is_outdone(answer: Answer, suggestion: Suggestion) -> bool:
    """Tell whether a whole site was found worse already than what was measured at one of its touchpoints."""
    if answer.origin is not Origin.SHARED or answer.verdict is None:
        return False
    return gravity(suggestion.verdict) > gravity(answer.verdict)
