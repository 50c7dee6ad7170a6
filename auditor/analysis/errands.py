"""What has to be done before checks can be answered, of a journey or of an audit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from auditor.analysis.judgements import AskedAt, asked
from auditor.analysis.standing import Standing
from auditor.base.vocabulary import Depth
from auditor.views.audits import Audit
from auditor.views.checks import Check
from auditor.views.errands import ErrandLine
from auditor.views.journeys import Touchpoint


class _Needing(Struct, frozen=True):
    """A check that is asked somewhere."""

    check: Check
    touchpoint: str
    is_answered: bool = False


def of_journey(
    points: Sequence[Touchpoint], checks: Sequence[Sequence[Check]], depth: Depth
) -> list[ErrandLine]:
    """Return the errands of an audit of a depth, in the order of the walk; `checks` are those of each touchpoint."""
    places: Sequence[AskedAt] = points
    return _lines(_Needing(check, points[place].name) for place, check in asked(places, checks, depth))


def of_audit(audit: Audit) -> list[ErrandLine]:
    """Return the errands of an audit, in the order of the walk; checks that do not apply need none."""
    standing = Standing(audit)
    return _lines(
        _Needing(answer.check, visit.touchpoint, answer.verdict is not None)
        for visit in audit.visits
        for answer in visit.answers
        if standing.is_asked(answer)
    )


def _lines(needing: Iterable[_Needing]) -> list[ErrandLine]:
    found: dict[str, list[_Needing]] = {}
    for one in needing:
        if one.check.errand is not None:
            found.setdefault(one.check.errand.key, []).append(one)
    return [
        ErrandLine(
            errand,
            len(of_it),
            sum(one.is_answered for one in of_it),
            tuple(dict.fromkeys(one.touchpoint for one in of_it)),
        )
        for of_it in found.values()
        if (errand := of_it[0].check.errand) is not None
    ]
